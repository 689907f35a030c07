"""Dates that articles mention, as a filter."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as whoosh

from searchkit.articles import Article, Place
from searchkit.engine import entries
from searchkit.engine.cutting import entry
from searchkit.engine.evaluation.search import matches
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.segment import Segment
from searchkit.engine.segments.writing import write_segment
from searchkit.query import parse
from searchkit.query.build import mentioned

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package
Oracle = import_module("oracle").Oracle

PUBLISHED = date(2022, 6, 15)

BODIES = {
    "day": "عقد المؤتمر في 30 مايو 2022 في موسكو.",
    "month": "وكان الوزير زار موسكو في مايو 2022.",
    "year": "كان عام 2022 صعبا على الوزير.",
    "yesterday": "أعلن الوزير أمس الثلاثاء نتائج الزيارة.",
    "Hijri": "يبدأ الموسم في رمضان 1443هـ.",
    "range": "يستمر المعرض من 28 مايو إلى 2 يونيو 2022.",
    "quarter": "ارتفعت الأرباح في الربع الثاني من 2022.",
    "none": "قال الوزير إن الزيارة ناجحة.",
}


def article(name: str, body: str, day: date | None = PUBLISHED) -> Article:
    return Article(name, "زيارة الوزير", body, Place("a.txt"), day)


@contextmanager
def indexed(articles: Sequence[Article]) -> Iterator[Snapshot]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "segment")
        write_segment(map(entry, articles), entries.SCHEMA, path)
        yield Snapshot([(Segment(path), None)])


def found(snapshot: Snapshot, tree: whoosh.Query) -> set[str]:
    return set(snapshot.texts("id", matches(snapshot, tree).articles))


@pytest.fixture(scope="module")
def snapshot() -> Iterator[Snapshot]:
    with indexed([article(name, body) for name, body in BODIES.items()]) as made:
        yield made


FILTERS = {
    "day": ("2022-05-30", {"day", "range"}),
    "day in words": ("«30 أيار 2022»", {"day", "range"}),
    "month": ("2022-05", {"day", "month", "range"}),
    "month in words": ('"مايو 2022"', {"day", "month", "range"}),
    "year": ("2022", set(BODIES) - {"none"}),
    "quarter": ('"الربع الثاني من 2022"', set(BODIES) - {"none", "year"}),
    "relative": ("أمس", {"yesterday"}),
    "Hijri month": ('"رمضان 1443"', {"Hijri"}),
    "range": ("2022-05-31..2022-06", {"range", "yesterday"}),
    "open end": ("2022-06-01..", {"range", "yesterday"}),
    "open start": ("..2022-05-01", {"Hijri"}),
    "another year": ("2021", set()),
}


@pytest.mark.parametrize(("value", "names"), FILTERS.values(), ids=FILTERS)
def test_an_article_is_found_by_the_days_that_hold_what_it_mentions(
    snapshot: Snapshot, value: str, names: set[str]
) -> None:
    tree = parse(f"event_date:{value}", today=PUBLISHED).tree
    assert found(snapshot, tree) == names


def test_the_filter_has_an_arabic_name(snapshot: Snapshot) -> None:
    tree = parse("تاريخ_الحدث:2022-05-30", today=PUBLISHED).tree
    assert found(snapshot, tree) == {"day", "range"}


def test_the_date_of_publication_is_another_one(snapshot: Snapshot) -> None:
    assert found(snapshot, parse("date:2022-05", today=PUBLISHED).tree) == set()


def test_titles_mention_dates_too() -> None:
    titled = Article("1", "قمة 30 مايو 2022", "نص", Place("a.txt"), PUBLISHED)
    with indexed([titled]) as snapshot:
        assert found(snapshot, parse("event_date:2022-05-30").tree) == {"1"}


def test_without_a_date_of_publication_only_dates_with_a_year_are_known() -> None:
    undated = [article("year", BODIES["day"], None), article("open", BODIES["yesterday"], None)]
    with indexed(undated) as snapshot:
        assert found(snapshot, parse("event_date:1900..2100").tree) == {"year"}


MENTIONS = st.sampled_from([*BODIES.values(), "3 مايو", "2021", "الشهر الماضي", "1443هـ", "غدا"])
ANCHORS = st.dates(date(2021, 1, 1), date(2023, 1, 1))


@given(
    st.lists(st.tuples(st.lists(MENTIONS).map(" ".join), ANCHORS), min_size=1, max_size=6),
    st.lists(st.tuples(ANCHORS, st.integers(0, 500)), min_size=1, max_size=4),
)
def test_the_filter_answers_as_whoosh(
    articles: list[tuple[str, date]], asked: list[tuple[date, int]]
) -> None:
    made = [article(str(number), *each) for number, each in enumerate(articles)]
    oracle = Oracle([entry(each) for each in made], entries.SCHEMA)
    with indexed(made) as snapshot:
        for first, more in asked:
            last = first + timedelta(days=more)
            tree = mentioned(first.toordinal(), last.toordinal())
            assert found(snapshot, tree) == set(oracle.scores(tree))
