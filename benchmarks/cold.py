"""The command line from nothing to hits: the whole process, and where its time goes.

Time spent importing is counted for the package that asked, directly or through others: a module of
the standard library that only numpy wants is numpy's.
"""

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks import table

_TIMES = 9
_PACKAGES = ("numpy", "whoosh", "click", "rich", "pyarabic", "hijridate", "searchkit")
_STARTUP = "python itself"
_LINE = re.compile(r"import time: +(\d+) \| +\d+ \| ( *)(\S+)")


def measure(index: Path, word: str) -> dict[str, float]:
    """Print what a search for *word* in *index* takes as a process; give these figures."""
    command = ["-m", "searchkit_start", word, "--format", "plain", "--index", str(index)]
    _run(command)
    whole = [_ms(command) for _ in range(_TIMES)]
    bare = [_ms(["-c", "pass"]) for _ in range(_TIMES)]
    shares = [_imports(_run(["-X", "importtime", *command])) for _ in range(_TIMES)]
    parts = {name: median(each[name] for each in shares) for name in _PACKAGES}
    parts = {name: ms for name, ms in parts.items() if ms}
    startup = median(bare)
    figures = {
        _STARTUP: startup,
        **{f"import {name}": ms for name, ms in parts.items()},
        "rest: open, search, print, end": median(whole) - startup - sum(parts.values()),
        "whole process, median": median(whole),
        "whole process, least": min(whole),
    }
    print(f"searchkit {word} --format plain, {_TIMES} times")
    table.show(("cold command line", "ms"), [(name, f"{ms:.0f}") for name, ms in figures.items()])
    return figures


def _run(arguments: Sequence[str]) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode > 1:  # 1: no hits
        raise RuntimeError(done.stderr)
    return done.stderr


def _ms(arguments: Sequence[str]) -> float:
    started = time.perf_counter()
    _run(arguments)
    return (time.perf_counter() - started) * 1000


def _imports(trace: str) -> dict[str, float]:
    """Sum the ms of *trace*, as ``-X importtime`` writes it, by the package that is to blame."""
    found = dict.fromkeys([*_PACKAGES, _STARTUP], 0.0)
    above: list[tuple[int, str]] = []  # from the outermost importer: depth, package
    for line in reversed(trace.splitlines()):  # an importer stands below what it imports
        if not (match := _LINE.match(line)):
            continue
        depth, package = len(match[2]), match[3].partition(".")[0]
        while above and above[-1][0] >= depth:
            above.pop()
        if package not in _PACKAGES:
            package = above[-1][1] if above else _STARTUP
        above.append((depth, package))
        found[package] += int(match[1]) / 1000
    return found
