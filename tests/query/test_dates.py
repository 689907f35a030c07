"""Filters by date: closed intervals of days."""

from datetime import date

import pytest

from searchkit.query import describe, parse

TODAY = date(2022, 6, 15)

FILTERS = [
    pytest.param("date:2022", "2022-01-01..2022-12-31", id="year"),
    pytest.param("date:2022-05", "2022-05-01..2022-05-31", id="month"),
    pytest.param("date:2022-05-30", "2022-05-30..2022-05-30", id="day"),
    pytest.param("date:٢٠٢٢-٠٥", "2022-05-01..2022-05-31", id="arabic-indic digits"),
    pytest.param("date:30/5/2022", "2022-05-30..2022-05-30", id="day first"),
    pytest.param('date:"30 مايو 2022"', "2022-05-30..2022-05-30", id="quoted"),
    pytest.param("date:«30 أيار 2022»", "2022-05-30..2022-05-30", id="angle quotes"),
    pytest.param("date:(2022)", "2022-01-01..2022-12-31", id="in brackets"),
    pytest.param("date:\u200f2022\u200f", "2022-01-01..2022-12-31", id="bidi controls"),
    pytest.param("date:أمس", "2022-06-14..2022-06-14", id="yesterday"),
    pytest.param("التاريخ:2022", "2022-01-01..2022-12-31", id="arabic name"),
    pytest.param("published:2022", "2022-01-01..2022-12-31", id="other name"),
    pytest.param("after:2022-05", "2022-06-01..", id="after"),
    pytest.param("بعد:2022-05", "2022-06-01..", id="after in arabic"),
    pytest.param("since:2022-05", "2022-05-01..", id="since"),
    pytest.param("منذ:2022-05", "2022-05-01..", id="since in arabic"),
    pytest.param("before:2022-05", "..2022-04-30", id="before"),
    pytest.param("قبل:2022-05", "..2022-04-30", id="before in arabic"),
    pytest.param("until:2022-05", "..2022-05-31", id="until"),
    pytest.param("حتى:2022-05", "..2022-05-31", id="until in arabic"),
    pytest.param("لغاية:2022-05", "..2022-05-31", id="until in other words"),
    pytest.param("date:2022-05..2022-06", "2022-05-01..2022-06-30", id="range"),
    pytest.param("date:٢٠٢١..٢٠٢٢-٠٣", "2021-01-01..2022-03-31", id="range of two precisions"),
]


MENTIONED = [
    pytest.param("event_date:2022-05", "2022-05-01..2022-05-31", id="month"),
    pytest.param("تاريخ_الحدث:«30 أيار 2022»", "2022-05-30..2022-05-30", id="arabic name"),
    pytest.param("event_date:2022..", "2022-01-01..", id="open end"),
    pytest.param("event_date:..2022-05", "..2022-05-31", id="open start"),
]


@pytest.mark.parametrize(("query", "days"), MENTIONED)
def test_a_mentioned_date_lies_within_days(query: str, days: str) -> None:
    parsed = parse(query, today=TODAY)
    assert describe(parsed.tree) == f"event_date:{days}"
    assert parsed.notes == ()


@pytest.mark.parametrize(("query", "days"), FILTERS)
def test_a_date_is_an_interval_of_days(query: str, days: str) -> None:
    parsed = parse(query, today=TODAY)
    assert describe(parsed.tree) == f"date:{days}"
    assert parsed.notes == ()


def test_a_date_filter_narrows_the_words() -> None:
    parsed = parse("source:تاس after:2022-05-01 before:2022-07")
    assert describe(parsed.tree) == "(source:تاس AND date:2022-05-02.. AND date:..2022-06-30)"


def test_a_reversed_range_is_swapped_and_noted() -> None:
    parsed = parse("date:2022-06..2022-05")
    assert describe(parsed.tree) == "date:2022-05-01..2022-06-30"
    (note,) = parsed.notes
    assert (note.code, note.span) == ("reversed-range", (5, 21))


@pytest.mark.parametrize(
    "value",
    ["2022-13-45", "30/2/2022", "never", "2022..never", "..", "قريبًا", "99999"],
    ids=ascii,
)
def test_a_bad_date_is_noted_and_ignored(value: str) -> None:
    query = f"source:تاس date:{value}"
    parsed = parse(query)
    assert describe(parsed.tree) == "source:تاس"
    (note,) = parsed.notes
    assert note.code == "bad-date"
    assert query[slice(*note.span)] == value
    assert value in note.ar
    assert value in note.en


@pytest.mark.parametrize("field", ["date", "after", "since", "before", "until"])
@pytest.mark.parametrize("value", ["0001-01-01", "0001", "9999", "9999-12-31", "0001..9999"])
def test_the_ends_of_the_calendar_are_dates_like_others(field: str, value: str) -> None:
    tree = parse(f"source:تاس {field}:{value}").tree
    assert "source:تاس" in describe(tree)


def test_a_field_without_a_date_leaves_the_bracket_closed() -> None:
    parsed = parse("(a after:) b")
    assert "unclosed-bracket" not in [note.code for note in parsed.notes]
