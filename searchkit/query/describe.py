"""A query tree in words, for ``--explain`` and for the ``parsed`` of JSON output."""

from datetime import date

from whoosh import query as whoosh

from searchkit.query.fields import DATE, EVENT_DATE

_JOINTS = {whoosh.And: " AND ", whoosh.Or: " OR "}


def describe(tree: whoosh.Query) -> str:
    """Write *tree* with its fields, operators and days spelled out.

    >>> from searchkit.query import parse
    >>> describe(parse("title:النفط after:2022").tree)
    '((title:نفط OR title_exact:النفط) AND date:2023-01-01..)'
    """
    if days := _days_mentioned(tree):
        return days
    match tree:
        case whoosh.And() | whoosh.Or():
            return f"({_JOINTS[type(tree)].join(map(describe, tree.subqueries))})"
        case whoosh.Not():
            return f"NOT {describe(tree.query)}"
        case whoosh.ConstantScoreQuery():
            return describe(tree.child)
        case whoosh.NumericRange(fieldname=fieldname) if fieldname == DATE:
            return f"{fieldname}:{_day(tree.start)}..{_day(tree.end)}"
        case whoosh.Term():
            return f"{tree.fieldname}:{tree.text}"
        case whoosh.Phrase():
            return f'{tree.fieldname}:"{" ".join(tree.words)}"'
        case whoosh.Every():
            return "*"
        case _:
            return repr(tree)


def _days_mentioned(tree: whoosh.Query) -> str:
    """Write the days in which a mentioned date must lie, if *tree* asks for one."""
    # There is a range for each kind of unit, and the first is that of days, as «d20220530».
    ranges = tree.subqueries if isinstance(tree, whoosh.Or) else [tree]
    days = ranges[0] if ranges else tree
    if not isinstance(days, whoosh.TermRange) or days.fieldname != EVENT_DATE:
        return ""
    first, last = (date.fromisoformat(str(name)[1:]) for name in (days.start, days.end))
    shown = ("" if first == date.min else first, "" if last == date.max else last)
    return f"{EVENT_DATE}:{shown[0]}..{shown[1]}"


def _day(ordinal: float | None) -> str:
    if ordinal is None:
        return ""
    try:
        return date.fromordinal(int(ordinal)).isoformat()
    except (ValueError, OverflowError):  # the day before the first year, or after the last
        return f"day {ordinal}"
