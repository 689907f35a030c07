"""A query string to what it says and notes; no input makes it fail but one with nothing to search.

The grammar, one method each (docs/query-language.md)::

    either  = both { OR both }
    both    = unary { [AND] unary }
    unary   = { "-" | NOT | "+" } primary
    primary = "(" either ")" | FIELD ":" unary | "=" unary | phrase | word
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from whoosh import query as whoosh

from searchkit.errors import QueryError
from searchkit.query import build, datevalue, lexer
from searchkit.query.fields import (
    AFTER,
    AS_PRINTED,
    BEFORE,
    DATE,
    DATE_FIELDS,
    EVENT_DATE,
    ID,
    SINCE,
    UNTIL,
    named,
    nearly_named,
)
from searchkit.query.lexer import Lexeme
from searchkit.query.notes import Note, note, told
from searchkit.query.repair import Repaired, repaired
from searchkit.query.rule import Match
from searchkit.query.syntax import (
    ArticleId,
    Days,
    Either,
    Enough,
    Everything,
    Node,
    Word,
    joined,
    required,
    weighted,
    within,
    without,
)
from searchkit.query.terms import Terms
from searchkit.query.usage import UNKNOWN, Lookup, Usage, single_words, unknown

#: Brackets and field names nested deeper than this are read as if they were not there.
_DEEPEST = 50
_TURNED = {lexer.OPEN: lexer.CLOSE, lexer.CLOSE: lexer.OPEN}
#: Fields whose values have nodes of their own.
_OWN_NODES = (*DATE_FIELDS, ID)
#: Words after the first that are looked at for one date value.
_DATE_WORDS = 24


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query understood: what it says, the *tree* to evaluate, *notes* on what was guessed.

    *match* tells how many of the words side by side the tree asks for, *usage* what it took them
    to be in the archive.
    """

    syntax: Node
    tree: whoosh.Query
    notes: tuple[Note, ...]
    match: Match = "enough"
    usage: Usage = UNKNOWN


class _Scope(NamedTuple):
    """What is said of a value by the names before it: its field, and whether it is as printed."""

    field: str | None = None
    is_exact: bool = False


def parse(
    text: str,
    *,
    lookup: Lookup = unknown,
    today: date | None = None,
    guess_fields: bool = False,
) -> Parsed:
    """Read *text* as a query; relative dates count from *today*.

    *lookup* tells how the archive uses the words; without it the tree is for no archive. With
    *guess_fields* a name that is one slip away from a field's is read as that field. Raises
    `searchkit.errors.QueryError` if nothing is left to search.

    >>> parse("source:تاس after:2022-05-01").notes
    ()
    """
    cleaned = repaired(text)
    today = today or date.today()  # noqa: DTZ011  the reader's own day
    parser = _Parser(cleaned, today, guess_fields=guess_fields)
    syntax = parser.whole()
    notes = tuple(dict.fromkeys(parser.notes))
    if syntax is None:
        raise _nothing_left(text, notes)
    return understood(syntax, notes, lookup)


def understood(syntax: Node, notes: tuple[Note, ...], lookup: Lookup) -> Parsed:
    """Give the query that says *syntax*, with *notes* and those on its slips."""
    words = list(single_words(syntax))
    usage = lookup([word.tokens[0].text for word in words])
    notes += tuple(_slips(words, usage))
    return Parsed(syntax, build.tree(syntax, usage=usage), notes, usage=usage)


def _slips(words: Iterable[Word], usage: Usage) -> Iterator[Note]:
    """Tell for which of *words* something else is looked for as well."""
    for word in dict.fromkeys(words):
        if meant := usage.meant.get(word.tokens[0].text):
            yield note("also-searched", word.span, word.text, meant.printed)


def _nothing_left(text: str, notes: tuple[Note, ...]) -> QueryError:
    reason = "nothing to search for" if text.strip() else "the query is empty"
    position = notes[0].span[0] if notes else len(text) - len(text.lstrip())
    return QueryError("; ".join([reason, *told(notes)]), position)


