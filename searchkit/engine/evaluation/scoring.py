"""BM25 over the statistics of the live articles."""

from dataclasses import dataclass
from math import log

import numpy as np

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

    def scores(
        self,
        snapshot: Snapshot,
        view: str,
        df: int,
        found: tuple[Longs, Floats],
        boost: float = 1.0,
    ) -> Floats:
        """Score articles *found* with their frequencies of a term that *df* live articles have."""
        articles, tfs = found
        key = (snapshot.fields[view], self.k1, self.b)
        norms = snapshot.norms.get(key)
        if norms is None:
            norms = snapshot.norms.setdefault(key, self._norms(snapshot, view))
        scores = norms.take(articles)
        scores += tfs
        np.divide(tfs, scores, out=scores)
        scores *= np.float32(self.idf(df, snapshot.count) * (self.k1 + 1) * boost)
        return scores

    def _norms(self, snapshot: Snapshot, view: str) -> Floats:
        """Give what the length of every article adds to a frequency in the denominator."""
        mean = snapshot.total_length(view) / max(snapshot.count, 1) or 1.0
        relative = snapshot.lengths(view) / mean
        return (self.k1 * (1 - self.b + self.b * relative)).astype(np.float32)
