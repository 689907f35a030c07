"""Stock Whoosh over the same terms: what the engine's answers are compared with.

Where the oracle's tree differs from the engine's, it is because Whoosh's answer depends on what
should not matter; each difference is stated in `oracle_tree`.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log

import numpy as np
from whoosh import fields, query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.analysis.analyzers import CompositeAnalyzer
from whoosh.filedb.filestore import RamStorage
from whoosh.matching import DisjunctionMaxMatcher, WrappingMatcher
from whoosh.matching.mcore import Matcher
from whoosh.scoring import BaseScorer, WeightingModel, WeightScorer
from whoosh.searching import SearchContext, Searcher
from whoosh.util import make_binary_tree

from searchkit.analysis import analyze
from searchkit.engine.segments.schema import Entry, Schema
from searchkit.query.weighed import Weighed

K1, B = 0.9, 0.85


class ExactLengths(WeightingModel):
    """BM25 on exact field lengths, which Whoosh itself keeps in one byte."""

    def __init__(self, lengths: Mapping[str, Sequence[int]]) -> None:
        self.lengths = lengths

    def scorer(self, searcher: Searcher, fieldname: str, text: str, qf: int = 1) -> BaseScorer:
        del qf
        if not searcher.schema[fieldname].scorable:
            return WeightScorer(1.0)
        return _Scorer(searcher.get_parent(), fieldname, text, self.lengths[fieldname])


class _Scorer(BaseScorer):
    def __init__(
        self, searcher: Searcher, fieldname: str, text: str, lengths: Sequence[int]
    ) -> None:
        count, df = len(lengths), searcher.reader().doc_frequency(fieldname, text)
        self.idf = log(1 + (count - df + 0.5) / (df + 0.5))
        self.lengths, self.mean = lengths, (sum(lengths) / count) or 1.0

    def max_quality(self) -> float:
        return float("inf")

    def score(self, matcher: Matcher) -> float:
        tf, length = matcher.weight(), self.lengths[matcher.id()]
        return self.idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / self.mean))


class Oracle:
    """A stock Whoosh index of *entries*."""

    def __init__(self, entries: Sequence[Entry], schema: Schema) -> None:
        described = fields.Schema(id=fields.ID(stored=True))
        for view in schema.views:
            described.add(
                view.name, fields.TEXT(CompositeAnalyzer(SpaceSeparatedTokenizer()), phrase=True)
            )
        for name in schema.numbers:
            described.add(name, fields.NUMERIC(int, sortable=True))
        index = RamStorage().create_index(described)
        lengths: dict[str, list[int]] = {view.name: [] for view in schema.views}
        with index.writer() as writer:
            for entry in entries:
                document: dict[str, object] = {"id": entry.id}
                for view in schema.views:
                    forms = [token.text for token in analyze(entry.texts.get(view.field, ""))]
                    terms = view.terms(forms, np.ones(len(forms), np.int64))
                    document[view.name] = " ".join(terms)
                    lengths[view.name].append(len(forms))
                document |= {k: v for k, v in entry.numbers.items() if v is not None}
                writer.add_document(**document)
        self.searcher = index.searcher(weighting=ExactLengths(lengths))

    def scores(self, tree: query.Query) -> dict[str, float]:
        results = self.searcher.search(oracle_tree(tree), limit=None)
        return {hit["id"]: hit.score for hit in results}


class PlainOr(query.Or):
    """Whoosh's array of preloaded scores drops what scores 0 and forgets positions."""

    matcher_type = query.Or.DEFAULT_MATCHER


class RightMax(query.DisjunctionMax):
    """Whoosh compares the scores of two matchers even if they stand at different articles.

    A tiebreak it accepts and never uses.
    """

    class Best(DisjunctionMaxMatcher):
        def score(self) -> float:
            at: int = self.id()  # type: ignore[no-untyped-call]
            here = [m.score() for m in (self.a, self.b) if m.is_active() and m.id() == at]
            return float(max(here))

    def _matcher(
        self, subs: list[query.Query], searcher: Searcher, context: SearchContext
    ) -> Matcher:
        matchers = [child.matcher(searcher, context) for child in subs]
        matcher = make_binary_tree(self.Best, matchers)
        return WrappingMatcher(matcher, self.boost)


def with_minimum(children: list[query.Query], node: query.Or) -> query.Query:
    """Spell *minmatch* out, which Whoosh's matchers ignore: all of any so many of *children*."""
    any_of = PlainOr(children, boost=node.boost)
    if node.minmatch <= 1:
        return any_of
    groups = [query.And(list(group)) for group in combinations(children, node.minmatch)]
    return query.Require(any_of, PlainOr(groups)) if groups else query.NullQuery


def with_worth(children: list[query.Query], node: Weighed) -> query.Query:
    """Spell out what is worth enough: all of any of *children* whose worths add up to it."""
    places = range(len(children))
    groups = [
        query.And([children[place] for place in group])
        for size in range(1, len(children) + 1)
        for group in combinations(places, size)
        if sum(node.worths[place] for place in group) >= node.least
    ]
    any_of = PlainOr(children, boost=node.boost)
    return query.Require(any_of, PlainOr(groups)) if groups else query.NullQuery


def oracle_tree(node: query.Query) -> query.Query:
    """Give the tree whose answer in stock Whoosh is what *node* means."""
    if isinstance(node, query.MultiTerm | query.NumericRange) and node.constantscore:
        # "Constant" scores are 1 over few articles, BM25 over many, and BM25 for a single term.
        return query.ConstantScoreQuery(node, getattr(node, "boost", 1.0))
    if isinstance(node, Weighed):
        return with_worth([oracle_tree(child) for child in node], node)
    if isinstance(node, query.Or):
        return with_minimum([oracle_tree(child) for child in node], node)
    if isinstance(node, query.DisjunctionMax):
        return RightMax([oracle_tree(child) for child in node], boost=node.boost)
    if isinstance(node, query.AndNot):
        # The first article of the left side is not looked up when the right side starts earlier.
        return query.Require(oracle_tree(node.a), query.Not(oracle_tree(node.b)))
    if isinstance(node, query.AndMaybe):
        # The right side is lost now and then, when it is a `Not` or the left side is exhausted.
        required, wanted = oracle_tree(node.a), oracle_tree(node.b)
        without = query.Require(required, query.Not(wanted))
        return PlainOr([query.And([required, wanted]), without])
    return node.apply(oracle_tree)
