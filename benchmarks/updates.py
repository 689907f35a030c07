"""Adding a hundred articles to an index and publishing them, in turn on every engine."""

import time
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks import prepared, table, tenfold
from benchmarks.engines import Engine
from searchkit import Archive
from searchkit.articles import Article

_ADDED = 100
_TIMES = 9


def measure(
    index: Path, peers: Mapping[str, Engine], articles: Sequence[Article]
) -> dict[str, dict[str, float]]:
    """Print ms for each addition to *index* and the *peers*; give these figures."""
    fresh = tenfold.grown(lambda: articles, times=_TIMES * _ADDED, mark="new")
    ms: dict[str, list[float]] = {"searchkit": [], **{name: [] for name in peers}}
    for number in range(_TIMES):
        batch = list(islice(fresh, _ADDED))
        source = index.parent / f"new{number}.jsonl"
        tenfold.write(source, batch)
        ms["searchkit"].append(_ms(lambda source=source: Archive.update([source], index)))  # type: ignore[misc]
        rows = list(prepared.rows(batch))
        for name, peer in peers.items():
            ms[name].append(_ms(lambda peer=peer, rows=rows: peer.add(rows)))  # type: ignore[misc]
    figures = {
        name: {"median": median(each), "least": min(each), "most": max(each)}
        for name, each in ms.items()
    }
    table.show(
        (f"{_ADDED} articles added, ms", "median", "least", "most"),
        [(name, *each.values()) for name, each in figures.items()],
    )
    print("searchkit: Archive.update from a file, all views, durable; peers: terms made before\n")
    return figures


def _ms(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000
