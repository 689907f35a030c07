"""A query tree in words, for ``--explain`` and for the ``parsed`` of JSON output."""

from datetime import date

from whoosh import query as whoosh

from searchkit.query.fields import DATE

_JOINTS = {whoosh.And: " AND ", whoosh.Or: " OR "}


def describe(tree: whoosh.Query) -> str:
    """Write *tree* with its fields, operators and days spelled out.

    >>> from searchkit.query import parse
    >>> describe(parse("title:النفط after:2022").tree)
    '((title:نفط OR title_exact:النفط) AND date:2023-01-01..)'
    """
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


def _day(ordinal: float | None) -> str:
    if ordinal is None:
        return ""
    try:
        return date.fromordinal(int(ordinal)).isoformat()
    except (ValueError, OverflowError):  # the day before the first year, or after the last
        return f"day {ordinal}"
