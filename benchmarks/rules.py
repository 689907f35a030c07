"""How many of a query's words an article should have: rules compared by what they find.

Headlines, and three words drawn from each, are asked against the bodies, which have some two thirds
of their words. A rule that finds nothing asks for any of the words, as a search does.
"""

import math
import random
from collections.abc import Callable, Sequence
from statistics import median

from whoosh import query as whoosh

from benchmarks import table
from searchkit import engine
from searchkit.analysis import analyze
from searchkit.articles import Article
from searchkit.query.build import least_of
from searchkit.query.fields import EXACT, SKELETON, STEM, VIEWS

_SEED = 7
_WORDS = 3

#: How many of so many words must be there.
RULES: dict[str, Callable[[int], int]] = {
    "any word": lambda _: 1,
    "at least a third": lambda count: math.ceil(count / 3),
    "searchkit: both of two, else half": lambda count: least_of(count, "enough"),
    "half of all, one of two": lambda count: math.ceil(count / 2),
    "both of two, else 60 %": lambda count: max(math.ceil(count * 0.6), min(count, 2)),
    "all but one": lambda count: max(count - 1, min(count, 2)),
    "all words": lambda count: count,
}


def show(index: engine.Index, articles: Sequence[Article]) -> None:
    """Print what each rule finds of *articles*."""
    draw = random.Random(_SEED)
    headlines = [(each.id, _words(each.title)) for each in articles]
    drawn = [(each.id, _drawn(each.title, draw)) for each in articles]
    rows = []
    for name, least in RULES.items():
        figures = [_asked(index, queries, least) for queries in (headlines, drawn)]
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
    index: engine.Index, queries: Sequence[tuple[str, list[str]]], least: Callable[[int], int]
) -> tuple[float, float]:
    """Give MRR@10 and the median number of hits."""
    gains, hits = 0.0, []
    for article_id, words in queries:
        total, ids = _found(index, words, least(len(words)))
        if not total:
            total, ids = _found(index, words, 1)
        hits.append(total)
        gains += 1 / (1 + ids.index(article_id)) if article_id in ids else 0.0
    return gains / len(queries), median(hits)


def _found(index: engine.Index, words: Sequence[str], least: int) -> tuple[int, list[str]]:
    by_stem = [whoosh.Or(_terms(index, word, STEM, EXACT)) for word in words]
    hints = [term for word in words for term in _terms(index, word, SKELETON)]
    tree = whoosh.AndMaybe(whoosh.Or(by_stem, minmatch=least), whoosh.Or(hints))
    total, scored = index.search(tree, limit=10)
    return total, [each.article.id for each in scored]


def _terms(index: engine.Index, word: str, *forms: str) -> list[whoosh.Query]:
    return [
        whoosh.Term(view.name, view.term(word, index.chain), view.weight)
        for view in VIEWS["body"]
        if view.form in forms
    ]
