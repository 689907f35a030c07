"""The words of a text that matter to dates, as one-letter symbols with values.

`searchkit.dates.vocabulary` says which letter means what; `searchkit.dates.lexer` makes these.
"""

from collections.abc import Sequence
from dataclasses import dataclass

#: «و», alone or as the first letter of a word.
AND = "&"
#: Anything that is no part of a date.
OTHER = "x"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a text: *symbols* and their *values*, position by position."""

    symbols: str
    values: Sequence[int]

    def all(self, kinds: str) -> list[int]:
        """List the values of every symbol that is one of *kinds*, in order.

        >>> Words("nMy", (3, 5, 2022)).all("ny")
        [3, 2022]
        """
        return [v for s, v in zip(self.symbols, self.values, strict=True) if s in kinds]

    def first(self, kinds: str) -> int | None:
        """Give the first value of *kinds*, or None.

        >>> Words("nMy", (3, 5, 2022)).first("D") is None
        True
        """
        return next(iter(self.all(kinds)), None)

    def last(self, kinds: str) -> int | None:
        """Give the last value of *kinds*, or None.

        >>> Words("nMy", (3, 5, 2022)).last("ny")
        2022
        """
        return next(reversed(self.all(kinds)), None)


@dataclass(frozen=True, slots=True)
class Lexemes:
    """All words of a text, with the places where each starts and ends in the folded text."""

    symbols: str
    values: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]

    def words(self, start: int, end: int) -> Words:
        """Cut out the words from symbol *start* to symbol *end*.

        >>> Lexemes("xnM", (0, 3, 5), (0, 4, 6), (3, 5, 10)).words(1, 3)
        Words(symbols='nM', values=(3, 5))
        """
        return Words(self.symbols[start:end], self.values[start:end])
