"""One hit for all articles that tell a story: against collapsing the whole list one by one."""

import datetime as dt
from collections.abc import Iterator

import pytest

from searchkit.articles import Article, Place
from searchkit.articles.reprints import story
from searchkit.engine import SORTS, Index, Scored, build, update
from searchkit.query import parse

COUNT = 90
QUERIES = ["خبر", "ميناء", "-ميناء", "date:2020", "قصير"]


def article(number: int) -> Article:
    """Reprints in threes and in a great heap; every ninth is too short to be one."""
    told = 0 if number % 4 == 0 else number // 3
    body = f"قصير {number}" if number % 9 == 0 else f"قال الوزير {told} عن ميناء. " * 20
    body += " ميناء" * (number % 5)
    day = dt.date(2020, 1, 1) + dt.timedelta(days=number * 37 % 50) if number % 7 else None
    return Article(str(number), f"خبر {number}", body, Place("n.jsonl", number), date=day)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Two segments, and articles that were removed."""
    path = tmp_path_factory.mktemp("index")
    build(path, map(article, range(70)))
    update(path, map(article, range(5, COUNT)), prune=True)
    with Index(path) as opened:
        yield opened


def one_by_one(hits: list[Scored]) -> list[tuple[str, list[str]]]:
    told: dict[object, tuple[str, list[str]]] = {}
    for hit in hits:
        key = story(hit.article.body) or hit.article.id
        _, others = told.setdefault(key, (hit.article.id, []))
        others += [hit.article.id] * (key in told and told[key][0] != hit.article.id)
    return list(told.values())


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("query", QUERIES, ids=ascii)
@pytest.mark.parametrize(("limit", "offset"), [(COUNT, 0), (5, 0), (5, 3), (0, 0), (5, COUNT)])
def test_each_story_is_shown_once(
    index: Index, query: str, sort: str, limit: int, offset: int
) -> None:
    tree = parse(query).tree
    _, hits = index.search(tree, limit=COUNT, sort=sort)
    total, shown = index.search(tree, limit=limit, offset=offset, sort=sort, collapse=True)
    expected = one_by_one(hits)
    assert total == len(expected)
    assert [(hit.article.id, list(hit.reprints)) for hit in shown] == expected[offset:][:limit]


def test_scores_are_those_of_the_articles(index: Index) -> None:
    tree = parse("ميناء").tree
    scores = {hit.article.id: hit.score for hit in index.search(tree, limit=COUNT)[1]}
    for hit in index.search(tree, limit=COUNT, collapse=True)[1]:
        assert hit.score == scores[hit.article.id]


def test_there_are_reprints(index: Index) -> None:
    total, hits = index.search(parse("خبر").tree, limit=COUNT, collapse=True)
    assert total < COUNT / 2
    assert max(len(hit.reprints) for hit in hits) > 10
