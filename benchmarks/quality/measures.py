"""From ranks to figures: reciprocal ranks, recall, and how sure a difference is."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.ranking import Longs

_RESAMPLES = 2000
_SEED = 7
_FIRST_PAGE = 10


class Interval(NamedTuple):
    """Where 95 % of the resamples lie."""

    low: float
    high: float


@dataclass(frozen=True)
class Measured:
    """The figures of a row: MRR@10 with its interval, recall among the first 10 and 100.

    *p* is how probable a difference as great as that to the peer is by chance, None for the peer.
    """

    mrr: float
    interval: Interval
    recall_10: float
    recall_100: float
    p: float | None


def gains(ranks: Longs) -> NDArray[np.float64]:
    """Give 1/rank for each rank of the first page, else 0.

    >>> gains(np.array([1, 0, 4, 11])).tolist()
    [1.0, 0.0, 0.25, 0.0]
    """
    shown = (ranks > 0) & (ranks <= _FIRST_PAGE)
    return np.where(shown, 1 / np.maximum(ranks, 1), 0.0)


def measured(ranks: Longs, peer: Longs | None) -> Measured:
    """Measure the *ranks* of a row, beside those of the *peer* under the same queries."""
    own = gains(ranks)
    means = _resampled(own)
    low, high = np.quantile(means, [0.025, 0.975])
    return Measured(
        float(own.mean()),
        Interval(float(low), float(high)),
        float(gains(ranks).astype(bool).mean()),
        float((ranks > 0).mean()),
        None if peer is None else _chance(own - gains(peer)),
    )


def _chance(differences: NDArray[np.float64]) -> float:
    """Give the two-sided p of the mean of paired *differences* under resampling."""
    means = _resampled(differences)
    share = min(float((means <= 0).mean()), float((means >= 0).mean()))
    return min(1.0, 2 * share)


def _resampled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the means of as many values drawn with replacement, again and again."""
    random = np.random.default_rng(_SEED)
    draws = (random.integers(0, len(values), len(values)) for _ in range(_RESAMPLES))
    return np.array([values[draw].mean() for draw in draws])
