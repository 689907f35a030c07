"""How long reading a query takes: questions people asked, and the table of queries of the tests."""

import contextlib
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks import table
from benchmarks.archives import ROOT
from searchkit.errors import QueryError
from searchkit.query import parse

_QUESTIONS = ROOT.parent / "shared" / "data" / "queries"
_TABLE = ROOT / "tests" / "query" / "queries.txt"
_TODAY = date(2022, 6, 15)


def measure() -> None:
    """Print the median and the 95th percentile of both, in microseconds of the processor."""
    sets = {"table of queries": [q for q in _lines(_TABLE) if not q.startswith("#")]}
    if _QUESTIONS.exists():
        files = sorted(_QUESTIONS.glob("*.tsv"))
        sets["questions"] = [line.split("\t")[-1] for path in files for line in _lines(path)]
    rows = [(name, f"{len(queries):,}", *_figures(queries)) for name, queries in sets.items()]
    table.show(("parse, µs", "queries", "median", "p95"), rows)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _figures(queries: Sequence[str]) -> tuple[str, str]:
    parse("date:30 مايو 2022", today=_TODAY)  # loads what dates need
    took = sorted(map(_us, queries))
    return f"{median(took):.0f}", f"{took[int(len(took) * 0.95)]:.0f}"


def _us(query: str) -> float:
    started = time.process_time_ns()
    with contextlib.suppress(QueryError):
        parse(query, today=_TODAY)
    return (time.process_time_ns() - started) / 1000


if __name__ == "__main__":
    measure()
