"""A query cut into lexemes: words, phrases, field names, operators, brackets.

The text is one that `clean` made: without bidi controls, which are no part of a query.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from searchkit.letters import BIDI_CONTROLS, MARKS

WORD, PHRASE, UNCLOSED, FIELD, EXACT, OPEN, CLOSE, AND, OR, NOT, PLUS = (
    *("word", "phrase", "unclosed", "field", "exact", "open", "close", "and", "or", "not", "plus"),
)
_OPERATORS = {"AND": AND, "&&": AND, "OR": OR, "||": OR, "أو": OR, "NOT": NOT}

#: What parts words besides white space.
COMMAS = "،؛"
_GAP = rf"\s{COMMAS}"
_BIDI = re.compile(f"[{BIDI_CONTROLS}]+")
_ARABIC = "\u0620-\u06ff"
_LEXEME = re.compile(
    rf"""
      (?P<space>   [{_GAP}]+ )
    | (?P<phrase>
        (?: "(?P<straight>[^"]*)" | «(?P<angle>[^»]*)» | “(?P<curly>[^”]*)”
        | (?<![^{_GAP}])»(?P<mirrored>[^«»{_GAP}][^«»]*)(?<![{_GAP}])«(?![^{_GAP}])
        )
        (?: ~(?P<slop>\d{{1,3}}) )?+ (?: \^(?P<weight>\d{{1,3}}(?:\.\d{{1,3}})?) )?+
      )
    | (?P<unclosed> ["«“](?P<rest>.*) )
    | (?P<stray>   [»”] )
    | (?P<open>    \( )
    | (?P<close>   \) (?: \^(?P<group_weight>\d{{1,3}}(?:\.\d{{1,3}})?) )?+ )
    | (?P<or>      \|+ )
    | (?P<not>     [-!](?=[^{_GAP}]) )
    | (?P<plus>    \+(?=[^{_GAP}]) )
    | (?P<exact>   =(?=[^{_GAP}=<>)|]) )
    | (?P<field>   (?P<name>[^\W\d][\w{MARKS}]*+)  # a value at once
                   (?: (?<=[{_ARABIC}])\s*+ )?+ [:：](?=[^{_GAP}:：/)|]) )
    | (?P<word>    [^{_GAP}"«“»”()|]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
#: The id of an article, whatever it is made of.
ID = re.compile(r'[^\s()"«»“”]*')
_WEIGHTED = re.compile(r"(.+)\^(\d{1,3}(?:\.\d{1,3})?)", re.DOTALL)


class Lexeme(NamedTuple):
    """A piece of a query: its *kind*, what it says, its place in the cleaned text.

    *slop* is the number behind the tilde of a phrase, *weight* that behind a ``^``.
    """

    kind: str
    text: str
    start: int
    end: int
    slop: int = 0
    weight: float = 1.0


class Cleaned(NamedTuple):
    """A query without bidi controls, and where each of its characters stood."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the cleaned text, of at least one character, to the text as typed."""
        return self.places[start], self.places[end - 1] + 1


def clean(query: str) -> Cleaned:
    """Take the bidi controls out of *query*.

    >>> clean(chr(0x200F) + "نفط").span(0, 3)
    (1, 4)
    """
    if not _BIDI.search(query):
        return Cleaned(query, range(len(query)))
    kept = [at for at, char in enumerate(query) if not _BIDI.match(char)]
    return Cleaned("".join(query[at] for at in kept), kept)


def lexemes(text: str) -> Iterator[Lexeme]:
    """Yield the lexemes of cleaned *text* in order; every string has some reading.

    >>> [(lexeme.kind, lexeme.text) for lexeme in lexemes('source:تاس -"سعر الصرف"')]
    [('field', 'source'), ('word', 'تاس'), ('not', '-'), ('phrase', 'سعر الصرف')]
    """
    for match in _LEXEME.finditer(text):
        kind = str(match.lastgroup)  # the outermost group: it is the last to close
        if kind not in {"space", "stray"}:
            yield _READERS.get(kind, _plain)(kind, match)


def _plain(kind: str, match: re.Match[str]) -> Lexeme:
    return Lexeme(kind, match[0], *match.span())


def _word(_: str, match: re.Match[str]) -> Lexeme:
    text = match[0]
    if text in _OPERATORS:
        return Lexeme(_OPERATORS[text], text, *match.span())
    weighted = _WEIGHTED.fullmatch(text) if "^" in text else None
    if weighted:
        return Lexeme(WORD, weighted[1], *match.span(), weight=_weight(weighted[2]))
    return Lexeme(WORD, text, *match.span())


def _phrase(kind: str, match: re.Match[str]) -> Lexeme:
    text = match["straight"] or match["angle"] or match["curly"] or match["mirrored"] or ""
    return Lexeme(kind, text, *match.span(), int(match["slop"] or 0), _weight(match["weight"]))


def _close(kind: str, match: re.Match[str]) -> Lexeme:
    return Lexeme(kind, match[0], *match.span(), weight=_weight(match["group_weight"]))


def _unclosed(kind: str, match: re.Match[str]) -> Lexeme:
    return Lexeme(kind, match["rest"], *match.span())


def _field(kind: str, match: re.Match[str]) -> Lexeme:
    return Lexeme(kind, match["name"], *match.span())


def _weight(written: str | None) -> float:
    """Give the weight that is *written*; one of nothing would forbid a match to count."""
    return float(written or 1) or 1.0


_READERS = {
    WORD: _word,
    PHRASE: _phrase,
    CLOSE: _close,
    UNCLOSED: _unclosed,
    FIELD: _field,
}
