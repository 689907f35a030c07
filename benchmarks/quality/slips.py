"""What readers type instead of a headline: some of its words, with a slip of the keyboard."""

from collections.abc import Callable
from random import Random

from benchmarks.quality.light10 import STOP_WORDS
from searchkit.analysis import fold, words

_SHORTEST = 3  # letters of a word that says something
_SHORTEST_SLIP = 4  # … and of one that is mistyped

#: The rows of the Arabic keyboard (101 keys).
_KEYBOARD = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ")
#: Letters that are taken for each other because they sound alike.
_ALIKE = ("ضظ", "ذز", "ذد", "سص", "تط", "قك", "ثس", "هح")
_NEIGHBOURS = {
    letter: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in _KEYBOARD
    for at, letter in enumerate(row)
}


def content(text: str) -> list[str]:
    """List the words of *text* that say something, as printed, each once.

    >>> content("وزير النفط: لا زيادة في 2022")
    ['وزير', 'النفط', 'زيادة']
    """
    found = dict.fromkeys(word[0] for word in words(text))
    return [word for word in found if _says_something(word)]


def _says_something(word: str) -> bool:
    form = fold(word)
    return len(form) >= _SHORTEST and word not in STOP_WORDS and not any(map(str.isdigit, form))


def drawn(text: str, count: int, draw: Random) -> str | None:
    """Draw *count* words of *text* that say something; None if it has fewer."""
    found = content(text)
    return " ".join(draw.sample(found, count)) if len(found) >= count else None


def mistyped(query: str, draw: Random) -> str | None:
    """Give *query* with one slip in one word of four letters or more; None if it has none.

    A letter is left out, exchanged with the next, doubled, replaced by its neighbour on the
    keyboard, or by one that sounds alike.
    """
    long = [word for word in content(query) if len(fold(word)) >= _SHORTEST_SLIP]
    if not long:
        return None
    word = draw.choice(long)
    at = draw.randrange(1, len(word))  # the first letter is seldom wrong
    slip = draw.choice(_SLIPS)
    spoilt = slip(word, at, draw)
    return query.replace(word, spoilt, 1) if spoilt != word else mistyped(query, draw)


def _omitted(word: str, at: int, _: Random) -> str:
    return word[:at] + word[at + 1 :]


def _exchanged(word: str, at: int, _: Random) -> str:
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _doubled(word: str, at: int, _: Random) -> str:
    return word[:at] + word[at] + word[at:]


def _replaced(word: str, at: int, draw: Random) -> str:
    letters = _NEIGHBOURS.get(word[at], word[at])
    return word[:at] + draw.choice(letters) + word[at + 1 :]


def _alike(word: str, _: int, draw: Random) -> str:
    places = [
        (at, pair.replace(letter, ""))
        for at, letter in enumerate(word)
        for pair in _ALIKE
        if letter in pair
    ]
    at, letter = draw.choice(places) if places else (0, word[0])
    return word[:at] + letter + word[at + 1 :]


_SLIPS: tuple[Callable[[str, int, Random], str], ...] = (
    _omitted,
    _exchanged,
    _doubled,
    _replaced,
    _alike,
)
