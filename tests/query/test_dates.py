"""Filters by date: closed intervals of days."""

from datetime import date

import pytest

from searchkit.query import parse, write

TODAY = date(2022, 6, 15)

FILTERS = [
    pytest.param("date:2022", "2022-01-01..2022-12-31", id="year"),
    pytest.param("date:2022-05", "2022-05-01..2022-05-31", id="month"),
    pytest.param("date:2022-05-30", "=2022-05-30", id="day"),
    pytest.param("date:٢٠٢٢-٠٥", "2022-05-01..2022-05-31", id="arabic-indic digits"),
    pytest.param("date:30/5/2022", "=2022-05-30", id="day first"),
    pytest.param("date:1443", "2021-08-09..2022-07-29", id="hijri year"),
    pytest.param("date:رمضان 1443هـ", "2022-04-02..2022-05-01", id="hijri month"),
    pytest.param("date:2022 م", "2022-01-01..2022-12-31", id="era"),
    pytest.param('date:"30 مايو 2022"', "=2022-05-30", id="quoted"),
    pytest.param("date:«30 أيار 2022»", "=2022-05-30", id="angle quotes"),
    pytest.param("date:30 أيار 2022", "=2022-05-30", id="levantine month"),
    pytest.param("date:مايو/أيار 2022", "2022-05-01..2022-05-31", id="two names of a month"),
    pytest.param("date:29 مايو (أيار) 2022", "=2022-05-29", id="name in brackets"),
    pytest.param("date:الربع الأول من 2022", "2022-01-01..2022-03-31", id="quarter"),
    pytest.param("date:من 1 مايو إلى 5 مايو 2022", "2022-05-01..2022-05-05", id="from day to day"),
    pytest.param("date:(2022)", "2022-01-01..2022-12-31", id="in brackets"),
    pytest.param("date:\u200f2022\u200f", "2022-01-01..2022-12-31", id="bidi controls"),
    pytest.param("date:أمس", "=2022-06-14", id="yesterday"),
    pytest.param("date:الأسبوع الماضي", "2022-06-06..2022-06-12", id="last week"),
    pytest.param("date:last week", "2022-06-06..2022-06-12", id="last week in english"),
    pytest.param("date:7d", "2022-06-08..2022-06-15", id="seven days"),
    pytest.param("التاريخ:2022", "2022-01-01..2022-12-31", id="arabic name"),
    pytest.param("published:2022", "2022-01-01..2022-12-31", id="other name"),
    pytest.param("النشر:2022", "2022-01-01..2022-12-31", id="other arabic name"),
    pytest.param("after:2022-05", ">=2022-06-01", id="after"),
    pytest.param("بعد:2022-05", ">=2022-06-01", id="after in arabic"),
    pytest.param("بعد:أسبوع", ">=2022-06-08", id="after so long rolls"),
    pytest.param("after:2021..2022-05", ">=2022-06-01", id="after an interval"),
    pytest.param("since:2022-05", ">=2022-05-01", id="since"),
    pytest.param("منذ:2022-05", ">=2022-05-01", id="since in arabic"),
    pytest.param("من:2022-05", ">=2022-05-01", id="from in arabic"),
    pytest.param("منذ:أسبوع", ">=2022-06-08", id="since so long ago"),
    pytest.param("before:2022-05", "<=2022-04-30", id="before"),
    pytest.param("قبل:2022-05", "<=2022-04-30", id="before in arabic"),
    pytest.param("until:2022-05", "<=2022-05-31", id="until"),
    pytest.param("حتى:2022-05", "<=2022-05-31", id="until in arabic"),
    pytest.param("لغاية:2022-05", "<=2022-05-31", id="until in other words"),
    pytest.param("date:2022-05..2022-06", "2022-05-01..2022-06-30", id="range"),
    pytest.param("date:2022-05 .. 2022-06", "2022-05-01..2022-06-30", id="range with spaces"),
    pytest.param("date:2022-05…2022-06", "2022-05-01..2022-06-30", id="range with an ellipsis"),
    pytest.param("date:٢٠٢١..٢٠٢٢-٠٣", "2021-01-01..2022-03-31", id="range of two precisions"),
    pytest.param("date:2022-05-01 إلى 2022-05-05", "2022-05-01..2022-05-05", id="range in words"),
    pytest.param("date:2022-05 TO 2022-06", "2022-05-01..2022-06-30", id="range in english"),
    pytest.param("date:2022..", ">=2022-01-01", id="open end"),
    pytest.param("date:..2022", "<=2022-12-31", id="open start"),
    pytest.param("date:*", "*", id="any date"),
    pytest.param("date:[2022-05-01 إلى 2022-05-05]", "2022-05-01..2022-05-05", id="brackets"),
    pytest.param(
        "date:[2022-05-01 TO 2022-05-05]", "2022-05-01..2022-05-05", id="english brackets"
    ),
    pytest.param("date:[2022-05-01..2022-05-05]", "2022-05-01..2022-05-05", id="dots in brackets"),
    pytest.param("date:{2022-05-01 حتى 2022-05-05}", "2022-05-02..2022-05-04", id="braces"),
    pytest.param(
        "date:[2022-05-01 TO 2022-05-05}", "2022-05-01..2022-05-04", id="bracket and brace"
    ),
    pytest.param("date:[2022 TO *]", ">=2022-01-01", id="star at the end"),
    pytest.param("date:[* TO 2022]", "<=2022-12-31", id="star at the start"),
    pytest.param("date:{2022 TO 2022}", "{2022-12-31 TO 2022-01-01}", id="nothing between"),
    pytest.param("date:>2022", ">=2023-01-01", id="greater"),
    pytest.param("date:>=2022", ">=2022-01-01", id="greater or equal"),
    pytest.param("date:≥ 2022", ">=2022-01-01", id="greater or equal as one sign"),
    pytest.param("date:<2022-05", "<=2022-04-30", id="less"),
    pytest.param("date:<=2022-05", "<=2022-05-31", id="less or equal"),
    pytest.param("date:=<2022-05", "<=2022-05-31", id="less or equal turned round"),
    pytest.param("date:=2022-05", "2022-05-01..2022-05-31", id="equal"),
]


