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
    def is_listed(self) -> bool:
        """Tell whether the articles are known one by one; if not, the scores of all are."""
        return self._articles is not None

    @property
    def spread_scores(self) -> Floats:
        """The scores of all articles, of matches that are not listed."""
        assert self.dense is not None  # noqa: S101 - for the type checker; see `spread`
        return self.dense

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
        articles = (self.spread_scores > 0).nonzero()[0]
        # Another thread may do the same; the articles come last, for they tell that all is done.
        self._scores = self.spread_scores.take(articles)
        self._articles = articles

    def mask(self, count: int) -> Mask:
        """Tell of each of *count* articles whether it matches."""
        if self.dense is not None:
            matching: Mask = self.dense > 0
            return matching
        mask = np.zeros(count, np.bool_)
        mask[self.articles] = True
        return mask

    def boosted(self, boost: float) -> "Matches":
        """Multiply all scores with *boost*."""
        if boost == 1:
            return self
        if self.dense is not None and boost > 0:
            return Matches.spread(self.dense * np.float32(boost))
        scores = self.scores * np.float32(boost)
        return Matches(self.articles, scores, self.positive and boost > 0)

    def at(self, kept: Mask | Longs) -> "Matches":
        """Keep some of the articles, by mask or by ascending places."""
        return Matches(self.articles[kept], self.scores[kept], self.positive)

    def passing(self, passed: Mask, more: float) -> "Matches":
        """Keep the articles that *passed*, a mask over all articles, and score them *more*."""
        if self.dense is not None and more >= 0:
            if more:
                passed = passed & (self.dense > 0)
            return Matches.spread((self.dense + np.float32(more)) * passed)
        kept = self.at(passed.take(self.articles))
        return kept.adding(more)

    def adding(self, more: float) -> "Matches":
        """Score every article *more*."""
        if not more:
            return self
        return Matches(self.articles, self.scores + np.float32(more), self.positive and more > 0)


_FEW = 32  # items below which the overhead decides
_NARROW = 8  # items of a block below which its maximum does not pay
_MANY = 10_000  # keys for each of the best that are wanted
_COARSE, _FINE = 4, 16  # blocks for each of the best, among few keys and among many
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
    if not one.is_listed and not other.is_listed:
        return _both_spread(one, other)
    if not one.is_listed:
        one, other = other, one
    if other.is_listed:
        here, there = common(one.articles, other.articles, count)
        scores = other.scores.take(there)
    else:
        scores = other.spread_scores.take(one.articles)
        here = (scores > 0).nonzero()[0]
        scores = scores.take(here)
    scores += one.scores.take(here)
    return Matches(one.articles.take(here), scores, one.positive and other.positive)


def _both_spread(one: Matches, other: Matches) -> Matches:
    shared = one.spread_scores > 0
    shared &= other.spread_scores > 0
    scores = one.spread_scores + other.spread_scores
    scores *= shared
    return Matches.spread(scores)


def enriched(found: Matches, more: Matches, count: int) -> Matches:
    """Give the articles *found*, the scores that *more* has for them added."""
    if not found.is_listed and not more.is_listed:
        scores = more.spread_scores * (found.spread_scores > 0)
        scores += found.spread_scores
        return Matches.spread(scores)
    scores = found.scores.copy()
    if more.is_listed:
        here, there = common(found.articles, more.articles, count)
        scores[here] += more.scores.take(there)
    else:
        scores += more.spread_scores.take(found.articles)
    return Matches(found.articles, scores, found.positive and more.positive)


def either(sets: Sequence[Matches], count: int) -> Matches:
    """Give the articles in any of *sets*, scores added."""
    sets = [found for found in sets if not found.is_listed or len(found.articles)]
    if len(sets) <= 1:
        return sets[0] if sets else NOTHING
    listed = [found for found in sets if found.is_listed]
    if len(listed) == len(sets) and _SPARSE * sum(len(one.articles) for one in sets) < count:
        return _merged(sets, np.add)
    scores = _added([(found, 1.0) for found in sets], count)
    if all(found.positive for found in sets):
        return Matches.spread(scores)
    articles = union([found.articles for found in sets], count)
    return Matches(articles, scores.take(articles))


