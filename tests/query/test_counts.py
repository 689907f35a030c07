"""On a real archive: how many articles date and source queries find, beside a plain loop."""

import json
import lzma
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from searchkit import Archive

SAUDI = Path(__file__).parents[2].parent / "shared" / "data" / "saudi.jsonl.xz"
TODAY = date(2015, 8, 6)
EVERY = 100  # one line of so many is read, all of them in a long run

START, END = "2015-07-21", "2015-08-11"
#: A query, the days it should find (from, to), and a test of the source.
QUERIES: list[tuple[str, str, str, Callable[[str], bool]]] = [
    (query, first, last, lambda _: True)
    for query, first, last in [
        ("date:2015", START, END),
        ("date:2015-07", START, "2015-07-31"),
        ("date:2015-08", "2015-08-01", END),
        ("date:2015-08-01", "2015-08-01", "2015-08-01"),
        ("date:1/8/2015", "2015-08-01", "2015-08-01"),
        ("التاريخ:١ أغسطس ٢٠١٥", "2015-08-01", "2015-08-01"),
        ("التاريخ:1 آب 2015", "2015-08-01", "2015-08-01"),
        ("date:الأول من أغسطس 2015", "2015-08-01", "2015-08-01"),
        ("date:يوليو 2015", START, "2015-07-31"),
        ("date:تموز/يوليو 2015", START, "2015-07-31"),
        ("date:شوال 1436هـ", START, END),
        ("date:15 شوال 1436", "2015-07-31", "2015-07-31"),
        ("date:1436/10/15", "2015-07-31", "2015-07-31"),
        ("date:الربع الثالث من 2015", START, END),
        ("date:أمس", "2015-08-05", "2015-08-05"),
        ("date:الأسبوع الماضي", "2015-07-27", "2015-08-02"),
        ("منذ:أسبوع", "2015-07-30", END),
        ("date:7d", "2015-07-30", "2015-08-06"),
        ("after:2015-08-01", "2015-08-02", END),
        ("بعد:2015-07", "2015-08-01", END),
        ("since:2015-08-01", "2015-08-01", END),
        ("منذ:1 أغسطس 2015", "2015-08-01", END),
        ("before:2015-08-01", START, "2015-07-31"),
        ("قبل:2015-08", START, "2015-07-31"),
        ("حتى:2015-08-01", START, "2015-08-01"),
        ("date:2015-08-01..2015-08-05", "2015-08-01", "2015-08-05"),
        ("date:2015-08-05..2015-08-01", "2015-08-01", "2015-08-05"),
        ("date:[2015-08-01 إلى 2015-08-05]", "2015-08-01", "2015-08-05"),
        ("date:{2015-08-01 TO 2015-08-05}", "2015-08-02", "2015-08-04"),
        ("date:>2015-08-05", "2015-08-06", END),
        ("date:<=2015-07-25", START, "2015-07-25"),
        ("date:..2015-07-25", START, "2015-07-25"),
        ("after:2014 before:2016 -date:2015-07", "2015-08-01", END),
    ]
] + [
    ("source:okaz", START, END, lambda source: source == "okaz"),
    ("المصدر:okaz", START, END, lambda source: source == "okaz"),
    ("-source:okaz", START, END, lambda source: source != "okaz"),
    ("source:(okaz أو sabq)", START, END, lambda source: source in {"okaz", "sabq"}),
    ("-source:(okaz أو sabq)", START, END, lambda source: source not in {"okaz", "sabq"}),
    ("after:2015-08-01 -source:okaz", "2015-08-02", END, lambda source: source != "okaz"),
    ("صحيفة:alriyadh قبل:2015-08", START, "2015-07-31", lambda source: source == "alriyadh"),
    ("source:was date:2015-08-04", "2015-08-04", "2015-08-04", lambda source: source == "was"),
    ('source:"3alyoum" since:2015-08-10', "2015-08-10", END, lambda source: source == "3alyoum"),
    ("source:الحياة", START, END, lambda _: False),
]


@pytest.fixture(scope="module")
def saudi(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[tuple[Archive, list[tuple[str, str]]]]:
    """Some lines of the archive indexed, and the day and source of each."""
    if not SAUDI.exists():
        pytest.skip(f"{SAUDI} is not part of this checkout")
    folder = tmp_path_factory.mktemp("saudi")
    with lzma.open(SAUDI, "rt", encoding="utf-8") as file:
        step = 1 if request.config.getoption("--long") else EVERY
        lines = [line for number, line in enumerate(file) if not number % step]
    news = folder / "news.jsonl"
    news.write_text("".join(lines), encoding="utf-8")
    report = Archive.build([news], folder / "index")
    unindexed = {record.place.line for record in (*report.bad, *report.duplicates)}
    assert len(unindexed) == len(lines) - report.indexed
    rows = [json.loads(line) for n, line in enumerate(lines, start=1) if n not in unindexed]
    with Archive.open(folder / "index") as archive:
        yield archive, [(row["date"], row["source"]) for row in rows]


@pytest.mark.parametrize(
    ("query", "first", "last", "is_source"), QUERIES, ids=[ascii(query) for query, *_ in QUERIES]
)
def test_as_many_articles_are_found_as_a_loop_counts(
    saudi: tuple[Archive, list[tuple[str, str]]],
    query: str,
    first: str,
    last: str,
    is_source: Callable[[str], bool],
) -> None:
    archive, rows = saudi
    counted = sum(first <= day <= last and is_source(source) for day, source in rows)
    assert archive.search(query, limit=0, today=TODAY).total == counted


def test_there_are_forty_queries() -> None:
    assert len(QUERIES) >= 40
