"""Whoosh's matcher over arrays: the postings of one term, walked article by article."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Protocol

from whoosh.matching import LeafMatcher, NullMatcher, ReadTooFar
from whoosh.matching.mcore import Matcher
from whoosh.query.spans import Span

from searchkit.engine.segments.arrays import Floats, Longs

#: Gives the positions of the term in the article at a place of the posting list.
Positions = Callable[[int], list[int]]


class Scorer(Protocol):
    """What the engine needs of `whoosh.scoring.BaseScorer`."""

    def score(self, matcher: Matcher) -> float:
        """Score the current article of *matcher*."""


class ArrayMatcher(LeafMatcher):
    """Walks *articles*, in each of which the term occurs *tfs* times."""

    def __init__(
        self,
        articles: Longs,
        tfs: Floats,
        term: tuple[str, bytes],
        *,
        scorer: Scorer | None = None,
        positions: Positions | None = None,
    ) -> None:
        """Stand at the first article; *positions* is absent for terms without."""
        self._articles: list[int] = articles.tolist()
        self._tfs: list[float] = tfs.tolist()
        self._term = term
        self._positions = positions
        self._at = 0
        self.scorer = scorer

    def copy(self) -> "ArrayMatcher":
        """Give a matcher that stands at the same article and walks on its own."""
        twin = ArrayMatcher.__new__(ArrayMatcher)
        twin.__dict__.update(self.__dict__)
        return twin

    def is_active(self) -> bool:
        """Tell whether there is a current article."""
        return self._at < len(self._articles)

    def reset(self) -> None:
        """Go back to the first article."""
        self._at = 0

    def replace(self, minquality: float = 0) -> Matcher:  # noqa: ARG002 - Whoosh's signature
        """Give what may stand in place of this matcher: nothing, once it is exhausted."""
        return self if self.is_active() else NullMatcher()

    def id(self) -> int:
        """Give the current article."""
        return self._articles[self._at]

    def all_ids(self) -> Iterator[int]:
        """Iterate over the articles from the current one on."""
        return iter(self._articles[self._at :])

    def next(self) -> None:
        """Go to the next article."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's signature
        """Go on to the first article not before *id*."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._articles, id, self._at)

    def weight(self) -> float:
        """Give how often the term occurs in the current article."""
        return self._tfs[self._at]

    def supports_block_quality(self) -> bool:
        """Say that there are no upper bounds to skip by."""
        return False

    def max_quality(self) -> float:
        """Bound the score, by nothing."""
        return float("inf")

    def supports(self, astype: str) -> bool:
        """Tell what `value_as` can give."""
        return astype in ("frequency", "weight") or (
            astype == "positions" and self._positions is not None
        )

    def value(self) -> bytes:
        """Give the encoded posting, of which there is none."""
        return b""

    def value_as(self, astype: str) -> object:
        """Give the current posting as ``frequency``, ``weight`` or ``positions``."""
        if astype == "positions" and self._positions is not None:
            return self._positions(self._at)
        return int(self._tfs[self._at]) if astype == "frequency" else self.weight()

    def spans(self) -> list[Span]:
        """Give where the term stands in the current article."""
        return [Span(position) for position in self._positions(self._at)] if self._positions else []

    def score(self) -> float:
        """Score the current article; without a scorer, by frequency."""
        return float(self.scorer.score(self)) if self.scorer else self.weight()
