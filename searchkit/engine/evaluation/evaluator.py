"""A tree of `whoosh.query` to `Matches`: every node becomes a few operations on whole arrays.

Which node is evaluated how stands in one table at the end. Scores are those of Whoosh's matchers
with one difference: a pattern that asks for constant scores gets its boost for every article, where
Whoosh scores it by BM25 or as 1 depending on how many terms and articles there are. Nodes that are
not in the table, or override their matcher, go to *foreign*.
"""

import fnmatch
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from whoosh import query
from whoosh.query.qcore import _NullQuery

from searchkit.engine.evaluation import expansion
from searchkit.engine.evaluation.expansion import Numbers
from searchkit.engine.evaluation.matches import (
    NOTHING,
    Matches,
    both,
    common,
    constant,
    either,
    greatest,
    how_many,
    member,
    union,
)
from searchkit.engine.evaluation.phrases import with_phrase
from searchkit.engine.evaluation.scoring import BM25
from searchkit.engine.evaluation.snapshot import Frequencies, Snapshot
from searchkit.engine.segments.arrays import NO_LONGS, Ints, Longs, Mask
from searchkit.engine.segments.columns import MISSING
from searchkit.engine.segments.vocabulary import Vocabulary

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

    @property
    def count(self) -> int:
        """How many article numbers there are."""
        return self.snapshot.count_all

    def everything(self) -> Longs:
        """Give all live articles."""
        return self.snapshot.living(np.arange(self.count))


_Pattern: TypeAlias = query.PatternQuery | query.FuzzyTerm | query.TermRange
#: Each takes an evaluator and a node of the kind it is listed for in the table.
_Evaluate: TypeAlias = Callable[..., Matches]


def _bytes(text: object) -> bytes:
    return text if isinstance(text, bytes) else str(text).encode("utf-8", "surrogatepass")


def _term(run: Evaluator, node: query.Term) -> Matches:
    if node.fieldname in run.snapshot.number_columns:
        return _equal(run, node)
    return _scored(run, node.fieldname, _bytes(node.text)).boosted(node.boost)


def _equal(run: Evaluator, node: query.Term) -> Matches:
    try:
        value = int(node.text)
    except (TypeError, ValueError):
        return NOTHING
    return _number_range(run, query.NumericRange(node.fieldname, value, value, boost=node.boost))


def _scored(run: Evaluator, view: str, term: bytes) -> Matches:
    found = run.snapshot.matches(view, term)
    if not len(found[0]):
        return NOTHING
    if view not in run.snapshot.fields:  # the id: an article has it or not
        return constant(found[0], 1.0)
    scores = run.weighting.scores(run.snapshot, view, len(found[0]), found)
    return Matches(found[0], scores, positive=True)


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
    words = [w for w in looked_up if isinstance(w, query.Term) and _is_word(run, w)]
    if len(words) > 1:
        found = _words(run, words)
        looked_up = [child for child in looked_up if not _is_word(run, child)]
    else:
        found = run.matches(looked_up.pop(0))
    for child in looked_up:
        if not len(found.articles):
            return NOTHING
        found = both(found, run.matches(child), run.count)
    for child in tests:
        passed, score = _test(run, child, found.articles)
        kept = found.at(passed)
        found = Matches(kept.articles, kept.scores + np.float32(score), kept.positive and score > 0)
    return found.boosted(node.boost)


def _is_word(run: Evaluator, node: query.Query) -> bool:
    return type(node) is query.Term and node.fieldname in run.snapshot.fields


def _words(run: Evaluator, words: list[query.Term]) -> Matches:
    """Intersect the lists of *words*, the rarest first, and score what is left."""
    articles, tfs_at = run.snapshot.lookup(words[0].fieldname, _bytes(words[0].text))
    kept: list[tuple[Frequencies, Longs | None, int]] = [(tfs_at, None, len(articles))]
    for word in words[1:]:
        if not len(articles):
            return NOTHING
        found, tfs_at = run.snapshot.lookup(word.fieldname, _bytes(word.text))
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
    if isinstance(node, query.NumericRange):
        return node.fieldname in run.snapshot.number_columns
    return type(node) is query.Not


def _test(run: Evaluator, node: query.Query, articles: Longs) -> tuple[Mask, float]:
    """Test live *articles* against *node*; give what it adds to a score as well."""
    if isinstance(node, query.NumericRange):
        return _within(run.snapshot.number(node.fieldname)[articles], node), node.boost
    assert isinstance(node, query.Not)  # noqa: S101 - for the type checker; see `_is_test`
    return ~member(articles, run.articles(node.query), run.count), ABSENCE


