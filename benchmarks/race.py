"""Engines against each other, query by query in turn, so that noise meets all of them alike.

A query's latency is its median over the rounds; the tables show the median and the 95th percentile
of these over the queries of a class, and both as multiples of tantivy's. What takes longer when it
is asked for the first time is in rows of its own. Time is that of the processor.
"""

import gc
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from statistics import median, quantiles

from benchmarks import table
from benchmarks.engines import Engine
from benchmarks.queries import Query

BASE = "tantivy"  # ratios are to this engine
_SHOWN = 5  # differing counts that are printed


FIRST = ", first"  # marks the latencies of the first round


@dataclass(frozen=True, slots=True)
class Outcome:
    """Latencies in ms of every query, and how many articles match it, by engine.

    The latencies of the first round stand under the engine's name and `FIRST`.
    """

    queries: Sequence[Query]
    ms: Mapping[str, Sequence[float]]
    totals: Mapping[str, Sequence[int]]

    def of(self, name: str, kind: str) -> list[float]:
        """Give the latencies of engine *name* for the queries of class *kind*."""
        pairs = zip(self.queries, self.ms[name], strict=True)
        return [ms for query, ms in pairs if query.kind == kind]


def race(engines: Mapping[str, Engine], queries: Sequence[Query], rounds: int) -> Outcome:
    """Run *queries* on all *engines* in turn, once and then *rounds* times."""
    samples: dict[str, list[list[float]]] = {name: [[] for _ in queries] for name in engines}
    totals: dict[str, list[int]] = {name: [0 for _ in queries] for name in engines}
    orders = list(permutations(engines))  # each engine runs after each other one as often
    gc.collect()
    gc.freeze()
    for turn in range(1 + rounds):
        for place, query in enumerate(queries):
            for name in orders[(turn + place) % len(orders)]:
                ms, totals[name][place] = _measured(engines[name], query)
                samples[name][place].append(ms)
    gc.unfreeze()
    latencies = {}
    for name in engines:
        latencies[name] = [median(each[1:]) for each in samples[name]]
        latencies[name + FIRST] = [each[0] for each in samples[name]]
    return Outcome(queries, latencies, totals)


def _measured(running: Engine, query: Query) -> tuple[float, int]:
    started = time.thread_time()
    answer = running.search(query)
    taken = (time.thread_time() - started) * 1000
    return (taken if answer.ms is None else answer.ms), answer.total


def p95(values: Sequence[float]) -> float:
    """Give the 95th percentile of *values*."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def show(outcome: Outcome, title: str) -> dict[str, object]:
    """Print the table and the differences of *outcome*; give its figures."""
    kinds = list(dict.fromkeys(query.kind for query in outcome.queries))
    figures: dict[str, dict[str, dict[str, float]]] = {
        name: {kind: _figures(outcome, name, kind) for kind in kinds} for name in outcome.ms
    }
    ratio = f"× {BASE}" if BASE in figures else ""
    header = (title, *(part for kind in kinds for part in (kind, "p95", ratio, "p95")))
    columns = ("median", "p95", "ratio", "ratio_p95")
    rows = []
    for name, classes in figures.items():
        cells = (_cell(classes[kind], column) for kind in kinds for column in columns)
        rows.append((name, *cells))
    _show_in_pieces(header, rows)
    differing = _differences(outcome)
    return {"classes": figures, "differing_counts": differing}


def _show_in_pieces(
    header: Sequence[str], rows: Sequence[Sequence[object]], width: int = 16
) -> None:
    """Print four classes beside each other, the rest below."""
    for start in range(1, len(header), width):
        piece = slice(start, start + width)
        table.show((header[0], *header[piece]), [(row[0], *row[piece]) for row in rows])


def _figures(outcome: Outcome, name: str, kind: str) -> dict[str, float]:
    ms = outcome.of(name, kind)
    found = {"median": median(ms), "p95": p95(ms)}
    if BASE in outcome.ms:
        base = outcome.of(BASE + FIRST if name.endswith(FIRST) else BASE, kind)
        found |= {"ratio": median(ms) / median(base), "ratio_p95": p95(ms) / p95(base)}
    return found


def _cell(figures: Mapping[str, float], column: str) -> str:
    if column not in figures:
        return ""
    return f"{figures[column]:.2f}" if column.startswith("ratio") else f"{figures[column]:.3f}"


def _differences(outcome: Outcome) -> int:
    """Print the queries whose counts are not the same everywhere; give how many there are."""
    differing: dict[Query, dict[str, int]] = defaultdict(dict)
    for place, query in enumerate(outcome.queries):
        counts = {name: totals[place] for name, totals in outcome.totals.items()}
        if len({*counts.values()}) > 1:
            differing[query] = counts
    print(f"counts differ for {len(differing)} of {len(outcome.queries)} queries")
    for query, counts in list(differing.items())[:_SHOWN]:
        print(f"  {query.kind} {' '.join(query.terms)} {query.days or ''}: {counts}")
    print()
    return len(differing)
