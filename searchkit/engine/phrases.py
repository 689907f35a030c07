"""Where words follow each other: phrases with slop, on positions of the articles in question."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from searchkit.engine.arrays import NO_LONGS, Longs
from searchkit.engine.matches import common
from searchkit.engine.snapshot import Part, Snapshot
from searchkit.engine.segment import ViewSegment

_STRIDE = 1 << 32  # between the positions of two articles: more than any length and slop

#: Articles of a segment, and the places of these in the posting lists of each word.
_Shared: TypeAlias = tuple[Longs, list[Longs]]


def with_phrase(snapshot: Snapshot, view: str, words: Sequence[bytes], slop: int) -> Longs:
    """Give the live articles in which each of *words* comes 1 to *slop* places after the last."""
    found = [
        snapshot.globally(part, _in_segment(part, opened, words, slop))
        for part, opened in snapshot.views(view)
    ]
    return snapshot.living(np.concatenate([NO_LONGS, *found]))


def _in_segment(part: Part, view: ViewSegment, words: Sequence[bytes], slop: int) -> Longs:
    numbers = [view.vocabulary.find(word) for word in words]
    if min(numbers) < 0:
        return NO_LONGS
    lists = {number: view.postings.matches(number) for number in set(numbers)}
    articles, places = _shared([lists[number][0] for number in numbers], part.segment.count)
    if not len(articles):
        return NO_LONGS
    ends: Longs | None = None
    for number, at in zip(numbers, places, strict=True):
        tfs = lists[number][1]
        counts, positions = view.postings.positions(number, tfs, at)
        keys = positions + np.repeat(np.arange(len(at), dtype=np.int64) * _STRIDE, counts)
        ends = keys if ends is None else _after(ends, keys, slop)
    return articles[np.unique(ends // _STRIDE)] if ends is not None else NO_LONGS


def _shared(lists: list[Longs], count: int) -> _Shared:
    """Intersect posting *lists*, the shortest first."""
    order = sorted(range(len(lists)), key=lambda index: len(lists[index]))
    articles = lists[order[0]]
    places: dict[int, Longs] = {order[0]: np.arange(len(articles))}
    for index in order[1:]:
        here, there = common(articles, lists[index], count)
        articles = articles[here]
        places = {known: at[here] for known, at in places.items()}
        places[index] = there
    return articles, [places[index] for index in range(len(lists))]


def _after(ends: Longs, keys: Longs, slop: int) -> Longs:
    """Keep the *keys* that come 1 to *slop* after one of *ends*."""
    if not len(ends):
        return ends
    last = np.searchsorted(ends, keys) - 1
    kept = (last >= 0) & (keys - ends[last] <= slop)
    return keys[kept]
