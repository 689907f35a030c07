"""Stock Whoosh on terms made elsewhere."""

from collections.abc import Iterable
from pathlib import Path

from whoosh import fields, index
from whoosh.analysis import SpaceSeparatedTokenizer

from benchmarks.engine_searchkit import tree
from benchmarks.engines import LIMIT, Answer, Row
from benchmarks.queries import Query


class Whoosh:
    """An index with its searcher."""

    def __init__(self, folder: Path) -> None:
        """Open the index in *folder*."""
        self._index = index.open_dir(str(folder))
        self._searcher = self._index.searcher()

    @staticmethod
    def build(rows: Iterable[Row], folder: Path) -> None:
        """Write *rows*."""
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            title=fields.STORED,
            date=fields.NUMERIC(int, stored=True),
            text=fields.TEXT(analyzer=SpaceSeparatedTokenizer()),  # type: ignore[arg-type]
            stored=fields.STORED,
        )
        _write(index.create_in(str(folder), schema), rows)

    def search(self, query: Query) -> Answer:
        """Search and count."""
        found = self._searcher.search(tree(query), limit=LIMIT)
        return Answer(len(found), [(hit["title"], hit["date"]) for hit in found])

    def add(self, rows: Iterable[Row]) -> None:
        """Commit *rows*."""
        _write(self._index, rows)
        self._searcher = self._searcher.refresh()

    def close(self) -> None:
        """Close the index."""
        self._searcher.close()
        self._index.close()


def _write(opened: index.Index, rows: Iterable[Row]) -> None:
    writer = opened.writer(limitmb=256)
    for row in rows:
        texts = {"id": row.id, "title": row.title, "text": row.terms, "stored": row.stored}
        writer.add_document(date=row.day, **texts)
    writer.commit()
