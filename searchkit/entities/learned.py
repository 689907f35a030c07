"""What was learnt from an archive about its words: which group each is in, what it mostly names.

`Learned` values are kept as bytes: one in ``searchkit/data`` for everybody, one in an index for its
archive. A word is known by a hash of its folded form.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """Facts of words, each a small number, by the hash of the word.

    A value is equal to itself alone, so that what was made of it can be kept.
    """

    facts: Mapping[int, int]

    def of(self, form: str) -> int:
        """Give the fact of *form*, 0 where nothing was learnt.

        >>> Learned.of_words({"موسكو": 7}).of("موسكو")
        7
        """
        return self.facts.get(hashed(form), 0)

    @classmethod
    def of_words(cls, facts: Mapping[str, int]) -> Self:
        """Keep *facts*, from 1 to 65,535, by the hashes of their words."""
        return cls({hashed(form): fact for form, fact in facts.items()})

    def to_bytes(self) -> bytes:
        """Pack the facts: steps between the sorted hashes, and the facts in that order."""
        hashes = np.array(sorted(self.facts), np.uint32)
        facts = np.array([self.facts[each] for each in hashes.tolist()], "<u2")
        steps = np.diff(hashes, prepend=np.uint32(0)).astype("<u4")
        return zlib.compress(_planes(steps) + _planes(facts), 9)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Take back what `to_bytes` gave.

        >>> learned = Learned.of_words({"موسكو": 7, "باريس": 9})
        >>> Learned.from_bytes(learned.to_bytes()).facts == learned.facts
        True
        """
        raw = np.frombuffer(zlib.decompress(packed), np.uint8)
        raw = raw.reshape(6, len(raw) // 6)  # a hash of four bytes, a fact of two
        steps = np.ascontiguousarray(raw[:4].T).view("<u4").ravel()
        facts = np.ascontiguousarray(raw[4:].T).view("<u2").ravel()
        hashes = np.cumsum(steps, dtype=np.uint64)
        return cls(dict(zip(hashes.tolist(), facts.tolist(), strict=True)))


def _planes(numbers: NDArray[np.unsignedinteger]) -> bytes:
    """Give all the lowest bytes, then all the next: the high ones are nearly all the same."""
    return numbers.view(np.uint8).reshape(len(numbers), numbers.itemsize).T.tobytes()


def hashed(text: str) -> int:
    """Give the number that stands for *text* in what is packed."""
    return zlib.crc32(text.encode())
