"""Rules that count from the anchor: words and an anchor in, a `Period` or None out.

None says that there is no anchor, or that the day lies outside years 1-9999.
"""

from datetime import date

from searchkit.dates.anchoring import shift, unit_period, weekday_from, weekday_near
from searchkit.dates.span import Calendar, Period
from searchkit.dates.vocabulary import Unit
from searchkit.dates.words import Words


def one_day(day: date | None, calendar: Calendar = "gregorian") -> Period | None:
    """Make the period of a single *day*, None of none.

    >>> one_day(date(2022, 5, 30)).granularity
    'day'
    """
    return Period(day, day, "day", calendar) if day else None


def read_relative_day(words: Words, anchor: date | None) -> Period | None:
    """Read «أمس»; with a weekday the weekday decides: papers print «أمس» of the day before."""
    day = anchor and shift(anchor, Unit.DAY, words.first("tTg") or 0)
    weekday = words.first("D")
    if day and weekday is not None:
        day = weekday_near(day, weekday)
    return one_day(day)


def read_weekday(words: Words, anchor: date | None) -> Period | None:
    """Read «الأربعاء المقبل»."""
    weekday, offset = words.first("D") or 0, words.first("RrL") or 0
    return one_day(anchor and weekday_from(anchor, weekday, offset))


def read_bare_weekday(words: Words, anchor: date | None) -> Period | None:
    """Read «الأربعاء» where a date is expected: the latest one, the anchor itself included."""
    tomorrow = anchor and shift(anchor, Unit.DAY, 1)
    return one_day(tomorrow and weekday_from(tomorrow, words.first("D") or 0, -1))


def read_relative(words: Words, anchor: date | None) -> Period | None:
    """Read «الشهر الماضي», «هذا العام», "next week"."""
    unit = words.first("USWJ")
    if anchor is None or unit is None:
        return None
    # «هذا الشهر» has no other word to tell the offset.
    return unit_period(unit, anchor, words.last("RrL") or 0)


def read_ago(words: Words, anchor: date | None) -> Period | None:
    """Read «قبل ثلاثة أيام», «قبل عامين»: the day so long before the anchor."""
    return one_day(_before(words, anchor))


def read_duration(words: Words, anchor: date | None) -> Period | None:
    """Read «أسبوع», "7d": from the day so long before the anchor to the anchor."""
    first = _before(words, anchor)
    return Period(first, anchor, "range") if first and anchor else None


def _before(words: Words, anchor: date | None) -> date | None:
    """Give the day as long before the anchor as the words count."""
    unit = words.first("djusYpPE")
    if anchor is None or unit is None:
        return None
    count = 2 if "d" in words.symbols else words.first("nkN")
    return shift(anchor, unit, -(1 if count is None else count))
