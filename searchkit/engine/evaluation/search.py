"""Searching a snapshot: which articles match a tree, and the first of them in some order."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from whoosh import query

from searchkit.engine.evaluation.evaluator import Evaluator
from searchkit.engine.evaluation.matches import Matches, best
from searchkit.engine.evaluation.scoring import BM25
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.arrays import Floats, Longs
from searchkit.engine.segments.columns import MISSING
from searchkit.engine.segments.damage import reading
from searchkit.engine.segments.schema import Schema, View


@dataclass(frozen=True, slots=True)
class Order:
    """An order by a number *column*, from the smallest unless *descending*."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The articles of one page of hits with their scores, and how many match in *total*.

    Where hits were collapsed, *others* are the articles that each of them stands for.
    """

    articles: Longs
    scores: Floats
    total: int
    others: tuple[Longs, ...] = ()

    def __len__(self) -> int:
        """Give the number of hits on the page."""
        return len(self.articles)


_BM25 = BM25()


def matches(snapshot: Snapshot, tree: query.Query, *, weighting: BM25 | None = None) -> Matches:
    """Give the live articles that match *tree*, ascending, with scores.

    Raise `IndexDamaged` where the files do not hold together.
    """
    weighting = weighting or _BM25
    run = Evaluator(snapshot, weighting, lambda node: _walked(snapshot, node, weighting))
    with reading(snapshot.folder):
        return run.matches(tree)


def by_score(found: Matches, *, limit: int, offset: int = 0) -> Page:
    """Give the best articles; equals in the order of their numbers."""
    if found.dense is None:
        return _page(found, best(found.scores, offset + limit)[offset:])
    total = int(np.count_nonzero(found.dense > 0))  # several times as fast as without comparing
    articles = best(found.dense, min(offset + limit, total))[offset:]
    return Page(articles, found.dense[articles], total)


def by_number(
    snapshot: Snapshot, found: Matches, order: Order, *, limit: int, offset: int = 0
) -> Page:
    """Give the first articles in *order*, equals by their numbers; those without a value last."""
    values = snapshot.number(order.column)[found.articles].astype(np.int64)
    keys = values if order.descending else np.where(values == MISSING, MISSING, -values)
    return _page(found, best(keys, offset + limit)[offset:])


def text_facets(snapshot: Snapshot, articles: Longs, column: str) -> Counter[str]:
    """Count the texts that ascending *articles* have in text *column*."""
    counts: Counter[str] = Counter()
    with reading(snapshot.folder):
        for segment, base, _ in snapshot.parts:
            low, high = np.searchsorted(articles, [base, base + segment.count])
            texts = segment.text(column)
            found = np.bincount(texts.codes[articles[low:high] - base])
            for code in np.flatnonzero(found).tolist():
                counts[texts.text(code)] += int(found[code])
    return counts


def name_facets(snapshot: Snapshot, articles: Longs, kind: str) -> tuple[Counter[str], int]:
    """Count the entities of *kind* in ascending *articles* by main name, and those without any."""
    counts: Counter[str] = Counter()
    with reading(snapshot.folder):
        for part, names in snapshot.names(kind):
            low, high = np.searchsorted(articles, [part.base, part.base + part.segment.count])
            found = names.counts(articles[low:high] - part.base)
            for name in np.flatnonzero(found).tolist():
                counts[names.text(name)] += int(found[name])
        without = np.count_nonzero(snapshot.name_counts(kind)[articles] == 0)
    return counts, int(without)


def number_facets(snapshot: Snapshot, articles: Longs, column: str) -> Counter[int]:
    """Count the numbers that *articles* have in number *column*; unknown ones are left out."""
    values, counts = np.unique(snapshot.number(column)[articles], return_counts=True)
    return Counter(
        {v: n for v, n in zip(values.tolist(), counts.tolist(), strict=True) if v != MISSING}
    )


def _page(found: Matches, places: Longs) -> Page:
    return Page(found.articles[places], found.scores[places], len(found.articles))


def _walked(snapshot: Snapshot, node: query.Query, weighting: BM25) -> Matches:
    """Evaluate *node* by Whoosh's own matchers, article by article."""
    # Imported where it is needed: Whoosh's searcher takes longer to load than most searches run.
    from searchkit.engine.face.index import SnapshotIndex  # noqa: PLC0415
    from searchkit.engine.face.schema import Weighting  # noqa: PLC0415

    views = tuple(View(name, field) for name, field in snapshot.fields.items())
    index = SnapshotIndex(snapshot, Schema(views, snapshot.number_columns, snapshot.text_columns))
    searcher = index.searcher(weighting=Weighting(weighting))
    matcher = node.matcher(searcher, searcher.context())
    articles, scores = [], []
    while matcher.is_active():
        articles.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return Matches(np.array(articles, np.int64), np.array(scores, np.float32))
