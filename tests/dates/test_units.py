"""Units: what a date is made of, and which of them lie within some days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.dates import DateSpan, parse
from searchkit.dates.units import units, units_within

DAYS = st.dates(date(1300, 1, 1), date(2100, 1, 1))

MADE_OF = {
    "day": ("30 مايو 2022", ["d20220530"]),
    "Hijri day": ("29 شوال 1443", ["d20220530"]),
    "week": ("الأسبوع الماضي", ["w20220523"]),
    "month": ("مايو 2022", ["m20220501"]),
    "Hijri month": ("رمضان 1443", ["hm20220402"]),
    "quarter": ("الربع الثاني من 2022", ["q20220401"]),
    "half": ("النصف الثاني من 2022", ["s20220701"]),
    "year": ("2022", ["y20220101"]),
    "Hijri year": ("1443هـ", ["hy20210809"]),
    "days": ("30 مايو إلى 1 يونيو 2022", ["d20220530", "d20220531", "d20220601"]),
    "months": ("من مايو إلى يوليو 2022", ["m20220501", "m20220601", "m20220701"]),
    "days of several months": (
        "30 مايو إلى 1 يوليو 2022",
        ["d20220530", "d20220531", "m20220601", "d20220701"],
    ),
}


@pytest.mark.parametrize(("expression", "names"), MADE_OF.values(), ids=MADE_OF)
def test_a_date_is_made_of_the_units_it_names(expression: str, names: list[str]) -> None:
    span = parse(expression, date(2022, 5, 30))
    assert span is not None
    assert units(span) == names


SINGLE = ["d", "w", "m", "q", "s", "y", "hm", "hy"]
EXPRESSIONS = ["{}-{}-{}", "{}-{}", "{}", "{}هـ", "{}-{}هـ", "الربع الأول {}", "النصف الثاني {}"]


@given(
    st.sampled_from(EXPRESSIONS),
    st.integers(1300, 2090),
    st.integers(1, 12),
    st.integers(1, 31),
    st.integers(-40, 40),
    st.integers(0, 800),
)
def test_a_unit_is_within_some_days_if_all_of_it_is(  # noqa: PLR0913, PLR0917
    expression: str, year: int, month: int, day: int, before: int, length: int
) -> None:
    span = parse(expression.format(year, f"{month:02}", f"{day:02}"))
    if span is None or len(units(span)) != 1:  # 31 February; a quarter of a Hijri year
        return
    first = span.first + timedelta(days=before)
    last = first + timedelta(days=length)
    [name] = units(span)

    found = any(least <= name <= greatest for least, greatest in units_within(first, last))

    assert found == (first <= span.first and span.last <= last)


@given(DAYS, st.integers(0, 800))
def test_several_days_are_told_by_units_that_tile_them(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    names = units(DateSpan(first, last, "range", "gregorian", 0, 1))

    assert names == sorted(names, key=lambda name: name[1:])
    lengths = {"d": lambda _: 1, "m": _days_of_month}
    assert sum(lengths[name[0]](name) for name in names) == more + 1


def _days_of_month(name: str) -> int:
    start = date.fromisoformat(name[1:])
    return ((start + timedelta(days=31)).replace(day=1) - start).days


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date.min, date.max, ("d00010101", "d99991231")),
        (date.min, date.min, ("d00010101", "d00010101")),
        (date.max, date.max, ("d99991231", "d99991231")),
    ],
    ids=["all", "first", "last"],
)
def test_the_ends_of_the_calendar_have_units(
    first: date, last: date, days: tuple[str, str]
) -> None:
    assert units_within(first, last)[0] == days
