"""The sorted terms of a view in one segment: a blob of letters and how long each term is.

A term's place in the order is its number. Terms compare as bytes, which for UTF-8 is the order of
their code points; they are kept in a shorter spelling of the same order (`spelling`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

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
from searchkit.engine.segments.spelling import is_plain, letters, narrow, widen

_REMEMBERED = 1000
_STEP = 128  # terms from one whose place is kept to the next


def write_vocabulary(file: FileWriter, terms: Sequence[bytes]) -> None:
    """Append sorted, distinct *terms* to *file*."""
    spelled = [narrow(term) for term in terms]
    lengths = np.fromiter(map(len, spelled), np.int64, len(spelled))
    file.add("text", np.frombuffer(b"".join(spelled), np.uint8))
    file.add("text_lengths", narrowest(lengths))
    file.add("text_places", narrowest(bounds_of(lengths)[::_STEP]))


class Vocabulary:
    """Term to number and back, over mapped arrays."""

    def __init__(self, files: FolderReader, view: str) -> None:
        """Read the vocabulary in file *view* of *files*."""
        self._all_lengths: Integers = files.array(f"{view}/text_lengths")
        self._text = view_of(files.bytes(f"{view}/text"))
        self._lengths = view_of(self._all_lengths)
        self._places = view_of(files.array(f"{view}/text_places"))
        self._count = len(self._all_lengths)
        self._sample: list[bytes] | None = None
        self._found: dict[bytes, int] = {}  # a query asks for a term several times

    def __len__(self) -> int:
        """Give the number of terms."""
        return self._count

    def __getitem__(self, number: int) -> bytes:
        """Give term *number*."""
        return widen(self._spelled(number))

    def _spelled(self, number: int) -> bytes:
        start = self._start(number)
        return bytes(self._text[start : start + self._lengths[number]])

    def _start(self, number: int) -> int:
        """Tell where in the text term *number* starts, or the last one ends."""
        step = number - number % _STEP
        return int(self._places[step // _STEP]) + sum(self._lengths[step:number])

    def first_from(self, term: bytes) -> int:
        """Give the number of the first term that is not less than *term*."""
        return self._first_from(narrow(term))

    def _first_from(self, spelled: bytes) -> int:
        if self._sample is None:
            self._sample = [self._spelled(number) for number in range(0, self._count, _STEP)]
        after = bisect_left(self._sample, spelled)
        if not after:
            return 0
        first = (after - 1) * _STEP
        lengths = self._lengths[first : first + _STEP]
        bounds = [*accumulate(lengths, initial=self._places[after - 1])]
        low, high, text = 0, len(lengths), self._text
        while low < high:
            middle = (low + high) // 2
            if bytes(text[bounds[middle] : bounds[middle + 1]]) < spelled:
                low = middle + 1
            else:
                high = middle
        return first + low

    def find(self, term: bytes) -> int:
        """Give the number of *term*, -1 if it is not here."""
        number = self._found.get(term)
        if number is None:
            spelled = narrow(term)
            number = self._first_from(spelled)
            if number == self._count or self._spelled(number) != spelled:
                number = -1
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[term] = number
        return number

    def prefixed(self, prefix: bytes) -> range:
        """Give the numbers of the terms that start with *prefix*."""
        spelled = narrow(prefix)
        return range(self._first_from(spelled), self._after(spelled))

    def _after(self, prefix: bytes) -> int:
        stem = prefix.rstrip(b"\xff")
        if not stem:
            return self._count
        return self._first_from(stem[:-1] + bytes([stem[-1] + 1]))

    def terms(self, numbers: range | None = None) -> Iterator[bytes]:
        """Yield the terms of consecutive *numbers*, by default all, in order."""
        numbers = range(self._count) if numbers is None else numbers
        if not numbers:
            return
        first = self._start(numbers.start)
        cuts = [*accumulate(self._lengths[numbers.start : numbers.stop], initial=0)]
        text = bytes(self._text[first : first + cuts[-1]])
        if is_plain(text):
            spelled = letters(text)
            for start, end in pairwise(cuts):
                yield spelled[start:end].encode()
            return
        for start, end in pairwise(cuts):
            yield widen(text[start:end])

    @cached_property
    def _bounds(self) -> Longs:
        return bounds_of(self._all_lengths)

    def containing(self, literal: bytes) -> Longs:
        """Give the numbers of the terms that contain *literal*."""
        found = [match.start() for match in re.finditer(re.escape(narrow(literal)), self._text)]
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
        points_of = np.zeros((len(terms), width), np.int32)
        rows = np.repeat(np.arange(len(terms)), kept)
        columns = ranges(np.zeros(len(terms), np.int64), kept)
        points_of[rows, columns] = np.frombuffer(points, np.int32)[ranges(starts, kept)]
        return points_of, lengths
