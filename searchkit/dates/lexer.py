"""Running text -> the few words a date could be made of, as a string of one-letter symbols.

`fold` makes spelling variants equal and remembers offsets; `lex` finds numbers and the words of
`searchkit.dates.vocabulary` in folded text. What lies between two of them is a sign, a connector
such as «من», or one ``x``; spaces leave no trace, so the grammar never sees either.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyarabic.araby_const import TATWEEL

from searchkit.dates.context import COUNTED
from searchkit.dates.vocabulary import CONNECTORS, CONTEXT_KINDS, KINDS, SIGNS
from searchkit.dates.words import AND, OTHER, Lexemes
from searchkit.letters import JOINERS, MARKS, SILENT, VARIANTS, code_points

_SILENT = re.compile(f"[{re.escape(''.join(map(chr, SILENT)))}]+")
#: Silent characters that belong to the word they follow; bidi controls do not.
_TRAILING = frozenset(map(chr, code_points(MARKS + JOINERS + TATWEEL)))

_SHORT = 100  # characters
_VARIANTS = tuple((chr(variant), letter) for variant, letter in VARIANTS.items())

#: A date word next to one of these is a part of a longer word.
LETTER = "[a-zA-Z\u00c0-\u024f\u0621-\u064a\u066e-\u06d3]"
#: «لم» is no «م» after a year, with a preposition before it.
_NO_LAST_LETTER = f"(?!{LETTER}(?!{LETTER}))"
_LONGEST_NUMBER = 9
#: A year after one of these, whatever it seems to count: «في 21 جوان 2016 شخصا».
_BEFORE_YEAR = frozenset("MHY")
#: What may part two words of one date is short: signs, a connector, a few spaces.
_LONGEST_GAP = 12
#: What may part two words of one date and leaves no symbol.
_NOTHING = ("", " ")
#: Ends a word that counts only before a number or «اليوم», as a letter of its own.
_IN_CONTEXT = "\0"
_PATTERNS = {" ": r"\s{1,3}", _IN_CONTEXT: r"(?=\s(?:(?:ال\s?)?[0-9]|اليوم))"}


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, and the way back to the original."""

    original: str
    text: str
    #: For each dropped character, how many characters were kept before it.
    dropped: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the folded text to the original, with the marks on its last letter.

        >>> fold("في ٣ مـايُو").span(3, 9)
        (3, 11)
        """
        if not self.dropped:
            return start, end
        first, after = self._place(start), self._place(end - 1) + 1
        while after < len(self.original) and self.original[after] in _TRAILING:
            after += 1
        return first, after

    def _place(self, index: int) -> int:
        return index + bisect_right(self.dropped, index)


def fold(text: str) -> Folded:
    """Drop the silent characters of *text* and make spelling variants and digits equal.

    >>> fold("٣٠ أيّار").text
    '30 ايار'
    """
    dropped: list[int] = []
    for match in _SILENT.finditer(text):
        dropped += [match.start() - len(dropped)] * (match.end() - match.start())
    return Folded(text, _one_spelling(_SILENT.sub("", text) if dropped else text), dropped)


def _one_spelling(text: str) -> str:
    if len(text) <= _SHORT:
        return text.translate(VARIANTS)
    # Twenty times faster on an article than str.translate, which looks up every character.
    for variant, letter in _VARIANTS:
        text = text.replace(variant, letter)
    return text


Lexeme = tuple[str, int, int, int]


def lex(text: str) -> Lexemes:
    """List the symbols of folded *text*.

    >>> lex("عقد يوم 3 مايو, 2022").symbols
    'xjnM,y'
    """
    rows = list(_lexemes(text))
    if not rows:
        return Lexemes("", (), (), ())
    symbols, values, starts, ends = zip(*rows, strict=True)
    return Lexemes("".join(symbols), values, starts, ends)


def _lexemes(text: str) -> Iterator[Lexeme]:
    end = 0
    words = meanings()
    symbol = OTHER
    for match in _lexeme_pattern().finditer(text):
        start = match.start()
        if text[end:start] not in _NOTHING:
            yield from _between(text, end, start)
            symbol = OTHER
        end = match.end()
        conjunction, word, number = match.group("and", "word", "number")
        if conjunction:
            yield AND, 0, start, start + 1
        if word is None:
            digits = number or match["glued"]
            symbol, value = _number(text, digits, end, may_count=symbol not in _BEFORE_YEAR)
            yield symbol, value, end - len(digits), end
        else:
            symbol, value = words.get(word) or words[" ".join(word.split())]
            yield symbol, value, end - len(word), end
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterable[Lexeme]:
    """Name what lies between two lexemes: signs and connectors, nothing, or something else."""
    if end - start <= _LONGEST_GAP and "\n\n" not in text[start:end]:
        pieces = [
            (signs().get(match[0], OTHER), 0, match.start(), match.end())
            for match in _PIECE.finditer(text, start, end)
        ]
        if OTHER not in (piece[0] for piece in pieces):
            return pieces
    rest = (OTHER, 0, start, end)
    # «قبل شهر من وفاته»: this one connector matters before any word.
    return (("f", 0, start, start), rest) if text.startswith(_FROM, start) else (rest,)


_FROM = (" من ", " فقط من ")
_PIECE = re.compile(rf"{LETTER}+|\S")


def _number(text: str, digits: str, end: int, *, may_count: bool) -> tuple[str, int]:
    value = int(digits) if len(digits) <= _LONGEST_NUMBER else -1
    symbol = {1: "n", 2: "n", 4: "y"}.get(len(digits), "N")
    if symbol == "y" and may_count and _counted_pattern().match(text, end):
        symbol = "N"
    return symbol, value


@cache
def meanings() -> dict[str, tuple[str, int]]:
    """Map each word in folded spelling to its symbol and value."""
    return {
        spelling: (symbol, int(value))
        for symbol, words in KINDS
        for word, value in words.items()
        for spelling in spellings(word)
    }


@cache
def signs() -> dict[str, str]:
    """Map each sign, and each connector in folded spelling, to its symbol."""
    words = {s: symbol for symbol, row in CONNECTORS for w in row for s in spellings(w)}
    return {sign: symbol for symbol, signs in SIGNS for sign in signs} | words


def spellings(word: str) -> set[str]:
    """Fold a word and add how else it is printed: «للعام»; "May" and "MAY"."""
    word = _one_spelling(word)
    if word.isascii():
        return {word.lower(), word.title(), word.upper()}
    return {word, f"لل{word[2:]}"} if word.startswith("ال") else {word}


@cache
def _lexeme_pattern() -> re.Pattern[str]:
    """Compile the one pattern that finds lexemes: «و» is kept, «ب», «ل» and «ك» are passed over."""
    words = {
        word + (_IN_CONTEXT if symbol in CONTEXT_KINDS else "")
        for word, (symbol, _) in meanings().items()
    }
    return re.compile(
        rf"""
        (?<!{LETTER}) (?: (?P<and>[وف]) {_NO_LAST_LETTER} )?
            (?: (?: [بلك] {_NO_LAST_LETTER} )? (?P<word> {_trie(words)} (?!{LETTER}) )
            |   (?: [بل] | ال\s? )? (?P<number> [0-9]+ )
            )
        | (?P<glued> [0-9]+ )
        """,
        re.VERBOSE,
    )


@cache
def _counted_pattern() -> re.Pattern[str]:
    words = {spelling for word in COUNTED for spelling in spellings(word)}
    return re.compile(rf"\s?{_trie(words)}(?!{LETTER})")


def _trie(words: set[str]) -> str:
    """Write a pattern for *words* that tries each letter once and takes the longest word.

    >>> _trie({"xb", "xbc"})
    'xb(?:c)?'
    """
    tails: dict[str, set[str]] = {}
    for word in words - {""}:
        tails.setdefault(word[0], set()).add(word[1:])
    branches = [
        _PATTERNS.get(first, re.escape(first)) + _trie(tails[first]) for first in sorted(tails)
    ]
    if "" in words:
        return f"(?:{'|'.join(branches)})?" if branches else ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
