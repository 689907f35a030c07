"""Whole expressions: query values, date lines, the date fields of feeds."""

from datetime import date

import pytest

from searchkit.dates import parse

MONDAY = date(2015, 8, 10)

EXPRESSIONS = {
    "iso": ("2022-05-30", "2022-05-30", "2022-05-30", "day"),
    "iso with time": ("2022-05-30T14:35:00Z", "2022-05-30", "2022-05-30", "day"),
    "iso with bad time": ("2017-02-08T999999", "2017-02-08", "2017-02-08", "day"),
    "iso with space": ("2022-05-30 14:35:00.123+03:00", "2022-05-30", "2022-05-30", "day"),
    "iso in Arabic digits": ("٢٠٢٢-٠٥-٣٠", "2022-05-30", "2022-05-30", "day"),
    "iso of a Hijri year": ("1443-09-01", "2022-04-02", "2022-04-02", "day"),
    "first day": ("0001-01-01", "0001-01-01", "0001-01-01", "day"),
    "last day": ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
    "compact": ("20220530", "2022-05-30", "2022-05-30", "day"),
    "rfc 822": ("Mon, 30 May 2022 14:35:00 +0300", "2022-05-30", "2022-05-30", "day"),
    "rfc 822 with zone name": ("Mon, 30 May 2022 14:35:00 GMT", "2022-05-30", "2022-05-30", "day"),
    "American": ("May 30, 2022", "2022-05-30", "2022-05-30", "day"),
    "numeric": ("30/5/2022", "2022-05-30", "2022-05-30", "day"),
    "numeric with time": ("2022/05/30 14:35", "2022-05-30", "2022-05-30", "day"),
    "time first": ("14:35 30/05/2022", "2022-05-30", "2022-05-30", "day"),
    "weekday and time": ("الاثنين 30 مايو 2022 - 14:35", "2022-05-30", "2022-05-30", "day"),
    "time in words": ("30 مايو 2022 الساعة 2:35 مساءً", "2022-05-30", "2022-05-30", "day"),
    "time with zone": (
        "الثلاثاء، 31 مايو 2022، 10:20 ص بتوقيت غرينتش",
        "2022-05-31",
        "2022-05-31",
        "day",
    ),
    "label and full stop": ("نشر في: 30 مايو 2022.", "2022-05-30", "2022-05-30", "day"),
    "two calendars": ("الجمعة 05 يونيو 2015 م / 18 شعبان 1436", "2015-06-05", "2015-06-05", "day"),
    "year": ("2022", "2022-01-01", "2022-12-31", "year"),
    "preposition": ("في عام 2022", "2022-01-01", "2022-12-31", "year"),
    "year of no news": ("700م", "0700-01-01", "0700-12-31", "year"),
    "Hijri year": ("1443", "2021-08-09", "2022-07-29", "year"),
    "month": ("2022-05", "2022-05-01", "2022-05-31", "month"),
    "month first": ("5/2022", "2022-05-01", "2022-05-31", "month"),
    "Hijri month": ("رمضان 1443هـ", "2022-04-02", "2022-05-01", "month"),
    "quarter": ("الربع الأول من 2022", "2022-01-01", "2022-03-31", "quarter"),
    "English quarter": ("Q1 2022", "2022-01-01", "2022-03-31", "quarter"),
    "today": ("اليوم", "2015-08-10", "2015-08-10", "day"),
    "yesterday": ("yesterday", "2015-08-09", "2015-08-09", "day"),
    "weekday": ("السبت", "2015-08-08", "2015-08-08", "day"),
    "weekday of today": ("الاثنين", "2015-08-10", "2015-08-10", "day"),
    "last week": ("last week", "2015-08-03", "2015-08-09", "week"),
    "next year": ("next year", "2016-01-01", "2016-12-31", "year"),
    "last Monday": ("last monday", "2015-08-03", "2015-08-03", "day"),
    "ago": ("3 days ago", "2015-08-07", "2015-08-07", "day"),
    "hours ago": ("منذ 3 ساعات", "2015-08-10", "2015-08-10", "day"),
    "duration": ("7d", "2015-08-03", "2015-08-10", "range"),
    "Arabic duration": ("أسبوع", "2015-08-03", "2015-08-10", "range"),
    "last days": ("آخر 3 أيام", "2015-08-07", "2015-08-10", "range"),
    "dual duration": ("شهرين", "2015-06-10", "2015-08-10", "range"),
}


@pytest.mark.parametrize(
    ("expression", "first", "last", "granularity"), EXPRESSIONS.values(), ids=EXPRESSIONS
)
def test_an_expression_means_its_days(
    expression: str, first: str, last: str, granularity: str
) -> None:
    span = parse(expression, MONDAY)

    assert span is not None
    assert (str(span.first), str(span.last), span.granularity) == (first, last, granularity)


def test_the_span_of_a_parsed_date_is_the_whole_expression() -> None:
    expression = " الاثنين ٣٠ مايو ٢٠٢٢. "

    span = parse(expression)

    assert span is not None
    assert (span.start, span.end) == (0, len(expression))


@pytest.mark.parametrize(
    ("expression", "calendar"),
    [
        ("رمضان 1443", "hijri"),
        ("1443", "hijri"),
        ("1443م", "gregorian"),
        ("5 رمضان 1443 الموافق 6 أبريل 2022", "gregorian"),
    ],
    ids=["month", "year", "marked year", "both"],
)
def test_the_calendar_is_told(expression: str, calendar: str) -> None:
    span = parse(expression)

    assert span is not None
    assert span.calendar == calendar


NO_DATES = {
    "nothing": "",
    "space": " \n",
    "word": "وزير",
    "month alone": "مايو",
    "impossible month and day": "2022-13-45",
    "impossible day": "31 فبراير",
    "impossible day of that year": "29 فبراير 2015",
    "zeros": "0000-00-00",
    "two dates": "2015-08-10 2015-08-11",
    "date and a word": "30 مايو 2022 العقوبات",
    "word and a date": "مؤتمر 30 مايو 2022",
    "five digits": "10000",
    "too long for a date": "30 مايو 2022" + " " * 300,
    "day zero": "0 مايو 2022",
    "month without end": "31/11/2022",
    "Hijri day 30 of a month of 29": "30 صفر 1443",
    "year beyond the calendar": "99999 هـ",
}


@pytest.mark.parametrize("expression", NO_DATES.values(), ids=NO_DATES)
def test_what_is_not_one_date_is_none(expression: str) -> None:
    assert parse(expression, MONDAY) is None


@pytest.mark.parametrize("expression", ["yesterday", "7d", "3 مايو", "الأسبوع الماضي"])
def test_without_an_anchor_open_expressions_are_none(expression: str) -> None:
    assert parse(expression) is None