def summed(
    sets: Sequence[tuple[Matches, float]], loose: tuple[Longs, Floats] | None, count: int
) -> Matches:
    """Give the articles in any of *sets* or *loose*, scores, all above 0, added.

    Those of a set are multiplied with the number beside it first. The *loose* articles may repeat.
    """
    listed = sum(len(found.articles) for found, _ in sets) + (len(loose[0]) if loose else 0)
    if _SPARSE * listed < count:
        boosted = [found.boosted(boost) for found, boost in sets]
        return _merged([*boosted, *([Matches(*loose, positive=True)] if loose else [])], np.add)
    if len(sets) == 1 and not loose:
        return sets[0][0].boosted(sets[0][1])
    total = _added(sets, count)
    if loose:
        np.add.at(total, *loose)
    return Matches.spread(total)


def _added(sets: Sequence[tuple[Matches, float]], count: int) -> Floats:
    """Add the scores of *sets* up, for all articles."""
    total: Floats | None = None
    for found, boost in sets:
        if not found.is_listed:
            scores = found.spread_scores * np.float32(boost)
            total = scores if total is None else np.add(total, scores, out=total)
    if total is None:
        total = np.zeros(count, np.float32)
    for found, boost in sets:
        if found.is_listed:
            scores = found.scores if boost == 1 else found.scores * np.float32(boost)
            np.add.at(total, found.articles, scores)
    return total


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


def worth(sets: Sequence[Matches], worths: Sequence[int], count: int) -> Integers:
    """Give for each of *count* articles what those of *sets* it is in are worth together."""
    together = np.zeros(count, np.min_scalar_type(sum(worths)))
    for found, each in zip(sets, worths, strict=True):
        together[found.articles] += each
    return together


def union(sets: Sequence[Integers], count: int) -> Longs:
    """Give the articles in any of *sets*, whose members need not be in order."""
    if len(sets) == 1 and len(sets[0]) <= 1:
        return sets[0].astype(np.int64)
    mask = np.zeros(count, np.bool_)
    for articles in sets:
        mask[articles] = True
    return np.flatnonzero(mask)


def _merged(sets: Sequence[Matches], how: np.ufunc) -> Matches:
    if not sets:
        return NOTHING
    articles = np.concatenate([found.articles for found in sets])
    scores = np.concatenate([found.scores for found in sets])
    order = np.argsort(articles, kind="stable")
    articles = articles[order]
    firsts = np.flatnonzero(np.diff(articles, prepend=-1))
    positive = all(found.positive for found in sets)
    return Matches(articles[firsts], how.reduceat(scores[order], firsts), positive)


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
    are_many = len(keys) > _MANY * limit
    width = len(keys) // (limit * (_FINE if are_many else _COARSE))
    if width < _NARROW:
        return None
    whole = len(keys) // width * width
    table = keys[:whole].reshape(-1, width)
    blocks = np.maximum.reduce(table, axis=1)
    bound = np.partition(blocks, len(blocks) - limit)[len(blocks) - limit]
    places: Longs
    if are_many:  # few of many blocks reach the bound: only these are looked through
        rows = (blocks >= bound).nonzero()[0]
        found = (table.take(rows, 0) >= bound).reshape(-1).nonzero()[0]
        places = found + ((rows - np.arange(len(rows))) * width).take(found // width)
        places = np.append(places, (keys[whole:] >= bound).nonzero()[0] + whole)
    else:
        places = (keys >= bound).nonzero()[0]
    if len(places) <= _FEW * limit:
        return places
    better = (keys > bound).nonzero()[0]  # many equals: only the first of them are wanted
    equal = (keys == bound).nonzero()[0][: max(limit - len(better), 0)]
    return np.sort(np.concatenate([better, equal]))
