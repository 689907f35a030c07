"""The queries that are raced: from ``bench/queries.json``, else made from the archive's own words.

Seven classes; each query has its words as printed, for the whole search, and as terms, for engines
that are compared on the same terms. Terms are made anew by the analysis of today, except those of a
prefix, which no analysis knows.
"""

import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from benchmarks.archives import ROOT, SAUDI
from searchkit.analysis import PLAIN, Token, analyze
from searchkit.articles import Article

FILE = ROOT.parent / "shared" / "data" / "bench" / "queries.json"
CLASSES = ("rare", "common", "and2", "or3", "phrase2", "prefix3", "and2date")

_EACH = 220  # queries that are made for a class, of a small archive fewer
_SEED = 7
_SAMPLE = 2000  # articles that words are taken from
_RARE = 0.0005  # share of articles that a rare word is in, at most
_COMMON = 0.05  # … and a common one, at least
_DAYS = dt.timedelta(days=3)


class Query(NamedTuple):
    """A query of class *kind*: words as printed, as terms, and the first and last day if any."""

    kind: str
    raw: tuple[str, ...]
    terms: tuple[str, ...]
    days: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The query as a reader types it."""
        words = " ".join(self.raw)
        match self.kind:
            case "or3":
                return " OR ".join(self.raw)
            case "phrase2":
                return f'"{words}"'
            case "prefix3":
                return f"{words}*"
        if self.days:
            first, last = map(dt.date.fromordinal, self.days)
            return f"{words} date:{first}..{last}"
        return words


def queries(source: Path, articles: Sequence[Article], classes: Sequence[str]) -> list[Query]:
    """Give the queries of *classes* for the archive *source*, whose *articles* are these."""
    if source == SAUDI and FILE.exists():
        print(f"queries: {FILE.name}, terms made anew from the printed words")
        stated = json.loads(FILE.read_text(encoding="utf-8"))
        return [_read(kind, each) for kind in classes for each in stated[kind]]
    print(f"queries: made from the archive's own words, seed {_SEED}")
    made = _Maker(articles)
    return [query for kind in classes for query in made.queries(kind)]


_Stated: TypeAlias = dict[str, list[str]]


def _read(kind: str, stated: _Stated) -> Query:
    terms = [[_stem(token) for token in analyze(word)] for word in stated["raw"]]
    if kind == "prefix3" or any(len(each) != 1 for each in terms):
        terms = [stated["stem"]]
    days = None
    if "lo" in stated:
        first, last = (dt.date.fromisoformat(str(stated[end])).toordinal() for end in ("lo", "hi"))
        days = first, last
    flat = tuple(term for each in terms for term in each)
    return Query(kind, tuple(stated["raw"]), flat, days)


class _Maker:
    """Draws queries from the words of some articles, the same ones in every run."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._random = random.Random(_SEED)
        drawn = self._random.sample(articles, min(_SAMPLE, len(articles)))
        self._articles = [(each, words) for each in drawn if len(words := _words(each)) > 1]
        counts = Counter(t for _, words in self._articles for t in {_stem(word) for word in words})
        self._least = max(1, int(_RARE * len(self._articles)))
        self._counts = counts

    def queries(self, kind: str) -> Iterator[Query]:
        return (self._query(kind) for _ in range(min(_EACH, 2 * len(self._articles))))

    def _query(self, kind: str) -> Query:
        article, words = self._random.choice(self._articles)
        rare, common = self._split(words)
        match kind:
            case "rare":
                drawn = [self._random.choice(rare or words)]
            case "phrase2":
                start = self._random.randrange(len(words) - 1)
                drawn = words[start : start + 2]
            case "prefix3":
                letters = _stem(self._random.choice(words))[:3]
                return Query(kind, (letters,), (letters,))
            case _:
                wanted = {"common": 1, "or3": 3}.get(kind, 2)
                drawn = self._random.choices(common or words, k=wanted)
        days = None
        if kind == "and2date" and (day := article.date):
            days = (day - _DAYS).toordinal(), (day + _DAYS).toordinal()
        return Query(kind, tuple(t.text for t in drawn), tuple(map(_stem, drawn)), days)

    def _split(self, words: list[Token]) -> tuple[list[Token], list[Token]]:
        most = _COMMON * len(self._articles)
        rare = [word for word in words if self._counts[_stem(word)] <= self._least]
        return rare, [word for word in words if self._counts[_stem(word)] >= most]


def _stem(word: Token) -> str:
    return PLAIN.stem(word.text)


def _words(article: Article) -> list[Token]:
    return list(analyze(article.body))
