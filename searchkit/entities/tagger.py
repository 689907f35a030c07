"""The tagger: pieces of a text to spans of people, places and organizations.

All that a distinct piece says of itself and its neighbours is added up once and kept; scoring a
text is then a few array operations.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from searchkit.entities.decoding import Decoder
from searchkit.entities.features import Features
from searchkit.entities.listed import LISTED_FEATURES
from searchkit.entities.pieces import LINE_END
from searchkit.entities.spans import Span
from searchkit.entities.weights import PLACES, REACH, Weights

_Ids: TypeAlias = NDArray[np.int64]
_Scores: TypeAlias = NDArray[np.int32]

#: Distinct pieces whose scores are kept; then the tagger begins anew.
KEPT = 1 << 18


class Tagger:
    """Labels pieces; keeps the scores of every distinct piece that it has met."""

    def __init__(self, weights: Weights, features: Callable[[str], Features]) -> None:
        """Use *weights* for what *features* lists of each piece."""
        self._weights = weights
        self._features = features
        self._listed = weights.of([Features((each,)) for each in LISTED_FEATURES])
        self._numbers: dict[str, int] = {}
        self._scores = np.empty((1024, PLACES, len(weights.labels)), np.int16)
        self._search = Decoder(weights.transitions)

    def spans(self, texts: Sequence[str], listed: Sequence[int]) -> Iterator[Span]:
        """Yield the names among the pieces *texts*, whose features of lists are *listed*."""
        if texts:
            path = self._search.path(self._summed(texts, listed))
            for span in _spans(path, self._weights.labels):
                yield from _without_marks(span, texts)

    def _summed(self, texts: Sequence[str], listed: Sequence[int]) -> _Scores:
        """Add up for each piece what it and its neighbours say."""
        numbers = self._known(texts)  # first: it may make room in the scores
        around = self._scores[numbers] + self._listed[listed]
        size = len(texts)
        scores = around[:, REACH].astype(np.int32)
        for distance in range(1, min(REACH, size - 1) + 1):
            scores[distance:] += around[:-distance, REACH - distance]
            scores[:-distance] += around[distance:, REACH + distance]
        return scores

    def _known(self, texts: Sequence[str]) -> list[int]:
        """Number the pieces *texts*, adding up the scores of new ones."""
        if len(self._numbers) > KEPT:
            self._numbers.clear()
        numbers = self._numbers
        found = list(map(numbers.get, texts))
        if None in found:
            self._add([text for text in dict.fromkeys(texts) if text not in numbers])
            return [numbers[text] for text in texts]
        return found  # type: ignore[return-value]  # none is None

    def _add(self, texts: Sequence[str]) -> None:
        """Number new, distinct *texts*."""
        first = len(self._numbers)
        last = first + len(texts)
        while last > len(self._scores):
            self._scores = np.concatenate([self._scores, np.empty_like(self._scores)])
        self._scores[first:last] = self._weights.of(list(map(self._features, texts)))
        self._numbers.update(zip(texts, range(first, last), strict=True))


def _spans(path: _Ids, labels: Sequence[str]) -> Iterator[Span]:
    """Yield the names of a *path* of *labels*: "B-" and a kind begins one, "I-" goes on."""
    inside = np.flatnonzero(path).tolist()
    first = last = -1
    kind = ""
    for index in inside:
        part, _, here = labels[path[index]].partition("-")
        if index == last and part == "I" and here == kind:
            last += 1
            continue
        if kind:
            yield Span(first, last, kind)
        first, last, kind = index, index + 1, here
    if kind:
        yield Span(first, last, kind)


def _without_marks(span: Span, texts: Sequence[str]) -> Iterator[Span]:
    """Yield *span* without marks at its ends, and no further than to the end of its line."""
    first, last = span.first, span.last
    while first < last and not texts[first][0].isalnum():
        first += 1
    ends = (index for index in range(first, last) if texts[index][0] == LINE_END)
    last = next(ends, last)
    while last > first and not texts[last - 1][0].isalnum():
        last -= 1
    if first < last:
        yield span._replace(first=first, last=last)
