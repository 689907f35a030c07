"""Where words follow each other: phrases with slop, on the places where their words stand.

A place is the number of an article and a position in it, in one integer: see `Snapshot.places`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engine.evaluation.matches import common
from searchkit.engine.evaluation.snapshot import Part, Snapshot
from searchkit.engine.segments.arrays import NO_LONGS, Longs, Mask
from searchkit.engine.segments.postings import ARTICLE_BITS
from searchkit.engine.segments.segment import ViewSegment

_FEW = 64  # places that are looked up rather than sorted out by their articles first


class Placed(NamedTuple):
    """Where a word stands, ascending, in how many live articles it is, and whether all is told."""

    places: Longs
    df: int
    is_whole: bool = False


def places_of(snapshot: Snapshot, view: str, words: Sequence[bytes]) -> list[Placed]:
    """Give where each of *words* stands, if only in the articles that have all of them.

    Words that are asked for again are read whole, and kept.
    """
    kept = [_kept(snapshot, (view, word)) for word in words]
    if all(placed is not None for placed in kept):
        return [placed for placed in kept if placed is not None]
    found = [_in_segment(part, opened, words) for part, opened in snapshot.views(view)]
    if len(found) == 1:
        return found[0]
    return [
        Placed(np.concatenate([NO_LONGS, *(one.places for one in each)]), sum(o.df for o in each))
        for each in zip(*found, strict=True)
    ]


def _kept(snapshot: Snapshot, key: tuple[str, bytes]) -> Placed | None:
    kept = snapshot.placed.get(key)
    if kept is None and snapshot.placed.missed_before(key):
        df = snapshot.df(*key) if snapshot.live is None else len(snapshot.lookup(*key)[0])
        placed = Placed(snapshot.places(*key), df, is_whole=True)
        kept = snapshot.placed.keep(key, placed, placed.places.nbytes)
    return kept


def _in_segment(part: Part, view: ViewSegment, words: Sequence[bytes]) -> list[Placed]:
    """Give where *words* stand in the articles of a segment that have all of them."""
    numbers = [view.vocabulary.find(word) for word in words]
    lists = {number: view.postings.listed(number) for number in numbers if number >= 0}
    dfs = {number: _live(listed.articles, part.deleted) for number, listed in lists.items()}
    if min(numbers) < 0:
        return [Placed(NO_LONGS, dfs.get(number, 0)) for number in numbers]
    at = _shared([lists[number].articles for number in numbers], part.segment.count)
    if part.deleted is not None:
        articles = lists[numbers[0]].articles.take(at[0])
        kept = ~part.deleted.take(articles)
        at = [places[kept] for places in at]
    return [
        Placed(view.postings.places_at(lists[number], places, part.base), dfs[number])
        for number, places in zip(numbers, at, strict=True)
    ]


def _live(articles: Longs, deleted: Mask | None) -> int:
    if deleted is None:
        return len(articles)
    return len(articles) - int(np.count_nonzero(deleted.take(articles)))


def frequencies(placed: Placed, articles: Longs) -> Longs:
    """Count how often the word *placed* stands in each of *articles*.

    >>> frequencies(Placed(np.array([1 << 32, 1 << 32 | 5, 2 << 32]), 2), np.array([1, 2])).tolist()
    [2, 1]
    """
    heads = np.array([articles, articles + 1]) << ARTICLE_BITS
    first, after = placed.places.searchsorted(heads)
    counts: Longs = after - first
    return counts


def _shared(lists: list[Longs], count: int) -> list[Longs]:
    """Intersect *lists* of articles, the shortest first; give the places in each list."""
    order = sorted(range(len(lists)), key=lambda index: len(lists[index]))
    articles = lists[order[0]]
    places: dict[int, Longs] = {order[0]: np.arange(len(articles))}
    for index in order[1:]:
        here, there = common(articles, lists[index], count)
        articles = articles[here]
        places = {known: at[here] for known, at in places.items()}
        places[index] = there
    return [places[index] for index in range(len(lists))]


def with_phrase(words: Sequence[Longs], slop: int, count: int) -> Longs:
    """Give the articles in which each of *words* comes 1 to *slop* places after the last.

    Of each word its places are given, ascending, in *count* articles.

    >>> one, two, three = (article << 32 | np.array([7, 9]) for article in (1, 2, 3))
    >>> with_phrase([np.append(one, two), np.append(two, three) + 1], 1, 5).tolist()
    [2]
    """
    if not all(map(len, words)):
        return NO_LONGS
    found = _side_by_side(words, count) if slop == 1 else _in_order(words, slop, count)
    articles: Longs = found >> ARTICLE_BITS
    firsts = np.ones(len(articles), np.bool_)
    np.not_equal(articles[1:], articles[:-1], out=firsts[1:])
    return articles[firsts]


def _side_by_side(words: Sequence[Longs], count: int) -> Longs:
    """Give the places of the rarest word where every other is as far from it as it should be."""
    rank = min(range(len(words)), key=lambda at: len(words[at]))
    found = words[rank]
    others = sorted(
        ((at - rank, places) for at, places in enumerate(words) if at != rank),
        key=lambda other: len(other[1]),
    )
    for away, places in others:
        if len(found) > _FEW:
            found = found[_articles_of(places, count).take(found >> ARTICLE_BITS)]
        wanted = found + away
        at = places.searchsorted(wanted)
        found = found[places.take(at, mode="clip") == wanted]
    return found


def _in_order(words: Sequence[Longs], slop: int, count: int) -> Longs:
    """Give the places of the last word that the others come before, none too far from the next."""
    shared: Mask = np.logical_and.reduce([_articles_of(places, count) for places in words])
    ends, *others = (places[shared.take(places >> ARTICLE_BITS)] for places in words)
    for places in others:
        if not len(ends):
            break
        # For a place before all ends the last one is taken, as number -1: it is no earlier than
        # the place, and what lies between is negative, which is huge without its sign.
        between: Longs = places - ends.take(ends.searchsorted(places) - 1) - 1
        ends = places[between.view(np.uint64) < slop]
    return ends


def _articles_of(places: Longs, count: int) -> Mask:
    """Tell of each of *count* articles whether one of *places* is in it."""
    mask = np.zeros(count, np.bool_)
    mask[places >> ARTICLE_BITS] = True
    return mask
