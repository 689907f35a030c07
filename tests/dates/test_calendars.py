"""The two calendars, day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.dates.calendars import day_of, month_of, months_of, year_and_month

KNOWN_DAYS = {
    "epoch": ((1, 1, 1), "0622-07-19"),
    "fall of Baghdad, 10 February in the Julian calendar": ((656, 2, 4), "1258-02-17"),
    "first of Umm al-Qura": ((1343, 1, 1), "1924-08-01"),
    "Ramadan": ((1443, 9, 1), "2022-04-02"),
    "last of Umm al-Qura": ((1500, 12, 30), "2077-11-16"),
    "after Umm al-Qura": ((1501, 1, 1), "2077-11-17"),
}


@pytest.mark.parametrize(("hijri", "gregorian"), KNOWN_DAYS.values(), ids=KNOWN_DAYS)
def test_hijri_days_have_their_gregorian_date(hijri: tuple[int, int, int], gregorian: str) -> None:
    assert str(day_of("hijri", *hijri)) == gregorian


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=9660 * 12))
def test_hijri_months_tile_without_gaps(count: int) -> None:
    month = month_of("hijri", count // 12 + 1, count % 12 + 1)
    before = month_of("hijri", (count - 1) // 12 + 1, (count - 1) % 12 + 1)

    assert month is not None
    assert before is not None
    assert month[0] == before[1] + timedelta(days=1)


@settings(deadline=None)
@given(st.dates(min_value=date(622, 7, 19), max_value=date(9998, 1, 1)))
def test_every_day_lies_in_its_hijri_month(day: date) -> None:
    bounds = month_of("hijri", *year_and_month("hijri", day))

    assert bounds is not None
    assert bounds[0] <= day <= bounds[1]


@settings(deadline=None)
@given(st.integers(), st.integers(), st.integers())
def test_no_numbers_raise(year: int, month: int, day: int) -> None:
    for calendar in ("gregorian", "hijri"):
        found = day_of(calendar, year, month, day)
        assert found is None or isinstance(found, date)


def test_several_months_end_with_the_last() -> None:
    assert months_of("gregorian", 2016, 1, 2) == (date(2016, 1, 1), date(2016, 2, 29))
    assert months_of("gregorian", 2016, 3, 2) is None
