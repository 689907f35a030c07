"""Which year a day and month belong to: the one written, the one told, or the one nearest by.

`Recurring` is what comes back every year; `in_its_year` finds, from the words around it, the
`Period` meant.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from searchkit.dates.anchoring import choose
from searchkit.dates.calendars import LIKELY_HIJRI_YEARS, calendar_of_year, year_and_month
from searchkit.dates.span import Calendar, Granularity, Period
from searchkit.dates.vocabulary import Era, Unit
from searchkit.dates.words import Words

Days = tuple[date, date]
DaysIn = Callable[[Calendar, int], Days | None]

#: Years of the Hijri calendar that people write; a greater one beside a Hijri month is Gregorian.
HIJRI_YEARS = range(1, 1600)
#: How many years from the anchor's may be meant when none is written.
_NEARBY = (-2, -1, 0, 1, 2)


@dataclass(frozen=True, slots=True)
class Recurring:
    """A part of every year of *calendar*: *days_in* gives its days in a year, None for none."""

    days_in: DaysIn
    granularity: Granularity
    calendar: Calendar

    def in_year(self, year: int) -> Period | None:
        """Give its period in *year*.

        >>> Recurring(lambda _, y: (date(y, 1, 1), date(y, 1, 31)), "month", "gregorian").in_year(9)
        Period(first=datetime.date(9, 1, 1), last=datetime.date(9, 1, 31), granularity='month', \
calendar='gregorian')
        """
        days = self.days_in(self.calendar, year)
        return Period(*days, self.granularity, self.calendar) if days else None


def in_its_year(what: Recurring, words: Words, anchor: date | None) -> Period | None:
    """Find the period that *words* mean by *what*; None when they leave the year open.

    >>> new_year = Recurring(lambda _, y: (date(y, 1, 1), date(y, 1, 1)), "day", "gregorian")
    >>> in_its_year(new_year, Words("nM", (1, 1)), date(2022, 5, 30)).first
    datetime.date(2022, 1, 1)
    """
    written = words.first("y")
    if written is not None:
        return _in_written_year(what, words, written)
    if anchor is None:
        return None
    present, _ = year_and_month(what.calendar, anchor)
    if words.first("UJ") is not None:
        # «من هذا العام» tells no offset; «من هذا الشهر» tells no year.
        return what.in_year(present + (words.last("Rr") or 0)) if _tells_year(words) else None
    return choose((what.in_year(present + years) for years in _NEARBY), anchor, words.last("R"))


def calendar_told(words: Words, year: int) -> Calendar:
    """Tell the calendar of a written year: by its marker, else by its size.

    >>> calendar_told(Words("ye", (1500, Era.HIJRI)), 1500)
    'hijri'
    """
    era = words.first("e")
    if era is None:
        return calendar_of_year(year)
    return "hijri" if era == Era.HIJRI else "gregorian"


def _tells_year(words: Words) -> bool:
    return words.first("UJ") == Unit.YEAR


def _in_written_year(what: Recurring, words: Words, year: int) -> Period | None:
    if what.calendar == "gregorian":
        # «3 مارس 1400» without «م» is not a year: months and years are of one calendar.
        foreign = year in LIKELY_HIJRI_YEARS and words.first("e") != Era.GREGORIAN
        return None if foreign else what.in_year(year)
    if year in HIJRI_YEARS:
        return what.in_year(year)
    # «رمضان 2015»: the Hijri month that begins in the Gregorian year.
    present, _ = year_and_month("hijri", date(year, 1, 1))
    periods = (what.in_year(present + years) for years in _NEARBY)
    return next((period for period in periods if period and period.first.year == year), None)
