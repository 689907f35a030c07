"""Rule by rule, the days that matched words mean: words and an anchor in, a `Period` or None out.

None says that the words are no date after all: the day does not exist, or it needs an anchor that
is not there. One reader may serve several rules of `searchkit.dates.grammar`.
"""

from collections.abc import Callable
from datetime import date

from searchkit.dates.calendars import MONTHS, day_of, month_of, months_of
from searchkit.dates.relative_readers import (
    one_day,
    read_ago,
    read_bare_weekday,
    read_duration,
    read_relative,
    read_relative_day,
    read_weekday,
)
from searchkit.dates.span import Calendar, Granularity, Period
from searchkit.dates.vocabulary import Era
from searchkit.dates.words import AND, Words
from searchkit.dates.years import Days, DaysIn, Recurring, calendar_told, in_its_year

SAFAR = 2
#: A year without «عام» or a marker is taken for one only here: elsewhere it is a quantity.
NEWS_YEARS = range(1800, 2100)

#: Months of a quarter; the other kind is a half.
_QUARTER = 3
_COMPACT_LENGTH = len("20220530")
_CALENDARS: tuple[Calendar, ...] = ("gregorian", "hijri")

Reader = Callable[[Words, date | None], Period | None]


def read_numeric(words: Words, _: date | None) -> Period | None:
    """Read «30/5/2022» and «2022-05-30»: day before month, unless only the other way is a date."""
    first, middle, last = words.all("ny")
    year_first = words.symbols.find("y") < words.symbols.rfind("n")
    year, month, day = (first, middle, last) if year_first else (last, middle, first)
    if month > MONTHS:
        month, day = day, month
    calendar = calendar_told(words, year)
    return one_day(day_of(calendar, year, month, day), calendar)


def read_numeric_range(words: Words, _: date | None) -> Period | None:
    """Read «من 18 حتى 28/11/1436هـ» and «من 13/8 إلى 18/9/1436هـ»."""
    day, *month, last_day, last_month = words.all("n")
    year = words.first("y") or 0
    calendar = calendar_told(words, year)
    one = day_of(calendar, year, (month or [last_month])[0], day)
    other = day_of(calendar, year, last_month, last_day)
    if one is None or other is None:
        return None
    # Swapped if need be, as right-to-left typing leaves them.
    return Period(min(one, other), max(one, other), "range", calendar)


def read_weekday_numeric(words: Words, anchor: date | None) -> Period | None:
    """Read «الجمعة 25/9»: a date only when the weekday is right, in one calendar or the other."""
    weekday, day, month = words.all("Dn")
    for calendar in _CALENDARS:
        what = Recurring(_days_of_month(month, day, day), "day", calendar)
        period = in_its_year(what, words, anchor)
        if period and period.first.weekday() == weekday:
            return period
    return None


def read_text(words: Words, anchor: date | None) -> Period | None:
    """Read «30 مايو (أيار) 2022», «6-8 أغسطس», «الثاني من أغسطس الماضي»."""
    calendar, months = _month_calendar(words), words.all("MH")
    if calendar is None or len(set(months)) > 1 or _is_no_day(words):
        return None
    first, last = _first_and_last_day(words)
    days = words.all("noF")
    if AND in words.symbols and days != list(range(first, last + 1)):
        return None
    days_in = _days_of_month(months[0], first, last)
    return in_its_year(Recurring(days_in, _day_or_range(first, last), calendar), words, anchor)


def read_crossing(words: Words, anchor: date | None) -> Period | None:
    """Read «من 28 يوليو إلى 3 أغسطس 2015»; the year is that of the end."""
    calendar, months, days = _month_calendar(words), words.all("MH"), words.all("noF")
    if calendar is None:
        return None

    def days_in(calendar: Calendar, year: int) -> Days | None:
        start_year = year - (months[0] > months[-1])
        start = day_of(calendar, start_year, months[0], days[0])
        end = day_of(calendar, year, months[-1], days[-1])
        return (start, end) if start and end and start <= end else None

    return in_its_year(Recurring(days_in, "range", calendar), words, anchor)


def read_month(words: Words, anchor: date | None) -> Period | None:
    """Read «يوليو/تموز 2022», «يونيو الماضي» and, of two months, «مايو - يونيو 2022»."""
    calendar, months = _month_calendar(words), words.all("MH")
    if calendar is None or (AND in words.symbols and months[-1] != months[0] + 1):
        return None
    granularity: Granularity = "month" if months[0] == months[-1] else "range"
    days_in = _months_of_year(months[0], months[-1])
    return in_its_year(Recurring(days_in, granularity, calendar), words, anchor)


