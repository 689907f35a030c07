"""A query string to a ``whoosh.query`` tree and notes; no input makes it fail but an empty one.

The grammar, one method each (docs/query-language.md)::

    either  = both { OR both }
    both    = unary { [AND] unary }
    unary   = { "-" | NOT } primary
    primary = "(" either ")" | FIELD ":" value | phrase | word
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from whoosh import query as whoosh

from searchkit import dates
from searchkit.errors import QueryError
from searchkit.query import build, lexer
from searchkit.query.fields import (
    AFTER,
    BEFORE,
    DATE_FIELDS,
    DEFAULT_FIELDS,
    EVENT_DATE,
    ID,
    NAMES,
    SINCE,
    UNTIL,
    named,
)
from searchkit.query.lexer import Lexeme, lexemes
from searchkit.query.notes import Note, note

#: Brackets and minus signs nested deeper than this are read as if they were not there.
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query understood: the *tree* to evaluate, and *notes* on what had to be guessed."""

    tree: whoosh.Query
    notes: tuple[Note, ...]


def parse(text: str, *, today: date | None = None, match: Literal["all", "any"] = "all") -> Parsed:
    """Read *text* as a query; relative dates count from *today*.

    An article must have every word, or with *match* ``any`` at least one; filters and excluded
    words hold in either case. Raises `searchkit.errors.QueryError` if nothing is left to search.

    >>> parse("source:تاس after:2022-05-01").notes
    ()
    """
    parser = _Parser(text, today or date.today(), match)  # noqa: DTZ011  the reader's own day
    tree = parser.whole()
    if tree is None:
        reason = "nothing to search for" if text.strip() else "the query is empty"
        raise QueryError("; ".join([reason, *(each.en for each in parser.notes)]))
    return Parsed(tree, tuple(parser.notes))


