"""The forms of an archive and how often each occurs, as arrays that can be mapped from a disk.

A form is known by a hash of 64 bits, so that any is looked up by bisection and many at once by one
search over an array. Of n forms two share a hash with probability n²/2⁶⁵.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]
Integers: TypeAlias = NDArray[np.integer]
Cuts: TypeAlias = NDArray[np.uint8]

_BYTES = 8
#: How many letters a stem has lost in front and behind share one byte.
_BEHIND_BITS = 4
_BEHIND = (1 << _BEHIND_BITS) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Distinct forms in the order of their *hashes*, their *counts*, and their stems as *cuts*.

    A cut says how many letters the stem of a form has lost in front and behind.
    """

    hashes: Hashes
    counts: Integers
    cuts: Cuts
    _hashes: memoryview = field(init=False, repr=False)  # single items of it are quickly read

    def __post_init__(self) -> None:
        """Prepare for looking up."""
        object.__setattr__(self, "_hashes", memoryview(self.hashes))  # type: ignore[arg-type]

    @classmethod
    def of(cls, forms: Sequence[str], counts: Sequence[int], stems: Iterable[str]) -> "Counted":
        """Take distinct *forms* with their *counts* and *stems*, each a part of its form."""
        hashes = hashed(forms)
        order = np.argsort(hashes)
        cuts = np.fromiter(map(_cut, forms, stems), np.uint8, len(forms))
        numbers = np.array(counts, np.uint32)
        top = np.min_scalar_type(int(numbers.max(initial=0)))
        return cls(hashes[order], numbers[order].astype(top), cuts[order])

    def find(self, form: str) -> int:
        """Give the place of *form*, -1 if it is not here."""
        wanted = _hash(form)
        place = bisect_left(self._hashes, wanted)
        return place if place < len(self._hashes) and self._hashes[place] == wanted else -1

    def count(self, form: str) -> int:
        """Give how often *form* occurs."""
        place = self.find(form)
        return int(self.counts[place]) if place >= 0 else 0

    def stem(self, form: str) -> str | None:
        """Give the stem of *form*; None if it is not here."""
        place = self.find(form)
        if place < 0:
            return None
        front, behind = divmod(int(self.cuts[place]), 1 << _BEHIND_BITS)
        return form[front : len(form) - behind]

    def counts_of(self, forms: Sequence[str]) -> Integers:
        """Give how often each of *forms* occurs."""
        if not len(self.hashes):
            return np.zeros(len(forms), np.int64)
        wanted = hashed(forms)
        places = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        known = self.hashes[places] == wanted
        return np.where(known, self.counts[places], 0)


#: No forms at all.
NOTHING = Counted(np.empty(0, np.uint64), np.empty(0, np.uint8), np.empty(0, np.uint8))


def hashed(forms: Sequence[str]) -> Hashes:
    """Give the hash of each of *forms*."""
    return np.fromiter(map(_hash, forms), np.uint64, len(forms))


def _hash(form: str) -> int:
    digest = blake2b(form.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
    return int.from_bytes(digest, "little")


def _cut(form: str, stem: str) -> int:
    front = form.find(stem)
    return front << _BEHIND_BITS | len(form) - front - len(stem)
