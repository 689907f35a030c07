"""What a query gives: articles in ascending order with a score each, and how such sets combine."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engine.arrays import NO_FLOATS, NO_INTS, Floats, Integers, Ints, Longs, Mask


class Matches(NamedTuple):
    """Distinct *articles*, ascending, and their *scores*."""

    articles: Ints
    scores: Floats

    def boosted(self, boost: float) -> "Matches":
        """Multiply all scores with *boost*."""
        return self if boost == 1 else Matches(self.articles, self.scores * np.float32(boost))

    def at(self, kept: Mask | Longs) -> "Matches":
        """Keep some of the articles, by mask or by ascending places."""
        return Matches(self.articles[kept], self.scores[kept])


NOTHING = Matches(NO_INTS, NO_FLOATS)


def constant(articles: Ints, score: float) -> Matches:
    """Give all *articles* the same *score*."""
    return Matches(articles, np.full(len(articles), score, np.float32))


def common(one: Ints, other: Ints, count: int) -> tuple[Longs, Longs]:
    """Give the places in *one* and in *other* of the articles they share, out of *count*."""
    if len(one) > len(other):
        places, others = common(other, one, count)
        return others, places
    if 8 * len(one) < len(other) or len(one) < 64:
        at = np.searchsorted(other, one)
        at[at == len(other)] = 0
        found = np.flatnonzero(other[at] == one) if len(other) else at[:0]
        return found, at[found]
    slots = np.zeros(count, np.int32)
    slots[other] = np.arange(1, len(other) + 1, dtype=np.int32)
    at = slots[one]
    found = np.flatnonzero(at)
    return found, at[found] - 1


def member(articles: Ints, of: Ints, count: int) -> Mask:
    """Tell for each of *articles* whether it is among the articles *of*."""
    mask = np.zeros(len(articles), np.bool_)
    mask[common(articles, of, count)[0]] = True
    return mask


def both(one: Matches, other: Matches, count: int) -> Matches:
    """Give the articles in both sets, scores added."""
    here, there = common(one.articles, other.articles, count)
    return Matches(one.articles[here], one.scores[here] + other.scores[there])


def either(sets: Sequence[Matches], count: int) -> Matches:
    """Give the articles in any of *sets*, scores added."""
    sets = [found for found in sets if len(found.articles)]
    if len(sets) < 2:
        return sets[0] if sets else NOTHING
    if sum(len(found.articles) for found in sets) * 8 < count:
        return _merged(sets, np.add)
    scores = np.zeros(count, np.float32)
    for found in sets:
        scores[found.articles] += found.scores
    if all(found.scores.min() > 0 for found in sets):
        articles = np.flatnonzero(scores)
    else:
        articles = union([found.articles for found in sets], count)
    return Matches(articles.astype(np.int32), scores[articles])


def greatest(sets: Sequence[Matches], tiebreak: float, count: int) -> Matches:
    """Give the articles in any of *sets*, each with its best score and *tiebreak* of the others."""
    sets = [found for found in sets if len(found.articles)]
    if not sets:
        return NOTHING
    best = _merged(sets, np.maximum)
    if not tiebreak:
        return best
    total = either(sets, count).scores
    return Matches(best.articles, best.scores + np.float32(tiebreak) * (total - best.scores))


def union(sets: Sequence[Ints], count: int) -> Ints:
    """Give the articles in any of *sets*, whose members need not be in order."""
    if len(sets) == 1 and len(sets[0]) < 2:
        return sets[0]
    mask = np.zeros(count, np.bool_)
    for articles in sets:
        mask[articles] = True
    return np.flatnonzero(mask).astype(np.int32)


def _merged(sets: Sequence[Matches], how: np.ufunc) -> Matches:
    articles = np.concatenate([found.articles for found in sets])
    scores = np.concatenate([found.scores for found in sets])
    order = np.argsort(articles, kind="stable")
    articles = articles[order]
    firsts = np.flatnonzero(np.diff(articles, prepend=-1))
    return Matches(articles[firsts], how.reduceat(scores[order], firsts))


def best(keys: Integers | Floats, limit: int) -> Longs:
    """Give the places of the *limit* greatest *keys*, greatest first, equals in order.

    >>> best(np.array([1, 3, 2, 3]), 3).tolist()
    [1, 3, 2]
    """
    places = _candidates(keys, limit)
    candidates = keys if places is None else keys[places]
    order = np.argsort(-candidates, kind="stable")[:limit]
    return order if places is None else places[order]


def _candidates(keys: Integers | Floats, limit: int) -> Longs | None:
    """Give the places of at least the *limit* greatest *keys*; None for all of them.

    The keys are cut into blocks of which at least *limit* are full: the limit-th greatest of the
    blocks' maxima is a bound that at least *limit* keys reach.
    """
    width = len(keys) // max(4 * limit, 1)
    if width < 8:
        return None
    blocks = keys[: len(keys) // width * width].reshape(-1, width).max(axis=1)
    bound = np.partition(blocks, len(blocks) - limit)[len(blocks) - limit]
    return np.flatnonzero(keys >= bound)