MENTIONED = [
    pytest.param("event_date:2022-05", "2022-05-01..2022-05-31", id="month"),
    pytest.param("تاريخ_الحدث:«30 أيار 2022»", "=2022-05-30", id="arabic name"),
    pytest.param("event_date:2022..", ">=2022-01-01", id="open end"),
    pytest.param("event_date:..2022-05", "<=2022-05-31", id="open start"),
]


@pytest.mark.parametrize(("query", "days"), MENTIONED)
def test_a_mentioned_date_lies_within_days(query: str, days: str) -> None:
    parsed = parse(query, today=TODAY)
    assert write(parsed.syntax) == f"event_date:{days}"
    assert parsed.notes == ()


@pytest.mark.parametrize(("query", "days"), FILTERS)
def test_a_date_is_an_interval_of_days(query: str, days: str) -> None:
    parsed = parse(query, today=TODAY)
    assert write(parsed.syntax) == f"date:{days}"
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("التاريخ:مايو 2022 العقوبات", "date:2022-05-01..2022-05-31 العقوبات"),
        ("date:2022 العقوبات", "date:2022-01-01..2022-12-31 العقوبات"),
        ("بعد:30 مايو 2022 النفط والغاز", "date:>=2022-05-31 النفط والغاز"),
        ("date:2022-05-01 إلى النفط", "date:=2022-05-01 إلى النفط"),
        ("date:2022.. نفط", "date:>=2022-01-01 نفط"),
        ("date:>2022 نفط", "date:>=2023-01-01 نفط"),
        ("date:2022، نفط", "date:2022-01-01..2022-12-31 نفط"),
        ("date:2022 -نفط", "date:2022-01-01..2022-12-31 -نفط"),
        ("date:2022 source:تاس", "date:2022-01-01..2022-12-31 source:تاس"),
        ("date:(2022 OR أمس)", "date:2022-01-01..2022-12-31 OR date:=2022-06-14"),
        ("-date:2022 نفط", "-date:2022-01-01..2022-12-31 نفط"),
        ("(date:2022) نفط", "date:2022-01-01..2022-12-31 نفط"),
    ],
    ids=ascii,
)
def test_a_date_ends_where_other_words_begin(query: str, said: str) -> None:
    parsed = parse(query, today=TODAY)
    assert write(parsed.syntax) == said
    assert parsed.notes == ()