class _Parser:
    """The state of one parse: the lexemes not read yet, and the notes made so far."""

    def __init__(self, repaired_: Repaired, today: date, *, guess_fields: bool) -> None:
        self.text = repaired_.text
        self.span = repaired_.span
        self.notes = list(repaired_.notes)
        self.rest = list(lexer.lexemes(self.text))[::-1]  # the next one last
        self.turn_brackets()
        self.terms = Terms(self.noted)
        self.today = today
        self.guess_fields = guess_fields
        self.depth = 0
        self.opened = 0  # brackets being read
        self.ignored = 0  # opening brackets that were too deep to be read

    def noted(self, code: str, lexeme: Lexeme, name: str = "", hint: str = "") -> None:
        self.notes.append(note(code, self.span(lexeme.start, lexeme.end), name, hint))

    def turn_brackets(self) -> None:
        """Read «)أ أو ب(» as it was meant: some keyboards turn brackets round."""
        brackets = [each for each in self.rest if each.kind in _TURNED]
        if brackets and (brackets[-1].kind, brackets[0].kind) == (lexer.CLOSE, lexer.OPEN):
            self.rest = [
                each._replace(kind=_TURNED.get(each.kind, each.kind)) for each in self.rest
            ]
            self.noted("mirrored-bracket", brackets[-1]._replace(end=brackets[0].end))

    def whole(self) -> Node | None:
        return self.either(_Scope())

    def next_is(self, *kinds: str) -> bool:
        return bool(self.rest) and self.rest[-1].kind in kinds

    def either(self, scope: _Scope) -> Node | None:
        nodes = [self.both(scope)]
        while self.next_is(lexer.OR):
            self.rest.pop()
            nodes.append(self.both(scope))
        return joined(Either, [node for node in nodes if node])

    def both(self, scope: _Scope) -> Node | None:
        nodes: list[Node] = []
        is_and = False
        while self.rest and not self.next_is(lexer.OR):
            if self.next_is(lexer.CLOSE):
                if self.opened and not self.ignored:
                    break
                self.stray(self.rest.pop())
            elif self.next_is(lexer.AND):
                self.rest.pop()
                is_and = True
                nodes[-1:] = map(required, nodes[-1:])
            else:
                is_plain = self.next_is(lexer.FIELD)
                node = self.unary(scope)
                if isinstance(node, Enough) and is_plain:  # a name that is no field, and its word
                    nodes += node.children
                elif node:
                    nodes.append(required(node) if is_and and nodes else node)
                is_and = False
        return joined(Enough, nodes)

    def stray(self, bracket: Lexeme) -> None:
        if self.ignored:
            self.ignored -= 1
        else:
            self.noted("stray-bracket", bracket)

    def unary(self, scope: _Scope) -> Node | None:
        is_negative = is_required = False
        while self.next_is(lexer.NOT, lexer.PLUS):
            if self.rest.pop().kind == lexer.NOT:
                is_negative = not is_negative
            else:
                is_required = True
        if not self.rest or self.next_is(lexer.OR, lexer.AND, lexer.CLOSE):
            return None
        node = self.primary(scope)
        if node and is_negative:
            return without(node)
        return required(node) if node and is_required else node

    def primary(self, scope: _Scope) -> Node | None:
        lexeme = self.rest.pop()
        match lexeme.kind:
            case lexer.OPEN:
                return self.bracket(lexeme, scope)
            case lexer.FIELD if scope.field != ID:
                return self.field(lexeme, scope)
            case lexer.UNCLOSED:
                self.noted("unclosed-quote", lexeme)
        if scope.field == ID:
            return self.article_id(lexeme)
        if scope.field in DATE_FIELDS:
            return self.days(scope.field, lexeme)
        if lexeme.kind == lexer.EXACT:
            return self.unary(scope._replace(is_exact=True))
        return self.value(scope, lexeme)

    def value(self, scope: _Scope, lexeme: Lexeme) -> Node | None:
        """Read a word or phrase."""
        span = self.span(lexeme.start, lexeme.end)
        if lexeme.kind == lexer.WORD and lexeme.text.strip("*") == "":
            return Everything(span, scope.field)
        if lexeme.kind in {lexer.PHRASE, lexer.UNCLOSED} or scope.is_exact:
            node = self.terms.phrase(lexeme, span, is_exact=scope.is_exact)
        else:
            node = self.terms.word(lexeme, span)
        return weighted(node, lexeme.weight) if node else None

    def bracket(self, opening: Lexeme, scope: _Scope) -> Node | None:
        if self.depth == _DEEPEST:
            self.ignored += 1
            self.noted("too-deep", opening)
            return None
        self.depth += 1
        self.opened += 1
        node = self.either(scope)
        self.depth -= 1
        self.opened -= 1
        if self.next_is(lexer.CLOSE):
            weight = self.rest.pop().weight
            return weighted(node, weight) if node else None
        self.noted("unclosed-bracket", opening._replace(end=len(self.text)))
        return node

    def field(self, lexeme: Lexeme, scope: _Scope) -> Node | None:
        if scope.field in DATE_FIELDS:  # «date:title:word»: a name is no date
            scope = scope._replace(field=None)
        name = named(lexeme.text) or self.guessed(lexeme)
        if name is None or self.depth == _DEEPEST:
            return self.unknown(lexeme, scope)
        inner = scope._replace(is_exact=True) if name == AS_PRINTED else scope._replace(field=name)
        self.depth += 1
        node = self.unary(inner)
        self.depth -= 1
        if node is None or inner.field == scope.field or name in _OWN_NODES:
            return node
        return within(name, node, node.span)

    def guessed(self, lexeme: Lexeme) -> str | None:
        """Give the field that an unknown name is probably a slip of, if guesses are wanted."""
        near = nearly_named(lexeme.text) if self.guess_fields else None
        if near:
            self.noted("field-read-as", lexeme, lexeme.text, f"{near}:")
        return named(near) if near else None

    def unknown(self, lexeme: Lexeme, scope: _Scope) -> Node | None:
        """Read a name that is no field, and the word at its colon, as words like others."""
        hint = nearly_named(lexeme.text)
        self.noted("unknown-field", lexeme, lexeme.text, f"{hint}:" if hint else "")
        nodes = [self.value(scope, lexeme)]
        if self.next_is(lexer.WORD, lexer.PHRASE):
            nodes.append(self.value(scope, self.rest.pop()))
        return joined(Enough, [node for node in nodes if node])

    def article_id(self, lexeme: Lexeme) -> Node | None:
        """Take all from *lexeme* up to white space, a quote or a bracket."""
        if lexeme.kind in {lexer.PHRASE, lexer.UNCLOSED}:
            text, end = lexeme.text, lexeme.end
        else:
            end = lexer.ID.match(self.text, lexeme.start).end()  # type: ignore[union-attr]
            text = self.text[lexeme.start : end]
        self.skip(end)
        return ArticleId(self.span(lexeme.start, end), text) if text else None

    def skip(self, end: int) -> None:
        while self.rest and self.rest[-1].start < end:
            self.rest.pop()

    def days(self, name: str, lexeme: Lexeme) -> Node | None:
        """Read a date value, which may go on beyond *lexeme*."""
        is_quoted = lexeme.kind in {lexer.PHRASE, lexer.UNCLOSED}
        text = lexeme.text if is_quoted else self.text[lexeme.start : self.end_of_words(lexeme)]
        value = datevalue.read(text, self.today)
        if is_quoted:
            value = datevalue.whole(value, text)
        if value.days is None and not any(map(str.isdigit, text[: value.end])):
            self.noted("not-a-date", lexeme, lexeme.text)
            return self.value(_Scope(), lexeme)
        place = lexeme if is_quoted else lexeme._replace(end=lexeme.start + value.end)
        self.skip(place.end)
        for remark in value.remarks:
            self.noted(remark.code, place, remark.name, remark.hint)
        if value.days is None:
            return None
        field = name if name == EVENT_DATE else DATE
        return Days(self.span(place.start, place.end), field, *_bounds(name, value))

    def end_of_words(self, lexeme: Lexeme) -> int:
        """Give where the words end that a date at *lexeme* may be made of."""
        end = lexeme.end
        kinds = [lexer.WORD]
        for following in islice(reversed(self.rest), _DATE_WORDS):
            if following.kind == lexer.OPEN and kinds == [lexer.WORD]:
                kinds = [lexer.WORD, lexer.CLOSE]  # «29 مايو (أيار)»
            elif following.kind in kinds:
                end = following.end
                kinds = [lexer.WORD] if following.kind == lexer.CLOSE else kinds
            else:
                break
        return end


def _bounds(name: str, value: datevalue.Value) -> datevalue.Interval:
    """Give the first and the last day, as ordinals, that the date field *name* lets through."""
    first, last = value.days or (None, None)
    if name == AFTER and not value.rolls and last is not None:
        return last + 1, None
    if name == BEFORE and first is not None:
        return None, first - 1
    if name in {AFTER, SINCE}:
        return (last if first is None else first), None
    if name in {BEFORE, UNTIL}:
        return None, (first if last is None else last)
    return first, last
