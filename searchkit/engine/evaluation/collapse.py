"""Hits that stand each for all that share a number with it, as the reprints of a story do."""

import numpy as np

from searchkit.engine.evaluation.matches import Matches
from searchkit.engine.evaluation.search import Order, Page
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.arrays import Longs
from searchkit.engine.segments.columns import MISSING


def collapsed(  # noqa: PLR0913  the page that is asked for
    snapshot: Snapshot,
    found: Matches,
    column: str,
    order: Order | None,
    *,
    limit: int,
    offset: int = 0,
) -> Page:
    """Give a page of the articles of *found* that come first in *order* with their number.

    *order* is None for that by score. *total* counts these articles; each has as *others* those
    that it stands for, in their order. An article without a number stands for itself.
    """
    places = _sorted(snapshot, found, order)
    articles = found.articles[places]
    numbers = snapshot.number(column)[articles].astype(np.int64)
    alone = numbers == MISSING
    numbers[alone] = -articles[alone] + 2 * MISSING  # below all that a column holds
    _, firsts, groups = np.unique(numbers, return_index=True, return_inverse=True)
    shown = np.sort(firsts)[offset : offset + limit]
    others = tuple(articles[np.flatnonzero(groups == groups[first])[1:]] for first in shown)
    return Page(articles[shown], found.scores[places[shown]], len(firsts), others)


def _sorted(snapshot: Snapshot, found: Matches, order: Order | None) -> Longs:
    """Sort all of *found*; equals by their numbers, those without a value last."""
    if order is None:
        return np.argsort(-found.scores, kind="stable")
    values = snapshot.number(order.column)[found.articles].astype(np.int64)
    keys = -values if order.descending else np.where(values == MISSING, -MISSING, values)
    return np.argsort(keys, kind="stable")
