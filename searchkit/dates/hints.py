"""Where in a text a date may be: places of telling letters, found over the whole text at once.

Letters are folded onto 32 classes; the classes of four letters in a row are a number of 20 bits,
and a table says which of these numbers lie in the words without one of which there is no date:
years, months, «الماضي», «أمس» and the like. `searchkit.dates.passages` looks closer.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from string import ascii_letters
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from searchkit.dates.lexer import meanings
from searchkit.letters import DIGITS, SILENT, VARIANTS

_Classes: TypeAlias = NDArray[np.uint32]

_BMP = 0x10000
_BITS, _GRAM = 5, 4
_OTHER, _DIGIT = 0, 1
_LETTERS = {letter: at for at, letter in enumerate("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", start=2)}
_LATIN = (1 << _BITS) - 1
_ALL, _NO_LETTER = range(1 << _BITS), (_OTHER, _DIGIT)
_QUIET = 1 << _BITS
#: What may stand before a word of two letters: nothing, «و», «ف», «ب», «ل», «ك».
_CLITICS = (*_NO_LETTER, *map(_LETTERS.__getitem__, "وفبلك"))

#: The kinds of words, by their symbol in `searchkit.dates.vocabulary`, of which a date has one if
#: it has no year of four digits. The others stand beside these.
_TELLING = frozenset("MHRrTgtALJGDe")


class _Tables(NamedTuple):
    classes: _Classes  # of each code point
    telling: NDArray[np.bool_]  # for each number of four classes


def hints(text: str) -> list[int]:
    """List places in *text* inside words that a date may be made of, in order.

    A hint may be false; without one there is no date.

    >>> hints("عقد المؤتمر في 3 مايو 2022")
    [18, 23]
    """
    tables = _tables()
    # A letter may lie at either end: a space before, three behind make a row of four of it.
    points = np.frombuffer(f" {text}   ".encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = tables.classes.take(points, mode="clip")
    quiet = classes == _QUIET
    places = None
    if quiet.any():
        places = (~quiet).nonzero()[0]
        classes = classes.take(places)
    grams = classes[:-3] << np.uint32(3 * _BITS)
    for row in range(1, _GRAM):
        grams |= classes[row : row - 3 or None] << np.uint32((3 - row) * _BITS)
    found = tables.telling.take(grams).nonzero()[0]
    # The first of the four may be the space before a word, and the text began one place later.
    return (found if places is None else places.take(found + 1) - 1).tolist()


@cache
def _tables() -> _Tables:
    classes = np.zeros(_BMP, np.uint32)
    for letter, number in _LETTERS.items():
        classes[ord(letter)] = number
    classes[[ord(letter) for letter in ascii_letters]] = _LATIN  # all one: they are rare
    classes[[*map(ord, "0123456789"), *DIGITS]] = _DIGIT
    for code, letter in VARIANTS.items():
        classes[code] = classes[ord(letter)]
    classes[list(SILENT)] = _QUIET
    telling = np.zeros(1 << _GRAM * _BITS, np.bool_)
    telling[_number([_DIGIT] * _GRAM)] = True
    for word in _telling_words():
        for gram in _grams([int(classes[ord(letter)]) for letter in word]):
            telling[_number(gram)] = True
    return _Tables(classes, telling)


def _telling_words() -> Iterator[str]:
    """Yield the words of `_TELLING`; of several words that are one entry the one that tells."""
    entries = [(w.split(), symbol) for w, (symbol, _) in meanings().items() if symbol in _TELLING]
    single = {(words[0], symbol) for words, symbol in entries if len(words) == 1}
    for words, symbol in entries:
        if len(words) == 1 or not any((word, symbol) in single for word in words):
            # «كانون الثاني», but not «ذي الحجة»; «هذا العام»; «يوم الغد».
            months = [word for word in words if symbol in "MH" and len(word) >= _GRAM]
            yield (months or words)[-1 if symbol in "RrT" else 0]


def _grams(word: list[int]) -> Iterable[tuple[int, ...]]:
    """Give rows of four classes of which *word* has one wherever it stands."""
    article = [_LETTERS["ا"], _LETTERS["ل"]]
    if len(word) > _GRAM + 1 and word[:2] == article:
        word = word[2:]
    if len(word) >= _GRAM:
        return [tuple(word[:_GRAM])] if word[:2] != article else [tuple(word[-_GRAM:])]
    ends = [(each,) for each in word]
    rows: dict[int, list[Iterable[int]]] = {
        3: [*ends, _NO_LETTER],
        2: [_CLITICS, *ends, _NO_LETTER],
        1: [_NO_LETTER, *ends, _NO_LETTER, _ALL],
    }
    return product(*rows[len(word)])


def _number(gram: Iterable[int]) -> int:
    number = 0
    for each in gram:
        number = number << _BITS | each
    return number
