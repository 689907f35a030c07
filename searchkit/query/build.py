"""What a query says as a tree of ``whoosh.query``: views, terms and weights, and how many of them.

Of things side by side as many must match as `searchkit.query.rule` says. A word matches by its
stem, and so by its exact form. Its skeleton adds to the scores of what matches.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from whoosh import query as whoosh

from searchkit.analysis import Token
from searchkit.dates.units import units_within
from searchkit.query.fields import (
    DATE,
    DEFAULT_FIELDS,
    ENTITY,
    ENTITY_FIELDS,
    EVENT_DATE,
    EXACT,
    ID,
    KINDS,
    SKELETON,
    STEM,
    VIEWS,
    View,
)
from searchkit.query.named import Named
from searchkit.query.rule import Match, parted
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
from searchkit.query.usage import UNKNOWN, Usage
from searchkit.query.weighed import Weighed

#: The first letter of a word is seldom wrong, and looking for it alone saves most of the work.
_SURE_LETTERS = 1


_FIRST_DAY, _LAST_DAY = date.min.toordinal(), date.max.toordinal()


class _Scope(NamedTuple):
    """The *fields* that words are looked up in, the match rule, and how words are used there."""

    fields: tuple[str, ...]
    match: Match
    usage: Usage

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of entities whose names words are looked up in, if any."""
        if self.fields == (ENTITY,):
            return KINDS
        return self.fields if self.fields[0] in KINDS else ()

    def views(self, *forms: str) -> list[View]:
        """Give the views of the fields that are made of one of *forms*."""
        return [view for name in self.fields for view in VIEWS.get(name, ()) if view.form in forms]

    @property
    def worth(self) -> Mapping[str, int]:
        """What words are worth, if they are looked up in texts."""
        return self.usage.worth if self.fields[0] in DEFAULT_FIELDS else {}

    @property
    def widest(self) -> Iterable[View]:
        """The view of each field that words match in most: that of stems, if there is one."""
        return (VIEWS[name][0] for name in self.fields)

    def terms(self, form: str, *kinds: str) -> list[whoosh.Term]:
        """Look *form* up in the views of those *kinds*."""
        return [
            whoosh.Term(view.name, self.spelled(view, form), view.weight)
            for view in self.views(*kinds)
        ]

    def spelled(self, view: View, form: str) -> str:
        """Give what *form* is in *view*."""
        return view.term(form, self.usage.chain)

    def meant(self, form: str) -> tuple[str, ...]:
        """Give what was probably meant by *form*, if not that."""
        found = self.usage.meant.get(form) if self.fields[0] in DEFAULT_FIELDS else None
        return found.forms if found else ()


def tree(syntax: Node, match: Match = "enough", usage: Usage = UNKNOWN) -> whoosh.Query:
    """Make the tree that the engine evaluates of what a query says, where words have this *usage*.

    Its nodes have the span of the query that they stand for, as *startchar* and *endchar*.

    >>> from searchkit.query import parse
    >>> tree(parse("source:تاس -id:7").syntax)
    And([ConstantScoreQuery(Term('source', 'تاس')), Not(ConstantScoreQuery(Term('id', '7')))])
    """
    scope = _Scope(DEFAULT_FIELDS, match, usage)
    made = _tree(syntax, scope)
    if isinstance(made, whoosh.Not):
        return _joined([made])
    hints = list(_hints(syntax, scope, 1.0))
    if hints:
        made = whoosh.AndMaybe(made, _any_of(hints))
        _mark(made, syntax.span)
    return made


