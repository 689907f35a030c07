"""The values of this package: `DateSpan`, which callers get, and `Period`, a span without a place.

Every date is a closed interval of days. Nothing here reads text.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Granularity = Literal["day", "week", "month", "quarter", "half", "year", "range"]
Calendar = Literal["gregorian", "hijri"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days an expression means, from *first* to *last*, both included.

    >>> Period(date(2022, 5, 1), date(2022, 5, 31), "month").calendar
    'gregorian'
    """

    first: date
    last: date
    granularity: Granularity
    calendar: Calendar = "gregorian"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date and where it is written: *start* and *end* index the original text, *end* excluded.

    >>> DateSpan(date(2022, 5, 1), date(2022, 5, 31), "month", "gregorian", 3, 12).granularity
    'month'
    """

    first: date
    last: date
    granularity: Granularity
    calendar: Calendar
    start: int
    end: int
