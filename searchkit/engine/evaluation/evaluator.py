"""A tree of `whoosh.query` to `Matches`: every node becomes a few operations on whole arrays.

Which node is evaluated how stands in one table at the end. Scores are those of Whoosh's matchers
with one difference: a pattern that asks for constant scores gets its boost for every article, where
Whoosh scores it by BM25 or as 1 depending on how many terms and articles there are. Nodes that are
not in the table, or override their matcher, go to *foreign*.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

import numpy as np
from whoosh import query
from whoosh.query.qcore import _NullQuery

from searchkit.engine.evaluation.matches import (
    NOTHING,
    Matches,
    both,
    common,
    constant,
    either,
    enriched,
    greatest,
    member,
    union,
    worth,
)
from searchkit.engine.evaluation.named import articles_of
from searchkit.engine.evaluation.patterns import Pattern, encoded, terms
from searchkit.engine.evaluation.phrases import Placed, frequencies, places_of, with_phrase
from searchkit.engine.evaluation.scoring import BM25
from searchkit.engine.evaluation.snapshot import Frequencies, Snapshot
from searchkit.engine.evaluation.sums import Wanted, total
from searchkit.engine.segments.arrays import NO_LONGS, Floats, Integers, Ints, Longs, Mask
from searchkit.engine.segments.columns import MISSING
from searchkit.query.named import Named
from searchkit.query.weighed import Weighed

#: What `Not` adds to the score of an article, as in Whoosh.
ABSENCE = 1.0


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates trees over *snapshot*; *foreign* takes the nodes it does not know."""

    snapshot: Snapshot
    weighting: BM25
    foreign: Callable[[query.Query], Matches]

    def matches(self, node: query.Query) -> Matches:
        """Give the articles that match *node*, with scores."""
        return _evaluation(type(node))(self, node)

    def articles(self, node: query.Query) -> Longs:
        """Give the articles that match *node*, for which scores do not matter."""
        return self.matches(node).articles

    def is_at_hand(self, word: query.Term) -> bool:
        """Tell whether the articles with *word* are kept, or will be."""
        return self.weighting.is_at_hand(self.snapshot, word.fieldname, encoded(word.text))

    @property
    def count(self) -> int:
        """How many article numbers there are."""
        return self.snapshot.count_all

    def everything(self) -> Longs:
        """Give all live articles."""
        return self.snapshot.living(np.arange(self.count))


#: Each takes an evaluator and a node of the kind it is listed for in the table.
_Evaluate: TypeAlias = Callable[..., Matches]


def _term(run: Evaluator, node: query.Term) -> Matches:
    if node.fieldname in run.snapshot.number_columns:
        return _equal(run, node)
    return _scored(run, node.fieldname, encoded(node.text)).boosted(node.boost)


def _equal(run: Evaluator, node: query.Term) -> Matches:
    try:
        value = int(node.text)
    except (TypeError, ValueError):
        return NOTHING
    return _number_range(run, query.NumericRange(node.fieldname, value, value, boost=node.boost))


def _scored(run: Evaluator, view: str, term: bytes) -> Matches:
    if view in run.snapshot.fields:
        return run.weighting.matches(run.snapshot, view, term)
    articles, _ = run.snapshot.matches(view, term)
    return constant(articles, 1.0)  # the id: an article has it or not


def _and(run: Evaluator, node: query.And) -> Matches:
    """Intersect what is looked up, the rarest first; then test the articles left."""
    looked_up: list[query.Query] = []
    tests: list[query.Query] = []
    for child in node.subqueries:
        (tests if _is_test(run, child) else looked_up).append(child)
    if not looked_up:
        looked_up, tests = tests[:1], tests[1:]
    if not looked_up:
        return NOTHING
    looked_up.sort(key=lambda child: _estimate(run, child))
    words = [child for child in looked_up if _is_word(child, run)]
    if len(words) > 1 and not all(map(run.is_at_hand, words)):
        found = _words(run, words)
        looked_up = [child for child in looked_up if not _is_word(child, run)]
    else:
        found = run.matches(looked_up.pop(0))
    for child in looked_up:
        if found.is_listed and not len(found.articles):
            return NOTHING
        found = both(found, run.matches(child), run.count)
    for child in tests:
        found = _tested(run, child, found)
    return found.boosted(node.boost)


def _is_word(node: query.Query, run: Evaluator) -> TypeGuard[query.Term]:
    return type(node) is query.Term and node.fieldname in run.snapshot.fields


