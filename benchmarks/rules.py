"""How many of a query's words an article should have: rules compared by what they find.

Headlines, and three words drawn from each, are asked against the bodies, which have some two thirds
of their words. A rule that finds nothing asks for any of the words, as a search does.
"""

import math
import random
from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeAlias

from whoosh import query as whoosh

from benchmarks import table
from searchkit import engine
from searchkit.analysis import analyze
from searchkit.articles import Article
from searchkit.query.fields import EXACT, SKELETON, STEM, VIEWS
from searchkit.query.rule import enough
from searchkit.query.weighed import Weighed

_SEED = 7
_WORDS = 3

#: Gives for what words are worth how much must be there, and what it is to be counted by.
_Rule: TypeAlias = Callable[[Sequence[int]], tuple[Sequence[int], int]]


def _counted(least: Callable[[int], int]) -> _Rule:
    """Make a rule of how many of so many words must be there."""
    return lambda worths: ([1] * len(worths), least(len(worths)))


RULES: dict[str, _Rule] = {
    "any word": _counted(lambda _: 1),
    "at least a third": _counted(lambda count: math.ceil(count / 3)),
    "searchkit: both of two, else a third of the worth": enough,
    "both of two, else half": _counted(lambda count: max(math.ceil(count / 2), min(count, 2))),
    "half of all, one of two": _counted(lambda count: math.ceil(count / 2)),
    "both of two, else 60 %": _counted(lambda count: max(math.ceil(count * 0.6), min(count, 2))),
    "all but one": _counted(lambda count: max(count - 1, min(count, 2))),
    "all words": _counted(lambda count: count),
}


def show(index: engine.Index, articles: Sequence[Article]) -> None:
    """Print what each rule finds of *articles*."""
    draw = random.Random(_SEED)
    headlines = [(each.id, _words(each.title)) for each in articles]
    drawn = [(each.id, _drawn(each.title, draw)) for each in articles]
    rows = []
    for name, rule in RULES.items():
        figures = [_asked(index, queries, rule) for queries in (headlines, drawn)]
        cells = [(f"{mrr:.3f}", f"{hits:,.0f}") for mrr, hits in figures]
        rows.append((name, *cells[0], *cells[1]))
    header = ("rule", "headline MRR@10", "median hits", "3 words MRR@10", "median hits")
    table.show(header, rows)


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(token.text for token in analyze(text)))


def _drawn(title: str, draw: random.Random) -> list[str]:
    words = _words(title)
    return draw.sample(words, min(_WORDS, len(words)))


def _asked(
    index: engine.Index, queries: Sequence[tuple[str, list[str]]], rule: _Rule
) -> tuple[float, float]:
    """Give MRR@10 and the median number of hits."""
    gains, hits = 0.0, []
    for article_id, words in queries:
        worth = index.usage(words).worth
        total, ids = _found(index, words, rule([worth[word] for word in words]))
        if not total:
            total, ids = _found(index, words, ([1] * len(words), 1))
        hits.append(total)
        gains += 1 / (1 + ids.index(article_id)) if article_id in ids else 0.0
    return gains / len(queries), median(hits)


def _found(
    index: engine.Index, words: Sequence[str], enough_: tuple[Sequence[int], int]
) -> tuple[int, list[str]]:
    by_stem = [whoosh.Or(_terms(index, word, STEM, EXACT)) for word in words]
    hints = [term for word in words for term in _terms(index, word, SKELETON)]
    tree = whoosh.AndMaybe(Weighed(by_stem, *enough_), whoosh.Or(hints))
    total, scored = index.search(tree, limit=10)
    return total, [each.article.id for each in scored]


def _terms(index: engine.Index, word: str, *forms: str) -> list[whoosh.Query]:
    return [
        whoosh.Term(view.name, view.term(word, index.chain), view.weight)
        for view in VIEWS["body"]
        if view.form in forms
    ]
