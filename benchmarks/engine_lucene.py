"""Lucene on terms made elsewhere, where there is a Java of 11 or later and a jar of lucene-core 9.

The jar is the one that ``LUCENE_JAR`` names, or one that Maven or the system has; to index
published text that of lucene-analysis-common must stand beside it or be Maven's too. A search is
timed inside the JVM, without the pipe.
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
_CORE, _ANALYSIS = "lucene-core", "lucene-analysis-common"


def _command() -> list[str]:
    java = shutil.which("java")
    found = chain.from_iterable(sorted(folder.glob(name)) for folder, name in _PLACES)
    jar = os.environ.get("LUCENE_JAR") or next(map(str, found), None)
    if not java or not jar:
        missing = "no java" if not java else "no jar of lucene-core 9; LUCENE_JAR may name one"
        raise ImportError(missing)
    # One core, one thread to collect garbage: the processor's time is not to go into waiting.
    return [java, "-Xmx1g", "-XX:+UseSerialGC", "-cp", _with_analysis(jar), str(_PROGRAM)]


def _with_analysis(jar: str) -> str:
    beside = Path(jar.replace(_CORE, _ANALYSIS))  # Maven names the folder and the file so
    near = Path(jar).with_name(Path(jar).name.replace(_CORE, _ANALYSIS))
    return os.pathsep.join([jar, *(str(each) for each in {beside, near} if each.exists())])


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

    @staticmethod
    def index(rows: Iterable[Row], folder: Path) -> float:
        """Write *rows*, whose terms are published text, with `ArabicAnalyzer` in one thread.

        Give the processor's seconds that took, without the start of Java.
        """
        running = _started("whole", folder)
        with cast("IO[str]", running.stdin) as pipe:
            pipe.writelines(map(_line, rows))
        seconds = float(cast("IO[str]", running.stdout).readline())
        if running.wait():
            raise RuntimeError(_PROGRAM)
        return seconds

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