def _estimate(run: Evaluator, node: query.Query) -> int:
    """Estimate how many articles match: terms exactly, all else comes later."""
    if type(node) is query.Term:
        return run.snapshot.df(node.fieldname, _bytes(node.text))
    return run.count


def _or(run: Evaluator, node: query.Or) -> Matches:
    """Give the articles that match one of the subqueries, or as many as *minmatch* asks for.

    Whoosh takes *minmatch*, and its own matchers have yet to heed it.
    """
    sets = [run.matches(child) for child in node.subqueries]
    # Whoosh's bonus for coordination needs to know which terms match.
    found = run.foreign(node) if node.scale else either(sets, run.count).boosted(node.boost)
    if node.minmatch > 1:
        found = found.at(how_many(sets, run.count).take(found.articles) >= node.minmatch)
    return found


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
    found, more = run.matches(node.a), run.matches(node.b)
    here, there = common(found.articles, more.articles, run.count)
    scores = found.scores.copy()
    scores[here] += more.scores[there]
    return Matches(found.articles, scores)


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


def _nothing(_run: Evaluator, _node: query.Query) -> Matches:
    return NOTHING


def _phrase(run: Evaluator, node: query.Phrase) -> Matches:
    words = [_bytes(word) for word in node.words]
    if not words:
        return NOTHING
    found = with_phrase(run.snapshot, node.fieldname, words, node.slop)
    scores = np.zeros(len(found.articles), np.float32)
    if len(scores):
        for tfs, df in zip(found.tfs, found.dfs, strict=True):
            here = found.articles, tfs
            scores += run.weighting.scores(run.snapshot, node.fieldname, df, here)
    return Matches(found.articles, scores, positive=True).boosted(node.boost)


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


def _expanded(run: Evaluator, node: _Pattern, expand: Callable[[Vocabulary], Numbers]) -> Matches:
    """Give the articles with a term of *node*, scored by its boost or by all their terms."""
    view = node.fieldname
    if node.constantscore:
        sets = [
            run.snapshot.globally(part, articles)
            for part, opened in run.snapshot.views(view)
            for articles in opened.postings.any_of(expand(opened.vocabulary))
        ]
        return constant(run.snapshot.living(union(sets, run.count)), node.boost)
    terms = {
        opened.vocabulary[number]
        for _, opened in run.snapshot.views(view)
        for number in expand(opened.vocabulary)
    }
    sets_ = [_scored(run, view, term) for term in sorted(terms) if term]
    return either(sets_, run.count).boosted(node.boost)


def _prefix(run: Evaluator, node: query.Prefix) -> Matches:
    if not node.text:
        return _every(run, query.Every(node.fieldname, boost=node.boost))
    return _expanded(run, node, lambda terms: expansion.prefixed(terms, node.text))


def _wildcard(run: Evaluator, node: query.Wildcard) -> Matches:
    if node.text == "*":
        return _every(run, query.Every(node.fieldname, boost=node.boost))
    prefix = re.split(r"[*?\[]", node.text, maxsplit=1)[0]
    literals = [] if "[" in node.text else re.split(r"[*?]", node.text)
    literal = max(literals, key=len, default="")
    pattern = fnmatch.translate(node.text)
    return _expanded(run, node, lambda terms: expansion.matching(terms, prefix, pattern, literal))


def _regex(run: Evaluator, node: query.Regex) -> Matches:
    if node.text == ".*":
        return _every(run, query.Every(node.fieldname, boost=node.boost))
    return _expanded(run, node, lambda terms: expansion.matching(terms, "", node.text))


def _fuzzy(run: Evaluator, node: query.FuzzyTerm) -> Matches:
    return _expanded(
        run,
        node,
        lambda terms: expansion.near(
            terms, node.text, distance=node.maxdist, prefix=node.prefixlength
        ).tolist(),
    )


def _term_range(run: Evaluator, node: query.TermRange) -> Matches:
    start = None if node.start is None else _bytes(node.start)
    end = None if node.end is None else _bytes(node.end)
    return _expanded(
        run,
        node,
        lambda terms: expansion.between(
            terms, start, end, open_start=node.startexcl, open_end=node.endexcl
        ),
    )


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
    query.Prefix: _prefix,
    query.Wildcard: _wildcard,
    query.Regex: _regex,
    query.FuzzyTerm: _fuzzy,
    query.TermRange: _term_range,
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
