"""An index open for reading: one generation, until it is told to look for a newer one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
from whoosh import query as whoosh

from searchkit.analysis import Chain
from searchkit.articles import Article
from searchkit.engine import entries, spelling, store
from searchkit.engine.chains import read_chain
from searchkit.engine.evaluation.matches import Matches
from searchkit.engine.evaluation.search import Order, Page, by_number, by_score, matches
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.damage import reading
from searchkit.engine.store import Generation
from searchkit.errors import IndexClosed, IndexDamaged
from searchkit.query import Usage
from searchkit.query.fields import DATE, ID

if TYPE_CHECKING:
    from searchkit.engine.face.index import SnapshotIndex
    from searchkit.engine.found import Found

#: How hits can be ordered; articles without a date come last in both orders by date.
SORTS = ("relevance", "newest", "oldest")

_ATTEMPTS = 5  # at opening a generation, should writers replace it in that very moment


@dataclass(frozen=True, slots=True)
class Scored:
    """An article that matches: the *values* of `Article.to_dict`, its score, the *names* in it.

    *names* are those of its entities by kind; *reprints* the ids of the matches it stands for.
    """

    values: Mapping[str, Any]
    score: float
    names: Mapping[str, list[str]]
    reprints: tuple[str, ...] = ()

    @property
    def article(self) -> Article:
        """The article itself."""
        return Article.from_dict(self.values)


class _Opened(NamedTuple):
    """A generation, its segments, its chain: replaced as one, lest threads see half of each."""

    generation: Generation
    snapshot: Snapshot
    chain: Chain


class Index:
    """The live generation of an index folder, open; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open the index at *path*.

        Raises `IndexNotFound`, `IndexDamaged` or `IndexOutdated`.
        """
        self.path = path
        self._refreshing = Lock()
        self._held: _Opened | None = _open(path)

    @property
    def _opened(self) -> _Opened:
        held = self._held
        if held is None:
            raise IndexClosed(self.path)
        return held

    def __enter__(self) -> Self:
        """Give the index itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the index."""
        self.close()

    def close(self) -> None:
        """Let go of the generation; its files are unmapped with the last array over them.

        What is asked for afterwards raises `IndexClosed`.
        """
        with self._refreshing:
            self._held = None

    @property
    def generation(self) -> Generation:
        """The generation that is open."""
        return self._opened.generation

    @property
    def snapshot(self) -> Snapshot:
        """The segments of the generation that is open."""
        return self._opened.snapshot

    @property
    def chain(self) -> Chain:
        """The chain that the terms of the generation were made by."""
        return self._opened.chain

    def usage(self, forms: Collection[str]) -> Usage:
        """Give how the archive uses *forms*; see `searchkit.engine.spelling`."""
        opened = self._opened
        return spelling.usage(opened.snapshot, opened.chain, forms)

    def refresh(self) -> bool:
        """Turn to the live generation, and tell whether it is another than before."""
        with self._refreshing:
            if store.live(self.path) == self.generation:
                return False
            self._held = _open(self.path)
            return True

    def search(
        self,
        tree: whoosh.Query,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: str = "relevance",
        collapse: bool = False,
    ) -> tuple[int, list[Scored]]:
        """Evaluate *tree*: the exact number of matches, and *limit* of them from *offset* on.

        *sort* is one of `SORTS`. With *collapse* one article stands for all that tell its story,
        and the number is that of stories. Raises `IndexDamaged` if the files do not hold what they
        should.
        """
        snapshot = self.snapshot
        found = matches(snapshot, tree)
        with reading(self.path):
            page = _page(snapshot, found, sort, limit, offset, collapse=collapse)
        reprints = [tuple(snapshot.texts(ID, each)) for each in page.others] or [()] * len(page)
        hits = zip(page.articles.tolist(), page.scores.tolist(), reprints, strict=True)
        return page.total, [
            Scored(entries.values(snapshot, number), score, snapshot.names_of(number), others)
            for number, score, others in hits
        ]

    def find(self, tree: whoosh.Query) -> "Found":
        """Evaluate *tree*: all articles that match, to be read or counted.

        Raises `IndexDamaged` if the files do not hold what they should.
        """
        # Imported where it is needed: a search shows a page and counts nothing.
        from searchkit.engine.found import Found  # noqa: PLC0415

        snapshot = self.snapshot
        return Found(snapshot, matches(snapshot, tree).articles)

    def whoosh_index(self) -> "SnapshotIndex":
        """Give the generation as an index that any Whoosh program can read."""
        # Imported where it is needed: what it builds on takes longer to load than a search.
        from searchkit.engine.face.index import SnapshotIndex  # noqa: PLC0415

        return SnapshotIndex(self.snapshot, entries.SCHEMA, entries.fields)

    def article(self, article_id: str) -> Article | None:
        """Give the article whose id is *article_id*, None if there is none."""
        snapshot = self.snapshot
        with reading(self.path):
            number = snapshot.article(article_id)
        return entries.read(snapshot, number) if number >= 0 else None


def _page(  # noqa: PLR0913  the page that is asked for
    snapshot: Snapshot, found: Matches, sort: str, limit: int, offset: int, *, collapse: bool
) -> Page:
    order = None if sort == "relevance" else Order(DATE, descending=sort == "newest")
    if collapse:
        # Imported where it is needed: few searches ask for it.
        from searchkit.engine.evaluation.collapse import collapsed  # noqa: PLC0415

        page = collapsed(snapshot, found, entries.STORY, order, limit=limit, offset=offset)
    elif order is None:
        page = by_score(found, limit=limit, offset=offset)
    else:
        page = by_number(snapshot, found, order, limit=limit, offset=offset)
    return page if order is None else replace(page, scores=np.zeros_like(page.scores))


def _open(path: Path) -> _Opened:
    for attempt in range(1, _ATTEMPTS + 1):
        generation = store.live(path)
        try:
            snapshot = Snapshot.open(generation.paths)
            return _Opened(generation, snapshot, read_chain(generation.chain_folder))
        except IndexDamaged:
            if attempt == _ATTEMPTS or store.live(path).number == generation.number:
                raise
    raise AssertionError  # the last attempt returns or raises
