"""The sorted terms of a view in one segment: a blob of UTF-8 and where each term starts in it.

A term's place in the order is its number. Terms compare as bytes, which for UTF-8 is the order of
their code points.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from searchkit.engine.segments.arrays import (
    Integers,
    Ints,
    Longs,
    bounds_of,
    narrowest,
    ranges,
    starts_of,
    view_of,
)
from searchkit.engine.segments.files import FileWriter, FolderReader

_REMEMBERED = 1000
_STEP = 128  # of the sample that look-ups start from


def write_vocabulary(file: FileWriter, terms: Sequence[bytes]) -> None:
    """Append sorted, distinct *terms* to *file*."""
    bounds = bounds_of(np.fromiter(map(len, terms), np.int64, len(terms)))
    file.add("text", np.frombuffer(b"".join(terms), np.uint8))
    file.add("text_bounds", narrowest(bounds))


class Vocabulary:
    """Term to number and back, over mapped arrays."""

    def __init__(self, files: FolderReader, view: str) -> None:
        """Read the vocabulary in file *view* of *files*."""
        bounds: Integers = files.array(f"{view}/text_bounds")
        self._text = view_of(files.bytes(f"{view}/text"))
        self._bounds = view_of(bounds)
        self._count = len(bounds) - 1
        self._sample: list[bytes] | None = None
        self._found: dict[bytes, int] = {}  # a query asks for a term several times

    def __len__(self) -> int:
        """Give the number of terms."""
        return self._count

    def __getitem__(self, number: int) -> bytes:
        """Give term *number*."""
        return bytes(self._text[self._bounds[number] : self._bounds[number + 1]])

    def first_from(self, term: bytes) -> int:
        """Give the number of the first term that is not less than *term*."""
        text, bounds = self._text, self._bounds
        if self._sample is None:
            self._sample = [self[number] for number in range(0, self._count, _STEP)]
        after = bisect_left(self._sample, term)
        low, high = max((after - 1) * _STEP, 0), min(after * _STEP, self._count)
        while low < high:
            middle = (low + high) // 2
            if bytes(text[bounds[middle] : bounds[middle + 1]]) < term:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, term: bytes) -> int:
        """Give the number of *term*, -1 if it is not here."""
        number = self._found.get(term)
        if number is None:
            number = self.first_from(term)
            if number == self._count or self[number] != term:
                number = -1
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[term] = number
        return number

    def prefixed(self, prefix: bytes) -> range:
        """Give the numbers of the terms that start with *prefix*."""
        return range(self.first_from(prefix), self._after(prefix))

    def _after(self, prefix: bytes) -> int:
        stem = prefix.rstrip(b"\xff")
        if not stem:
            return self._count
        return self.first_from(stem[:-1] + bytes([stem[-1] + 1]))

    def terms(self, numbers: range | None = None) -> Iterator[bytes]:
        """Yield the terms of consecutive *numbers*, by default all, in order."""
        numbers = range(self._count) if numbers is None else numbers
        if numbers:
            first = self._bounds[numbers.start]
            text = bytes(self._text[first : self._bounds[numbers.stop]])
            cuts = self._bounds[numbers.start : numbers.stop + 1].tolist()
            for start, end in pairwise(cuts):
                yield text[start - first : end - first]

    def containing(self, literal: bytes) -> Longs:
        """Give the numbers of the terms that contain *literal*."""
        found = [match.start() for match in re.finditer(re.escape(literal), self._text)]
        starts = np.unique(np.searchsorted(self._bounds, np.array(found, np.int64), "right") - 1)
        # A literal may also lie across two terms, at the end of one and the start of the next.
        whole = [number for number in starts.tolist() if literal in self[number]]
        return np.array(whole, np.int64)

    def letters(self, numbers: range, width: int) -> tuple[Ints, Ints]:
        """Give the code points of consecutive terms, a row each, cut and padded to *width*.

        The second array holds their lengths in code points, uncut.
        """
        terms = [term.decode("utf-8", "surrogatepass") for term in self.terms(numbers)]
        lengths = np.fromiter(map(len, terms), np.int32, len(terms))
        points = "".join(terms).encode("utf-32-le", "surrogatepass")
        kept = np.minimum(lengths, width)
        starts = starts_of(lengths)
        letters = np.zeros((len(terms), width), np.int32)
        rows = np.repeat(np.arange(len(terms)), kept)
        columns = ranges(np.zeros(len(terms), np.int64), kept)
        letters[rows, columns] = np.frombuffer(points, np.int32)[ranges(starts, kept)]
        return letters, lengths
