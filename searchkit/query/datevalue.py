"""The value of a date field: one date, a comparison, or an interval, written without quotes.

In comes the text from the value on, out come the days it means and how much of it was read. A date
is the longest run of words that is one, so that what follows may be words to search::

    value    = [">"|">="|"<"|"<="] date | interval | ("["|"{") interval ("]"|"}")
    interval = date [TO date] | date ".." | ".." date        "*" is an open end
    TO       = ".." | "TO" | "إلى" | "حتى"
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeAlias

from searchkit import dates
from searchkit.dates import DateSpan
from searchkit.letters import DIGITS
from searchkit.query.baddate import fault

#: First and last day as ordinals, None for an open end.
Interval: TypeAlias = tuple[int | None, int | None]


class Remark(NamedTuple):
    """A note to make: its *code*, and the *name* and *hint* that it mentions."""

    code: str
    name: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What was read of a text up to *end*: *days*, None if it is no date, and *remarks* on it.

    *rolls* tells that the days are so many until today, as in «أسبوع».
    """

    end: int
    days: Interval | None = None
    remarks: tuple[Remark, ...] = ()
    rolls: bool = False


class _Side(NamedTuple):
    """One end of an interval: a date, or None where it is open; remarks on it; where it stops."""

    found: DateSpan | None
    end: int
    remarks: tuple[Remark, ...] = ()


class _Sides(NamedTuple):
    """Both ends, the same one if there is one date; not *is_date* if that is none."""

    first: _Side
    last: _Side
    end: int
    is_date: bool = True


#: A date has no more words than this; «من 1 مايو إلى 5 مايو 2022» has seven.
_LONGEST = 8
_GAP = r"[\s،؛]"
_RUN = re.compile(r"[^\s،؛]*")
_WORD = re.compile(rf"[^\s،؛…]+?(?=\.\.|…|{_GAP}|$)")
_TO = re.compile(
    rf"{_GAP}*(?P<dots>\.{{2,}}|…)(?P<glued>(?!{_GAP}|$))?{_GAP}*"
    rf"|{_GAP}+(?:TO|to|إلى|الى|حتى){_GAP}+"
)
_OPEN_END = re.compile(rf"\*(?={_GAP}|\.\.|…|$)")
_DOTS = re.compile(r"\.{2,}|…")
_COMPARISON = re.compile(r"(>=|=>|≥|<=|=<|≤|>|<|=)\s*")
_SAME = {"=>": ">=", "≥": ">=", "=<": "<=", "≤": "<="}
_BRACKET = re.compile(r"([\[{\]}])\s*([^\[\]{}]*)([\[{\]}])?")
#: Day and month that could be month and day, and those that are the other way than usual.
_AMBIGUOUS = re.compile(
    r"""(?<!\d) (?: (?P<day>0?[1-9]|1[0-2]) (?P<sign>[/.-]) (?!0?(?P=day)[/.-]) (?:0?[1-9]|1[0-2])
                    (?P=sign) \d{4}
                | \d{1,2} ([/.-]) (?:1[3-9]|[23]\d) \3 \d{4}
                | \d{4} ([/.-]) (?:1[3-9]|[23]\d) \4 \d{1,2}
                ) (?!\d)""",
    re.VERBOSE,
)
_YEAR_FIRST = re.compile(r"\d{4}\s+[^\W\d]")


def read(text: str, today: date) -> Value:
    """Read the date value that *text* begins with.

    >>> value = read("مايو 2022 العقوبات", date(2022, 6, 15))
    >>> [date.fromordinal(day or 0).isoformat() for day in value.days or ()], value.end
    (['2022-05-01', '2022-05-31'], 9)
    """
    if bracket := _BRACKET.match(text):
        return _bracketed(bracket, today)
    if sign := _COMPARISON.match(text):
        return _compared(text, sign, today)
    sides = _sides(text, 0, today)
    return _value(sides, today) if sides.is_date else _bad(text, 0, sides.end)


def _sides(text: str, at: int, today: date) -> _Sides:
    """Read a date at *at*, or two with a word or dots between them, which may leave one out."""
    first = _side(text, at, today)
    joint = _TO.match(text, first.end)
    is_date = first.end > at
    if joint is None:
        return _Sides(first, first, first.end, is_date)
    last = _side(text, joint.end(), today)
    if last.found or last.end > joint.end():
        return _Sides(first, last, last.end)
    if joint["dots"] is None:  # «إلى» goes on with something else
        return _Sides(first, first, first.end, is_date)
    if joint["glued"] is not None:
        return _Sides(first, last, _end_of_run(text, joint.end()), is_date=False)
    end = joint.end("dots")
    return _Sides(first, _Side(None, end), end, is_date)


