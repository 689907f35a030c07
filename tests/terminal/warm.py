"""A process that has the program loaded, and forks for every run of it: a session takes no start.

What a run is given is what a new process would have: arguments, environment, folder and the streams
themselves. It is in no group of the terminal, so keys that send signals need a process of its own.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from searchkit.articles import loading
from searchkit.engine import completion, found, likeness, publishing
from searchkit.terminal import app, bar, charts, human, pager, sample

#: What the shell runs for ``searchkit``: it hands its streams over, and waits for the status.
_CLIENT = """
import json, os, socket, sys
connection = socket.socket(socket.AF_UNIX)
connection.connect(sys.argv[1])
request = {"arguments": sys.argv[2:], "variables": dict(os.environ), "folder": os.getcwd()}
socket.send_fds(connection, [json.dumps(request).encode()], [0, 1, 2])
connection.shutdown(socket.SHUT_WR)
sys.exit(int(connection.recv(16)))
"""
#: What is loaded when it is needed, and is here.
LOADED = (loading, completion, found, likeness, publishing, bar, charts, human, pager, sample)
_MOST = 1 << 20  # bytes of a request


@contextlib.contextmanager
def server(folder: Path) -> Iterator[Path]:
    """Run the process while the context lasts; give the socket that it listens on."""
    place = folder / "warm"
    command = [sys.executable, "-m", "tests.terminal.warm", str(place)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout
        assert process.stdout.readline()  # it listens
        yield place
        process.terminate()


def client(place: Path) -> tuple[str, ...]:
    """Give the command that stands for the program, where a `server` listens at *place*."""
    return (sys.executable, "-I", "-S", "-c", _CLIENT, str(place))


def _serve(place: str) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
        listening.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while True:
            connection, _ = listening.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _answer(connection)
            connection.close()


def _answer(connection: socket.socket) -> None:
    """Run the program as *connection* asks, and say how it ended."""
    request, streams, _, _ = socket.recv_fds(connection, _MOST, 3)
    while part := connection.recv(_MOST):
        request += part
    if (child := os.fork()) == 0:
        _become(json.loads(request), streams)
        try:
            app.run()
        except SystemExit as ended:  # what click does when it has completed a word
            sys.stdout.flush()
            os._exit(int(ended.code or 0))
    _, status = os.waitpid(child, 0)
    connection.send(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _become(request: dict[str, Any], streams: list[int]) -> None:
    for descriptor, stream in enumerate(streams):
        os.dup2(stream, descriptor)
    os.closerange(3, 64)
    os.environ.clear()
    os.environ.update(request["variables"])
    os.chdir(request["folder"])
    sys.argv = ["searchkit", *request["arguments"]]
    sys.stdin = os.fdopen(0)
    sys.stdout = os.fdopen(1, "w")
    sys.stderr = os.fdopen(2, "w", buffering=1)


if __name__ == "__main__":
    _serve(sys.argv[1])
