"""The two questions of this package: which dates a text holds, and which date a text is.

Words matched by the grammar become periods here, and periods spans of the original text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from searchkit.dates.calendars import LIKELY_HIJRI_YEARS, MONTHS, months_of
from searchkit.dates.grammar import AFTER, BEFORE, FIND, NEXT_YEAR, PARSE, SAME_DAY
from searchkit.dates.lexer import fold, lex
from searchkit.dates.readers import READERS, read_year
from searchkit.dates.span import DateSpan, Granularity, Period
from searchkit.dates.words import AND, Lexemes

#: Hijri days are announced by sighting the moon: two calendars may be this far apart on one day.
_SIGHTING = timedelta(days=2)
_ISO_DAY = len("2022-05-30")
#: No date line is longer, with its weekday, time and both calendars.
_LONGEST_EXPRESSION = 200
_ISO_MONTH = re.compile("([12][0-9]{3})(?:-([01][0-9]))?")
_LONGEST_ISO = len("2022-05-30T14:35:00.123456789+03:00")
_YEAR_RULES = ("year", "news_year")
_TIME = re.compile(
    r"""(?:(?<=[0-9])T|(?<![0-9.:]))
        [0-9]{1,2} : [0-9]{2} (?: :[0-9]{2} (?: [.,][0-9]{1,9} )? )? (?![0-9:])
        \s{0,2} (?: (?: [ap]\.?m | [صم] | صباحا | مساء | بعد\ الظهر ) (?![a-z\u0621-\u064a]) )?
        \s{0,2} (?: Z(?![a-z]) | (?: GMT | UTC )? [+-][0-9]{2}:?[0-9]{2}(?![0-9]) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ISO_TAIL = re.compile(r"T[0-9][0-9:.,]*(?:Z|[+-][0-9:]+)?\s*")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A period and the symbols that tell it, from *start* to *end*."""

    period: Period
    start: int
    end: int


def find(text: str, anchor: date | None = None) -> list[DateSpan]:
    """List the dates in running *text*, in order, as seen from the day *anchor*.

    Without an anchor only dates that name their year are found. One day told in both calendars
    («26 شوال 1436 هـ الموافق 11 أغسطس 2015 م») is one span with the Gregorian day.

    >>> [(span.first.isoformat(), span.start, span.end) for span in find("عقد في 3 مايو 2022 هنا")]
    [('2022-05-03', 7, 18)]
    """
    folded = fold(text)
    lexemes = lex(folded.text)
    spans = []
    for mention in _mentions(lexemes, anchor, FIND):
        start, end = lexemes.starts[mention.start], lexemes.ends[mention.end - 1]
        spans.append(_span(mention.period, *folded.span(start, _closed(folded.text, start, end))))
    return spans


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
    if len(expression) > _LONGEST_EXPRESSION:
        return None
    period = _only_period(expression, anchor)
    return _span(period, 0, len(expression)) if period else None


def _span(period: Period, start: int, end: int) -> DateSpan:
    return DateSpan(period.first, period.last, period.granularity, period.calendar, start, end)


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


def _only_period(expression: str, anchor: date | None) -> Period | None:
    text = _TIME.sub(" ", fold(expression).text)
    lexemes = lex(text)
    mentions = list(_mentions(lexemes, anchor, PARSE))
    if len(mentions) != 1:
        return None
    before = BEFORE.fullmatch(lexemes.symbols, 0, mentions[0].start)
    after = AFTER.fullmatch(lexemes.symbols, mentions[0].end)
    return mentions[0].period if before and after else None


def _mentions(
    lexemes: Lexemes, anchor: date | None, grammar: re.Pattern[str]
) -> Iterator[_Mention]:
    """Yield the periods told in the words, each day told in two calendars once."""
    previous = None
    for mention in _each_mention(lexemes, anchor, grammar):
        joined = previous and _joined(previous, mention, lexemes.symbols)
        if previous and not joined:
            yield previous
        previous = joined or mention
    if previous:
        yield previous


def _each_mention(
    lexemes: Lexemes, anchor: date | None, grammar: re.Pattern[str]
) -> Iterator[_Mention]:
    place = 0
    while match := grammar.search(lexemes.symbols, place):
        place = match.end()
        rule = match.lastgroup or ""
        period = READERS[rule](lexemes.words(match.start(), place), anchor)
        if period is None:
            # «2 و5 مايو» are not one date, but the second half is one.
            conjunction = lexemes.symbols.find(AND, match.start(), place)
            place = conjunction + 1 if conjunction >= 0 else place
            continue
        yield _Mention(period, match.start(), place)
        while rule in _YEAR_RULES and (following := NEXT_YEAR.match(lexemes.symbols, place)):
            start, place = following.span(1)
            year = read_year(lexemes.words(start, place), anchor)
            if year:
                yield _Mention(year, start, place)


def _joined(one: _Mention, other: _Mention, symbols: str) -> _Mention | None:
    """Join two mentions of one day, one in each calendar; the Gregorian one is exact."""
    if {one.period.calendar, other.period.calendar} != {"gregorian", "hijri"}:
        return None
    if not SAME_DAY.fullmatch(symbols, one.end, other.start):
        return None
    if abs(one.period.first - other.period.first) > _SIGHTING:
        return None
    exact = one if one.period.calendar == "gregorian" else other
    return _Mention(exact.period, one.start, other.end)


def _closed(text: str, start: int, end: int) -> int:
    """Move *end* past a bracket that the span opens: «أمس (الاثنين)»."""
    opened = text.count("(", start, end) > text.count(")", start, end)
    return end + 1 if opened and text.startswith(")", end) else end
