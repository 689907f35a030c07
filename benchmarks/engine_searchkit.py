"""searchkit's engine below its store: one segment, one view of the terms, title in a column."""

from collections.abc import Iterable
from pathlib import Path

from whoosh import query as whoosh

from benchmarks.engines import LIMIT, Answer, Row
from benchmarks.queries import Query
from searchkit.engine.evaluation.search import by_score, matches
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.schema import Entry, Schema, View
from searchkit.engine.segments.writing import write_segment

_SCHEMA = Schema(views=(View("text", "text"),), numbers=("date",), texts=("title",))


class Searchkit:
    """A snapshot of segments."""

    def __init__(self, folder: Path) -> None:
        """Open the segments in *folder*."""
        self._snapshot = Snapshot.open([(path, None) for path in sorted(folder.iterdir())])

    @staticmethod
    def build(rows: Iterable[Row], folder: Path) -> None:
        """Write one segment."""
        write_segment(map(_entry, rows), _SCHEMA, folder / "segment-1")

    def search(self, query: Query) -> Answer:
        """Evaluate the tree of *query*."""
        snapshot = self._snapshot
        page = by_score(matches(snapshot, tree(query)), limit=LIMIT)
        titles = snapshot.texts("title", page.articles)
        days = snapshot.number("date")[page.articles].tolist()
        return Answer(page.total, list(zip(titles, days, strict=True)))

    def add(self, rows: Iterable[Row]) -> None:
        """Leave *rows*: adding is measured through `Archive.update`."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the segments."""
        self._snapshot = Snapshot([])


def tree(query: Query) -> whoosh.Query:
    """Give *query* as a tree over the field ``text``, which stock Whoosh takes as well."""
    if query.kind == "prefix3":
        return whoosh.Prefix("text", query.terms[0])
    if query.kind == "phrase2":
        return whoosh.Phrase("text", list(query.terms))
    words: list[whoosh.Query] = [whoosh.Term("text", term) for term in query.terms]
    if query.days:
        words.append(whoosh.NumericRange("date", *query.days))
    if len(words) == 1:
        return words[0]
    return whoosh.Or(words) if query.kind == "or3" else whoosh.And(words)


def _entry(row: Row) -> Entry:
    texts = {"text": row.terms, "title": row.title}
    return Entry(row.id, texts, {"date": row.day}, row.stored.encode())
