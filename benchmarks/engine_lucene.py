"""Lucene on terms made elsewhere, where there is a Java of 11 or later and a jar of lucene-core 9.

The jar is the one that ``LUCENE_JAR`` names, or one that Maven or the system has. A search is timed
inside the JVM, without the pipe.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import IO, cast

from benchmarks.engines import Answer, Row
from benchmarks.queries import Query

_PROGRAM = Path(__file__).with_name("Lucene.java")
_PLACES = (
    (Path.home() / ".m2/repository", "org/apache/lucene/lucene-core/9.*/lucene-core-9.*[0-9].jar"),
    (Path("/usr/share/java"), "lucene*-core-9*.jar"),
)


def _command() -> list[str]:
    java = shutil.which("java")
    found = chain.from_iterable(sorted(folder.glob(name)) for folder, name in _PLACES)
    jar = os.environ.get("LUCENE_JAR") or next(map(str, found), None)
    if not java or not jar:
        missing = "no java" if not java else "no jar of lucene-core 9; LUCENE_JAR may name one"
        raise ImportError(missing)
    return [java, "-Xmx1g", "-cp", jar, str(_PROGRAM)]


_COMMAND = _command()


class Lucene:
    """A JVM with an open index."""

    def __init__(self, folder: Path) -> None:
        """Start a JVM that serves the index in *folder*."""
        self._served = _started("serve", folder)

    @staticmethod
    def build(rows: Iterable[Row], folder: Path) -> None:
        """Write *rows* with one thread."""
        running = _started("build", folder)
        with cast("IO[str]", running.stdin) as pipe:
            pipe.writelines(map(_line, rows))
        if running.wait():
            raise RuntimeError(_PROGRAM)

    def search(self, query: Query) -> Answer:
        """Search and count every match."""
        first, last = query.days or ("", "")
        command = f"{query.kind}\t{first}\t{last}\t{' '.join(query.terms)}\n"
        ms, total, *hits = self._answer(command)
        pairs = zip(hits[::2], map(int, hits[1::2]), strict=True)
        return Answer(int(total), list(pairs), float(ms))

    def add(self, rows: Iterable[Row]) -> None:
        """Commit *rows* and open the index anew."""
        lines = list(map(_line, rows))
        self._answer(f"add\t{len(lines)}\n" + "".join(lines))

    def _answer(self, command: str) -> list[str]:
        stdin = cast("IO[str]", self._served.stdin)
        stdout = cast("IO[str]", self._served.stdout)
        stdin.write(command)
        stdin.flush()
        return stdout.readline().rstrip("\n").split("\t")

    def close(self) -> None:
        """End the JVM."""
        self._served.communicate()


def _started(what: str, folder: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [*_COMMAND, what, str(folder)]
    running = subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8")  # noqa: S603
    cast("IO[str]", running.stdout).readline()  # it is compiled and ready
    return running


def _line(row: Row) -> str:
    return "\t".join(" ".join(str(value).split()) for value in row) + "\n"
