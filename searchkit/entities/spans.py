"""Stretches of pieces that name an entity, as the tagger and the rules hand them on."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """The pieces from *first* to before *last* name an entity of *kind*.

    Of the first piece *clitic* letters are no part of the name.
    """

    first: int
    last: int
    kind: str
    clitic: int = 0


def without_overlaps(*ranked: Iterable[Span]) -> list[Span]:
    """Keep each span that no span of an earlier list, or an earlier one of its own, overlaps.

    >>> without_overlaps([Span(2, 4, "org")], [Span(0, 1, "place"), Span(3, 5, "person")])
    [Span(first=0, last=1, kind='place', clitic=0), Span(first=2, last=4, kind='org', clitic=0)]
    """
    taken: set[int] = set()
    kept = []
    for spans in ranked:
        for span in spans:
            inside = range(span.first, span.last)
            if taken.isdisjoint(inside):
                taken.update(inside)
                kept.append(span)
    return sorted(kept)
