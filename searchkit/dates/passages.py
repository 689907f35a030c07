"""Where in a text a date can stand: the few words that are worth being read as one.

A text goes in, and out come passages, runs of words that could be a date and what belongs to it.
Every date `searchkit.dates.mentions` can find lies within one. A word is looked at once however
often it is printed: its class is remembered.
"""

import re
from collections.abc import Iterator
from functools import cache

from searchkit.dates.context import COUNTED
from searchkit.dates.hints import hints
from searchkit.dates.lexer import LETTER, meanings, signs, spellings
from searchkit.letters import FOLD

#: Classes of words. A word of `HARD` can be no part of a date; of the others some are the core of
#: one, by themselves or beside others. What several of them are printed as one word is `CORE`.
HARD, SOFT = "x", "s"
#: Words that do nothing where a passage begins, where it ends, and in both places.
FIRST, LAST, BETWEEN = "l", "z", "c"
CORE, YEAR, NUMBER, MONTH = "T", "y", "n", "m"

_WEAK = frozenset((SOFT, NUMBER, FIRST, LAST, BETWEEN))

#: The class of each symbol of `searchkit.dates.vocabulary` that does not make a word `SOFT`.
_CLASS_OF_SYMBOL = (
    dict.fromkeys("MH", MONTH)
    | dict.fromkeys("Rr", "r")  # «الماضي»
    | dict.fromkeys("djusYpPUSWJ", "u")  # a unit
    | dict.fromkeys("TgG", CORE)
    | {"L": "h", "D": "D", "A": "a", "t": "t", "e": "e"}
    | {"f": FIRST, "i": LAST, "b": LAST, "V": LAST, "&": LAST, ">": BETWEEN, "w": BETWEEN}
)
#: The least that a rule of `searchkit.dates.grammar` needs; «هذا» is one of ``h``. What is bounded
#: leaves room for other words and for spaces, which count as words here.
_WORTH_READING = re.compile(
    r"[Tym]|[^x]r|h[^x]|[^x]t|t[^x]|a[^x]{0,30}u|D[^x]{0,30}n|u[^x]{0,30}n[^x]{0,15}e"
)
#: Of these, classes that need no other word, one before, or one behind; the rest need either.
_ALONE, _NEEDS_PREVIOUS, _NEEDS_NEXT = frozenset("Tym"), frozenset("re"), frozenset("haD")
_IDLE_WORDS = re.compile(rf"([{FIRST}{BETWEEN}]*).*?([{LAST}{BETWEEN}]*)")
#: What a passage may begin or end with that says nothing there.
_IDLE_SIGNS = " \n\u00a0.,:;!?\"'«»“”-–…،؛؟"
#: Words that the lexer looks for outside its table of meanings.
_OTHER_PARTS = ("ال", "فقط")
_FIRST_OF_THIS = ("هذا", "هذه")