def _side(text: str, at: int, today: date) -> _Side:
    """Read the longest date that begins at *at*."""
    if star := _OPEN_END.match(text, at):
        return _Side(None, star.end())
    stop = at + dates.extent(text[at:])
    ends = [word.end() for word in islice(_WORD.finditer(text, at), _LONGEST)]
    joint = next((dots.start() for dots in _DOTS.finditer(text, at)), len(text))
    likely = [end for end in ends if end <= max(stop, ends[0]) and end <= joint]
    for end in reversed(likely):
        expression = text[at:end]
        found, is_guess = _parsed(expression, today)
        if found:
            remark = Remark("read-as", expression, found.first.isoformat())
            return _Side(found, end, (remark,) if is_guess else ())
    return _Side(None, at)


@lru_cache(maxsize=1024)
def _parsed(text: str, today: date) -> tuple[DateSpan | None, bool]:
    """Read *text* as a date, also one whose year was typed first; tell whether that is a guess."""
    found = dates.parse(text, today)
    if found is None and _YEAR_FIRST.match(text):  # as from right to left
        return dates.parse(" ".join(reversed(text.split())), today), True
    return found, bool(_AMBIGUOUS.search(text.translate(DIGITS)))


def _value(sides: _Sides, today: date, braces: str = "[]") -> Value:
    """Give the days between *sides*, without those at a brace; swapped if the wrong way round."""
    first, last = sides.first.found, sides.last.found
    is_one = sides.first is sides.last
    remarks = sides.first.remarks + (() if is_one else sides.last.remarks)
    if first and last and first.first > last.last:
        remarks += (Remark("reversed-range"),)
        first, last = last, first
    low = high = None
    if first:
        low = first.last.toordinal() + 1 if braces[0] in "{}" else first.first.toordinal()
    if last:
        high = last.first.toordinal() - 1 if braces[1] in "{}" else last.last.toordinal()
    rolls = bool(is_one and first and first.granularity == "range" and first.last == today)
    return Value(sides.end, (low, high), remarks, rolls)


def _bracketed(bracket: re.Match[str], today: date) -> Value:
    """Read «[2015-08-01 إلى 2015-08-05]»; braces leave their day out."""
    opening, content, closing = bracket.groups()
    sides = _sides(content, 0, today)
    if closing is None:
        end = bracket.start(2) + sides.end
        remarks: tuple[Remark, ...] = (Remark("unclosed-bracket"),)
    else:
        end = bracket.end()
        is_mirrored = opening in "]}" or closing in "[{"
        remarks = (Remark("mirrored-bracket"),) if is_mirrored else ()
    if not sides.is_date or (closing and content[sides.end :].strip()):
        return _bad(bracket.string, bracket.start(2), end)
    value = _value(sides, today, opening + (closing or "]"))
    return replace(value, end=end, remarks=value.remarks + remarks)


def _compared(text: str, sign: re.Match[str], today: date) -> Value:
    """Read «>2022»: after the whole of it; «>=2022»: from its first day on."""
    side = _side(text, sign.end(), today)
    if side.found is None:
        return _bad(text, sign.end(), sign.end())
    first, last = side.found.first.toordinal(), side.found.last.toordinal()
    days: dict[str, Interval] = {
        ">": (last + 1, None),
        "<": (None, first - 1),
        ">=": (first, None),
        "<=": (None, last),
        "=": (first, last),
    }
    return Value(side.end, days[_SAME.get(sign[1], sign[1])], side.remarks)


def _bad(text: str, at: int, end: int) -> Value:
    """Tell what is wrong with the value at *at*, which is no date, and how far it goes."""
    wrong = fault(text[at:])
    end = max(end, at + wrong.end, _end_of_run(text, at))
    return Value(end, None, (Remark(wrong.code, text[at:end], wrong.part),))


def _end_of_run(text: str, at: int) -> int:
    return _RUN.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing as well


def whole(value: Value, text: str) -> Value:
    """Give *value* if it is all of *text*, else say that *text* is no date."""
    if value.days is None or not text[value.end :].strip():
        return value
    return Value(len(text), None, (Remark("bad-date", text),))
