"""Words, phrases and days as nodes of a ``whoosh.query`` tree."""

from collections.abc import Iterable, Sequence
from datetime import date

from whoosh import query as whoosh

from searchkit.analysis import Token, analyze
from searchkit.dates.units import units_within
from searchkit.query.fields import DATE, EVENT_DATE, ID, VIEWS

#: Clitics that somebody typed with a space behind them: alone they say nothing.
_DETACHED = frozenset(["و", "ف", "ب", "ك", "ل"])


def word(text: str, fields: Sequence[str]) -> whoosh.Query | None:
    """Look *text*, one printed word, up in every view of *fields*; None if it has no letters.

    A match through several views adds up their scores. What analysis makes several words of, as
    ``12/5``, must stand in that order.
    """
    tokens = list(analyze(text))
    if len(tokens) > 1:
        return _sequence(tokens, fields)
    return _sum(
        whoosh.Term(view.name, term, boost=weight)
        for token in tokens
        if token.text not in _DETACHED
        for field in fields
        for view in VIEWS[field]
        for term, weight in view.terms(token)
    )


def phrase(text: str, fields: Sequence[str]) -> whoosh.Query | None:
    """Look the words of *text* up as neighbours in that order, by their stems."""
    tokens = list(analyze(text))
    return _sequence(tokens, fields) if len(tokens) > 1 else word(text, fields)


def article_id(text: str) -> whoosh.Query:
    """Match the one article whose id is *text*."""
    return whoosh.Term(ID, text)


def days(first: int | None, last: int | None) -> whoosh.Query:
    """Match articles published from day *first* to *last*; None leaves an end open.

    Days are proleptic Gregorian ordinals, and one beyond the calendar at either end is allowed.
    """
    return whoosh.NumericRange(DATE, first, last)


def everything() -> whoosh.Query:
    """Match every article."""
    return whoosh.Every()


def mentioned(first: int | None, last: int | None) -> whoosh.Query:
    """Match articles that mention a date within *first* to *last*; both as in `days`."""
    bounds = date.min.toordinal(), date.max.toordinal()
    first = max(first or 0, bounds[0])
    last = bounds[1] if last is None else min(last, bounds[1])
    if first > last:
        return whoosh.NullQuery
    ranges = [
        whoosh.TermRange(EVENT_DATE, least, greatest)
        for least, greatest in units_within(date.fromordinal(first), date.fromordinal(last))
    ]
    return any_of(ranges)


def filtered(filter_: whoosh.Query) -> whoosh.Query:
    """Make *filter_* decide about a hit without adding to its score."""
    return whoosh.ConstantScoreQuery(filter_, 0.0)


def is_strict(node: whoosh.Query) -> bool:
    """Tell whether *node* only filters and excludes, with nothing that could be left out."""
    if isinstance(node, whoosh.And | whoosh.Or):
        return all(map(is_strict, node.subqueries))
    return isinstance(node, whoosh.Not | whoosh.ConstantScoreQuery)


def all_of(nodes: Sequence[whoosh.Query]) -> whoosh.Query:
    """Join *nodes* by AND; if all of them exclude, they exclude from the whole archive."""
    if all(isinstance(node, whoosh.Not) for node in nodes):
        return whoosh.And([filtered(whoosh.Every()), *nodes])
    return nodes[0] if len(nodes) == 1 else whoosh.And(nodes)


def any_of(nodes: Sequence[whoosh.Query]) -> whoosh.Query:
    """Join *nodes* by OR."""
    return nodes[0] if len(nodes) == 1 else whoosh.Or(nodes)


def _sequence(tokens: Sequence[Token], fields: Sequence[str]) -> whoosh.Query | None:
    first, *rest = tokens
    views = (VIEWS[field][0] for field in fields)  # the first view is the widest: the stems
    return _sum(
        whoosh.Phrase(view.name, [term, *(view.terms(token)[0][0] for token in rest)], boost=weight)
        for view in views
        for term, weight in view.terms(first)
    )


def _sum(nodes: Iterable[whoosh.Query]) -> whoosh.Query | None:
    found = list(nodes)
    return any_of(found) if found else None
