"""A text as the forms of its words spell it: where to look for a stem before anything is analysed.

A stem is part of the form of each word that has it. So it is part of the text once every letter has
become the one that stands for it, and what leaves no trace is gone: one look-up for all of a text.
"""

from functools import cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from searchkit.analysis.tokens import PRESENTATION
from searchkit.letters import FOLD, code_points

#: Stands for what is folded to other than one letter: the words around it have to be analysed.
ODD = "\uffff"

_POINTS = 1 << 16  # those beyond count as `ODD`
_LOWERED = {ord("\u0130"): "i", ord("\u212a"): "k"}  # beyond ASCII, what becomes ASCII
_SURROGATES = "\ud800-\udfff"
_FIRST_LETTER, _LAST_LETTER = "\u0621", "\u064a"

_Places: TypeAlias = NDArray[np.intp]


class Spelled(NamedTuple):
    """A *text* folded, and the *places* of its characters in the original; None: unchanged."""

    text: str
    places: _Places | None

    def place(self, at: int) -> int:
        """Give where in the original what stands *at* in the folded text is."""
        return at if self.places is None else int(self.places[at])


def spelled(text: str) -> Spelled:
    """Fold all of *text*, letter by letter, spaces and all.

    >>> spelled("أُولى").text, spelled("أُولى").place(1), spelled("ﷺ").text == ODD
    ('اولي', 2, True)
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _table().take(points, mode="clip")
    kept = folded.nonzero()[0]
    if len(kept) == len(folded):
        return Spelled(folded.tobytes().decode("utf-16-le"), None)
    return Spelled(folded.take(kept).tobytes().decode("utf-16-le"), kept)


def is_spelled(stem: str) -> bool:
    """Tell whether *stem* is to be found in what `spelled` gives: Arabic letters, or ASCII."""
    return stem.isascii() or (min(stem) >= _FIRST_LETTER and max(stem) <= _LAST_LETTER)


@cache
def _table() -> NDArray[np.uint16]:
    """Give what each code point is folded to, 0 for what leaves no trace."""
    table = np.arange(_POINTS, dtype=np.uint16)
    table[ord("A") : ord("Z") + 1] += ord("a") - ord("A")
    for point, letter in (FOLD | _LOWERED).items():
        table[point] = ord(letter) if letter else 0
    table[code_points(PRESENTATION + _SURROGATES)] = ord(ODD)
    return table
