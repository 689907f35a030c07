"""The way of articles into an index: the rate of the whole, and the share of each stage."""

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from benchmarks import table
from searchkit import dates
from searchkit.articles import Article, Place
from searchkit.dates.units import units
from searchkit.engine import entries
from searchkit.engine.cutting import entry
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.naming import Naming, names_of, said
from searchkit.engine.segments.writing import write_segment
from searchkit.entities import Mention, extract
from searchkit.entities.aliases import Aliases

_SAMPLE = 3000  # articles

_T = TypeVar("_T")


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Print the processor's seconds of each stage for some *articles*; give them, and the rate."""
    sample = list(islice(articles, _SAMPLE))
    extract(Article("", "خبر", "", Place("")))  # what is loaded once is not counted
    seconds: dict[str, float] = {}
    found = _timed(seconds, "entities", lambda: [extract(each) for each in sample])
    _timed(seconds, "names of articles", lambda: list(map(_names, sample, found)))
    _timed(seconds, "mentioned dates", lambda: [_dates(each) for each in sample])
    _timed(seconds, "stored JSON", lambda: [_stored(each) for each in sample])
    made = list(map(entry, sample))  # all of these once more, with what they have cached
    naming = Naming(Aliases.load(), Snapshot([]))
    without = replace(entries.SCHEMA, names=())
    named = replace(entries.SCHEMA, mains=naming.mains)
    with tempfile.TemporaryDirectory() as folder:
        _timed(seconds, "analysis, index", lambda: write_segment(made, without, Path(folder, "1")))
        _timed(
            seconds,
            "names of all",
            lambda: write_segment(made, named, Path(folder, "2")),
        )
    seconds["names of all"] = max(seconds["names of all"] - seconds["analysis, index"], 0.0)
    whole = sum(seconds.values())
    lines = [(name, each, f"{each / whole:.0%}") for name, each in seconds.items()]
    lines.append(("whole", whole, f"{len(sample) / whole:,.0f} articles/s"))
    table.show((f"{len(sample):,} articles into an index", "cpu s", "share"), lines)
    return seconds | {"whole": whole, "rate": len(sample) / whole}


def _timed(seconds: dict[str, float], name: str, run: Callable[[], _T]) -> _T:
    started = time.process_time()
    made = run()
    seconds[name] = time.process_time() - started
    return made


def _names(article: Article, mentions: list[Mention]) -> object:
    return names_of(article, mentions), said(article, mentions)


def _dates(article: Article) -> list[str]:
    text = f"{article.title}\n\n{article.body}"
    return [unit for span in dates.find(text, article.date) for unit in units(span)]


def _stored(article: Article) -> str:
    return json.dumps(article.to_dict(), ensure_ascii=False, separators=(",", ":"))
