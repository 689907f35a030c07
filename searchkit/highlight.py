"""Where a query is met in an article's text: spans to mark, and snippets around them.

Everything here is offsets into the text as published; nothing is marked up, folded or reordered.
A span covers the word as printed, with its clitics and marks.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from searchkit.analysis import Chain, forms, words
from searchkit.analysis.punctuation import bounds, clauses, sentences, trimmed
from searchkit.analysis.spelling import ODD, is_spelled, spelled
from searchkit.letters import BIDI_CONTROLS, JOINERS, MARKS
from searchkit.query import Wanted

Span: TypeAlias = tuple[int, int]

#: A snippet takes at most this many cells: three lines of a terminal of 80 columns.
BUDGET = 220

#: How good a piece is, the best first: no heading, few things missing, near each other, early.
_Rank: TypeAlias = tuple[bool, int, int, int]

#: One is lengthened to the end of a phrase that goes on beyond it, but not beyond this.
LONGEST = 4 * BUDGET

#: A piece with the title in it and no more letters than these besides is a heading.
_BESIDES = 40

_VISIBLE = re.compile(r"\S")
_WORD = re.compile(r"\S+")
_WEIGHTLESS = re.compile(f"[{MARKS}{JOINERS}{BIDI_CONTROLS}]+")  # takes no cell
_BEHIND_WORDS = frozenset(["", *" \n،؛:»)"])  # a mark before one of these is the last of a word
_LONG_RUN = 50  # letters without a space in them that are not worth remembering


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


def snippets(body: str, wanted: Wanted, *, limit: int = 2, title: str = "") -> list[Snippet]:
    """Choose at most *limit* pieces of *body* that show best what was *wanted*, in text order.

    A piece is a sentence, or as much of a long one as fits `BUDGET`. Pieces with more of the
    different things wanted are better, then those that have them nearer to each other, then earlier
    ones. What repeats the *title* is shown only if there is nothing else. Without any match the
    beginning of the text stands for it.
    """
    if limit < 1:
        return []
    found = _matches(body, wanted)
    if not found:
        start = len(body) - len(body.lstrip())
        first = sentences(body, start, _end_of_line(body, start))[:1]
        return [_snippet(body, _pieces(body, *sentence)[0], ()) for sentence in first]
    best: list[tuple[_Rank, _Piece, Sequence[_Match]]] = []
    for rank, line, on_line in _lines(body, found):
        if len(best) == limit and best[-1][0] < rank:
            break  # no piece is better than its line
        best += (
            (_rank(inside, piece.start, is_heading=_repeats(body, piece, title)), piece, inside)
            for piece, inside in _pieces_with(body, line, on_line)
        )
        best = sorted(best, key=itemgetter(0))[:limit]
    worth = [each for each in best if not each[0][0]] or best
    in_order = sorted(worth, key=lambda each: each[1].start)
    return [_snippet(body, piece, inside) for _, piece, inside in in_order]


def _rank(inside: Sequence[_Match], start: int, *, is_heading: bool = False) -> _Rank:
    missing, length, _ = _nearest(inside)
    return is_heading, missing, length, start


def _repeats(body: str, piece: "_Piece", title: str) -> bool:
    """Tell whether *piece* says little but what the *title* says."""
    text = body[piece.start : piece.end]
    return bool(title) and (text in title or (len(text) <= len(title) + _BESIDES and title in text))


class _Stretch(NamedTuple):
    """From one match to another: minus the number of different things in it, its length, where."""

    missing: int
    length: int
    span: Span


def _nearest(found: Sequence[_Match], most: int | None = None) -> _Stretch:
    """Give the stretch with most of the different things in *found*, the shortest of these.

    It is no longer than *most*, unless a single match is. For one thing alone it is the first.
    """
    if len({match.key for match in found}) == 1:
        return _Stretch(-1, 0, (found[0].start, found[0].end))
    best: list[_Stretch] = []
    inside: Counter[object] = Counter()
    low = 0
    for match in found:
        inside[match.key] += 1
        while match.start > found[low].start and (
            inside[found[low].key] > 1 or (most and match.end - found[low].start > most)
        ):
            inside[found[low].key] -= 1
            low += 1
        here = (found[low].start, match.end)
        different = sum(count > 0 for count in inside.values())
        stretch = _Stretch(-different, here[1] - here[0] if different > 1 else 0, here)
        best = [min(*best, stretch)] if best else [stretch]
    return best[0]


def _lines(text: str, found: Sequence[_Match]) -> list[tuple[_Rank, Span, list[_Match]]]:
    """Give the lines of *text* with something in *found*, the best first."""
    lines: list[tuple[_Rank, Span, list[_Match]]] = []
    waiting = list(found)[::-1]
    while waiting:
        start = text.rfind("\n", 0, waiting[-1].start) + 1
        end = _end_of_line(text, waiting[-1].start)
        inside = []
        while waiting and waiting[-1].start < end:
            inside.append(waiting.pop())
        lines.append((_rank(inside, start), (start, end), inside))
    return sorted(lines, key=itemgetter(0))


def _end_of_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


class _Piece(NamedTuple):
    """A part of a sentence, and whether the sentence goes on before and after it."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool


