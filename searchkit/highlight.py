"""Where a query is met in an article's text: spans to mark, and snippets around them.

Everything here is offsets into the text as published; nothing is marked up, folded or reordered.
A span covers the word as printed, with its clitics and marks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from searchkit.analysis import forms, stem, words
from searchkit.analysis.punctuation import clauses, sentences
from searchkit.query import Wanted

Span: TypeAlias = tuple[int, int]

#: A snippet has at most this many characters: about three lines of a terminal.
BUDGET = 240


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of an article's body: ``body[start:start + len(text)] == text``.

    *spans* are the places to mark, as offsets into *text*; *cut_before* and *cut_after* tell
    whether the sentence goes on beyond the piece.
    """

    text: str
    spans: tuple[Span, ...]
    start: int
    cut_before: bool = False
    cut_after: bool = False


class _Match(NamedTuple):
    """A place that meets the query, and which of the wanted things it is."""

    start: int
    end: int
    key: object


def spans(text: str, wanted: Wanted) -> list[Span]:
    """List the places of *text* that *wanted* asks for, in order, not overlapping.

    >>> from searchkit.query import parse, wanted
    >>> spans("قال إن العُقوباتِ مؤثرة", wanted(parse("عقوبة").tree, "body"))
    [(7, 17)]
    """
    return [(match.start, match.end) for match in _matches(text, wanted)]


def snippets(body: str, wanted: Wanted, *, limit: int = 2) -> list[Snippet]:
    """Choose at most *limit* pieces of *body* that show best what was *wanted*, in text order.

    A piece is a sentence, or as much of a long one as fits `BUDGET`. Pieces with more of the
    different things wanted are better, then those with more matches, then earlier ones. Without any
    match the beginning of the text stands for it.
    """
    found = _matches(body, wanted)
    cut = [piece for sentence in sentences(body) for piece in _pieces(body, sentence)]
    met = [(piece, [m for m in found if piece.start <= m.start < piece.end]) for piece in cut]
    candidates = [(piece, inside) for piece, inside in met if inside] or met[:1]
    candidates.sort(key=lambda each: (-len({m.key for m in each[1]}), -len(each[1])))  # stable
    best = sorted(candidates[:limit], key=lambda each: each[0].start)
    return [_snippet(body, piece, inside) for piece, inside in best]


class _Piece(NamedTuple):
    """A part of a sentence, and whether the sentence goes on before and after it."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool


def _pieces(text: str, sentence: Span) -> list[_Piece]:
    """Cut *sentence* where it is longer than `BUDGET`: after commas, else between words."""
    start, end = sentence
    if end - start <= BUDGET:
        return [_Piece(start, end, cut_before=False, cut_after=False)]
    packed: list[Span] = []
    for part in (part for clause in clauses(text, start, end) for part in _parts(text, *clause)):
        if packed and part[1] - packed[-1][0] <= BUDGET:
            packed[-1] = (packed[-1][0], part[1])
        else:
            packed.append(part)
    return [_Piece(first, last, first > start, last < end) for first, last in packed]


def _parts(text: str, start: int, end: int) -> list[Span]:
    """Cut ``text[start:end]`` between words into parts of at most `BUDGET` characters."""
    parts = []
    while end - start > BUDGET:
        space = text.rfind(" ", start + 1, start + BUDGET + 1)
        stop = space if space > 0 else start + BUDGET
        parts.append((start, stop))
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
    return [*parts, (start, end)] if start < end else parts


def _snippet(body: str, piece: _Piece, inside: Sequence[_Match]) -> Snippet:
    """Show *piece*, to the end of a phrase that goes on beyond it."""
    end = max([piece.end, *(match.end for match in inside)])
    spans_ = tuple((match.start - piece.start, match.end - piece.start) for match in inside)
    return Snippet(body[piece.start : end], spans_, piece.start, piece.cut_before, piece.cut_after)


def _matches(text: str, wanted: Wanted) -> list[_Match]:
    """Find the wanted words and phrases; of overlapping places the earlier and longer one wins."""
    if not wanted:
        return []
    tokens = [
        (word.start(), word.end(), stemmed) for word in words(text) for stemmed in _stems(word[0])
    ]
    found = [_Match(start, end, key) for start, end, key in tokens if key in wanted.stems]
    for phrase in wanted.phrases:
        found += _phrase_matches(tokens, phrase)
    return _without_overlaps(found)


def _phrase_matches(
    tokens: Sequence[tuple[int, int, str]], phrase: tuple[str, ...]
) -> Iterable[_Match]:
    stems = [stemmed for _, _, stemmed in tokens]
    for at, stemmed in enumerate(stems):
        last = at + len(phrase) - 1
        if stemmed == phrase[0] and tuple(stems[at : last + 1]) == phrase:
            yield _Match(tokens[at][0], tokens[last][1], phrase)


def _without_overlaps(found: list[_Match]) -> list[_Match]:
    kept: list[_Match] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


@lru_cache(maxsize=1 << 16)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(map(stem, forms(word)))