def _hints(node: Node, scope: _Scope, factor: float) -> Iterator[whoosh.Query]:
    """Look up the skeletons of the words of *node*: they tell better articles from worse ones."""
    match node:
        case Word(tokens=(token,)):
            typed = () if token.text in scope.usage.rare else (token.text,)
            for form in (*typed, *scope.meant(token.text)):
                for hint in scope.terms(form, SKELETON):
                    hint.boost *= factor
                    _mark(hint, node.span)
                    yield hint
        case Enough() | Either():
            for child in dict.fromkeys(node.children):
                yield from _hints(child, scope, factor)
        case In():
            yield from _hints(node.child, scope._replace(fields=(node.field,)), factor)
        case Must():
            yield from _hints(node.child, scope, factor)
        case Boost():
            yield from _hints(node.child, scope, factor * node.factor)


def _tree(node: Node, scope: _Scope) -> whoosh.Query:
    made = _MAKERS[type(node)](node, scope)
    _mark(made, node.span)
    return made


def _mark(made: whoosh.Query, span: tuple[int, int]) -> None:
    """Give *made* and what is in it its span, where it has none of its own."""
    if made.startchar is None:
        made.startchar, made.endchar = span  # type: ignore[assignment]  # Whoosh has but the None
        for child in made.children():
            _mark(child, span)


def everything() -> whoosh.Query:
    """Match every article."""
    return whoosh.Every()


def _enough(node: Enough, scope: _Scope) -> whoosh.Query:
    found = parted(node, scope.match, scope.worth)
    made = [_tree(each, scope) for each in found.required]
    others = [_tree(each, scope) for each in found.others]
    if found.least == sum(found.worths):
        return _joined(made + others)
    if found.least <= min(found.worths):
        return _joined([*made, whoosh.Or(others)])
    return _joined([*made, Weighed(others, found.worths, found.least)])


def _joined(nodes: Sequence[whoosh.Query]) -> whoosh.Query:
    """Join *nodes* by AND; if all of them exclude, they exclude from the whole archive."""
    if all(isinstance(node, whoosh.Not) for node in nodes):
        nodes = [_filter(whoosh.Every()), *nodes]
    return nodes[0] if len(nodes) == 1 else whoosh.And(nodes)


def _either(node: Either, scope: _Scope) -> whoosh.Query:
    made = (_tree(each, scope) for each in node.children)
    return whoosh.Or([_joined([each]) if isinstance(each, whoosh.Not) else each for each in made])


def _word(node: Word, scope: _Scope) -> whoosh.Query:
    """Look the word up as stem and as it is; a match through several views adds up their scores.

    What was probably meant by it counts as much.
    """
    if scope.kinds:
        return _named(node.tokens, scope)
    if len(node.tokens) > 1:
        return _stems_in_order(node.tokens, 1, scope)
    form = node.tokens[0].text
    kinds = (STEM, EXACT, SKELETON) if form in scope.usage.rare else (STEM, EXACT)
    terms: list[whoosh.Query] = [*scope.terms(form, *kinds)]
    meant = [scope.terms(word, STEM, EXACT) for word in scope.meant(form)]
    if len(meant) > 1:
        return whoosh.Or([*terms, whoosh.And(list(map(whoosh.Or, meant)))])
    return _any_of([*terms, *chain.from_iterable(meant)])


def _named(tokens: Sequence[Token], scope: _Scope) -> whoosh.Query:
    return Named(scope.kinds, tuple(token.text for token in tokens))


def _phrase(node: Phrase, scope: _Scope) -> whoosh.Query:
    if scope.kinds:
        return _named(node.tokens, scope)
    if len(node.tokens) > 1:
        return _stems_in_order(node.tokens, node.slop, scope)
    return _word(Word(node.span, node.text, node.tokens), scope)


def _stems_in_order(tokens: Sequence[Token], slop: int, scope: _Scope) -> whoosh.Query:
    return _any_of(
        whoosh.Phrase(
            view.name,
            [scope.spelled(view, token.text) for token in tokens],
            slop,
            boost=view.weight,
        )
        for view in scope.widest
    )


def _exact(node: Exact, scope: _Scope) -> whoosh.Query:
    if scope.kinds:
        return _named(node.tokens, scope)
    words = [token.text for token in node.tokens]
    if len(words) == 1:
        return _any_of(whoosh.Term(view.name, words[0]) for view in scope.views(EXACT))
    return _any_of(whoosh.Phrase(view.name, words, node.slop) for view in scope.views(EXACT))


