"""Days of the two calendars: a year, month and day go in, `datetime.date` values come out.

Hijri dates follow the Umm al-Qura calendar (package hijridate) where it is known, 1343-1500 AH,
and the tabular Islamic calendar outside. What a calendar cannot express is None, never an error.
"""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from functools import cache, lru_cache
from types import ModuleType

from searchkit.dates.span import Calendar

MONTHS = 12
ONE_DAY = timedelta(days=1)

#: Years of hijridate's Umm al-Qura table.
UMM_AL_QURA_YEARS = range(1343, 1501)
#: Written years that are taken for Hijri ones: 1882-2077 of the Gregorian calendar.
LIKELY_HIJRI_YEARS = range(1300, 1500)

# The tabular calendar with the "civil" epoch, Friday 16 July 622 (Julian), and leap years 2, 5, 7,
# 10, 13, 16, 18, 21, 24, 26 and 29 of 30: Reingold & Dershowitz, Calendrical Calculations, ch. 7.
# Their fixed day numbers are Python's ordinals.
_EPOCH = 227015
_DAYS_OF_30_YEARS = 10631
_LAST_TABULAR_YEAR = 9665


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """Convert a day of *calendar* to a date; None when there is no such day.

    >>> day_of("hijri", 1443, 9, 1)
    datetime.date(2022, 4, 2)
    >>> day_of("gregorian", 2022, 2, 31) is None
    True
    """
    bounds = month_of(calendar, year, month)
    if bounds is None or not 1 <= day <= (bounds[1] - bounds[0]).days + 1:
        return None
    return bounds[0] + timedelta(days=day - 1)


@lru_cache(maxsize=1 << 12)
def month_of(calendar: Calendar, year: int, month: int) -> tuple[date, date] | None:
    """Give the first and last day of a month; None when there is no such month.

    >>> month_of("hijri", 1436, 10)
    (datetime.date(2015, 7, 17), datetime.date(2015, 8, 15))
    """
    if not 1 <= month <= MONTHS:
        return None
    if calendar == "gregorian":
        if not 1 <= year <= MAXYEAR:
            return None
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if not 1 <= year < _LAST_TABULAR_YEAR:
        return None
    following = (year, month + 1) if month < MONTHS else (year + 1, 1)
    # The day before the next month, so that months tile even where the two calendars meet.
    return _hijri_month_start(year, month), _hijri_month_start(*following) - ONE_DAY


def months_of(calendar: Calendar, year: int, first: int, last: int) -> tuple[date, date] | None:
    """Give the first day of month *first* and the last day of month *last* of *year*.

    >>> months_of("gregorian", 2022, 1, 3)
    (datetime.date(2022, 1, 1), datetime.date(2022, 3, 31))
    """
    start, end = month_of(calendar, year, first), month_of(calendar, year, last)
    if start is None or end is None or first > last:
        return None
    return start[0], end[1]


def year_and_month(calendar: Calendar, day: date) -> tuple[int, int]:
    """Tell the year and month of *calendar* in which *day* falls (year 0 or less: before it began).

    >>> year_and_month("hijri", date(2015, 8, 10))
    (1436, 10)
    """
    if calendar == "gregorian":
        return day.year, day.month
    year = (30 * (day.toordinal() - _EPOCH) + 10646) // _DAYS_OF_30_YEARS
    month = (day.toordinal() - _tabular_ordinal(year, 1)) * 11 // 325 + 1
    # The table above may be a day or two off Umm al-Qura: step to the month that holds the day.
    for candidate in _months_around(year, min(month, MONTHS)):
        bounds = month_of("hijri", *candidate)
        if bounds is not None and bounds[0] <= day <= bounds[1]:
            return candidate
    return year, min(month, MONTHS)


def calendar_of_year(year: int) -> Calendar:
    """Guess the calendar of a year without a marker: 1300-1499 is Hijri.

    >>> calendar_of_year(1443), calendar_of_year(2022)
    ('hijri', 'gregorian')
    """
    return "hijri" if year in LIKELY_HIJRI_YEARS else "gregorian"


def _months_around(year: int, month: int) -> list[tuple[int, int]]:
    count = year * MONTHS + month - 1
    return [(n // MONTHS, n % MONTHS + 1) for n in (count, count - 1, count + 1)]


@cache
def _hijridate() -> ModuleType:
    # Imported only when a Hijri date is met: most archives never need it.
    import hijridate  # noqa: PLC0415

    return hijridate


def _hijri_month_start(year: int, month: int) -> date:
    if year in UMM_AL_QURA_YEARS:
        start = _hijridate().Hijri(year, month, 1, validate=False).to_gregorian()
        return date(start.year, start.month, start.day)
    return date.fromordinal(_tabular_ordinal(year, month))


def _tabular_ordinal(year: int, month: int) -> int:
    whole_years = 354 * (year - 1) + (3 + 11 * year) // 30
    whole_months = 29 * (month - 1) + month // 2
    return _EPOCH + whole_years + whole_months
