"""Work for other processes: calls of modules' functions go out, their results come back in order.

A worker is a Python of its own that reads calls from one pipe and writes results to another. It is
started by `subprocess` and not by `multiprocessing`: so it never runs the program it belongs to
again, as a spawned process does, nor copies locks that other threads hold, as a forked one does. It
ends when its pipe does, whatever becomes of the process that started it. Where no worker can be
started, and where one has died, the calls are made in this process, with the same results.
"""

import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from traceback import format_exception
from typing import IO, Self, TypeVar, cast

_R = TypeVar("_R")
_T = TypeVar("_T")

_AHEAD = 2  # calls that wait for each worker, so that none has to wait
#: Started with the paths that modules are found in, which a program may have changed.
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from searchkit.engine.segments.workers import serve; serve()"
)
_GONE = (OSError, EOFError, pickle.UnpicklingError)  # what a dead worker's pipes raise


def cores() -> int:
    """Give how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not everywhere
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class Workers:
    """Up to *jobs* worker processes; a context manager that ends them.

    With one job there are none. Before they are started calls are made at once, in this process.
    """

    def __init__(self, jobs: int) -> None:
        """Allow as many workers as *jobs*, if there can be any."""
        self.jobs = jobs if jobs > 1 and _can_start() else 1
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        self._all: list[_Worker] = []
        self._threads: ThreadPoolExecutor | None = None

    @property
    def running(self) -> int:
        """How many workers there are by now; 1 if there are none."""
        return max(len(self._all), 1)

    def start(self) -> None:
        """Start the workers, if there may be any, so that calls are made by them."""
        if self.jobs > 1 and self._threads is None:
            self._threads = ThreadPoolExecutor(self.jobs, "searchkit")
            self._all = [_Worker() for _ in range(self.jobs)]
            for worker in self._all:
                self._idle.put(worker)

    def submit(self, call: Callable[[], _R]) -> "Future[_R]":
        """Have *call* made, a partial of a module's function: its errors come here or later."""
        if self._threads is not None:
            return self._threads.submit(self._made, call)
        done: Future[_R] = Future()
        done.set_result(call())
        return done

    def map(self, function: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[_R]:
        """Yield *function* of each of *items*, in order; few of them are taken ahead.

        The workers are started for the first of them.
        """
        waiting: deque[Future[_R]] = deque()
        for item in items:
            self.start()
            waiting.append(self.submit(partial(function, item)))
            if len(waiting) > _AHEAD * len(self._all):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _made(self, call: Callable[[], _R]) -> _R:
        """Have an idle worker make *call*, or make it here if the worker has died."""
        worker = self._idle.get()
        try:
            if worker:
                return worker.made(call)
        except _GONE:
            worker = None
        finally:
            self._idle.put(worker)
        return call()

    def __enter__(self) -> Self:
        """Give the workers themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers; what they were still doing is lost."""
        if self._threads is None:
            return
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
            worker.kill()
        self._threads.shutdown()


class _Worker:
    """One worker process, which does one call at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", _PROGRAM, json.dumps(sys.path)]
        # In a session of its own: what is typed at the terminal is for the one who started it.
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603  ourselves
            command, stdin=pipe, stdout=pipe, stderr=null, start_new_session=True
        )
        self._killed = False

    def made(self, call: Callable[[], _R]) -> _R:
        """Make *call* over there; raise what it raises, or one of `_GONE`."""
        stdin, stdout = cast("IO[bytes]", self._process.stdin), self._process.stdout
        try:
            pickle.dump(call, stdin, pickle.HIGHEST_PROTOCOL)
            stdin.flush()
            fine, result = pickle.load(cast("IO[bytes]", stdout))  # noqa: S301  ours
        except _GONE:
            if self._killed:
                raise CancelledError from None
            self.kill()
            raise
        if not fine:
            raise result
        return cast("_R", result)

    def kill(self) -> None:
        """End the process at once, and wait for that."""
        self._killed = True
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                cast("IO[bytes]", pipe).close()


def serve() -> None:
    """Be a worker: make the calls that standard input brings until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    calls, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what somebody prints is no result
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            call = pickle.load(calls)  # noqa: S301  of the one who started us
            try:
                answer = True, call()
            except Exception as error:  # noqa: BLE001  it is raised where it can be told
                error.add_note("".join(format_exception(error)))
                answer = False, error
            results.write(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
            results.flush()
    os._exit(0)  # nothing is left to be put away


def _can_start() -> bool:
    """Tell whether this program is run by a Python that can be started once more."""
    is_python = Path(sys.executable or "").name.lower().startswith(("python", "pypy"))
    return is_python and not getattr(sys, "frozen", False)