def read_quarter(words: Words, anchor: date | None) -> Period | None:
    """Read «الربع الأول من 2022», «النصف الثاني من العام الماضي», «الربع الأخير من 2021»."""
    length, number = words.first("q") or _QUARTER, words.first("nol") or 0
    count = MONTHS // length
    if number > count:
        return None
    # «الأخير» is 0 and means the last one.
    last = (number or count) * length
    year = words.first("y")
    calendar = calendar_told(words, year) if year else "gregorian"
    granularity: Granularity = "quarter" if length == _QUARTER else "half"
    days_in = _months_of_year(last - length + 1, last)
    return in_its_year(Recurring(days_in, granularity, calendar), words, anchor)


def read_day_of_month(words: Words, anchor: date | None) -> Period | None:
    """Read «العاشر من الشهر الجاري»."""
    month = read_relative(words, anchor)
    if month is None:
        return None
    first, last = _first_and_last_day(words)
    days = _days_of_month(month.first.month, first, last)("gregorian", month.first.year)
    return Period(*days, _day_or_range(first, last)) if days else None


def read_year(words: Words, _: date | None) -> Period | None:
    """Read «عام 2021», «سنة 656 هـ» and, where a date is expected, «2021»."""
    year = words.all("nNy")[-1]
    calendar = calendar_told(words, year)
    days = months_of(calendar, year, 1, MONTHS)
    return Period(*days, "year", calendar) if days else None


def read_news_year(words: Words, anchor: date | None) -> Period | None:
    """Read «في 2015», «2015م» and «1436هـ» where they are not likely to be quantities."""
    is_likely = words.first("y") in NEWS_YEARS or words.first("e") == Era.HIJRI
    return read_year(words, anchor) if is_likely else None


def read_compact(words: Words, _: date | None) -> Period | None:
    """Read "20220530"."""
    digits = f"{words.first('N')}"
    year, month, day = digits[:-4], digits[-4:-2], digits[-2:]
    if len(digits) != _COMPACT_LENGTH:
        return None
    return one_day(day_of("gregorian", int(year), int(month), int(day)))


def read_year_month(words: Words, _: date | None) -> Period | None:
    """Read «2022-05» and «5/2022»."""
    year, month = words.first("y") or 0, words.first("n") or 0
    calendar = calendar_told(words, year)
    days = month_of(calendar, year, month)
    return Period(*days, "month", calendar) if days else None


READERS: dict[str, Reader] = {
    "numeric": read_numeric,
    "weekday_numeric": read_weekday_numeric,
    "crossing": read_crossing,
    "text": read_text,
    "numeric_range": read_numeric_range,
    "today": read_relative_day,
    "month_first": read_text,
    "month": read_month,
    "months": read_month,
    "quarter": read_quarter,
    "day_of_month": read_day_of_month,
    "relative_day": read_relative_day,
    "weekday": read_weekday,
    "relative": read_relative,
    "ago": read_ago,
    "year": read_year,
    "news_year": read_news_year,
    "bare_year": read_year,
    "compact": read_compact,
    "year_month": read_year_month,
    "bare_weekday": read_bare_weekday,
    "duration": read_duration,
}


def _month_calendar(words: Words) -> Calendar | None:
    kinds = set(words.symbols) & set("MH")
    if len(kinds) > 1:
        return None
    return "hijri" if kinds == {"H"} else "gregorian"


def _is_no_day(words: Words) -> bool:
    """Tell scores («3 صفر») and moon sightings («غرة رجب») from days: they name no year."""
    if "H" not in words.symbols or words.first("yR") is not None:
        return False
    return "F" in words.symbols or (words.first("H") == SAFAR and "s" not in words.symbols)


def _first_and_last_day(words: Words) -> tuple[int, int]:
    """Give the days of a day or range; swapped if need be, as right-to-left typing leaves them."""
    days = words.all("noF")
    return min(days[0], days[-1]), max(days[0], days[-1])


def _day_or_range(first: int, last: int) -> Granularity:
    return "day" if first == last else "range"


def _days_of_month(month: int, first: int, last: int) -> DaysIn:
    def days_in(calendar: Calendar, year: int) -> Days | None:
        start, end = day_of(calendar, year, month, first), day_of(calendar, year, month, last)
        return (start, end) if start and end else None

    return days_in


def _months_of_year(first: int, last: int) -> DaysIn:
    return lambda calendar, year: months_of(calendar, year, first, last)
