"""The whole of `Archive.search`: what a reader types to ten highlighted hits.

Beside it what its parts take when called alone: reading the query, and finding and loading the ten
articles; what remains is highlighting. Time is that of the processor: the machine may be busy.
"""

import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks import parse_times, table
from benchmarks.queries import Query
from benchmarks.race import p95
from searchkit import Archive
from searchkit.engine import Index
from searchkit.query import parse

_T = TypeVar("_T")

_WARM = 100  # queries before anything is measured


def measure(index: Path, queries: Sequence[Query]) -> dict[str, dict[str, float]]:
    """Print ms for each class and for all *queries* on *index*; give these figures."""
    kinds = list(dict.fromkeys(query.kind for query in queries))
    found: dict[str, list[tuple[float, ...]]] = {kind: [] for kind in kinds}
    unmatched = 0
    with Archive.open(index) as archive, Index(index) as engine:
        for query in queries[:_WARM]:
            archive.search(query.text)
        gc.collect()
        for query in queries:
            whole, result = _ms(lambda query=query: archive.search(query.text))  # type: ignore[misc]
            parsing, parsed = _ms(lambda query=query: parse(query.text, lookup=engine.usage))  # type: ignore[misc]
            finding, _ = _ms(lambda parsed=parsed: engine.search(parsed.tree))  # type: ignore[misc]
            found[query.kind].append((whole, parsing, finding))
            unmatched += any(note.code == "any-word" for note in result.notes) or not result.total
    found["all"] = [each for kind in kinds for each in found[kind]]
    figures = {kind: _figures(samples) for kind, samples in found.items()}
    columns = ("median", "p95", "parse", "find and load", "rest")
    table.show(
        ("Archive.search, ms", *columns),
        [(kind, *(each[column] for column in columns)) for kind, each in figures.items()],
    )
    print(f"without an article that has enough: {unmatched} of {len(queries)} (searched twice)")
    parse_times.measure()
    return figures


def _figures(samples: Sequence[tuple[float, ...]]) -> dict[str, float]:
    whole, parsing, finding = zip(*samples, strict=True)
    rest = [each[0] - each[1] - each[2] for each in samples]
    parts = {"parse": median(parsing), "find and load": median(finding), "rest": median(rest)}
    return {"median": median(whole), "p95": p95(whole)} | parts


def _ms(run: Callable[[], _T]) -> tuple[float, _T]:
    started = time.thread_time()
    result = run()
    return (time.thread_time() - started) * 1000, result
