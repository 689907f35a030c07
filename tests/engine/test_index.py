"""Searching one open generation: totals, orders, pages, and readers beside a writer."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from searchkit.articles import Article, Place
from searchkit.engine import SORTS, Index, build
from searchkit.errors import IndexDamaged, IndexNotFound
from searchkit.query import parse

COUNT = 60


def article(number: int, word: str = "خبر") -> Article:
    day = dt.date(2020, 1, 1) + dt.timedelta(days=number * 37 % COUNT) if number % 6 else None
    body = " ".join(["ميناء"] * (number % 4) + ["نص"] * (number % 3 + 1))
    return Article(str(number), f"{word} {number}", body, Place("n.jsonl", number), date=day)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("index")
    build(path, map(article, range(COUNT)))
    with Index(path) as opened:
        yield opened


def ids(
    index: Index,
    query: str,
    *,
    limit: int = COUNT,
    offset: int = 0,
    sort: str = "relevance",
) -> list[str]:
    _, hits = index.search(parse(query).tree, limit=limit, offset=offset, sort=sort)
    return [hit.article.id for hit in hits]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [0, 1, 10, 1000])
@pytest.mark.parametrize("query", ["ميناء", "نص", "-ميناء", "date:2020", "ميناء OR نص"], ids=ascii)
def test_the_total_is_exact_whatever_is_shown(
    index: Index, query: str, limit: int, sort: str
) -> None:
    total, hits = index.search(parse(query).tree, limit=limit, sort=sort)
    everything = ids(index, query)
    assert total == len(everything) == len(set(everything))
    assert len(hits) == min(limit, total)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("size", [13, 25])
@pytest.mark.parametrize("query", ["ميناء", "خبر", "date:2020", "-ميناء"], ids=ascii)
def test_pages_make_up_the_whole_list(index: Index, query: str, size: int, sort: str) -> None:
    pages = [ids(index, query, limit=size, offset=at, sort=sort) for at in range(0, COUNT, size)]
    assert [id_ for page in pages for id_ in page] == ids(index, query, sort=sort)


@pytest.mark.parametrize("offset", [COUNT, 1000, 10**12])
def test_beyond_the_last_hit_there_is_nothing(index: Index, offset: int) -> None:
    total, hits = index.search(parse("خبر").tree, offset=offset)
    assert (total, hits) == (COUNT, [])


@pytest.mark.parametrize(("sort", "sign"), [("newest", -1), ("oldest", 1)])
def test_hits_in_order_of_days_undated_last(index: Index, sort: str, sign: int) -> None:
    _, hits = index.search(parse("خبر").tree, limit=COUNT, sort=sort)
    days = [hit.article.date for hit in hits]
    dated = [day.toordinal() * sign for day in days if day]
    assert dated == sorted(dated)
    assert len(dated) == COUNT - COUNT // 6
    assert days[len(dated) :] == [None] * (COUNT // 6)
    assert {hit.score for hit in hits} == {0}


def test_the_most_relevant_come_first(index: Index) -> None:
    _, hits = index.search(parse("ميناء").tree, limit=COUNT)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert hits[0].article.body == "ميناء ميناء ميناء نص"


def test_two_reads_give_the_same(index: Index) -> None:
    assert ids(index, "ميناء OR نص") == ids(index, "ميناء OR نص")


def test_an_article_comes_back_as_it_was(index: Index) -> None:
    assert [index.article(str(number)) for number in range(COUNT)] == [
        article(number) for number in range(COUNT)
    ]
    assert index.article("no such id") is None


def test_an_article_keeps_every_field(tmp_path: Path) -> None:
    full = Article(
        id="ع/1 ?",
        title="العُنوان\u200f «كما نُشر»",
        body="سطر\nعنوان فرعي\nسطر ثالث",
        place=Place("أخبار/أ.jsonl", 3),
        date=dt.date(2022, 5, 1),
        precision="month",
        source="تاس",
        author="ليلى",
        section="علوم",
        tags=("أ", "ب"),
        url="https://example.org/1",
        lang="ar",
        subheads=(1,),
        extra={"photo": "صورة", "count": 3, "nested": [{"a": None}]},
    )
    build(tmp_path, [full])
    with Index(tmp_path) as index:
        assert index.article(full.id) == full


def test_a_reader_keeps_answering_after_a_publish(tmp_path: Path) -> None:
    build(tmp_path, [article(number, "قديم") for number in range(COUNT)])
    with Index(tmp_path) as old:
        for _ in range(2):
            build(tmp_path, [article(number, "جديد") for number in range(COUNT)])
        with Index(tmp_path) as new:
            assert len(ids(old, "قديم")) == len(ids(new, "جديد")) == COUNT
            assert ids(old, "جديد") == ids(new, "قديم") == []
            assert (old.generation.number, new.generation.number) == (1, 3)
        shown = old.article("7")
        assert shown is not None
        assert shown.title == "قديم 7"


def test_an_index_can_be_opened_twice(tmp_path: Path) -> None:
    build(tmp_path, [article(1)])
    with Index(tmp_path) as one, Index(tmp_path) as two:
        assert ids(one, "خبر") == ids(two, "خبر") == ["1"]


def test_opening_writes_nothing(tmp_path: Path) -> None:
    build(tmp_path, [article(1)])
    before = sorted((str(p), p.stat().st_mtime_ns) for p in tmp_path.rglob("*"))
    with Index(tmp_path) as index:
        ids(index, "خبر")
    assert sorted((str(p), p.stat().st_mtime_ns) for p in tmp_path.rglob("*")) == before


def test_an_index_can_be_moved(tmp_path: Path) -> None:
    build(tmp_path / "here", [article(1)])
    with Index((tmp_path / "here").rename(tmp_path / "there")) as index:
        assert ids(index, "خبر") == ["1"]


def test_no_index_no_reader(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFound):
        Index(tmp_path)
    (tmp_path / "current.json").touch()
    with pytest.raises(IndexDamaged):
        Index(tmp_path)