def _words(run: Evaluator, words: list[query.Term]) -> Matches:
    """Intersect the lists of *words*, the rarest first, and score what is left."""
    articles, tfs_at = run.snapshot.lookup(words[0].fieldname, encoded(words[0].text))
    kept: list[tuple[Frequencies, Longs | None, int]] = [(tfs_at, None, len(articles))]
    for word in words[1:]:
        if not len(articles):
            return NOTHING
        found, tfs_at = run.snapshot.lookup(word.fieldname, encoded(word.text))
        here, there = common(articles, found, run.count)
        articles = articles.take(here)
        kept = [(at, here if was is None else was.take(here), df) for at, was, df in kept]
        kept.append((tfs_at, there, len(found)))
    scores = np.zeros(len(articles), np.float32)
    if len(articles):
        for word, (tfs_at, places, df) in zip(words, kept, strict=True):
            here_ = articles, tfs_at(places)
            scores += run.weighting.scores(run.snapshot, word.fieldname, df, here_, word.boost)
    return Matches(articles, scores, all(word.boost > 0 for word in words))


def _is_test(run: Evaluator, node: query.Query) -> bool:
    """Tell whether *node* is cheaper to test on given articles than to look up."""
    if isinstance(node, query.ConstantScoreQuery):
        node = node.child
    if isinstance(node, query.NumericRange):
        return node.fieldname in run.snapshot.number_columns
    return type(node) is query.Not


def _tested(run: Evaluator, node: query.Query, found: Matches) -> Matches:
    """Keep those of live articles *found* that pass *node*; add what it adds to a score."""
    score: float | None = None
    if isinstance(node, query.ConstantScoreQuery):
        score = node.score
        node = node.child
    if isinstance(node, query.NumericRange):
        values = run.snapshot.number(node.fieldname)
        more = node.boost if score is None else score
        if found.is_listed:
            return found.at(_within(values.take(found.articles), node)).adding(more)
        return found.passing(_within(values, node), more)
    assert isinstance(node, query.Not)  # noqa: S101 - for the type checker; see `_is_test`
    excluded = run.matches(node.query)
    more = ABSENCE if score is None else score
    if found.is_listed:
        return found.at(~member(found.articles, excluded.articles, run.count)).adding(more)
    return found.passing(~excluded.mask(run.count), more)


def _estimate(run: Evaluator, node: query.Query) -> int:
    """Estimate how many articles match: terms exactly, all else comes later."""
    if type(node) is query.Term:
        return run.snapshot.df(node.fieldname, encoded(node.text))
    return run.count


def _or(run: Evaluator, node: query.Or) -> Matches:
    """Give the articles that match one of the subqueries, or as many as *minmatch* asks for.

    Whoosh takes *minmatch*, and its own matchers have yet to heed it.
    """
    if node.minmatch <= 1 and not node.scale and (wanted := _terms(run, node)):
        return total(run.snapshot, run.weighting, wanted).boosted(node.boost)
    sets = [run.matches(child) for child in node.subqueries]
    # Whoosh's bonus for coordination needs to know which terms match.
    found = run.foreign(node) if node.scale else either(sets, run.count).boosted(node.boost)
    if node.minmatch > 1:
        found = _at_least(found, node.minmatch, worth(sets, [1] * len(sets), run.count))
    return found


def _weighed(run: Evaluator, node: Weighed) -> Matches:
    sets = [run.matches(child) for child in node.subqueries]
    found = either(sets, run.count).boosted(node.boost)
    return _at_least(found, node.least, worth(sets, node.worths, run.count))


def _at_least(found: Matches, least: int, worths: Integers) -> Matches:
    return found.at(worths.take(found.articles) >= least)


def _terms(run: Evaluator, node: query.Or) -> list[Wanted]:
    """Give the terms that *node* asks for if all of it is terms that add to a score, else none."""
    fields = run.snapshot.fields
    wanted = [
        Wanted(child.fieldname, encoded(child.text), child.boost)
        for child in node.subqueries
        if type(child) is query.Term and child.fieldname in fields and child.boost > 0
    ]
    return wanted if len(wanted) == len(node.subqueries) else []


def _dismax(run: Evaluator, node: query.DisjunctionMax) -> Matches:
    sets = [run.matches(child) for child in node.subqueries]
    return greatest(sets, node.tiebreak, run.count).boosted(node.boost)


def _not(run: Evaluator, node: query.Not) -> Matches:
    everything = run.everything()
    without = everything[~member(everything, run.articles(node.query), run.count)]
    return constant(without, ABSENCE)


def _and_not(run: Evaluator, node: query.AndNot) -> Matches:
    found = run.matches(node.a)
    if not len(found.articles):
        return NOTHING
    return found.at(~member(found.articles, run.articles(node.b), run.count))


def _and_maybe(run: Evaluator, node: query.AndMaybe) -> Matches:
    return enriched(run.matches(node.a), run.matches(node.b), run.count)


def _require(run: Evaluator, node: query.Require) -> Matches:
    found = run.matches(node.a)
    return found.at(member(found.articles, run.articles(node.b), run.count))


def _otherwise(run: Evaluator, node: query.Otherwise) -> Matches:
    found = run.matches(node.a)
    return found if len(found.articles) else run.matches(node.b)


