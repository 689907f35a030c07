"""Where words follow each other: phrases with slop, on positions of the articles in question."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engine.evaluation.matches import common
from searchkit.engine.evaluation.snapshot import Part, Snapshot
from searchkit.engine.segments.arrays import NO_FLOATS, NO_LONGS, Floats, Longs
from searchkit.engine.segments.segment import ViewSegment

_ARTICLE_BITS = 32
_STRIDE = 1 << _ARTICLE_BITS  # between the positions of two articles: more than length and slop


class Found(NamedTuple):
    """The *articles* with a phrase; for each of its words its *tfs* in them, and its live df."""

    articles: Longs
    tfs: list[Floats]
    dfs: list[int]


def with_phrase(snapshot: Snapshot, view: str, words: Sequence[bytes], slop: int) -> Found:
    """Give the live articles in which each of *words* comes 1 to *slop* places after the last."""
    found = [_in_segment(part, opened, words, slop) for part, opened in snapshot.views(view)]
    return found[0] if len(found) == 1 else _joined(found, len(words))


def _in_segment(part: Part, view: ViewSegment, words: Sequence[bytes], slop: int) -> Found:
    numbers = [view.vocabulary.find(word) for word in words]
    lists = {number: view.postings.listed(number) for number in set(numbers) if number >= 0}
    dfs = [_live(part, lists[number].articles) if number >= 0 else 0 for number in numbers]
    if min(numbers) < 0:
        return Found(NO_LONGS, [NO_FLOATS] * len(words), dfs)
    articles, places = _shared([lists[number].articles for number in numbers], part.segment.count)
    ends, tfs = NO_LONGS, []
    for rank, (number, at) in enumerate(zip(numbers, places, strict=True)):
        counts, keys = view.postings.positions(lists[number], at, _STRIDE)
        ends = _after(ends, keys, slop) if rank else keys
        if not len(ends):
            return Found(NO_LONGS, [NO_FLOATS] * len(words), dfs)
        tfs.append(counts)
    kept = ends >> _ARTICLE_BITS
    firsts = np.ones(len(kept), np.bool_)
    np.not_equal(kept[1:], kept[:-1], out=firsts[1:])
    kept = kept[firsts]
    if part.deleted is not None:
        kept = kept[~part.deleted[articles[kept]]]
    return Found(articles[kept] + part.base, [one[kept].astype(np.float32) for one in tfs], dfs)


def _live(part: Part, articles: Longs) -> int:
    return len(articles) - (0 if part.deleted is None else int(part.deleted[articles].sum()))


def _shared(lists: list[Longs], count: int) -> tuple[Longs, list[Longs]]:
    """Intersect *lists* of articles, the shortest first; give also the places in each list."""
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
    """Keep the *keys* that come 1 to *slop* after one of *ends*, of which there is one at least."""
    # For a key before all ends the last one is taken, as number -1: it is no earlier than the key,
    # and what lies between is negative, which is huge without its sign.
    between = keys - ends.take(ends.searchsorted(keys) - 1) - 1
    return keys[between.view(np.uint64) < slop]


def _joined(found: list[Found], words: int) -> Found:
    return Found(
        np.concatenate([NO_LONGS, *(one.articles for one in found)]),
        [np.concatenate([NO_FLOATS, *(one.tfs[word] for one in found)]) for word in range(words)],
        [sum(one.dfs[word] for one in found) for word in range(words)],
    )
