"""The command line from nothing to hits: the whole process, and where its time goes.

The process is timed by the clock and by what the processor spent on it, which other programs
disturb less. Time spent importing is counted for the package that asked, directly or through
others: a module of the standard library that only numpy wants is numpy's.
"""

import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import table

_TIMES = 9
_PACKAGES = ("numpy", "whoosh", "click", "rich", "pyarabic", "hijridate", "searchkit")
_FORMATS = ("plain", "human")  # where the time of the first goes is shown
_STARTUP = "python itself"
_LINE = re.compile(r"import time: +(\d+) \| +\d+ \| ( *)(\S+)")


def measure(index: Path, word: str) -> dict[str, float]:
    """Print what a search for *word* in *index* takes as a process; give these figures."""
    figures: dict[str, float] = {}
    bare = [_ms(["-c", "pass"]) for _ in range(_TIMES)]
    commands = {each: _command(index, word, each) for each in _FORMATS}
    for name, command in commands.items():
        _run(command)
        whole = [_ms(command) for _ in range(_TIMES)]
        figures[f"{name}, whole process, median"] = median(each.clock for each in whole)
        figures[f"{name}, whole process, least"] = min(each.clock for each in whole)
        figures[f"{name}, processor, median"] = median(each.processor for each in whole)
    shares = [_imports(_run(["-X", "importtime", *commands[_FORMATS[0]]])) for _ in range(_TIMES)]
    parts = {name: median(each[name] for each in shares) for name in _PACKAGES}
    parts = {name: ms for name, ms in parts.items() if ms}
    startup = median(each.clock for each in bare)
    whole_ms = figures[f"{_FORMATS[0]}, whole process, median"]
    figures |= {
        f"of which {_STARTUP}": startup,
        **{f"… import {name}": ms for name, ms in parts.items()},
        "… rest: open, search, print, end": whole_ms - startup - sum(parts.values()),
    }
    print(f"python -m searchkit {word} --format {' or '.join(_FORMATS)}, {_TIMES} times")
    table.show(("cold command line", "ms"), [(name, f"{ms:.0f}") for name, ms in figures.items()])
    return figures


def _command(index: Path, word: str, form: str) -> list[str]:
    return ["-m", "searchkit_start", word, "--format", form, "--no-pager", "--index", str(index)]


def _run(arguments: Sequence[str]) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode > 1:  # 1: no hits
        raise RuntimeError(done.stderr)
    return done.stderr


class _Took(NamedTuple):
    """Milliseconds of a process: by the clock, and of the processor."""

    clock: float
    processor: float


def _ms(arguments: Sequence[str]) -> _Took:
    before, started = _processor(), time.perf_counter()
    _run(arguments)
    return _Took((time.perf_counter() - started) * 1000, (_processor() - before) * 1000)


def _processor() -> float:
    """Give the seconds that all processes run so far have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
