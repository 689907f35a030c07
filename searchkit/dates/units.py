"""Dates as terms of an index: the units of the calendars they are made of, and which lie in a span.

A date is one unit, or several: «مايو 2022» is a month, «6-8 أغسطس» three days. A unit is named by
its kind and its first day, as ``d20220530``, so that the units of one kind that lie within some
days are neighbours among sorted names.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from searchkit.dates.calendars import MONTHS, ONE_DAY, month_of, year_and_month
from searchkit.dates.span import Calendar, DateSpan, Granularity

_DAY, _MONTH = "d", "m"
_LONG = timedelta(days=31)  # from first to last day of several; longer ones are told in months

#: The kind of unit that each granularity is, in either calendar.
_KINDS: dict[tuple[str, Calendar], str] = {
    ("day", "gregorian"): _DAY,
    ("day", "hijri"): _DAY,
    ("week", "gregorian"): "w",
    ("month", "gregorian"): _MONTH,
    ("quarter", "gregorian"): "q",
    ("half", "gregorian"): "s",
    ("year", "gregorian"): "y",
    ("month", "hijri"): "hm",
    ("year", "hijri"): "hy",
}


def units(span: DateSpan) -> list[str]:
    """Name the units that *span* is made of.

    >>> from searchkit.dates import parse
    >>> units(parse("مايو 2022")), units(parse("30-31 مايو 2022"))
    (['m20220501'], ['d20220530', 'd20220531'])
    """
    return list(_units(span.granularity, span.calendar, span.first, span.last))


# The dates of an archive are few, and each is told many times.
@lru_cache(maxsize=1 << 14)
def _units(
    granularity: Granularity, calendar: Calendar, first: date, last: date
) -> tuple[str, ...]:
    kind = _KINDS.get((granularity, calendar))
    return (_name(kind, first),) if kind else tuple(_units_of_several(first, last))


def units_within(first: date, last: date) -> list[tuple[str, str]]:
    """Give, for each kind of which a unit lies from *first* to *last*, bounds of their names.

    The days come first.

    >>> units_within(date(2022, 5, 30), date(2022, 5, 30))
    [('d20220530', 'd20220530')]
    >>> units_within(date(2022, 6, 1), date(2022, 6, 30))[:3]
    [('d20220601', 'd20220630'), ('w20220601', 'w20220620'), ('m20220601', 'm20220601')]
    """
    found = []
    for kind, start_of in _STARTS.items():
        # Those end with *last* or before that begin before the one that holds the next day.
        following = start_of(last + ONE_DAY) if last < date.max else None
        if following and following <= first:
            continue
        greatest = start_of(following - ONE_DAY if following else last)
        if first <= greatest:
            found.append((_name(kind, first), _name(kind, greatest)))
    return found


def _units_of_several(first: date, last: date) -> Iterator[str]:
    """Name the days from *first* to *last*; of many days the whole months among them."""
    ordinal = first.toordinal()
    while ordinal <= last.toordinal():
        day = date.fromordinal(ordinal)
        month = month_of("gregorian", day.year, day.month)
        if month and last - first > _LONG and day == month[0] and month[1] <= last:
            yield _name(_MONTH, day)
            ordinal = month[1].toordinal()
        else:
            yield _name(_DAY, day)
        ordinal += 1


def _name(kind: str, day: date) -> str:
    return f"{kind}{day.isoformat().replace('-', '')}"


def _monday(day: date) -> date:
    # 1 January of the year 1 is a Monday.
    return day - timedelta(days=day.weekday())


def _first_of(months: int) -> Callable[[date], date]:
    """Give what finds the start of the period of so many *months* that a day lies in."""
    return lambda day: date(day.year, (day.month - 1) // months * months + 1, 1)


def _first_hijri(months: int) -> Callable[[date], date]:
    def start(day: date) -> date:
        year, month = year_and_month("hijri", day)
        bounds = month_of("hijri", year, (month - 1) // months * months + 1)
        return bounds[0] if bounds else date.min  # before the calendar begins

    return start


_STARTS: dict[str, Callable[[date], date]] = {
    _DAY: lambda day: day,
    "w": _monday,
    _MONTH: _first_of(1),
    "q": _first_of(3),
    "s": _first_of(6),
    "y": _first_of(MONTHS),
    "hm": _first_hijri(1),
    "hy": _first_hijri(MONTHS),
}
