"""A query cut into lexemes: words, phrases, field names, operators, brackets.

Bidi controls are no part of a query, but every lexeme keeps its place in the text as typed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from searchkit.letters import BIDI_CONTROLS, MARKS

WORD, PHRASE, UNCLOSED, FIELD, OPEN, CLOSE, AND, OR, NOT = (
    *("word", "phrase", "unclosed", "field", "open", "close", "and", "or", "not"),
)

_OPERATORS = {"AND": AND, "OR": OR, "أو": OR, "NOT": NOT}

BIDI = re.compile(f"[{BIDI_CONTROLS}]+")
_GAP = r"\s،؛"
_LEXEME = re.compile(
    rf"""
      (?P<space>   [{_GAP}]+ )
    | (?P<phrase>  "(?P<straight>[^"]*)" | «(?P<angle>[^»]*)» | “(?P<curly>[^”]*)” )
    | (?P<unclosed> ["«“](?P<rest>.*) )
    | (?P<stray>   [»”] )
    | (?P<open>    \( )
    | (?P<close>   \) )
    | (?P<or>      \| )
    | (?P<not>     [-!](?=[^{_GAP}]) )
    | (?P<plus>    \+(?=[^{_GAP}]) )
    | (?P<field>   (?P<name>[^\W\d][\w{MARKS}]*)\s*[:：](?=[^{_GAP}:/)|]) )  # a value at once
    | (?P<word>    [^{_GAP}"«“»”()|]+ )
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
    kept = [at for at, char in enumerate(query) if not BIDI.match(char)]
    for match in _LEXEME.finditer("".join(query[at] for at in kept)):
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
        yield Lexeme(kind, text, kept[match.start()], kept[match.end() - 1] + 1)
