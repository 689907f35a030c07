"""The postings of a view in one segment: which article has which term, how often and where.

The articles of most terms are plain numbers, term after term in an array of their own, so that one
slice reads those of a term or of a run of terms. Those of a *long* term are gaps of a byte each,
which stand before its details. The details of every term are in one array of bytes:

    [number of gaps, gaps]   frequencies less one   low bytes of the positions   [their growth]

Both bracketed parts are there for some terms only.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engine.segments.arrays import (
    NO_LONGS,
    Bytes,
    Floats,
    Integers,
    Longs,
    Mask,
    bounds_of,
    narrowest,
    ranges,
    starts_of,
    view_of,
)
from searchkit.engine.segments.files import FileWriter, FolderReader
from searchkit.engine.segments.packing import (
    LOW_BITS,
    PADDING,
    codes_for,
    frequencies,
    frequencies_at,
    ones,
    pack,
    pack_gaps,
    pack_growth,
    size,
    sizes,
    summed,
    unpack,
)
from searchkit.errors import IndexDamaged

_LONG = 512  # articles of a term from which gaps are considered: below, many need a second byte
_SAVING = 0.75  # of the size of plain numbers that gaps must stay below
_HEADER = 4  # bytes that hold how many gaps a long list has
_GROWS = 8  # the bit of a term's code that says: not all positions fit their low byte
_WIDTH = 7  # the bits of a term's code that say how wide its frequencies are


class Flat(NamedTuple):
    """The postings of consecutive terms as flat arrays.

    *dfs[t]* postings belong to term *t*; posting *p* is article *articles[p]* with *tfs[p]*
    occurrences, whose *positions* follow those of the postings before.
    """

    dfs: Integers
    articles: Integers
    tfs: Integers
    positions: Integers


class Listed(NamedTuple):
    """A term that was looked up: its *articles*, and where its frequencies are."""

    term: int
    articles: Longs
    start: int
    code: int


def deltas(values: Integers, counts: Integers) -> Longs:
    """Give the first of each of consecutive lists of *counts* ascending *values*, then gaps.

    >>> deltas(np.array([5, 9, 2]), np.array([2, 1])).tolist()
    [5, 4, 2]
    """
    gaps = values.astype(np.int64)
    gaps[1:] -= values[:-1]
    firsts = starts_of(counts)
    gaps[firsts] = values[firsts]
    return gaps


def sums(gaps: Integers, counts: Integers) -> Longs:
    """Undo `deltas`.

    >>> sums(np.array([5, 4, 2]), np.array([2, 1])).tolist()
    [5, 9, 2]
    """
    totals = np.cumsum(gaps, dtype=np.int64)
    firsts = starts_of(counts)
    totals -= np.repeat(totals[firsts] - gaps[firsts], counts)
    return totals


class PostingsWriter:
    """Appends the postings of terms, chunk after chunk in the order of the vocabulary."""

    def __init__(self, details: FileWriter, articles: FileWriter, count: int) -> None:
        """Write about *count* articles into two files, in which nothing else may be written yet."""
        self._details, self._first = details, details.size
        self._articles = articles
        self._kind = np.dtype(np.min_scalar_type(max(count - 1, 1 << 8)))
        self._terms = 0
        self._starts: list[Longs] = []
        self._plain: list[Longs] = []
        self._codes: list[Bytes] = []
        self._long: list[Longs] = []
        self._long_dfs: list[Longs] = []

    def add(self, flat: Flat) -> None:
        """Append the postings of the next terms."""
        if not len(flat.dfs):
            return
        dfs = flat.dfs.astype(np.int64)
        long, gaps, gap_sizes = self._gaps(flat, dfs)
        self._articles.append(_plain(flat, long).astype(self._kind).data.cast("B"))
        codes = codes_for(flat.tfs - 1, dfs)
        cfs = np.add.reduceat(flat.tfs, starts_of(dfs), dtype=np.int64)
        grown = deltas(flat.positions >> LOW_BITS, flat.tfs)
        grows = np.add.reduceat(grown, starts_of(cfs)) > 0
        growth, growth_sizes = _growth(grown, cfs, grows)
        low = (flat.positions & (1 << LOW_BITS) - 1).astype(np.uint8)
        parts = [
            (gaps, gap_sizes),
            (pack(flat.tfs - 1, dfs, codes), sizes(dfs, codes)),
            (low, cfs),
            (growth, growth_sizes),
        ]
        data, starts = _interleaved(parts)
        self._starts.append(starts + (self._details.size - self._first))
        self._details.append(data.data)
        self._plain.append(np.where(long, 0, dfs))
        self._codes.append(codes + np.where(grows, _GROWS, 0).astype(np.uint8))
        self._long.append(np.flatnonzero(long) + self._terms)
        self._long_dfs.append(dfs[long])
        self._terms += len(dfs)

    def _gaps(self, flat: Flat, dfs: Longs) -> tuple[Mask, Bytes, Longs]:
        """Tell which terms are long; give their gaps, headed, and the bytes of every term."""
        taken = np.zeros(len(dfs), np.int64)
        long = dfs >= _LONG
        if not long.any():
            return long, np.empty(0, np.uint8), taken
        gaps = pack_gaps(deltas(flat.articles, dfs)[np.repeat(long, dfs)], dfs[long])
        small = gaps.entries <= _SAVING * self._kind.itemsize * dfs[long]
        kept = gaps.data[np.repeat(small, gaps.entries)]
        entries = gaps.entries[small]
        long[np.flatnonzero(long)] = small
        taken[long] = entries + _HEADER
        headers = entries.astype("<u4").view(np.uint8)
        data, _ = _interleaved([(headers, np.full_like(entries, _HEADER)), (kept, entries)])
        return long, data, taken

    def close(self) -> None:
        """Append what leads to the postings."""
        none = np.empty(0, np.int64)
        file = self._details
        end = file.size - self._first
        file.append(bytes(PADDING))
        file.declare("details", self._first, "|u1", end + PADDING)
        file.add("starts", narrowest(np.concatenate([*self._starts, [end]])))
        file.add("codes", np.concatenate([none.astype(np.uint8), *self._codes]))
        bounds = bounds_of(np.concatenate([none, *self._plain]))
        file.add("bounds", narrowest(bounds))
        file.add("long", narrowest(np.concatenate([none, *self._long])))
        file.add("long_dfs", narrowest(np.concatenate([none, *self._long_dfs])))
        self._articles.declare("articles", 0, self._kind.str, int(bounds[-1]))


def _plain(flat: Flat, long: Mask) -> Integers:
    """Give the articles of all terms but the *long* ones."""
    return flat.articles[np.repeat(~long, flat.dfs)] if long.any() else flat.articles


def _growth(grown: Longs, cfs: Longs, grows: Mask) -> tuple[Bytes, Longs]:
    """Pack what the high parts of positions grow by, for the terms where one *grows*."""
    taken = np.zeros(len(cfs), np.int64)
    if not grows.any():
        return np.empty(0, np.uint8), taken
    growth, taken[grows] = pack_growth(grown[np.repeat(grows, cfs)], cfs[grows])
    return growth, taken


def _interleaved(parts: Sequence[tuple[Bytes, Longs]]) -> tuple[Bytes, Longs]:
    """Join the first piece of each of *parts*, then the second, and so on; give where each starts.

    A part is its data and the sizes of its pieces.
    """
    starts = start = starts_of(np.add.reduce([taken for _, taken in parts]))
    data = np.empty(sum(len(one) for one, _ in parts), np.uint8)
    for one, taken in parts:
        data[ranges(start, taken)] = one
        start = start + taken
    return data, starts


class Postings:
    """The postings of one view, read term by term or a run of terms at once."""

    def __init__(self, files: FolderReader, view: str, articles: str) -> None:
        """Read the postings in the files *view* and *articles* of *files*."""
        self._files, self._view = files, view
        self._data: Bytes = files.bytes(f"{view}/details")
        self._bytes = view_of(self._data)
        self._starts, self._codes = files.array(f"{view}/starts"), files.array(f"{view}/codes")
        self._bounds, self._articles = files.array(f"{view}/bounds"), files.array(articles)
        self._long, self._long_dfs = files.array(f"{view}/long"), files.array(f"{view}/long_dfs")
        # Single items are read through memoryviews, which give plain integers quickly.
        self._start, self._code = view_of(self._starts), view_of(self._codes)
        self._bound = view_of(self._bounds)
        self._df_of_long = dict(zip(self._long.tolist(), self._long_dfs.tolist(), strict=True))
        if not len(self._starts) == len(self._bounds) == len(self._codes) + 1:
            raise IndexDamaged(files.folder, f"{view}: starts, bounds and codes differ in number")

    def __len__(self) -> int:
        """Give the number of terms."""
        return len(self._codes)

    @property
    def dfs(self) -> Longs:
        """In how many articles each term is."""
        return self.dfs_of(range(len(self)))

    def dfs_of(self, terms: range) -> Longs:
        """In how many articles each of consecutive *terms* is."""
        bounds = self._bounds[terms.start : terms.stop + 1].astype(np.int64)
        dfs: Longs = bounds[1:] - bounds[:-1]
        low, high = self._among_long(terms)
        dfs[self._long[low:high].astype(np.int64) - terms.start] = self._long_dfs[low:high]
        return dfs

    def df(self, term: int) -> int:
        """Give in how many articles *term* is."""
        return self._bound[term + 1] - self._bound[term] or self._df_of_long[term]

    def listed(self, term: int) -> Listed:
        """Look up the articles that have *term*, ascending."""
        first, end, start = self._bound[term], self._bound[term + 1], self._start[term]
        code = self._code[term]
        if first != end:
            return Listed(term, self._articles[first:end].astype(np.int64), start, code)
        gaps = self._gaps(start)
        articles = summed(gaps, self._df_of_long[term])
        return Listed(term, articles, start + _HEADER + len(gaps), code)

    def _gaps(self, start: int) -> Bytes:
        entries = int.from_bytes(self._bytes[start : start + _HEADER], "little")
        return self._data[start + _HEADER : start + _HEADER + entries]

    def articles(self, term: int) -> Longs:
        """Give the numbers of the articles that have *term*, ascending."""
        return self.listed(term).articles

    def tfs(self, listed: Listed) -> Floats:
        """Give how often each article has the term *listed*."""
        count = len(listed.articles)
        return frequencies(self._data, listed.start, count, listed.code & _WIDTH)

    def tfs_at(self, listed: Listed, places: Longs) -> Floats:
        """Give how often the articles at some *places* have the term *listed*."""
        return frequencies_at(self._data, listed.start, listed.code & _WIDTH, places)

    def matches(self, term: int) -> tuple[Longs, Floats]:
        """Give the articles that have *term* and how often each has it."""
        listed = self.listed(term)
        return listed.articles, self.tfs(listed)

    def positions(self, listed: Listed, places: Longs, step: int = 0) -> tuple[Longs, Longs]:
        """Give how often a term occurs in the articles at some *places* of its list, and where.

        With a *step*, the positions in each of the articles count from a further multiple of it.
        """
        # The occurrences of a term are counted from 0, through all its articles.
        firsts = tokens = places
        counts, total = np.ones(len(places), np.int64), len(listed.articles)
        low = listed.start + size(total, listed.code & _WIDTH)
        if listed.code & _WIDTH:
            tfs = self.tfs(listed)
            ends = np.add.accumulate(tfs, dtype=np.int64)
            total = int(ends[-1])
            counts = tfs.take(places).astype(np.int64)
            firsts = ends.take(places) - counts
            tokens = ranges(firsts, counts)
        positions = self._data.take(tokens + low).astype(np.int64)
        from_here = np.arange(len(places)) * step
        if listed.code & _GROWS:
            # What the high parts have grown by is how many zeros stand before a one: where it is,
            # less the ones before it.
            found = ones(self._data[low + total : self._start[listed.term + 1]])
            from_here -= (found.take(firsts) - firsts) << LOW_BITS
            tokens = tokens + 1
            positions += (found.take(tokens) - tokens) << LOW_BITS
        positions += from_here if total == len(listed.articles) else from_here.repeat(counts)
        return counts, positions

    def any_of(self, terms: range | Sequence[int]) -> list[Integers]:
        """Give the articles that have any of ascending *terms*: lists, repeated, in no order."""
        if not isinstance(terms, range):
            return [self.articles(term) for term in terms]
        if not terms:
            return []
        low, high = self._among_long(terms)
        plain = self._articles[self._bound[terms.start] : self._bound[terms.stop]]
        return [plain, *(self.articles(term) for term in self._long[low:high].tolist())]

    def _among_long(self, terms: range) -> tuple[int, int]:
        """Give which of the long terms are among consecutive *terms*."""
        low, high = self._long.searchsorted([terms.start, terms.stop]).tolist()
        return low, high

    def flat(self, terms: range) -> Flat:
        """Give the postings of consecutive *terms*."""
        if not terms:
            return Flat(NO_LONGS, NO_LONGS, NO_LONGS, NO_LONGS)
        dfs = self.dfs_of(terms)
        articles, before = self._flat_articles(terms, dfs)
        bounds = self._starts[terms.start : terms.stop + 1].astype(np.int64)
        base, starts = int(bounds[0]), bounds[:-1] - bounds[0] + before
        data = self._data[base : int(bounds[-1]) + PADDING]
        codes = self._codes[terms.start : terms.stop].view(np.uint8)
        widths = (codes & _WIDTH).astype(np.uint8)
        tfs = unpack(data, starts, dfs, widths) + 1
        starts = starts + sizes(dfs, widths)
        cfs = np.add.reduceat(tfs, starts_of(dfs), dtype=np.int64)
        positions = data[ranges(starts, cfs)].astype(np.int64)
        grows = (codes & _GROWS) > 0
        starts, ends = (starts + cfs)[grows], (bounds[1:] - base)[grows]
        high = np.zeros(len(positions), np.int64)
        high[np.repeat(grows, cfs)] = _grown(data, starts, ends - starts, cfs[grows])
        return Flat(dfs, articles, tfs, positions + (sums(high, tfs) << LOW_BITS))

    def _flat_articles(self, terms: range, dfs: Longs) -> tuple[Longs, Longs]:
        """Give the articles of consecutive *terms*, and the bytes that their gaps take."""
        low, high = self._among_long(terms)
        long = self._long[low:high].astype(np.int64) - terms.start
        before = np.zeros(len(dfs), np.int64)
        is_long = np.zeros(len(dfs), np.bool_)
        is_long[long] = True
        articles = np.empty(int(dfs.sum()), np.int64)
        plain = self._articles[self._bound[terms.start] : self._bound[terms.stop]]
        articles[np.repeat(~is_long, dfs)] = plain
        bounds = bounds_of(dfs)
        for term in long.tolist():
            gaps = self._gaps(self._start[terms.start + term])
            articles[bounds[term] : bounds[term + 1]] = summed(gaps, int(dfs[term]))
            before[term] = _HEADER + len(gaps)
        return articles, before


def _grown(data: Bytes, starts: Longs, taken: Longs, counts: Longs) -> Longs:
    """Give what the high parts of positions grow by, for lists of *counts* positions."""
    found = ones(data[ranges(starts, taken)])
    heads = starts_of(counts + 1)
    return np.delete(np.diff(found, prepend=0) - 1, heads)


def select(flat: Flat, wanted: Mask) -> Flat:
    """Keep the *wanted* postings; terms left without any keep a df of 0."""
    terms = np.repeat(np.arange(len(flat.dfs)), flat.dfs)[wanted]
    occurrences = ranges(starts_of(flat.tfs)[wanted], flat.tfs[wanted])
    dfs = np.bincount(terms, minlength=len(flat.dfs))
    return Flat(dfs, flat.articles[wanted], flat.tfs[wanted], flat.positions[occurrences])
