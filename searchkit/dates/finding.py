"""The two questions of this package: which dates a text holds, and which date a text is.

Dates as computers write them are read here; the words of all others are met in
`searchkit.dates.mentions`, which most processes that search never need, and which takes a tenth of
a second to load and to make its first regular expressions.
"""

import re
from datetime import date
from functools import lru_cache

from searchkit.dates.calendars import LIKELY_HIJRI_YEARS, MONTHS, months_of
from searchkit.dates.span import DateSpan, Granularity

_ISO_DAY = len("2022-05-30")
_ISO_MONTH = re.compile("([12][0-9]{3})(?:-([01][0-9]))?")
_ISO_TAIL = re.compile(r"T[0-9][0-9:.,]*(?:Z|[+-][0-9:]+)?\s*")
_LONGEST_ISO = len("2022-05-30T14:35:00.123456789+03:00")


def find(text: str, anchor: date | None = None) -> list[DateSpan]:
    """List the dates in running *text*, in order, as seen from the day *anchor*.

    Without an anchor only dates that name their year are found. One day told in both calendars
    («26 شوال 1436 هـ الموافق 11 أغسطس 2015 م») is one span with the Gregorian day.

    >>> [(span.first.isoformat(), span.start, span.end) for span in find("عقد في 3 مايو 2022 هنا")]
    [('2022-05-03', 7, 18)]
    """
    from searchkit.dates.mentions import spans  # noqa: PLC0415  see the top

    return spans(text, anchor)


def parse(expression: str, anchor: date | None = None) -> DateSpan | None:
    """Read a whole *expression* as one date; None when it is not exactly one.

    A weekday, a time of day and closing punctuation may stand with it.

    >>> parse("الإثنين، ٣٠ مايو ٢٠٢٢").first
    datetime.date(2022, 5, 30)
    >>> parse("2022-13-45") is None
    True
    """
    if len(expression) <= _LONGEST_ISO and (span := _iso_span(expression)):
        return span
    if not expression or expression.isspace():
        return None
    from searchkit.dates.mentions import whole_span  # noqa: PLC0415

    return whole_span(expression, anchor)


# Nearly every record has such a date, and a day has many records.
@lru_cache(maxsize=8192)
def _iso_span(expression: str) -> DateSpan | None:
    """Read ``2022-05-30``, with or without a time, ``2022-05`` and ``2022`` past the grammar."""
    if match := _ISO_MONTH.fullmatch(expression):
        return _iso_month(int(match[1]), match[2])
    if len(expression) != _ISO_DAY and not _ISO_TAIL.fullmatch(expression, _ISO_DAY):
        return None
    try:
        day = date.fromisoformat(expression[:_ISO_DAY])
    except ValueError:
        return None
    if day.year in LIKELY_HIJRI_YEARS:
        return None
    return DateSpan(day, day, "day", "gregorian", 0, len(expression))


def _iso_month(year: int, month: str | None) -> DateSpan | None:
    months = (int(month), int(month)) if month else (1, MONTHS)
    days = months_of("gregorian", year, *months) if year not in LIKELY_HIJRI_YEARS else None
    granularity: Granularity = "month" if month else "year"
    end = len("2022-05" if month else "2022")
    return DateSpan(*days, granularity, "gregorian", 0, end) if days else None