def _pattern(node: Pattern, scope: _Scope) -> whoosh.Query:
    """Look for the pattern among stems too, where articles and clitics do not hide it."""
    if scope.kinds:
        return Named(scope.kinds, (node.text,))
    views = scope.views(STEM, EXACT)
    start, star, rest = node.text.partition("*")
    if star and not rest and "?" not in start:
        return _any_of(whoosh.Prefix(view.name, start, view.weight) for view in views)
    return _any_of(whoosh.Wildcard(view.name, node.text, view.weight) for view in views)


def _fuzzy(node: Fuzzy, scope: _Scope) -> whoosh.Query:
    if scope.kinds:
        return Named(scope.kinds, (node.text,), node.distance)
    return _any_of(
        whoosh.FuzzyTerm(
            view.name,
            scope.spelled(view, node.text),
            view.weight,
            maxdist=node.distance,
            prefixlength=_SURE_LETTERS,
        )
        for view in scope.views(STEM, EXACT)
    )


def _article_id(node: ArticleId, _: _Scope) -> whoosh.Query:
    return _filter(whoosh.Term(ID, node.text))


def _days(node: Days, _: _Scope) -> whoosh.Query:
    """Match days from first to last; one beyond the calendar at either end is allowed."""
    if node.field == EVENT_DATE:
        return _filter(mentioned(node.first, node.last))
    return _filter(whoosh.NumericRange(node.field, node.first, node.last))


def mentioned(first: int | None, last: int | None) -> whoosh.Query:
    """Match articles that mention a date within *first* to *last*."""
    start = max(first or 0, _FIRST_DAY)
    end = _LAST_DAY if last is None else min(last, _LAST_DAY)
    if start > end:
        return whoosh.NumericRange(DATE, start, end)  # nothing
    return _any_of(
        whoosh.TermRange(EVENT_DATE, least, greatest)
        for least, greatest in units_within(date.fromordinal(start), date.fromordinal(end))
    )


def _everything(node: Everything, _: _Scope) -> whoosh.Query:
    if node.field in ENTITY_FIELDS:
        kinds = KINDS if node.field == ENTITY else (node.field,)
        return _filter(Named(kinds, ()))
    return _filter(whoosh.Every(VIEWS[node.field][0].name if node.field in VIEWS else None))


def _in(node: In, scope: _Scope) -> whoosh.Query:
    made = _tree(node.child, scope._replace(fields=(node.field,)))
    return made if node.field in DEFAULT_FIELDS else _filter(made)


def _not(node: Not, scope: _Scope) -> whoosh.Query:
    return whoosh.Not(_tree(node.child, scope))


def _must(node: Must, scope: _Scope) -> whoosh.Query:
    return _tree(node.child, scope)


def _boost(node: Boost, scope: _Scope) -> whoosh.Query:
    made = _tree(node.child, scope)
    return made.with_boost(getattr(made, "boost", 1.0) * node.factor)


def _filter(made: whoosh.Query) -> whoosh.Query:
    """Make *made* decide about a hit without adding to its score."""
    return whoosh.ConstantScoreQuery(made, 0.0)


def _any_of(nodes: Iterable[whoosh.Query]) -> whoosh.Query:
    found = list(nodes)
    return found[0] if len(found) == 1 else whoosh.Or(found)


_MAKERS: dict[type[Node], Callable[[Any, _Scope], whoosh.Query]] = {
    Word: _word,
    Phrase: _phrase,
    Exact: _exact,
    Pattern: _pattern,
    Fuzzy: _fuzzy,
    ArticleId: _article_id,
    Days: _days,
    Everything: _everything,
    In: _in,
    Not: _not,
    Must: _must,
    Boost: _boost,
    Enough: _enough,
    Either: _either,
}
