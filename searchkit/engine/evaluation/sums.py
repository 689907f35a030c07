"""Many terms at once, their scores added up: what a query makes of one word.

A word is asked for in several views, with and without clitics: a dozen terms, most of them in few
articles. What those have is read into one list and scored in one go; frequent terms come scored
from where they are kept.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engine.evaluation.matches import Matches, summed
from searchkit.engine.evaluation.scoring import BM25, score
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.arrays import Floats, Longs

_FREQUENT = 512  # articles of a term that is worth being kept by itself


class Wanted(NamedTuple):
    """A *term* of a *view*, and what its scores are multiplied with: more than 0."""

    view: str
    term: bytes
    boost: float


class _Piece(NamedTuple):
    """What one segment has of wanted term *rank*: its articles, and how often each has it."""

    rank: int
    articles: Longs
    tfs: Floats


def total(snapshot: Snapshot, weighting: BM25, wanted: Sequence[Wanted]) -> Matches:
    """Give the live articles with any of the *wanted* terms, their scores added up."""
    sets: list[tuple[Matches, float]] = []
    pieces: list[_Piece] = []
    for rank, (view, term, boost) in enumerate(wanted):
        found = [
            (part.base, opened.postings, number)
            for part, opened in snapshot.views(view)
            if (number := opened.vocabulary.find(term)) >= 0
        ]
        if sum(postings.df(number) for _, postings, number in found) >= _FREQUENT:
            sets.append((weighting.matches(snapshot, view, term), boost))
        else:
            for base, postings, number in found:
                articles, tfs = postings.matches(number)
                pieces.append(_Piece(rank, articles + base if base else articles, tfs))
    loose = _together(snapshot, weighting, wanted, pieces) if pieces else None
    return summed(sets, loose, snapshot.count_all)


def _together(
    snapshot: Snapshot, weighting: BM25, wanted: Sequence[Wanted], pieces: Sequence[_Piece]
) -> tuple[Longs, Floats]:
    """Give the articles of all *pieces*, one after the other, and what each scores."""
    lengths = [len(piece.articles) for piece in pieces]
    ranks = [piece.rank for piece in pieces]
    articles = np.concatenate([piece.articles for piece in pieces])
    kept = None if snapshot.live is None else snapshot.live.take(articles)
    if kept is None:
        dfs = np.bincount(ranks, lengths, len(wanted))
    else:
        dfs = np.bincount(np.repeat(ranks, lengths), kept, len(wanted))
    weights = [
        weighting.weight(df, snapshot.count) * one.boost
        for df, one in zip(dfs.tolist(), wanted, strict=True)
    ]
    tfs = np.concatenate([piece.tfs for piece in pieces])
    norms = np.concatenate(
        [weighting.norms(snapshot, wanted[rank].view).take(one) for rank, one, _ in pieces]
    )
    scores = score(tfs, norms, np.repeat(np.array(weights, np.float32).take(ranks), lengths))
    return (articles, scores) if kept is None else (articles[kept], scores[kept])
