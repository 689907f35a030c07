"""Periods seen from a day: the nearest or the last of its kind, "last month", "three days ago".

Plain date arithmetic: an anchor and numbers go in, a `Period` comes out, None outside years 1-9999.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from searchkit.dates.span import Period
from searchkit.dates.vocabulary import Unit

DAYS_OF_WEEK = 7
_MONTHS_OF_YEAR = 12


def choose(candidates: Iterable[Period | None], anchor: date, offset: int | None) -> Period | None:
    """Choose the candidate *offset* tells: -1 the last one past, 1 the next one, else the nearest.

    >>> mays = [Period(date(y, 5, 1), date(y, 5, 31), "month") for y in (2021, 2022, 2023)]
    >>> choose(mays, date(2022, 5, 30), -1).first, choose(mays, date(2022, 5, 30), None).first
    (datetime.date(2021, 5, 1), datetime.date(2022, 5, 1))
    """
    periods = sorted((p for p in candidates if p is not None), key=lambda period: period.first)
    if not periods:
        return None
    if not offset:
        return min(periods, key=lambda period: _distance(period, anchor))
    if offset < 0:
        past = [period for period in periods if _near_end(period) < anchor]
        return past[offset] if len(past) >= -offset else None
    future = [period for period in periods if _far_end(period) > anchor]
    return future[offset - 1] if len(future) >= offset else None


def unit_period(unit: int, anchor: date, offset: int) -> Period | None:
    """Give the calendar week (from Monday, ISO 8601), month or year *offset* after the anchor's.

    >>> unit_period(Unit.MONTH, date(2015, 8, 10), -1).last
    datetime.date(2015, 7, 31)
    """
    if unit == Unit.YEAR:
        year = anchor.year + offset
        if not MINYEAR <= year <= MAXYEAR:
            return None
        return Period(date(year, 1, 1), date(year, 12, 31), "year")
    if unit == Unit.MONTH:
        start = shift(anchor.replace(day=1), Unit.MONTH, offset)
        if start is None:
            return None
        return Period(start, start.replace(day=_days_in_month(start.year, start.month)), "month")
    monday = shift(anchor, Unit.DAY, DAYS_OF_WEEK * offset - anchor.weekday())
    sunday = monday and shift(monday, Unit.DAY, DAYS_OF_WEEK - 1)
    return Period(monday, sunday, "week") if monday and sunday else None


def shift(day: date, unit: int, count: int) -> date | None:
    """Move *day* by *count* units; a day its new month lacks becomes that month's last.

    >>> shift(date(2016, 3, 31), Unit.MONTH, -1)
    datetime.date(2016, 2, 29)
    """
    if unit in (Unit.MONTH, Unit.YEAR):
        months = day.year * 12 + day.month - 1 + count * (12 if unit == Unit.YEAR else 1)
        year, month = months // _MONTHS_OF_YEAR, months % _MONTHS_OF_YEAR + 1
        if not MINYEAR <= year <= MAXYEAR:
            return None
        return date(year, month, min(day.day, _days_in_month(year, month)))
    days = {Unit.HOUR: count // 24 if count > 0 else -(-count // 24), Unit.WEEK: count * 7}
    try:
        return day + timedelta(days=days.get(Unit(unit), count))
    except OverflowError:
        return None


def weekday_near(day: date, weekday: int) -> date | None:
    """Give the *weekday* within three days of *day*.

    >>> weekday_near(date(2015, 8, 10), 6)
    datetime.date(2015, 8, 9)
    """
    return shift(day, Unit.DAY, (weekday - day.weekday() + 3) % DAYS_OF_WEEK - 3)


def weekday_from(anchor: date, weekday: int, offset: int) -> date | None:
    """Give the *weekday* of this week (0), the last one before *anchor* (-1) or the next one (1).

    >>> weekday_from(date(2015, 8, 10), 2, 1), weekday_from(date(2015, 8, 10), 0, -1)
    (datetime.date(2015, 8, 12), datetime.date(2015, 8, 3))
    """
    ahead = (weekday - anchor.weekday()) % DAYS_OF_WEEK
    if offset > 0:
        return shift(anchor, Unit.DAY, (ahead or DAYS_OF_WEEK) + DAYS_OF_WEEK * (offset - 1))
    if offset < 0:
        return shift(anchor, Unit.DAY, ahead + DAYS_OF_WEEK * offset)
    return shift(anchor, Unit.DAY, weekday - anchor.weekday())


# «من 27 نيسان إلى 9 أيار المقبل» may have begun: of a range, «المقبل» is said of its end only.
def _far_end(period: Period) -> date:
    return period.last if period.granularity == "range" else period.first


def _near_end(period: Period) -> date:
    return period.first if period.granularity == "range" else period.last


def _distance(period: Period, anchor: date) -> int:
    if period.first <= anchor <= period.last:
        return 0
    return min(abs((period.first - anchor).days), abs((period.last - anchor).days))


def _days_in_month(year: int, month: int) -> int:
    return monthrange(year, month)[1]
