"""What every engine in the race does, and where each of them is: one small class in a module.

All get the same rows: an article already cut into terms, joined by spaces, and the JSON to store.
All give the same answer: how many articles match, and title and day of the best ten.
"""

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from benchmarks.queries import Query

#: How many hits a search gives.
LIMIT = 10

#: Where the class of each engine stands, in the order of the tables.
ENGINES = {
    "searchkit": "benchmarks.engine_searchkit:Searchkit",
    "tantivy": "benchmarks.engine_tantivy:Tantivy",
    "FTS5": "benchmarks.engine_fts5:Fts5",
    "Whoosh": "benchmarks.engine_whoosh:Whoosh",
    "Lucene": "benchmarks.engine_lucene:Lucene",
}


class Row(NamedTuple):
    """An article as every engine indexes it; *day* is its date as an ordinal, 0 if unknown."""

    id: str
    title: str
    day: int
    terms: str
    stored: str


class Answer(NamedTuple):
    """How many articles match in *total*, and the first of them as titles and days.

    *ms* is what the engine itself measured, where it answers through a pipe.
    """

    total: int
    hits: list[tuple[str, int]]
    ms: float | None = None


class Engine(Protocol):
    """An index that is open for searching."""

    def __init__(self, folder: Path) -> None:
        """Open the index in *folder*."""

    @staticmethod
    def build(rows: Iterable[Row], folder: Path) -> None:
        """Write the index of *rows* into the empty *folder*."""

    def search(self, query: Query) -> Answer:
        """Give the best `LIMIT` articles for *query*."""

    def add(self, rows: Iterable[Row]) -> None:
        """Add *rows*, durably, so that the next search finds them."""

    def close(self) -> None:
        """Close the index."""


def engine(name: str) -> type[Engine]:
    """Give the class of the engine *name*; raises `ImportError` where it cannot run here."""
    module, _, attribute = ENGINES[name].partition(":")
    found: type[Engine] = getattr(importlib.import_module(module), attribute)
    return found