class _Parser:
    """The state of one parse: the lexemes not read yet, and the notes made so far."""

    def __init__(self, text: str, today: date, match: str) -> None:
        self.rest = list(lexemes(text))[::-1]  # the next one last
        self.text = text
        self.end = len(text)
        self.today = today
        self.match = match
        self.notes: list[Note] = []
        self.depth = 0
        self.ignored = 0  # opening brackets that were too deep to be read

    def whole(self) -> whoosh.Query | None:
        nodes = []
        while self.rest:
            nodes.append(self.either(DEFAULT_FIELDS))
            if self.rest:  # only a closing bracket stops an expression early
                stray = self.rest.pop()
                self.notes.append(note("stray-bracket", (stray.start, stray.end)))
        return self.joined([node for node in nodes if node])

    def next_is(self, *kinds: str) -> bool:
        return bool(self.rest) and self.rest[-1].kind in kinds

    def either(self, fields: Sequence[str]) -> whoosh.Query | None:
        nodes = [self.both(fields)]
        while self.next_is(lexer.OR):
            self.rest.pop()
            nodes.append(self.both(fields))
        found = [node for node in nodes if node]
        return build.any_of(found) if found else None

    def both(self, fields: Sequence[str]) -> whoosh.Query | None:
        nodes = []
        while self.rest and not self.next_is(lexer.OR):
            if self.next_is(lexer.CLOSE):
                if not self.ignored:
                    break
                self.ignored -= 1
                self.rest.pop()
            elif self.next_is(lexer.AND):
                self.rest.pop()
            elif node := self.unary(fields):
                nodes.append(node)
        return self.joined(nodes)

    def joined(self, nodes: list[whoosh.Query]) -> whoosh.Query | None:
        """Join *nodes*: all of them, or what filters and excludes and any of the others."""
        if self.match == "any":
            strict = [node for node in nodes if build.is_strict(node)]
            loose = [node for node in nodes if not build.is_strict(node)]
            nodes = strict + ([build.any_of(loose)] if loose else [])
        return build.all_of(nodes) if nodes else None

    def unary(self, fields: Sequence[str]) -> whoosh.Query | None:
        negative = False
        while self.next_is(lexer.NOT):
            self.rest.pop()
            negative = not negative
        if self.next_is(lexer.OR, lexer.AND, lexer.CLOSE) or not self.rest:
            return None
        node = self.primary(fields)
        return whoosh.Not(node) if node and negative else node

    def primary(self, fields: Sequence[str]) -> whoosh.Query | None:
        lexeme = self.rest.pop()
        match lexeme.kind:
            case lexer.OPEN:
                return self.bracket(lexeme, fields)
            case lexer.FIELD:
                return self.field(lexeme, fields)
            case lexer.UNCLOSED:
                self.notes.append(note("unclosed-quote", (lexeme.start, lexeme.end)))
        if fields[0] in DATE_FIELDS:
            return self.days(fields[0], lexeme)
        if lexeme.text.endswith(":") and (name := named(lexeme.text[:-1])):
            self.notes.append(note("lone-field", (lexeme.start, lexeme.end), lexeme.text, name))
        made = build.word if lexeme.kind == lexer.WORD else build.phrase
        return made(lexeme.text, fields)

    def bracket(self, opening: Lexeme, fields: Sequence[str]) -> whoosh.Query | None:
        if self.depth == _DEEPEST:
            self.ignored += 1
            return None
        self.depth += 1
        node = self.either(fields)
        self.depth -= 1
        if self.next_is(lexer.CLOSE):
            self.rest.pop()
        else:
            self.notes.append(note("unclosed-bracket", (opening.start, self.end)))
        return node

    def field(self, lexeme: Lexeme, fields: Sequence[str]) -> whoosh.Query | None:
        name = named(lexeme.text)
        if fields[0] in DATE_FIELDS:  # «date:title:word»: a name is no date
            fields = DEFAULT_FIELDS
        if name is None:
            return self.unknown(lexeme, fields)
        if name == ID:
            return build.filtered(build.article_id(self.raw(lexeme)))
        if self.depth == _DEEPEST:
            return build.word(lexeme.text, fields)
        self.depth += 1
        node = self.unary((name,))
        self.depth -= 1
        if node is None or name in DEFAULT_FIELDS:
            return node
        if isinstance(node, whoosh.Not):
            return whoosh.Not(build.filtered(node.query))
        return build.filtered(node)

    def unknown(self, lexeme: Lexeme, fields: Sequence[str]) -> whoosh.Query | None:
        """Read a name that is no field, and the word at its colon, as words like others."""
        span = lexeme.start, lexeme.end
        self.notes.append(note("unknown-field", span, lexeme.text, _hint(lexeme.text)))
        said = [lexeme.text, *([self.rest.pop().text] if self.next_is(lexer.WORD) else [])]
        return self.joined([node for text in said if (node := build.word(text, fields))])

    def raw(self, lexeme: Lexeme) -> str:
        """Take what stands behind *lexeme* up to white space, whatever it is made of."""
        if self.next_is(lexer.PHRASE, lexer.UNCLOSED):
            return self.rest.pop().text
        value = self.text[lexeme.end :].split(maxsplit=1)[0]
        while self.rest and self.rest[-1].start < lexeme.end + len(value):
            self.rest.pop()
        return lexer.BIDI.sub("", value)

    def days(self, name: str, value: Lexeme) -> whoosh.Query | None:
        ends = value.text.split("..", maxsplit=1)  # of a range, either may be left open
        spans = [dates.parse(end, self.today) for end in ends]
        if not any(spans) or any(text and not span for text, span in zip(ends, spans, strict=True)):
            self.notes.append(note("bad-date", (value.start, value.end), value.text))
            return None
        begin, end = spans[0], spans[-1]
        if begin and end and begin.first > end.last:
            self.notes.append(note("reversed-range", (value.start, value.end)))
            begin, end = end, begin
        made = build.mentioned if name == EVENT_DATE else build.days
        return made(*_bounds(name, begin, end))


@lru_cache(maxsize=256)
def _hint(name: str) -> str:
    """Give the field that *name* is a slip of, if there is one."""
    close = difflib.get_close_matches(name.lower(), NAMES, n=1)
    return f"{close[0]}:" if close else ""


def _bounds(
    name: str, begin: dates.DateSpan | None, end: dates.DateSpan | None
) -> tuple[int | None, int | None]:
    """Give the first and the last day, as ordinals, that the date field *name* lets through."""
    first = begin.first.toordinal() if begin else None
    last = end.last.toordinal() if end else None
    if name == AFTER and last:
        return last + 1, None
    if name == BEFORE and first:
        return None, first - 1
    return (first if name != UNTIL else None), (last if name != SINCE else None)
