"""BM25 over the statistics of the live articles."""

from dataclasses import dataclass
from math import log

import numpy as np

from searchkit.engine.evaluation.matches import NOTHING, Matches
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.arrays import Floats, Longs


@dataclass(frozen=True, slots=True)
class BM25:
    """The weighting: *k1* bounds what repetition adds, *b* how much length takes away."""

    k1: float = 0.9
    b: float = 0.85

    def idf(self, df: int, count: int) -> float:
        """Give the weight of a term that *df* of *count* articles have.

        >>> round(BM25().idf(1, 3), 4)
        0.9808
        """
        return log(1 + (count - df + 0.5) / (df + 0.5))

    def matches(self, snapshot: Snapshot, view: str, term: bytes) -> Matches:
        """Give the live articles with *term* in *view*, scored."""
        key = (view, term, self)
        return snapshot.scored.get(key) or self._matches(snapshot, key)

    def _matches(self, snapshot: Snapshot, key: tuple[str, bytes, "BM25"]) -> Matches:
        view, term, _ = key
        articles, tfs = snapshot.matches(view, term)
        if not len(articles):
            return NOTHING
        scores = self.scores(snapshot, view, len(articles), (articles, tfs), 1.0)
        found = Matches(articles, scores, positive=True)
        return snapshot.scored.keep(key, found, articles.nbytes + scores.nbytes)

    def is_at_hand(self, snapshot: Snapshot, view: str, term: bytes) -> bool:
        """Tell whether `matches` has kept its answer, or has room to keep it."""
        return snapshot.scored.has_room or snapshot.scored.get((view, term, self)) is not None

    def scores(
        self, snapshot: Snapshot, view: str, df: int, found: tuple[Longs, Floats], boost: float
    ) -> Floats:
        """Score articles *found* with their frequencies of a term that *df* live articles have."""
        articles, tfs = found
        weight = self.weight(df, snapshot.count) * boost
        return score(tfs, self.norms(snapshot, view).take(articles), weight)

    def weight(self, df: int, count: int) -> float:
        """Give what the score of a term that *df* of *count* articles have tends to."""
        return self.idf(df, count) * (self.k1 + 1)

    def norms(self, snapshot: Snapshot, view: str) -> Floats:
        """Give what the length of every article adds to a frequency in the denominator."""
        key = (snapshot.fields[view], self.k1, self.b)
        norms = snapshot.norms.get(key)
        if norms is None:
            norms = snapshot.norms.setdefault(key, self._norms(snapshot, view))
        return norms

    def _norms(self, snapshot: Snapshot, view: str) -> Floats:
        mean = snapshot.total_length(view) / max(snapshot.count, 1) or 1.0
        relative = snapshot.lengths(view) / mean
        return (self.k1 * (1 - self.b + self.b * relative)).astype(np.float32)


def score(tfs: Floats, norms: Floats, weight: Floats | float) -> Floats:
    """Score frequencies with the *norms* of their articles, which are written over."""
    norms += tfs
    np.divide(tfs, norms, out=norms)
    norms *= np.float32(weight) if isinstance(weight, float) else weight
    return norms
