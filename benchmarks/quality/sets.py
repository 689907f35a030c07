"""What is asked, of which texts, and which of them is right: news headlines, and questions.

A headline, or some words of it, is to find its own article; a question its own paragraph, among
passages of news. Half of the queries are for developing; the other half is for the end, and asked
only on demand. Which half a query is in follows from a hash of its article's id, or of the subject
of its paragraph.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from random import Random

from benchmarks.archives import ROOT
from benchmarks.quality import slips
from searchkit.analysis import words
from searchkit.articles import Article, Place

QUESTIONS = ROOT.parent / "shared" / "data" / "retrieval"
QUESTION_SETS = ("ARCD", "XQuAD")

_SEED = 7
_PASSAGE = 150  # words; the last passage of an article has at least a third of them
_LEAST_BODY = 200  # characters of a body that a headline can be asked against
_BEGINNING = 100  # characters by which a body is known again, whatever was added to its end
_THREE = 3


@dataclass(frozen=True)
class Collection:
    """Articles that queries are asked against."""

    name: str
    articles: Sequence[Article]

    @cached_property
    def texts(self) -> list[str]:
        """Title and body of each article as one text."""
        return [f"{each.title}\n{each.body}" for each in self.articles]


@dataclass(frozen=True)
class Asked:
    """The *queries* of a set, each with the place of the article that it is to find."""

    name: str
    queries: Sequence[str]
    targets: Sequence[int]


@dataclass(frozen=True)
class Plan:
    """How much is asked: at most *most* queries of a set, of the *untouched* half or the other."""

    most: int
    untouched: bool = False

    def takes(self, key: str) -> bool:
        """Tell whether what *key* stands for is in the half that is asked."""
        return bool(blake2b(key.encode()).digest()[0] & 1) is self.untouched


def distinct(articles: Iterable[Article]) -> list[Article]:
    """Keep articles with a title and a body whose title or beginning no earlier one has."""
    seen: set[str] = set()
    kept = []
    for article in articles:
        keys = {f"title {_plain(article.title)}", f"body {_plain(article.body)[:_BEGINNING]}"}
        if article.title and len(article.body) >= _LEAST_BODY and not keys & seen:
            seen |= keys
            kept.append(article)
    return kept


def headlines(articles: Sequence[Article], plan: Plan) -> Iterator[tuple[Collection, list[Asked]]]:
    """Yield the bodies of *articles* alone, then whole articles, with what is asked of each."""
    places = [place for place, article in enumerate(articles) if plan.takes(article.id)]
    drawn = Random(_SEED).sample(places, min(plan.most, len(places)))
    bodies = [_article(each.id, "", each.body) for each in articles]
    yield (
        Collection("bodies", bodies),
        [_asked(name, articles, drawn, make) for name, make in _OF_HEADLINES.items()],
    )
    yield (
        Collection("titles and bodies", articles),
        [_asked(name, articles, drawn, make) for name, make in _OF_ARTICLES.items()],
    )


_Make = Callable[[Article, Random], str | None]


def _three(article: Article, draw: Random) -> str | None:
    return slips.drawn(article.title, _THREE, draw)


def _slip(make: _Make) -> _Make:
    """Give what makes the same query with a slip of the keyboard."""

    def spoilt(article: Article, draw: Random) -> str | None:
        query = make(article, draw)
        return slips.mistyped(query, draw) if query else None

    return spoilt


def _anywhere(article: Article, draw: Random) -> str | None:
    return slips.drawn(f"{article.title}\n{article.body}", _THREE, draw)


def _headline(article: Article, _: Random) -> str:
    return article.title


_OF_HEADLINES: dict[str, _Make] = {
    "headline": _headline,
    "headline, slip": _slip(_headline),
    "3 words": _three,
    "3 words, slip": _slip(_three),
}
_OF_ARTICLES: dict[str, _Make] = {
    "3 words of all": _anywhere,
    "3 of all, slip": _slip(_anywhere),
}


def _asked(name: str, articles: Sequence[Article], drawn: Sequence[int], make: _Make) -> Asked:
    """Make a query of every article *drawn*, the same one in every run; some articles have none."""
    made = [(make(articles[place], Random(articles[place].id)), place) for place in drawn]
    asked = [(query, place) for query, place in made if query]
    return Asked(name, [query for query, _ in asked], [place for _, place in asked])


def questions(articles: Iterable[Article], plan: Plan) -> tuple[Collection, list[Asked]] | None:
    """Give paragraphs among passages of *articles*, and the questions; None without the data."""
    if not all(_file(name, "docs").exists() for name in QUESTION_SETS):
        return None
    paragraphs = [
        _article(each["id"], "", each["text"])
        for name in QUESTION_SETS
        for each in _records(_file(name, "docs"))
    ]
    places = {each.id: place for place, each in enumerate(paragraphs)}
    asked = [_questions(name, places, plan) for name in QUESTION_SETS]
    return Collection("passages", [*paragraphs, *_passages(articles)]), asked


def _questions(name: str, places: dict[str, int], plan: Plan) -> Asked:
    """Read the questions about those subjects that *plan* takes."""
    taken = [each for each in _records(_file(name, "queries")) if plan.takes(each["title"])]
    drawn = Random(_SEED).sample(taken, min(plan.most, len(taken)))
    return Asked(name, [each["query"] for each in drawn], [places[each["doc"]] for each in drawn])


def _passages(articles: Iterable[Article]) -> Iterator[Article]:
    """Cut bodies into passages of some words."""
    for article in articles:
        starts = [word.start() for word in words(article.body)]
        for first in range(0, len(starts), _PASSAGE):
            if len(starts) - first >= _PASSAGE // 3:
                start, *end = starts[first::_PASSAGE][:2]
                text = article.body[start : end[0] if end else None]
                yield _article(f"{article.id}/{first}", "", text)


def _file(name: str, kind: str) -> Path:
    return QUESTIONS / f"{name.lower()}.{kind}.jsonl"


def _records(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _article(article_id: str, title: str, body: str) -> Article:
    return Article(article_id, title, body, Place("benchmark"))


def _plain(text: str) -> str:
    return " ".join(text.split())