def _pieces_with(
    text: str, line: Span, found: Sequence[_Match]
) -> Iterator[tuple[_Piece, Sequence[_Match]]]:
    """Give the pieces of *line* with some of the matches *found* on it, and these."""
    starts = [match.start for match in found]
    low = 0
    for start, end in pairwise(bounds(text, *line)):
        high = bisect_left(starts, end, low)
        sentence = trimmed(text, start, end) if high > low else None
        for piece in _pieces(text, *sentence, found[low:high]) if sentence else ():
            after = bisect_left(starts, piece.end, low, high)
            if after > low:
                yield piece, found[low:after]
            low = after


def _pieces(text: str, start: int, end: int, found: Sequence[_Match] = ()) -> list[_Piece]:
    """Cut a sentence, if it is longer than `BUDGET`, after commas, else between words.

    What is nearest to each other of the matches *found* in it stays together.
    """
    if _fits(text, start, end):
        return [_Piece(start, end, cut_before=False, cut_after=False)]
    cuts = [
        start,
        *(_around(text, (start, end), _nearest(found, BUDGET).span) if found else ()),
        end,
    ]
    parts = [part for span in pairwise(cuts) for part in _packed(text, *span)]
    return [_Piece(*part, cut_before=part[0] > start, cut_after=part[1] < end) for part in parts]