def test_a_date_filter_narrows_the_words() -> None:
    parsed = parse("source:تاس after:2022-05-01 before:2022-07")
    assert write(parsed.syntax) == "source:تاس date:>=2022-05-02 date:<=2022-06-30"


GUESSES = [
    ("date:2022-06..2022-05", "2022-05-01..2022-06-30", "reversed-range", "2022-06..2022-05"),
    ("date:[2022-06 إلى 2022-05]", "2022-05-01..2022-06-30", "reversed-range", None),
    ("date:]2022-05 إلى 2022-06[", "2022-05-01..2022-06-30", "mirrored-bracket", None),
    ("date:[2022-05 إلى 2022-06", "2022-05-01..2022-06-30", "unclosed-bracket", None),
    ("date:05/06/2022", "=2022-06-05", "read-as", "05/06/2022"),
    ("date:٥/٦/٢٠٢٢", "=2022-06-05", "read-as", "٥/٦/٢٠٢٢"),
    ("date:5/30/2022", "=2022-05-30", "read-as", "5/30/2022"),
    ("date:2022 مايو 30", "=2022-05-30", "read-as", "2022 مايو 30"),
]


@pytest.mark.parametrize(("query", "days", "code", "part"), GUESSES, ids=ascii)
def test_a_guess_is_noted(query: str, days: str, code: str, part: str | None) -> None:
    parsed = parse(query, today=TODAY)
    assert write(parsed.syntax) == f"date:{days}"
    (note,) = parsed.notes
    assert note.code == code
    assert query[slice(*note.span)] == part or part is None


@pytest.mark.parametrize("query", ["date:5/5/2022", "date:15/6/2022", "date:2022-05-06"])
def test_what_can_be_read_in_one_way_is_not_noted(query: str) -> None:
    assert parse(query).notes == ()


BAD = [
    ("2022-13-45", "no-such-month", "13"),
    ("2022-02-30", "no-such-day", "30"),
    ("30/2/2022", "no-such-day", "30"),
    ("٣٠/٢/٢٠٢٢", "no-such-day", "30"),
    ("1/15/2022x", "bad-date", "1/15/2022x"),
    ("15/2022", "no-such-month", "15"),
    ("31 أبريل 2022", "no-such-day", "31"),
    (">2022-13", "no-such-month", "13"),
    ("[2022-13 إلى 2022-14]", "no-such-month", "13"),
    ("2022..never", "bad-date", "2022..never"),
    ("99999", "bad-date", "99999"),
]


@pytest.mark.parametrize(("value", "code", "part"), BAD, ids=ascii)
def test_a_bad_date_is_noted_and_ignored(value: str, code: str, part: str) -> None:
    query = f"source:تاس date:{value}"
    parsed = parse(query)
    assert write(parsed.syntax) == "source:تاس"
    (note,) = parsed.notes
    assert note.code == code
    assert query[slice(*note.span)] == value
    assert part in note.ar
    assert part in note.en


@pytest.mark.parametrize("value", ["never", "قريبًا", "خسارة", '"بعد غد بقليل"'], ids=ascii)
def test_a_value_without_digits_that_is_no_date_is_text(value: str) -> None:
    parsed = parse(f"source:تاس بعد:{value} x")
    assert write(parsed.syntax) == f"source:تاس {value} x"
    assert [note.code for note in parsed.notes] == ["not-a-date"]


@pytest.mark.parametrize("field", ["date", "after", "since", "before", "until"])
@pytest.mark.parametrize("value", ["0001-01-01", "0001", "9999", "=9999-12-31", "0001..9999"])
def test_the_ends_of_the_calendar_are_dates_like_others(field: str, value: str) -> None:
    said = write(parse(f"source:تاس {field}:{value}").syntax)
    assert said.startswith("source:تاس date:")
    assert write(parse(said).syntax) == said


def test_a_field_without_a_date_leaves_the_bracket_closed() -> None:
    parsed = parse("(a after:) b")
    assert "unclosed-bracket" not in [note.code for note in parsed.notes]


def test_a_name_behind_a_date_name_is_a_field() -> None:
    assert write(parse("date:title:a").syntax) == "title:a"
