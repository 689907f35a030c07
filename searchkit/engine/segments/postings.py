"""The postings of a view in one segment: which article has which term, how often and where.

For each term there are three packed lists: gaps between article numbers (the first: the number
itself), frequencies less one, and positions (the first in an article as it is, then gaps). They
stand together in one array of bytes, term after term.
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
    narrowest,
    ranges,
    starts_of,
    view_of,
)
from searchkit.engine.segments.files import FileWriter, FolderReader
from searchkit.engine.segments.packing import (
    PADDING,
    Outliers,
    first,
    frequencies,
    pack,
    size,
    sizes,
    unpack,
    unpack_many,
)
from searchkit.errors import IndexDamaged

_FEW, _LONG = 40, 1000  # terms, and articles of a term, that are faster read one by one
_CODE = 15  # the mask of one stream's code; three share an array item
_TF_SHIFT, _POSITION_SHIFT = 4, 8


class Flat(NamedTuple):
    """The postings of consecutive terms as flat arrays.

    *dfs[t]* postings belong to term *t*; posting *p* is article *articles[p]* with *tfs[p]*
    occurrences, whose *positions* follow those of the postings before.
    """

    dfs: Integers
    articles: Integers
    tfs: Integers
    positions: Integers


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

    def __init__(self, file: FileWriter) -> None:
        """Write into *file*, in which nothing else may be written before `close`."""
        self._file, self._first = file, file.size
        self._starts: list[Longs] = []
        self._codes: list[Integers] = []
        self._dfs: list[Integers] = []
        self._outliers: list[Outliers] = []

    def add(self, flat: Flat) -> None:
        """Append the postings of the next terms."""
        if not len(flat.dfs):
            return
        cfs = np.add.reduceat(flat.tfs, starts_of(flat.dfs), dtype=np.int64)
        packed = pack(
            [
                (deltas(flat.articles, flat.dfs), flat.dfs),
                (flat.tfs - 1, flat.dfs),
                (deltas(flat.positions, flat.tfs), cfs),
            ]
        )
        base = self._file.size - self._first
        gap, tf, position = (code.astype(np.uint16) for code in packed.codes)
        self._file.append(packed.data.data)
        self._starts.append(packed.starts + base)
        self._codes.append(gap | tf << _TF_SHIFT | position << _POSITION_SHIFT)
        self._dfs.append(narrowest(flat.dfs))
        nibbles = packed.outliers.nibbles.astype(np.int64) + 2 * base
        self._outliers.append(Outliers(nibbles, narrowest(packed.outliers.values)))

    def close(self) -> None:
        """Append what leads to the postings."""
        end = self._file.size - self._first
        self._file.append(bytes(PADDING))
        self._file.declare("postings", self._first, "|u1", end + PADDING)
        none = np.empty(0, np.uint8)
        self._file.add("starts", narrowest(np.concatenate([*self._starts, [end]])))
        self._file.add("codes", np.concatenate([none, *self._codes]))
        self._file.add("dfs", np.concatenate([none, *self._dfs]))
        nibbles = np.concatenate([none, *(outliers.nibbles for outliers in self._outliers)])
        # Wide enough for any address, so that addresses can be looked up in their own type.
        address = np.min_scalar_type(2 * (end + PADDING))
        self._file.add("outlier_nibbles", nibbles.astype(address))
        values = np.concatenate([none, *(outliers.values for outliers in self._outliers)])
        self._file.add("outliers", values)


class Postings:
    """The postings of one view, read term by term or a run of terms at once."""

    def __init__(self, files: FolderReader, view: str) -> None:
        """Read the postings in file *view* of *files*."""
        self._files, self._view = files, view
        self._data: Bytes = files.bytes(f"{view}/postings")
        self._size, self._bytes = len(self._data), view_of(self._data)
        self._starts, self._codes = files.array(f"{view}/starts"), files.array(f"{view}/codes")
        self.dfs: Integers = files.array(f"{view}/dfs")
        # Single items are read through memoryviews, which give plain integers quickly.
        self._df, self._start = view_of(self.dfs), view_of(self._starts)
        self._code = view_of(self._codes)
        self._outliers = Outliers(
            files.array(f"{view}/outlier_nibbles"), files.array(f"{view}/outliers")
        )

    def articles(self, term: int) -> Longs:
        """Give the numbers of the articles that have *term*, ascending."""
        df, start, codes = self._place(term)
        gaps = self._list(start, df, codes & _CODE)
        articles: Longs = np.add.accumulate(gaps, dtype=np.int64)
        return articles

    def matches(self, term: int) -> tuple[Longs, Floats]:
        """Give the articles that have *term* and how often each has it."""
        df, start, codes = self._place(term)
        gaps = self._list(start, df, codes & _CODE)
        articles: Longs = np.add.accumulate(gaps, dtype=np.int64)
        start += size(df, codes & _CODE)
        code = codes >> _TF_SHIFT & _CODE
        self._check(start, df, code)
        return articles, frequencies(self._data, start, df, code, self._outliers)

    def positions(self, term: int, tfs: Floats, places: Longs) -> tuple[Longs, Longs]:
        """Give how often *term* occurs in the articles at some *places* of its list, and where.

        *tfs* are its frequencies in all articles, as `matches` gave them.
        """
        df, start, codes = self._place(term)
        start += size(df, codes & _CODE) + size(df, codes >> _TF_SHIFT & _CODE)
        if not codes >> _TF_SHIFT & _CODE:  # one occurrence each: the values are the positions
            values = self._list(start, df, codes >> _POSITION_SHIFT)
            return np.ones(len(places), np.int64), values[places].astype(np.int64)
        bounds = np.add.accumulate(tfs, dtype=np.int64)
        counts = tfs[places].astype(np.int64)
        values = self._list(start, int(bounds[-1]), codes >> _POSITION_SHIFT)
        return counts, sums(values[ranges(bounds[places] - counts, counts)], counts)

    def any_of(self, terms: range | Sequence[int]) -> Longs:
        """Give the articles that have any of ascending *terms*, repeated and in no order."""
        numbers = np.asarray(terms, np.int64)
        dfs = self.dfs[numbers]
        alone = dfs >= _LONG if len(terms) > _FEW else np.ones(len(numbers), np.bool_)
        singles, lists = [], [self._any_of(numbers[~alone])]
        for term in numbers[alone].tolist():
            df, start, codes = self._place(term)
            if df == 1:
                singles.append(first(self._bytes, start, codes & _CODE))
            else:
                lists.append(self.articles(term))
        return np.concatenate([*lists, np.array(singles, np.int64)])

    def _any_of(self, numbers: Longs) -> Longs:
        """Do what `any_of` does, for short lists."""
        if not len(numbers):
            return NO_LONGS
        starts = self._starts[numbers].astype(np.int64)
        dfs = self.dfs[numbers].astype(np.int64)
        base, end = int(starts[0]), int(self._starts[int(numbers[-1]) + 1])
        codes = (self._codes[numbers] & _CODE).astype(np.uint8)
        outliers = self._outliers_between(base, end)
        gaps = unpack_many(self._data[base : end + PADDING], starts - base, codes, dfs, outliers)
        return sums(gaps, dfs)

    def flat(self, terms: range) -> Flat:
        """Give the postings of consecutive *terms*."""
        if not terms:
            return Flat(NO_LONGS, NO_LONGS, NO_LONGS, NO_LONGS)
        bounds = self._starts[terms.start : terms.stop + 1].astype(np.int64)
        base, end = int(bounds[0]), int(bounds[-1])
        data, starts = self._data[base : end + PADDING], bounds[:-1] - base
        codes = self._codes[terms.start : terms.stop].astype(np.int64)
        dfs = self.dfs[terms.start : terms.stop].astype(np.int64)
        outliers = self._outliers_between(base, end)
        streams = [(codes >> shift & _CODE).astype(np.uint8) for shift in (0, 4, 8)]
        gaps = unpack_many(data, starts, streams[0], dfs, outliers)
        starts = starts + sizes(dfs, streams[0])
        tfs = unpack_many(data, starts, streams[1], dfs, outliers) + 1
        starts = starts + sizes(dfs, streams[1])
        cfs = np.add.reduceat(tfs, starts_of(dfs), dtype=np.int64)
        positions = unpack_many(data, starts, streams[2], cfs, outliers)
        return Flat(dfs, sums(gaps, dfs), tfs, sums(positions, tfs))

    def _place(self, term: int) -> tuple[int, int, int]:
        return self._df[term], self._start[term], self._code[term]

    def _list(self, start: int, count: int, code: int) -> Integers:
        self._check(start, count, code)
        return unpack(self._data, start, count, code, self._outliers)

    def _check(self, start: int, count: int, code: int) -> None:
        if start + size(count, code) + PADDING > self._size:
            raise IndexDamaged(self._files.folder, f"{self._view}: postings end early")

    def _outliers_between(self, start: int, end: int) -> Outliers:
        """Give the outliers in bytes *start* to *end*, addressed from *start*."""
        nibbles, values = self._outliers
        low, high = np.searchsorted(nibbles, np.array([2 * start, 2 * end], nibbles.dtype))
        return Outliers(nibbles[low:high].astype(np.int64) - 2 * start, values[low:high])


def select(flat: Flat, wanted: Mask) -> Flat:
    """Keep the *wanted* postings; terms left without any keep a df of 0."""
    terms = np.repeat(np.arange(len(flat.dfs)), flat.dfs)[wanted]
    occurrences = ranges(starts_of(flat.tfs)[wanted], flat.tfs[wanted])
    dfs = np.bincount(terms, minlength=len(flat.dfs))
    return Flat(dfs, flat.articles[wanted], flat.tfs[wanted], flat.positions[occurrences])
