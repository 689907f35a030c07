"""What is wrong with a date that is none: which part of it, if that can be told."""

import re
from typing import NamedTuple

from searchkit import dates
from searchkit.dates.calendars import MONTHS
from searchkit.letters import DIGITS


class Fault(NamedTuple):
    """Why a text is no date: the *code* of a note, the *part* that is wrong, where it stops."""

    code: str
    part: str = ""
    end: int = 0


_NUMERIC = re.compile(r"([0-9]{1,4})([/.-])([0-9]{1,4})(?:\2([0-9]{1,4}))?(?![^\W_])")
_DAY_OF_MONTH = re.compile(r"([0-9]{1,2})\s+")
_YEAR_DIGITS = 4


def fault(text: str) -> Fault:
    """Tell what is wrong with the date that *text* begins with.

    >>> fault("2022-13-45"), fault("31 أبريل 2022 العقوبات")
    (Fault(code='no-such-month', part='13', end=10), Fault(code='no-such-day', part='31', end=13))
    """
    plain = text.translate(DIGITS)
    if numeric := _NUMERIC.match(plain):
        return _in_numbers(numeric)
    if day := _DAY_OF_MONTH.match(plain):
        end = day.end() + dates.extent(plain[day.end() :])
        rest = dates.parse(plain[day.end() : end])
        if rest and rest.granularity == "month":
            return Fault("no-such-day", day[1], end)
    return Fault("bad-date")


def _in_numbers(numeric: re.Match[str]) -> Fault:
    """Tell the wrong part of «2022-13-45», «30/2/2022» and «13/2022»."""
    parts = [part for part in numeric.group(1, 3, 4) if part]
    if len(parts[0]) != _YEAR_DIGITS:
        parts.reverse()
    if len(parts[0]) != _YEAR_DIGITS:
        return Fault("bad-date", end=numeric.end())
    month = parts[1]
    if not 1 <= int(month) <= MONTHS:
        return Fault("no-such-month", month, numeric.end())
    return Fault("no-such-day", parts[-1], numeric.end())
