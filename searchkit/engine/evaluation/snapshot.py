"""Some segments and their deletions, seen as one numbered run of articles.

Article numbers run through the segments in order, deleted articles included. Statistics are those
of the live articles of all segments, so that no answer depends on how articles fell into segments,
nor on whether deleted ones are still there.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

import numpy as np

from searchkit.engine.evaluation.remembered import Remembered
from searchkit.engine.segments.arrays import (
    NO_FLOATS,
    NO_INTS,
    NO_LONGS,
    Floats,
    Integers,
    Ints,
    Longs,
    Mask,
    bounds_of,
)
from searchkit.engine.segments.damage import reading
from searchkit.engine.segments.deletions import read_deleted
from searchkit.engine.segments.names import Names
from searchkit.engine.segments.postings import ARTICLE_BITS, Listed, Postings
from searchkit.engine.segments.schema import ID
from searchkit.engine.segments.segment import Segment, ViewSegment

if TYPE_CHECKING:
    from searchkit.engine.evaluation.matches import Matches
    from searchkit.engine.evaluation.phrases import Placed

_T = TypeVar("_T")

#: Gives how often the articles at some places of a list have its term; None: all of them.
Frequencies: TypeAlias = Callable[[Longs | None], Floats]

_FULL = 16  # times as many articles as are asked for beyond which all are not read
_ROOM, _ROOM_PER_ARTICLE = 1 << 25, 512  # bytes of lists that are kept, of either kind: at least


class Part(NamedTuple):
    """A segment in a snapshot: the number of its first article, its deletions if any."""

    segment: Segment
    base: int
    deleted: Mask | None


class Snapshot:
    """An immutable state of an index, safe to share between threads."""

    def __init__(self, parts: Sequence[tuple[Segment, Mask | None]]) -> None:
        """Take the segments of *parts* in order, each with the mask of its deleted articles."""
        counts = np.array([segment.count for segment, _ in parts], np.int64)
        bases = bounds_of(counts).tolist()
        self.count_all: int = bases.pop()
        self.parts = [
            Part(segment, base, deleted)
            for (segment, deleted), base in zip(parts, bases, strict=True)
        ]
        #: Where the index is, as far as its segments tell.
        self.folder = self.parts[0].segment.folder.parent if parts else Path()
        self._bases: list[int] = bases
        self.fields = self.parts[0].segment.fields if parts else {}
        self.number_columns = self.parts[0].segment.numbers if parts else ()
        self.text_columns = self.parts[0].segment.texts if parts else ()
        self.kinds = self.parts[0].segment.kinds if parts else ()
        self._cache: dict[tuple[str, str], object] = {}
        #: Terms scored lately, and where they stand, under keys of the caller's choosing.
        room = max(_ROOM, _ROOM_PER_ARTICLE * self.count_all)
        self.scored: Remembered[Matches] = Remembered(room)
        self.placed: Remembered[Placed] = Remembered(room)
        #: Kept for the weighting: what lengths add to frequencies, by field and parameters.
        self.norms: dict[tuple[str, float, float], Floats] = {}

    @classmethod
    def open(cls, folders: Sequence[tuple[Path, Path | None]]) -> "Snapshot":
        """Open segment *folders*, each with its file of deletions or None."""
        parts = []
        for folder, deletions in folders:
            segment = Segment(folder)
            deleted = read_deleted(deletions, segment.count) if deletions else None
            parts.append((segment, deleted))
        return cls(parts)

    @cached_property
    def live(self) -> Mask | None:
        """Which articles are not deleted; None where all are live."""
        if all(part.deleted is None for part in self.parts):
            return None
        mask = np.ones(self.count_all, np.bool_)
        for segment, base, deleted in self.parts:
            if deleted is not None:
                mask[base : base + segment.count] = ~deleted
        return mask

    @cached_property
    def count(self) -> int:
        """How many articles are live."""
        return self.count_all if self.live is None else int(np.count_nonzero(self.live))

    def views(self, view: str) -> Sequence[tuple[Part, ViewSegment]]:
        """Give *view* of every segment; of none if there is no such view."""
        if view not in self.fields and view != ID:
            return ()
        return self.once("view", view, lambda: [(p, p.segment.view(view)) for p in self.parts])

    def names(self, kind: str) -> Sequence[tuple[Part, Names]]:
        """Give the names of *kind* of every segment; of none if there is no such kind."""
        if kind not in self.kinds:
            return ()
        return self.once("names", kind, lambda: [(p, p.segment.names(kind)) for p in self.parts])

    def name_counts(self, kind: str) -> Longs:
        """Give the number of names of *kind* in every article."""
        found = [np.diff(names.bounds.astype(np.int64)) for _, names in self.names(kind)]
        return np.concatenate([NO_LONGS, *found])

    def names_of(self, article: int) -> dict[str, list[str]]:
        """Give the names in one article by kind, in the order of its text."""
        (segment, _, _), local = self.part_of(article)
        with reading(segment.folder):
            return {kind: segment.names(kind).of(local) for kind in self.kinds}

    def matches(self, view: str, term: bytes) -> tuple[Longs, Floats]:
        """Give the live articles with *term* in *view*, ascending, and how often each has it."""
        articles, tfs_at = self.lookup(view, term)
        return articles, tfs_at(None)

    def lookup(self, view: str, term: bytes) -> tuple[Longs, Frequencies]:
        """Give the live articles with *term* in *view*, and what tells how often some have it."""
        found = []
        for part, opened in self.views(view):
            number = opened.vocabulary.find(term)
            if number >= 0:
                found.append((part.base, opened.postings, opened.postings.listed(number)))
        if len(found) == 1 and not found[0][0] and self.live is None:
            _, postings, listed = found[0]
            return listed.articles, partial(_some_tfs, postings, listed)
        articles = np.concatenate([NO_LONGS, *(one.articles + base for base, _, one in found)])
        tfs = np.concatenate([NO_FLOATS, *(postings.tfs(one) for _, postings, one in found)])
        if self.live is not None:
            kept = self.live[articles]
            articles, tfs = articles[kept], tfs[kept]
        return articles, lambda places: tfs if places is None else tfs.take(places)

    def places(self, view: str, term: bytes) -> Longs:
        """Give where *term* stands in live articles: article << `ARTICLE_BITS` | position."""
        found = [
            opened.postings.places(number, part.base)
            for part, opened in self.views(view)
            if (number := opened.vocabulary.find(term)) >= 0
        ]
        places = found[0] if len(found) == 1 else np.concatenate([NO_LONGS, *found])
        return places if self.live is None else places[self.live[places >> ARTICLE_BITS]]

    def globally(self, part: Part, articles: Integers) -> Integers:
        """Number the *articles* of one segment as articles of the snapshot."""
        return articles.astype(np.int64) + part.base if part.base else articles

    def living(self, articles: Longs) -> Longs:
        """Keep those *articles* that are not deleted."""
        return articles if self.live is None else articles[self.live[articles]]

    def df(self, view: str, term: bytes) -> int:
        """Give how many articles have *term* in *view*, at most: some may be deleted."""
        found = ((opened, opened.vocabulary.find(term)) for _, opened in self.views(view))
        return sum(opened.postings.df(number) for opened, number in found if number >= 0)

    def lengths(self, view: str) -> Integers:
        """Give the number of tokens of the field under *view* in every article."""
        field = self.fields[view]
        return self.once("length", field, lambda: self._column(lambda s: s.lengths(field)))

    def total_length(self, view: str) -> int:
        """Give the number of tokens of the field under *view* in all live articles."""
        return self.once("total", self.fields[view], lambda: self._total_length(view))

    def _total_length(self, view: str) -> int:
        lengths = self.lengths(view)
        return int((lengths if self.live is None else lengths[self.live]).sum(dtype=np.int64))

    def once(self, kind: str, name: str, make: Callable[[], _T]) -> _T:
        """Give what *make* made for *kind* and *name* when it was first asked for."""
        made = self._cache.get((kind, name))
        if made is None:
            made = self._cache.setdefault((kind, name), make())
        return made  # type: ignore[return-value] # the kind determines the type

    def number(self, column: str) -> Ints:
        """Give number *column* of every article, `MISSING` where unknown."""
        joined = self.once("number", column, lambda: self._column(lambda s: s.number(column)))
        return joined.astype(np.int32, copy=False)

    def part_of(self, article: int) -> tuple[Part, int]:
        """Give the segment that holds *article*, and its number in there."""
        part = self.parts[bisect_right(self._bases, article) - 1]
        return part, article - part.base

    def texts(self, column: str, articles: Longs) -> list[str]:
        """Give the text *column* of *articles*, or their ids as column `ID`."""
        with reading(self.folder):
            if len(self.parts) == 1:
                return self.parts[0].segment.text(column).of(articles)
            return [self.text(column, article) for article in articles.tolist()]

    def text(self, column: str, article: int) -> str:
        """Give the text *column* of one article, or its id as column `ID`."""
        part, local = self.part_of(article)
        with reading(part.segment.folder):
            return part.segment.text(column)[local]

    def stored(self, article: int) -> bytes:
        """Give what was stored with *article*."""
        part, local = self.part_of(article)
        with reading(part.segment.folder):
            return part.segment.stored[local]

    def stored_text(self, article: int) -> str:
        """Give the text that was stored with *article*."""
        part, local = self.part_of(article)
        with reading(part.segment.folder):
            return part.segment.stored.text(local)

    def article(self, article_id: str) -> int:
        """Give the number of the live article with *article_id*, -1 if there is none."""
        articles, _ = self.matches(ID, article_id.encode("utf-8", "surrogatepass"))
        return int(articles[-1]) if len(articles) else -1

    def _column(self, read: Callable[[Segment], Integers]) -> Integers:
        columns = [read(part.segment) for part in self.parts]
        return columns[0] if len(columns) == 1 else np.concatenate([NO_INTS, *columns])


def _some_tfs(postings: Postings, listed: Listed, places: Longs | None) -> Floats:
    if places is None:
        return postings.tfs(listed)
    if len(listed.articles) > _FULL * len(places):
        return postings.tfs_at(listed, places)
    return postings.tfs(listed).take(places)
