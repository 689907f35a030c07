"""Our rows: the views alone, and the whole search as a user has it, over an index as it is built.

Nothing here knows what the views are: `searchkit.query.fields.VIEWS` says that.
"""

from collections.abc import Collection as Names
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from whoosh import query as whoosh

from benchmarks.quality.peers import Row
from benchmarks.quality.ranking import DEEPEST, Longs, rank
from benchmarks.quality.sets import Collection
from searchkit import Archive, engine
from searchkit.analysis import words
from searchkit.engine.evaluation.search import matches
from searchkit.errors import QueryError
from searchkit.query import build, parse
from searchkit.query.fields import DEFAULT_FIELDS, STEM, VIEWS

_FIRST_PAGE = 10


@contextmanager
def opened(collection: Collection) -> Iterator[Path]:
    """Build an index of *collection*, and delete it afterwards."""
    with TemporaryDirectory() as folder:
        engine.build(Path(folder), collection.articles)
        yield Path(folder)


def rows(folder: Path, collection: Collection) -> Iterator[tuple[str, Row]]:
    """Yield each of our rows, with its name, over the index in *folder*."""
    views = [view for name in DEFAULT_FIELDS for view in VIEWS[name]]
    with engine.Index(folder) as index:
        ids = [each.id for each in collection.articles]
        stems = {view.name for view in views if view.form == STEM}
        yield "our stem", _Views(index, ids, stems)
        yield "our views", _Views(index, ids, {view.name for view in views})
    with Archive.open(folder) as archive:
        yield "our whole search", _Whole(archive, ids)


class _Views:
    """Any of the words of a query, through some views."""

    def __init__(self, index: engine.Index, ids: Sequence[str], names: Names[str]) -> None:
        self._snapshot, self._names = index.snapshot, names
        self._numbers = [index.snapshot.article(each) for each in ids]

    def ranks(self, queries: Sequence[str], targets: Sequence[int]) -> Longs:
        """Score every article under each query."""
        found = (self._rank(*each) for each in zip(queries, targets, strict=True))
        return np.fromiter(found, np.int64, len(targets))

    def _rank(self, query: str, target: int) -> int:
        text = " ".join(word[0] for word in words(query))  # no sign is to mean anything
        try:
            tree = build.tree(parse(text).syntax, "any")
        except QueryError:
            return 0
        found = matches(self._snapshot, _only(tree, self._names))
        scores = np.zeros(self._snapshot.count_all)
        scores[found.articles] = found.scores
        return rank(scores, self._numbers[target])


def _only(node: whoosh.Query, names: Names[str]) -> whoosh.Query:
    """Give *node* without what it looks up in other views than *names*."""
    if isinstance(node, whoosh.Or | whoosh.And | whoosh.AndMaybe):
        children = [_only(child, names) for child in node.children()]
        return whoosh.Or([child for child in children if child != whoosh.NullQuery])
    return node if getattr(node, "fieldname", None) in names else whoosh.NullQuery


class _Whole:
    """What a user gets, by `Archive.search`."""

    def __init__(self, archive: Archive, ids: Sequence[str]) -> None:
        self._archive, self._ids = archive, ids

    def ranks(self, queries: Sequence[str], targets: Sequence[int]) -> Longs:
        """Search for each query as it is typed."""
        found = (self._rank(*each) for each in zip(queries, targets, strict=True))
        return np.fromiter(found, np.int64, len(targets))

    def _rank(self, query: str, target: int) -> int:
        """Look at the first page, and only without luck at those behind it."""
        wanted = self._ids[target]
        for offset, limit in ((0, _FIRST_PAGE), (_FIRST_PAGE, DEEPEST - _FIRST_PAGE)):
            try:
                result = self._archive.search(query, limit=limit, offset=offset, snippets=0)
            except QueryError:
                return 0
            ids = [hit.id for hit in result.hits]
            if wanted in ids:
                return offset + 1 + ids.index(wanted)
        return 0
