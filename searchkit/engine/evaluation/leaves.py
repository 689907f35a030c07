"""What the score of one article is made of: the leaves of a tree that it matches, and where.

The scores are those that the evaluation of the whole tree adds up; nothing is scored another way.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from whoosh import query

from searchkit.engine.evaluation.matches import Matches
from searchkit.engine.evaluation.patterns import Pattern, encoded, terms
from searchkit.engine.evaluation.search import matches
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.damage import reading
from searchkit.engine.segments.postings import ARTICLE_BITS
from searchkit.engine.segments.segment import ViewSegment
from searchkit.query.weighed import Weighed

_LookedUp: TypeAlias = query.Term | query.Phrase | Pattern

_POSITION = (1 << ARTICLE_BITS) - 1


class Leaf(NamedTuple):
    """A *node* of a tree that is no sum of others; its *score* in an article, None: no match."""

    node: query.Query
    score: float | None


def score_of(found: Matches, article: int) -> float | None:
    """Give the score of *article* among those *found*, None if it is not there."""
    if found.dense is not None:
        return float(found.dense[article]) or None
    at = int(found.articles.searchsorted(article))
    is_there = at < len(found.articles) and found.articles[at] == article
    return float(found.scores[at]) if is_there else None


def leaves(snapshot: Snapshot, tree: query.Query, article: int) -> list[Leaf]:
    """List the leaves of *tree* in its order, with what each adds to the score of *article*.

    Where the article matches *tree*, the scores add up to its own.
    """
    return list(_leaves(snapshot, tree, article, 1.0))


def _leaves(
    snapshot: Snapshot, node: query.Query, article: int, factor: float | None
) -> Iterator[Leaf]:
    """Take *node* apart; *factor* is what its score counts, None if a part it is in does not."""
    score = score_of(matches(snapshot, node), article)
    summands, boost = _summands(node)
    for child in summands:
        within = None if score is None or factor is None else factor * boost
        yield from _leaves(snapshot, child, article, within)
    if not summands:
        yield Leaf(node, None if score is None else score * (factor or 0.0))


def _summands(node: query.Query) -> tuple[Sequence[query.Query], float]:
    """Give the nodes whose scores *node* adds up and multiplies with a boost; none if it does not.

    Those of them that an article does not match add nothing.
    """
    if type(node) is query.And or type(node) is Weighed:
        return node.subqueries, node.boost
    if type(node) is query.Or and not node.scale:
        return node.subqueries, node.boost
    if type(node) is query.AndMaybe:
        return (node.a, node.b), 1.0
    return (), 1.0


def positions(snapshot: Snapshot, node: query.Query, article: int) -> dict[str, list[int]]:
    """Give where *article* has the terms that *node* looks up: by view, positions in its field.

    What is excluded is nowhere; of a phrase all places of its words are given, for they score.
    """
    part, local = snapshot.part_of(article)
    found: dict[str, list[int]] = {}
    with reading(snapshot.folder):
        for leaf in _looked_up(node):
            if leaf.fieldname in snapshot.fields:
                view = part.segment.view(leaf.fieldname)
                numbers = sorted(set(_terms(leaf, view)))
                here = [place for number in numbers for place in _places(view, number, local)]
                found[leaf.fieldname] = sorted({*found.get(leaf.fieldname, ()), *here})
    return found


def _looked_up(node: query.Query) -> Iterator[_LookedUp]:
    if isinstance(node, query.Term | query.Phrase | Pattern):
        yield node
    elif not isinstance(node, query.Not):
        for child in node.children():
            yield from _looked_up(child)


def _terms(leaf: _LookedUp, view: ViewSegment) -> Iterator[int]:
    """Give the numbers of the terms that *leaf* stands for in the vocabulary of *view*."""
    if isinstance(leaf, Pattern):
        terms_of = terms(leaf)
        yield from terms_of(view.vocabulary) if terms_of else ()
        return
    words = [leaf.text] if isinstance(leaf, query.Term) else leaf.words
    yield from (at for word in words if (at := view.vocabulary.find(encoded(word))) >= 0)


def _places(view: ViewSegment, term: int, article: int) -> list[int]:
    listed = view.postings.listed(term)
    at = int(listed.articles.searchsorted(article))
    if at == len(listed.articles) or listed.articles[at] != article:
        return []
    places: list[int] = (view.postings.places_at(listed, np.array([at])) & _POSITION).tolist()
    return places
