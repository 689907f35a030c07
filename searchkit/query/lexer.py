"""A query cut into lexemes: words, phrases, field names, operators, brackets.

Bidi controls are no part of a query, but every lexeme keeps its place in the text as typed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from searchkit.letters import BIDI_CONTROLS

WORD, PHRASE, UNCLOSED, FIELD, OPEN, CLOSE, AND, OR, NOT = (
    *("word", "phrase", "unclosed", "field", "open", "close", "and", "or", "not"),
)

_OPERATORS = {"AND": AND, "OR": OR, "|": OR, "أو": OR, "NOT": NOT}

_LEXEME = re.compile(
    rf"""
      (?P<space>   [\s،؛{BIDI_CONTROLS}]+ )
    | (?P<phrase>  "(?P<straight>[^"]*)" | «(?P<angle>[^»]*)» | “(?P<curly>[^”]*)” )
    | (?P<unclosed> ["«“](?P<rest>.*) )
    | (?P<stray>   [»”] )
    | (?P<open>    \( )
    | (?P<close>   \) )
    | (?P<not>     [-!](?=[^\s،؛]) )
    | (?P<plus>    \+(?=[^\s،؛]) )
    | (?P<field>   (?P<name>[^\W\d]\w*)\s*[:：](?=[^\s،؛:/]) )    # «name:» and a value at once
    | (?P<word>    [^\s،؛"«“»”()]+ )
    """,
    re.VERBOSE | re.DOTALL,
)


class Lexeme(NamedTuple):
    """A piece of a query: its *kind*, what it says, and ``query[start:end]`` as typed."""

    kind: str
    text: str
    start: int
    end: int


def lexemes(query: str) -> Iterator[Lexeme]:
    """Yield the lexemes of *query* in order; every string has some reading.

    >>> [(lexeme.kind, lexeme.text) for lexeme in lexemes('source:تاس -"سعر الصرف"')]
    [('field', 'source'), ('word', 'تاس'), ('not', '-'), ('phrase', 'سعر الصرف')]
    """
    for match in _LEXEME.finditer(query):
        kind = str(match.lastgroup)  # the outermost group: it is the last to close
        text = match[0]
        if kind in {"space", "plus", "stray"}:
            continue
        if kind == PHRASE:
            text = match["straight"] or match["angle"] or match["curly"] or ""
        elif kind == UNCLOSED:
            text = match["rest"]
        elif kind == FIELD:
            text = match["name"]
        elif kind == WORD:
            kind = _OPERATORS.get(text, WORD)
        yield Lexeme(kind, text, match.start(), match.end())