def _fits(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` takes no more cells than `BUDGET`."""
    if end - start <= BUDGET or end - start > LONGEST:
        return end - start <= BUDGET
    return end - start - sum(map(len, _WEIGHTLESS.findall(text, start, end))) <= BUDGET


def _around(text: str, sentence: Span, stretch: Span) -> Span:
    """Give as much of *sentence* around *stretch* as fits, from comma to comma or word to word."""
    spans_ = clauses(text, *sentence)
    words_ = [word.span() for word in _WORD.finditer(text, *sentence)]
    starts = (place for part in (spans_, words_) for place, _ in part)
    ends = (place for part in (spans_, words_) for _, place in reversed(part))
    first = next((p for p in starts if p <= stretch[0] and _fits(text, p, stretch[1])), stretch[0])
    last = next((p for p in ends if p >= stretch[1] and _fits(text, first, p)), stretch[1])
    return first, last


def _packed(text: str, start: int, end: int) -> list[Span]:
    """Cut ``text[start:end]`` into as few parts as fit `BUDGET`, if it does not fit itself."""
    end = start + len(text[start:end].rstrip())
    start = end - len(text[start:end].lstrip())
    if _fits(text, start, end):
        return [(start, end)] if start < end else []
    packed: list[Span] = []
    for clause in clauses(text, start, end):
        for first, last in _parts(text, *clause):
            if packed and _fits(text, packed[-1][0], last):
                packed[-1] = (packed[-1][0], last)
            else:
                packed.append((first, last))
    return packed


def _parts(text: str, start: int, end: int) -> list[Span]:
    """Cut ``text[start:end]`` between words into parts of at most `BUDGET` characters."""
    parts = []
    while not _fits(text, start, end):
        kept = text[start : start + BUDGET + 1].rsplit(maxsplit=1)[0]
        stop = start + min(len(kept), BUDGET)
        parts.append((start, stop))
        following = _VISIBLE.search(text, stop, end)
        start = following.start() if following else end
    return [*parts, (start, end)] if start < end else parts


def _snippet(body: str, piece: _Piece, inside: Sequence[_Match]) -> Snippet:
    """Show *piece*, to the end of a phrase that goes on beyond it."""
    end = min(max([piece.end, *(match.end for match in inside)]), piece.start + LONGEST)
    spans_ = tuple(
        (match.start - piece.start, min(match.end, end) - piece.start)
        for match in inside
        if match.start < end
    )
    return Snippet(body[piece.start : end], spans_, piece.start, piece.cut_before, piece.cut_after)


def _matches(text: str, wanted: Wanted) -> list[_Match]:
    """Find the wanted words and phrases; of overlapping places the earlier and longer one wins."""
    found = list(_word_matches(text, wanted.stems, wanted.chain))
    if wanted.skeletons:
        found += _root_matches(text, wanted.skeletons, wanted.chain)
    for phrase in wanted.phrases:
        found += _phrase_matches(text, phrase, wanted.chain)
    return _without_overlaps(found)


@lru_cache(maxsize=256)
def _sought(stems: frozenset[str]) -> tuple[str, ...]:
    """Give the texts one of which stands in the spelling of each word with one of *stems*.

    None is part of another. Where a word cannot be found by its spelling that is an empty text.
    """
    if not all(map(is_spelled, stems)):
        return ("",)
    shortest = [one for one in stems if not any(other != one and other in one for other in stems)]
    return (*shortest, ODD)


def _words_of(run: str) -> Sequence[tuple[int, int, str]]:
    """Give start, end and form of the words of *run*, which is met again if it is one."""
    return _analyzed(run) if len(run) < _LONG_RUN else _analyzed.__wrapped__(run)


@lru_cache(maxsize=1 << 17)
def _analyzed(run: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((word.start(), word.end(), form) for word in words(run) for form in forms(word[0]))


def _word_matches(text: str, stems: frozenset[str], chain: Chain) -> Iterator[_Match]:
    """Find the words with one of *stems* by *chain*, in order."""
    for place, run in _runs_with(text, _sought(stems)) if stems else ():
        for start, end, form in _words_of(run):
            stemmed = chain.stem(form)
            if stemmed in stems:
                yield _Match(place + start, place + end, stemmed)


def _root_matches(text: str, skeletons: frozenset[str], chain: Chain) -> Iterator[_Match]:
    """Find the words with one of *skeletons* by *chain*: of them no part must be printed."""
    for start, end, form in _analyzed.__wrapped__(text):
        if (root := chain.skeleton(form)) in skeletons:
            yield _Match(start, end, root)


def _runs_with(text: str, parts: Collection[str]) -> list[tuple[int, str]]:
    """Give place and text of the runs that are spelled with one of *parts*."""
    if "" in parts:
        return _runs_at(text, range(len(text)))
    folded = spelled(text)
    places = []
    for part in parts:
        at = folded.text.find(part)
        while at >= 0:
            places.append(folded.place(at))
            at = folded.text.find(part, at + len(part))
    return _runs_at(text, sorted(places))


def _runs_at(text: str, places: Iterable[int]) -> list[tuple[int, str]]:
    """Give what stands between the spaces around ascending *places*, each once."""
    runs = []
    start = end = 0
    for place in places:
        if place >= end:
            start = text.rfind(" ", end, place) + 1 or end
            end = text.find(" ", place)
            if end < 0:
                end = len(text)
            runs.append((start, text[start:end]))
    return runs


def _phrase_matches(text: str, phrase: tuple[str, ...], chain: Chain) -> Iterator[_Match]:
    """Find the words whose stems by *chain* are *phrase*, from the first of them to the last."""
    found = sorted(_word_matches(text, frozenset(phrase), chain), key=itemgetter(0))
    for at, first in enumerate(found):
        inside = found[at : at + len(phrase)]
        if tuple(match.key for match in inside) == phrase and all(
            _adjacent(text, *pair) for pair in pairwise(inside)
        ):
            yield _Match(first.start, inside[-1].end, phrase)


def _adjacent(text: str, one: _Match, other: _Match) -> bool:
    """Tell whether no word stands between two matches."""
    return next(words(text[one.end : other.start]), None) is None


def _without_overlaps(found: list[_Match]) -> list[_Match]:
    kept: list[_Match] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
