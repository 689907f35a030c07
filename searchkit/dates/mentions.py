"""Dates told in words and numbers: what the grammar matches becomes periods, and these spans.

Words become one-letter symbols (`lexer`), the grammar finds rules among these (`grammar`), and a
reader for each rule says which days are meant (`readers`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from searchkit.dates.grammar import AFTER, BEFORE, FIND, NEXT_YEAR, PARSE, SAME_DAY
from searchkit.dates.lexer import Folded, fold, lex
from searchkit.dates.passages import passages
from searchkit.dates.readers import READERS, read_year
from searchkit.dates.span import DateSpan, Period
from searchkit.dates.vocabulary import MEANS_MORE
from searchkit.dates.words import AND, Lexemes

#: Hijri days are announced by sighting the moon: two calendars may be this far apart on one day.
_SIGHTING = timedelta(days=2)
#: No date line is longer, with its weekday, time and both calendars.
_LONGEST_EXPRESSION = 200
#: Stand for the words around a passage, which are no part of any date.
_WORD_BEFORE, _WORD_AFTER = "x ", " x"
_LONGEST_REMEMBERED = 80  # characters; longer passages hardly ever come again
_LONGEST_LOOKED_UP = 24  # symbols
_YEAR_RULES = ("year", "news_year")
_TIME = re.compile(
    r"""(?:(?<=[0-9])T|(?<![0-9.:]))
        [0-9]{1,2} : [0-9]{2} (?: :[0-9]{2} (?: [.,][0-9]{1,9} )? )? (?![0-9:])
        \s{0,2} (?: (?: [ap]\.?m | [صم] | صباحا | مساء | بعد\ الظهر ) (?![a-z\u0621-\u064a]) )?
        \s{0,2} (?: Z(?![a-z]) | (?: GMT | UTC )? [+-][0-9]{2}:?[0-9]{2}(?![0-9]) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A period and the symbols that tell it, from *start* to *end*."""

    period: Period
    start: int
    end: int


def spans(text: str, anchor: date | None) -> list[DateSpan]:
    """List the dates in running *text*; see `searchkit.dates.find`."""
    found: list[DateSpan] = []
    for start, end in passages(text):
        passage = text[start:end]
        short = len(passage) <= _LONGEST_REMEMBERED
        told = _remembered(passage, anchor) if short else _told(_read(passage), anchor)
        found += [_span(period, start + first, start + last) for period, first, last in told]
    return found


def _told(read: tuple[Folded, Lexemes], anchor: date | None) -> list[tuple[Period, int, int]]:
    """List the periods told in a passage that was *read*, and where in it."""
    folded, lexemes = read
    told = []
    shift = len(_WORD_BEFORE)
    for mention in _mentions(lexemes, anchor, FIND):
        first, last = lexemes.starts[mention.start], lexemes.ends[mention.end - 1]
        first, last = folded.span(first, _closed(folded.text, first, last))
        told.append((mention.period, first - shift, last - shift))
    return told


def _read(passage: str) -> tuple[Folded, Lexemes]:
    """Fold a *passage*, which other words surround, and list its words."""
    folded = fold(f"{_WORD_BEFORE}{passage}{_WORD_AFTER}")
    return folded, lex(folded.text)


# «العام الماضي», «في عام 2011» are in every paper every day, and a day has many articles.
_read_before = lru_cache(maxsize=1 << 15)(_read)


@lru_cache(maxsize=1 << 14)
def _remembered(passage: str, anchor: date | None) -> list[tuple[Period, int, int]]:
    return _told(_read_before(passage), anchor)


def whole_span(expression: str, anchor: date | None) -> DateSpan | None:
    """Read *expression* as one date; see `searchkit.dates.parse`."""
    if len(expression) > _LONGEST_EXPRESSION:
        return None
    period = _only_period(expression, anchor)
    return _span(period, 0, len(expression)) if period else None


def _span(period: Period, start: int, end: int) -> DateSpan:
    return DateSpan(period.first, period.last, period.granularity, period.calendar, start, end)


def _only_period(expression: str, anchor: date | None) -> Period | None:
    text = _TIME.sub(" ", fold(expression).text)
    lexemes = lex(text)
    mentions = list(_mentions(lexemes, anchor, PARSE))
    if len(mentions) != 1 or ("i", MEANS_MORE) in zip(lexemes.symbols, lexemes.values, strict=True):
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
    symbols = lexemes.symbols
    look = _looked_up if len(symbols) <= _LONGEST_LOOKED_UP else _look
    while match := look(grammar, symbols, place):
        rule, start, place = match
        period = READERS[rule](lexemes.words(start, place), anchor)
        if period is None:
            # «2 و5 مايو» are not one date, but the second half is one.
            conjunction = symbols.find(AND, start, place)
            place = conjunction + 1 if conjunction >= 0 else place
            continue
        yield _Mention(period, start, place)
        while rule in _YEAR_RULES and (following := NEXT_YEAR.match(symbols, place)):
            start, place = following.span(1)
            year = read_year(lexemes.words(start, place), anchor)
            if year:
                yield _Mention(year, start, place)


def _look(grammar: re.Pattern[str], symbols: str, place: int) -> tuple[str, int, int] | None:
    """Find the next rule of *grammar* in *symbols*: its name, where it starts and ends."""
    match = grammar.search(symbols, place)
    return (match.lastgroup or "", *match.span()) if match else None


# Dates are told in few ways: nearly all the symbols of one are those of another.
_looked_up = lru_cache(maxsize=1 << 14)(_look)


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
