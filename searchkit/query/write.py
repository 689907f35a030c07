"""What a query says, written as a query again: reading that gives the same."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from searchkit.dates.calendars import LIKELY_HIJRI_YEARS
from searchkit.query.fields import AS_PRINTED, ID
from searchkit.query.syntax import (
    ArticleId,
    Boost,
    Days,
    Either,
    Enough,
    Everything,
    Exact,
    Fuzzy,
    In,
    Must,
    Node,
    Not,
    Pattern,
    Phrase,
    Word,
)

_QUOTES: tuple[tuple[str, str], ...] = ('"', '"'), ("«", "»"), ("“", "”")
#: An id that nothing else can be made of: no operator, no sign at its start.
_PLAIN_ID = re.compile(r"(?!(?:AND|OR|NOT)\Z)[A-Za-z0-9][A-Za-z0-9._:/%#?&=~-]*")
_LAST_DAY = date.max.toordinal()


def write(syntax: Node) -> str:
    """Write what a query says as a query.

    >>> from searchkit.query import parse
    >>> write(parse("العنوان:«سعر الصرف» after:2022 و مصر AND تونس").syntax)
    'title:"سعر الصرف" date:>=2023-01-01 +مصر +تونس'
    """
    return _top(syntax)


def _top(node: Node) -> str:
    return _inside(node) if isinstance(node, Enough | Either) else _part(node)


def _inside(node: Enough | Either) -> str:
    return (" " if isinstance(node, Enough) else " OR ").join(map(_part, node.children))


def _part(node: Node) -> str:
    return _WRITERS[type(node)](node)


def _group(node: Enough | Either) -> str:
    return f"({_inside(node)})"


def _phrase(node: Phrase) -> str:
    return _quoted(node.text) + (f"~{node.slop - 1}" if node.slop > 1 else "")


def _quoted(text: str) -> str:
    opening, closing = next(pair for pair in _QUOTES if pair[1] not in text)
    return f"{opening}{text}{closing}"


def _boost(node: Boost) -> str:
    child = _part(node.child)
    is_plain = isinstance(node.child, Word) and node.child.text.isalnum()
    if not is_plain and not isinstance(node.child, Phrase | Enough | Either):
        child = f"({child})"
    return f"{child}^{node.factor:g}"


def _exact(node: Exact) -> str:
    return f"{AS_PRINTED}:{_phrase(node)}"


def _article_id(node: ArticleId) -> str:
    return f"{ID}:{node.text if _PLAIN_ID.fullmatch(node.text) else _quoted(node.text)}"


def _days(node: Days) -> str:
    first, last = node.first, node.last
    if first is None and last is None:
        days = "*"
    elif first is None or last is None:
        days = _open(first, last)
    elif first == last:
        days = f"={_day(first)}"
    elif first < last:
        days = f"{_day(first)}..{_day(last)}"
    else:
        days = f"{{{_day(first - 1)} TO {_day(last + 1)}}}"
    return f"{node.field}:{days}"


def _open(first: int | None, last: int | None) -> str:
    """Write days without an end by a sign: dots would take a date behind them for the end."""
    if first is not None:
        return f">{date.max}" if first > _LAST_DAY else f">={_day(first)}"
    return f"<={_day(last)}" if last else f"<{date.min}"  # before the first day of all


def _day(ordinal: int) -> str:
    """Write a day so that it is read as one of the Gregorian calendar."""
    day = date.fromordinal(ordinal)
    return day.isoformat() + ("م" if day.year in LIKELY_HIJRI_YEARS else "")


_WRITERS: dict[type[Node], Callable[[Any], str]] = {
    Word: lambda node: node.text,
    Phrase: _phrase,
    Exact: _exact,
    Pattern: lambda node: node.text,
    Fuzzy: lambda node: f"{node.text}~{node.distance}",
    ArticleId: _article_id,
    Days: _days,
    Everything: lambda node: f"{node.field}:*" if node.field else "*",
    In: lambda node: f"{node.field}:{_part(node.child)}",
    Not: lambda node: f"-{_part(node.child)}",
    Must: lambda node: f"+{_part(node.child)}",
    Boost: _boost,
    Enough: _group,
    Either: _group,
}
