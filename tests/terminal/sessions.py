"""Sessions of the program on a terminal of its own: typed at, resized, interrupted."""

import fcntl
import os
import pty
import select
import shlex
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from tests.terminal.warm import client

SEARCHKIT = (sys.executable, "-m", "searchkit_start")
#: Runs a command that heeds Ctrl-C though these tests may be started so that they do not.
HEEDING = (
    *(sys.executable, "-I", "-S", "-c"),
    "import os, signal, sys; signal.signal(2, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])",
)
PATIENCE = 60  # seconds after which a session has hung


class Ended(NamedTuple):
    """How a session ended: its exit status, and all that the terminal was sent."""

    status: int
    screen: str


class Session:
    """A command on a terminal of *columns* by *rows*; owns the process and the terminal."""

    def __init__(
        self,
        command: str,
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        warm: Path | None = None,
    ) -> None:
        """Start *command*, a line of shell in which ``searchkit`` is this one.

        With the socket *warm* of `tests.terminal.warm` it need not be loaded each time.
        """
        self._master, terminal = pty.openpty()
        self.resize(columns, rows)
        program = shlex.join(client(warm) if warm else SEARCHKIT)
        # The first terminal that the leader of a session opens is the one that Ctrl-C works on.
        opening = f"exec <{os.ttyname(terminal)}"
        self._shown = b""
        self.process = subprocess.Popen(
            [
                *(() if warm else HEEDING),
                *("/bin/sh", "-c"),
                "\n".join([opening, f'searchkit() {{ {program} "$@"; }}', command]),
            ],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env={**(os.environ if env is None else env), "COLUMNS": "", "LINES": ""},
            start_new_session=True,
        )
        os.close(terminal)

    def __enter__(self) -> Self:
        """Give the session."""
        return self

    def __exit__(self, *_: object) -> None:
        """End what still runs."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: str) -> None:
        """Type *keys*; ``\\x03`` is Ctrl-C, ``\\x04`` the end of input."""
        os.write(self._master, keys.encode())

    def wait_for(self, text: str) -> None:
        """Wait until the terminal was sent *text*."""
        while text not in self._shown.decode(errors="replace"):
            if not self._read():
                message = f"{text!r} never came, but {self._shown.decode(errors='replace')!r}"
                raise AssertionError(message)

    def end(self) -> Ended:
        """Wait until the program has ended."""
        while self._read():
            pass
        status = self.process.wait(PATIENCE)
        return Ended(status, self._shown.decode(errors="replace").replace("\r\n", "\n"))

    def _read(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], PATIENCE)
        if not ready:
            message = f"nothing came, after {self._shown.decode(errors='replace')!r}"
            raise AssertionError(message)
        try:
            part = os.read(self._master, 65536)
        except OSError:  # how Linux says that the other side is closed
            return False
        self._shown += part
        return bool(part)


def run(command: str, **given: Any) -> Ended:  # noqa: ANN401  what a session is given
    """Run *command* to its end."""
    with Session(command, **given) as session:
        return session.end()