def _constant_score(run: Evaluator, node: query.ConstantScoreQuery) -> Matches:
    return constant(run.articles(node.child), node.score)


def _every(run: Evaluator, node: query.Every) -> Matches:
    everything, name = run.everything(), node.fieldname
    if name in run.snapshot.fields:
        everything = everything[run.snapshot.lengths(name)[everything] > 0]
    elif name in run.snapshot.number_columns:
        everything = everything[run.snapshot.number(name)[everything] != MISSING]
    elif name not in (None, "id"):
        everything = NO_LONGS
    return constant(everything, node.boost)


def _named(run: Evaluator, node: Named) -> Matches:
    return constant(articles_of(run.snapshot, node), node.boost)


def _nothing(_run: Evaluator, _node: query.Query) -> Matches:
    return NOTHING


def _phrase(run: Evaluator, node: query.Phrase) -> Matches:
    """Find the phrase; an article with it scores what its words do."""
    words = [encoded(word) for word in node.words]
    if not words or node.fieldname not in run.snapshot.fields:
        return NOTHING
    placed = places_of(run.snapshot, node.fieldname, words)
    articles = with_phrase([one.places for one in placed], node.slop, run.count)
    scores = np.zeros(len(articles), np.float32)
    for word, one in zip(words, placed, strict=True) if len(articles) else ():
        scores += _scores_at(run, (node.fieldname, word), one, articles)
    return Matches(articles, scores, positive=True).boosted(node.boost)


def _scores_at(run: Evaluator, key: tuple[str, bytes], placed: Placed, articles: Longs) -> Floats:
    """Score the word *key*, which stands where *placed* says, in *articles* that have it.

    A word that is asked for again is scored in full, and kept.
    """
    if placed.is_whole and run.weighting.is_at_hand(run.snapshot, *key):
        found = run.weighting.matches(run.snapshot, *key)
        return found.scores.take(found.articles.searchsorted(articles))
    here = articles, frequencies(placed, articles).astype(np.float32)
    return run.weighting.scores(run.snapshot, key[0], placed.df, here, 1.0)


def _number_range(run: Evaluator, node: query.NumericRange) -> Matches:
    if node.fieldname not in run.snapshot.number_columns:
        return NOTHING
    values = run.snapshot.number(node.fieldname)
    return constant(run.snapshot.living(np.flatnonzero(_within(values, node))), node.boost)


def _within(values: Ints, node: query.NumericRange) -> Mask:
    """Tell which *values* are known and within the range of *node*."""
    inside: Mask = values != MISSING
    if node.start is not None:
        inside &= values > node.start if node.startexcl else values >= node.start
    if node.end is not None:
        inside &= values < node.end if node.endexcl else values <= node.end
    return inside


def _pattern(run: Evaluator, node: Pattern) -> Matches:
    """Give the articles with a term of *node*, scored by its boost or by all their terms."""
    view, terms_of = node.fieldname, terms(node)
    if terms_of is None:
        return _every(run, query.Every(view, boost=node.boost))
    if node.constantscore:
        sets = [
            run.snapshot.globally(part, articles)
            for part, opened in run.snapshot.views(view)
            for articles in opened.postings.any_of(terms_of(opened.vocabulary))
        ]
        return constant(run.snapshot.living(union(sets, run.count)), node.boost)
    found = {
        opened.vocabulary[number]
        for _, opened in run.snapshot.views(view)
        for number in terms_of(opened.vocabulary)
    }
    sets_ = [_scored(run, view, term) for term in sorted(found) if term]
    return either(sets_, run.count).boosted(node.boost)


def _foreign(run: Evaluator, node: query.Query) -> Matches:
    return run.foreign(node)


_EVALUATIONS: Mapping[type[query.Query], _Evaluate] = {
    query.Term: _term,
    query.And: _and,
    query.Or: _or,
    query.DisjunctionMax: _dismax,
    query.Not: _not,
    query.AndNot: _and_not,
    query.AndMaybe: _and_maybe,
    query.Require: _require,
    query.Otherwise: _otherwise,
    query.ConstantScoreQuery: _constant_score,
    query.Every: _every,
    _NullQuery: _nothing,
    query.Phrase: _phrase,
    query.NumericRange: _number_range,
    query.Prefix: _pattern,
    query.Wildcard: _pattern,
    query.Regex: _pattern,
    query.FuzzyTerm: _pattern,
    query.TermRange: _pattern,
    Named: _named,
    Weighed: _weighed,
}


def _evaluation(kind: type[query.Query]) -> _Evaluate:
    """Find how nodes of *kind* are evaluated: as the nearest known kind whose matcher it shares."""
    known = _EVALUATIONS.get(kind)
    if known is not None:
        return known
    for base in kind.__mro__:
        if base in _EVALUATIONS and kind.matcher is getattr(base, "matcher", None):
            return _EVALUATIONS[base]
    return _foreign
