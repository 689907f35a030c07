"""What holds for every date and every string."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.dates import find, parse
from searchkit.dates.calendars import day_of
from searchkit.dates.months import MonthFamily, month_families

ANCHORS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
GREGORIAN = [family for family in month_families() if family.calendar == "gregorian"]
[HIJRI] = [family for family in month_families() if family.calendar == "hijri"]
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

#: Words that dates are made of, to build what a grammar may stumble over.
STUMBLING_BLOCKS = (
    "3 30 2015 1436 99 000 / - . : ، ( ) و من إلى مايو أيار صفر رمضان اليوم أمس غدا الاثنين الماضي"
    " المقبل العام الشهر الأسبوع عام شهر يوم قبل منذ هـ م الربع الأول الحادي عشر الموافق نفسه last"
    " week d ago \u200f ـ ً وفي للعام 10:30 T Z +0300"
)
PIECES = st.sampled_from(STUMBLING_BLOCKS.split())
TEXTS = st.text(max_size=40) | st.lists(PIECES, max_size=12).map(" ".join)
TIGHT_TEXTS = st.lists(PIECES, max_size=8).map("".join)


@settings(deadline=None)
@given(ANCHORS)
def test_iso_dates_round_trip(day: date) -> None:
    span = parse(str(day))

    assert span is not None
    assert (span.first, span.last, span.granularity) == (day, day, "day")


@pytest.mark.parametrize("family", GREGORIAN, ids=lambda family: family.name)
@settings(deadline=None)
@given(day=ANCHORS, data=st.data())
def test_days_round_trip_in_every_spelling(
    family: MonthFamily, day: date, data: st.DataObject
) -> None:
    month = data.draw(st.sampled_from(family.months[day.month - 1]))
    printed = f"{day.day} {month} {day.year}"

    for expression in (printed, printed.translate(ARABIC_DIGITS)):
        span = parse(expression)
        assert span is not None
        assert (span.first, span.last, span.calendar) == (day, day, "gregorian")


@settings(deadline=None)
@given(
    year=st.integers(1300, 1499), month=st.integers(1, 12), day=st.integers(1, 29), data=st.data()
)
def test_hijri_days_round_trip(year: int, month: int, day: int, data: st.DataObject) -> None:
    expected = day_of("hijri", year, month, day)
    name = data.draw(st.sampled_from(HIJRI.months[month - 1]))

    for expression in (f"{day} {name} {year}", f"{day}/{month}/{year}هـ", f"{year}/{month}/{day}"):
        span = parse(expression)
        assert span is not None
        assert (span.first, span.calendar) == (expected, "hijri")


@settings(deadline=None)
@given(TEXTS | TIGHT_TEXTS, st.none() | st.dates())
def test_no_string_raises(text: str, anchor: date | None) -> None:
    parse(text, anchor)
    find(text, anchor)


@settings(deadline=None)
@given(TEXTS | TIGHT_TEXTS, ANCHORS)
def test_spans_lie_in_the_text_in_order(text: str, anchor: date) -> None:
    end = 0
    for span in find(text, anchor):
        assert end <= span.start < span.end <= len(text)
        assert span.first <= span.last
        end = span.end


@settings(deadline=None)
@given(TEXTS | TIGHT_TEXTS, ANCHORS)
def test_what_is_found_parses_to_the_same_days(text: str, anchor: date) -> None:
    for span in find(text, anchor):
        again = parse(text[span.start : span.end], anchor)
        assert again is not None
        assert (again.first, again.last, again.calendar) == (span.first, span.last, span.calendar)


HUGE = {
    "digits": "1" * 500_000,
    "grouped digits": "1 " * 10_000,
    "slashes": "1/" * 10_000,
    "spaces": "3" + " " * 500_000 + "مايو",
    "tatweel": "ماي" + "ـ" * 500_000 + "و 2015",
    "ordinals": "الحادي و" * 20_000,
    "lists of days": "1 و" * 10_000,
    "dates": "أمس (" * 5_000,
    "letters": "ا" * 500_000,
    "times": "10:30" * 5_000,
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_huge_input_takes_linear_time(text: str) -> None:
    start = process_time()

    parse(text, date(2015, 8, 10))
    find(text, date(2015, 8, 10))

    # Quadratic time would be minutes; the bound is loose because machines differ.
    assert process_time() - start < 10


@pytest.mark.slow
@pytest.mark.parametrize("family", GREGORIAN, ids=lambda family: family.name)
def test_every_day_of_two_centuries_round_trips(family: MonthFamily) -> None:
    for ordinal in range(date(1900, 1, 1).toordinal(), date(2101, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        for printed in (str(day), f"{day.day} {family.months[day.month - 1][0]} {day.year}"):
            span = parse(printed)
            assert span is not None, printed
            assert (span.first, span.last) == (day, day)


@pytest.mark.slow
def test_every_hijri_day_within_range_round_trips() -> None:
    for year in range(1300, 1500):
        for month in range(1, 13):
            for day in range(1, 31):
                expected = day_of("hijri", year, month, day)
                span = parse(f"{day} {HIJRI.months[month - 1][0]} {year}هـ")
                assert (span and span.first) == expected
