"""Lucene itself, where there is a Java of 11 or later and jars of Lucene 9: core, analysis-common.

The jars are those of the class path in ``LUCENE_JARS``, or those that Maven has.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast

import numpy as np

from benchmarks.quality.ranking import Longs

_PROGRAM = Path(__file__).with_name("Arabic.java")
_MAVEN = Path.home() / ".m2/repository/org/apache/lucene"
_JARS = ("lucene-core", "lucene-analysis-common")


def command() -> list[str] | None:
    """Give the command that runs Lucene, None where it cannot run."""
    java = shutil.which("java")
    path = os.environ.get("LUCENE_JARS") or os.pathsep.join(map(str, _found()))
    return [java, "-Xmx2g", "-cp", path, str(_PROGRAM)] if java and path else None


def _found() -> list[Path]:
    """Give the jars that Maven has, of the newest version of which it has all; none if of none."""
    for core in sorted(_MAVEN.glob(f"{_JARS[0]}/9.*"), reverse=True):
        jars = [_MAVEN / jar / core.name / f"{jar}-{core.name}.jar" for jar in _JARS]
        if all(jar.exists() for jar in jars):
            return jars
    return []


class Lucene:
    """A JVM with ArabicAnalyzer and BM25, with their defaults, over some texts."""

    def __init__(self, run: Sequence[str], texts: Sequence[str]) -> None:
        """Start the command *run* and give it *texts*."""
        pipe = subprocess.PIPE
        self._running = subprocess.Popen(run, stdin=pipe, stdout=pipe, encoding="utf-8")  # noqa: S603
        self._stdin = cast("IO[str]", self._running.stdin)
        self._stdout = cast("IO[str]", self._running.stdout)
        self._stdin.writelines(f"{' '.join(text.split()) or '-'}\n" for text in texts)
        self._stdin.write("\n")

    def ranks(self, queries: Sequence[str], targets: Sequence[int]) -> Longs:
        """Ask for any of the words of each query."""
        return np.fromiter(map(self._rank, queries, targets), np.int64, len(queries))

    def _rank(self, query: str, target: int) -> int:
        self._stdin.write(f"{target}\t{' '.join(query.split())}\n")
        self._stdin.flush()
        return int(self._stdout.readline())

    def close(self) -> None:
        """End the JVM."""
        self._running.communicate()
