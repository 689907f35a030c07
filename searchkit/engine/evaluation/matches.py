"""What a query gives: articles in ascending order with a score each, and how such sets combine."""

from collections.abc import Sequence

import numpy as np

from searchkit.engine.segments.arrays import NO_FLOATS, NO_LONGS, Floats, Integers, Longs, Mask


class Matches:
    """Distinct *articles*, ascending, and their *scores*, not to be written to.

    *positive* says that all scores are known to be above 0. If so, the scores of all articles of
    the snapshot may stand for both (*dense*, 0: no match): a page of the best needs nothing else,
    and listing thousands of articles takes longer than scoring them.
    """

    __slots__ = ("_articles", "_scores", "dense", "positive")

    def __init__(self, articles: Longs, scores: Floats, positive: bool = False) -> None:  # noqa: FBT001, FBT002 - as a tuple would be made
        """Take *articles* with their *scores*."""
        self._articles: Longs | None = articles
        self._scores = scores
        self.positive = positive
        self.dense: Floats | None = None

    @classmethod
    def spread(cls, dense: Floats) -> "Matches":
        """Take the scores of all articles, 0 for those that do not match."""
        found = cls(NO_LONGS, NO_FLOATS, positive=True)
        found._articles, found.dense = None, dense
        return found

    @property
    def articles(self) -> Longs:
        """The articles, ascending."""
        if self._articles is None:
            self._list()
        return self._articles  # type: ignore[return-value] # just listed

    @property
    def scores(self) -> Floats:
        """The score of each of the articles."""
        if self._articles is None:
            self._list()
        return self._scores

    def _list(self) -> None:
        assert self.dense is not None  # noqa: S101 - for the type checker; see `spread`
        articles = (self.dense > 0).nonzero()[0]
        # Another thread may do the same; the articles come last, for they tell that all is done.
        self._scores = self.dense.take(articles)
        self._articles = articles

    def boosted(self, boost: float) -> "Matches":
        """Multiply all scores with *boost*."""
        if boost == 1:
            return self
        scores = self.scores * np.float32(boost)
        return Matches(self.articles, scores, self.positive and boost > 0)

    def at(self, kept: Mask | Longs) -> "Matches":
        """Keep some of the articles, by mask or by ascending places."""
        return Matches(self.articles[kept], self.scores[kept], self.positive)


_FEW = 32  # items below which the overhead decides
_NARROW = 8  # items of a block below which its maximum does not pay
_SPARSE = 64  # how many times longer a list must be to be searched rather than marked in full

NOTHING = Matches(NO_LONGS, NO_FLOATS)


def constant(articles: Longs, score: float) -> Matches:
    """Give all *articles* the same *score*."""
    once = np.array(score, np.float32)
    return Matches(articles, np.ndarray(len(articles), np.float32, once, strides=(0,)), score > 0)


def common(one: Longs, other: Longs, count: int) -> tuple[Longs, Longs]:
    """Give the places in *one* and in *other* of the articles they share, out of *count*."""
    if len(one) > len(other):
        places, others = common(other, one, count)
        return others, places
    if _SPARSE * len(one) < len(other) or len(one) < _FEW:
        if not len(one):
            return NO_LONGS, NO_LONGS
        at = other.searchsorted(one)
        at[at == len(other)] = 0
        found = (other.take(at) == one).nonzero()[0]
        return found, at.take(found)
    there = np.zeros(count, np.bool_)
    there[other] = True
    found = there.take(one).nonzero()[0]
    return found, other.searchsorted(one.take(found))


def member(articles: Longs, of: Longs, count: int) -> Mask:
    """Tell for each of *articles* whether it is among the articles *of*."""
    mask = np.zeros(len(articles), np.bool_)
    mask[common(articles, of, count)[0]] = True
    return mask


def both(one: Matches, other: Matches, count: int) -> Matches:
    """Give the articles in both sets, scores added."""
    here, there = common(one.articles, other.articles, count)
    scores = one.scores.take(here) + other.scores.take(there)
    return Matches(one.articles.take(here), scores, one.positive and other.positive)


def either(sets: Sequence[Matches], count: int) -> Matches:
    """Give the articles in any of *sets*, scores added."""
    sets = [found for found in sets if len(found.articles)]
    if len(sets) <= 1:
        return sets[0] if sets else NOTHING
    if _SPARSE * sum(len(found.articles) for found in sets) < count:
        return _merged(sets, np.add)
    scores = np.zeros(count, np.float32)
    scores[sets[0].articles] = sets[0].scores
    for found in sets[1:]:
        scores[found.articles] = scores.take(found.articles) + found.scores
    if all(found.positive for found in sets):
        return Matches.spread(scores)
    articles = union([found.articles for found in sets], count)
    return Matches(articles, scores.take(articles))


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


def how_many(sets: Sequence[Matches], count: int) -> Integers:
    """Give for each of *count* articles how many of *sets* it is in."""
    counts = np.zeros(count, np.min_scalar_type(len(sets)))
    for found in sets:
        counts[found.articles] += 1
    return counts


def union(sets: Sequence[Integers], count: int) -> Longs:
    """Give the articles in any of *sets*, whose members need not be in order."""
    if len(sets) == 1 and len(sets[0]) <= 1:
        return sets[0].astype(np.int64)
    mask = np.zeros(count, np.bool_)
    for articles in sets:
        mask[articles] = True
    return np.flatnonzero(mask)


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
    if limit < 1:
        return np.arange(0)
    if len(keys) and not keys.strides[0]:  # a constant
        return np.arange(min(limit, len(keys)))
    places = _candidates(keys, limit)
    candidates = keys if places is None else keys[places]
    order = np.argsort(-candidates, kind="stable")[:limit]
    return order if places is None else places[order]


def _candidates(keys: Integers | Floats, limit: int) -> Longs | None:
    """Give the places of at least the *limit* greatest *keys*; None for all of them.

    Of equal ones the first. The keys are cut into more than *limit* blocks: the limit-th greatest
    of the blocks' maxima is a bound that at least *limit* keys reach.
    """
    width = len(keys) // max(4 * limit, 1)
    if width < _NARROW:
        return None
    blocks = np.maximum.reduce(keys[: len(keys) // width * width].reshape(-1, width), axis=1)
    blocks.partition(len(blocks) - limit)
    bound = blocks[len(blocks) - limit]
    places: Longs = (keys >= bound).nonzero()[0]
    if len(places) <= _FEW * limit:
        return places
    better = (keys > bound).nonzero()[0]  # many equals: only the first of them are wanted
    equal = (keys == bound).nonzero()[0][: max(limit - len(better), 0)]
    return np.sort(np.concatenate([better, equal]))