_PIECE = re.compile(rf"{LETTER}+|[0-9]+")
_YEAR_DIGITS = 4
#: Words that are remembered: as many as some thousand articles print.
_REMEMBERED = 1 << 18
#: What a passage is parted from others by: white space of one other kind or the other.
_SPACES = ("\n", "\u00a0")


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the passages of *text* start and end, in order.

    >>> text = "عقد المؤتمر الصحفي في 3 مايو 2022 بحضور الوزير"
    >>> [text[start:end] for start, end in passages(text)]
    ['في 3 مايو 2022']
    """
    end = 0
    spaced = text
    for space in _SPACES:
        spaced = spaced.replace(space, " ")
    for place in hints(text):
        if place < end:
            continue
        after = end
        start = spaced.rfind(" ", after, place) + 1 or after
        end = _end_of_word(spaced, place)
        found = _class_of(spaced[start:end])
        if found == HARD or not (found in _ALONE or _has_neighbour(spaced, start, end, found)):
            continue
        start, before = _run_before(spaced, start, after)
        end, behind = _run_behind(spaced, end)
        classes = f"{before}{found}{behind}"
        if _WORTH_READING.search(classes):
            yield _trimmed(spaced, start, end, classes)


def _has_neighbour(text: str, start: int, end: int, found: str) -> bool:
    """Tell whether the word from *start* to *end*, of class *found*, has the company it needs."""
    behind = before = HARD
    if found not in _NEEDS_PREVIOUS and end < len(text):
        behind = _class_of(text[end + 1 : _end_of_word(text, end + 1)])
    if behind == HARD and found not in _NEEDS_NEXT and start:
        before = _class_of(text[text.rfind(" ", 0, start - 1) + 1 : start - 1])
    return behind != HARD or before != HARD


def _run_before(text: str, start: int, after: int) -> tuple[int, str]:
    """Move *start* back to *after* or to behind the last hard word; give the classes between."""
    classes: list[str] = []
    while start > after:
        previous = text.rfind(" ", after, start - 1) + 1 or after
        if (found := _class_of(text[previous : start - 1])) == HARD:
            break
        classes.append(found)
        start = previous
    return start, "".join(reversed(classes))


def _run_behind(text: str, end: int) -> tuple[int, str]:
    """Move *end* to before the next hard word; give the classes of the words between."""
    classes: list[str] = []
    while end < len(text):
        following = _end_of_word(text, end + 1)
        if (found := _class_of(text[end + 1 : following])) == HARD:
            break
        classes.append(found)
        end = following
    return end, "".join(classes)


def _end_of_word(text: str, place: int) -> int:
    end = text.find(" ", place)
    return end if end >= 0 else len(text)


def _trimmed(text: str, start: int, end: int, classes: str) -> tuple[int, int]:
    """Leave out what does nothing at either end, so that more passages are alike."""
    idle = _IDLE_WORDS.fullmatch(classes)
    for _ in idle[1] if idle else "":
        start = text.find(" ", start) + 1
    for _ in idle[2] if idle else "":
        end = text.rfind(" ", start, end)
    passage = text[start:end].rstrip(_IDLE_SIGNS)
    end = start + len(passage)
    return end - len(passage.lstrip(_IDLE_SIGNS)), end


def _class_of(word: str) -> str:
    """Tell the class of a printed *word*."""
    known = _known()
    found = known.get(word)
    if found is None:
        if len(known) > _REMEMBERED:
            known.clear()
        found = known[word] = _class(word.translate(FOLD))
    return found


@cache
def _known() -> dict[str, str]:
    """Give the one memory of words and their classes."""
    return {}


def _class(word: str) -> str:
    """Tell the class of a folded *word*, which may have signs and several pieces in it."""
    if word.isalpha():
        return _class_of_piece(word)
    pieces = _PIECE.findall(word)
    if not pieces:
        return SOFT
    classes = [found for found in map(_class_of_piece, pieces) if found != HARD]
    if len(classes) > 1 and set(classes) - _WEAK:
        return CORE
    return classes[0] if classes else HARD


def _class_of_piece(piece: str) -> str:
    if piece.isdecimal():
        return YEAR if len(piece) == _YEAR_DIGITS else NUMBER
    parts = _parts()
    found = parts.get(piece)
    # «و» or «ف», and «ب», «ل» or «ك», may stand before a word.
    if found is None and piece[0] in "وفبلك" and len(piece) != 2:  # noqa: PLR2004  «لم» is no «م»
        found = parts.get(piece[1:])
        if found is None and piece[0] in "وف" and piece[1:2] in "بلك":
            found = parts.get(piece[2:])
    return found or HARD


@cache
def _parts() -> dict[str, str]:
    """Map each word of which the lexer's entries are made, folded, to its class."""
    parts = dict.fromkeys((*_OTHER_PARTS, ""), SOFT) | dict.fromkeys(_FIRST_OF_THIS, "h")
    counted = {spelling: FIRST for word in COUNTED for spelling in spellings(word)}
    connectors = {
        spelling: _CLASS_OF_SYMBOL.get(symbol, SOFT) for spelling, symbol in signs().items()
    }
    entries = {word: _CLASS_OF_SYMBOL.get(symbol, SOFT) for word, (symbol, _) in meanings().items()}
    several: list[tuple[list[str], str]] = []
    for word, found in (*counted.items(), *connectors.items(), *entries.items()):
        pieces = _PIECE.findall(word)
        if len(pieces) == 1:
            parts[word] = _both(parts.get(word, found), found)
        else:
            several.append((pieces, found))
    for pieces, found in several:
        classes = {parts.setdefault(piece, SOFT) for piece in pieces}
        if found not in _WEAK | classes:  # one has to stand for all: of a month the first
            parts[pieces[0 if found == MONTH else -1]] = found
    return parts


def _both(one: str, other: str) -> str:
    """Give the class of a word that is two things."""
    strong = [each for each in (one, other) if each not in _WEAK]
    return one if one == other else [SOFT, *strong][-1]
