"""The fast path for whole texts: every distinct form has a number, a text becomes an array.

`Lexicon.encode` gives exactly the forms that `searchkit.analysis.analyze` gives, as numbers and
without offsets, a batch of texts at a time: code points are folded and cut into words by table
look-ups over the whole batch, each word is hashed to 64 bits, and only a hash never seen before
is spelled out. Two of n forms share a hash with probability n²/2⁶⁵: below 10⁻⁶ for five million.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from searchkit.analysis.tokens import FORM_LENGTH, PRESENTATION, fold, forms, words
from searchkit.letters import SILENT, code_points

Ids: TypeAlias = NDArray[np.int32]
Bounds: TypeAlias = NDArray[np.int64]
_Codes: TypeAlias = NDArray[np.uint16]
_Classes: TypeAlias = NDArray[np.uint8]
_Hashes: TypeAlias = NDArray[np.uint64]

_BMP = 0x10000
_SPACE, _LETTER, _DIGIT, _SEPARATOR, _SILENT, _RARE = range(6)  # classes of code points


class Encoded(NamedTuple):
    """A batch of texts as form numbers: text *i* is ``ids[bounds[i]:bounds[i + 1]]``."""

    ids: Ids
    bounds: Bounds


class Words(NamedTuple):
    """The words of a batch of texts, before they are numbered: word *w* is form *of_word[w]*.

    Of each distinct form there are its *hashes*, ascending, which word is its *firsts*, and its
    *letters*, as UTF-16 units, cut at *ends*. Text *i* has the words from *bounds[i]* on; texts
    that the tables cannot fold have none there and stand in *spelled*.
    """

    of_word: Ids
    bounds: Bounds
    hashes: _Hashes
    firsts: Bounds
    letters: _Codes
    ends: Bounds
    spelled: dict[int, list[str]]


class Lexicon:
    """The distinct forms of an archive, numbered from 0 in the order they first appeared.

    >>> lexicon = Lexicon()
    >>> lexicon.encode(["كتاب الكُتّاب", "كتاب"]).ids.tolist(), lexicon.forms
    ([0, 1, 0], ['كتاب', 'الكتاب'])
    """

    def __init__(self) -> None:
        """Start without any form."""
        self.forms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._hashes: _Hashes = np.empty(0, np.uint64)  # of every form met in a batch, sorted
        self._hashed: Ids = np.empty(0, np.int32)  # the number behind each of them

    def number(self, form: str) -> int:
        """Give the number of *form*, the next free one if it was never seen."""
        number = self._numbers.setdefault(form, len(self.forms))
        if number == len(self.forms):
            self.forms.append(form)
        return number

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Number the words of *texts*; batches of some hundred articles are fastest."""
        return self.numbered(words_of(texts))

    def numbered(self, words: Words) -> Encoded:
        """Number *words* that were read here or in another process."""
        spelled = {
            text: np.array([self.number(form) for form in forms], np.int32)
            for text, forms in words.spelled.items()
        }
        encoded = Encoded(self._look_up(words)[words.of_word], words.bounds)
        return _spliced(encoded, spelled) if spelled else encoded

    def _look_up(self, words: Words) -> Ids:
        """Give the number of each distinct form."""
        place = np.searchsorted(self._hashes, words.hashes)
        known = np.append(self._hashes, np.uint64(0))[place] == words.hashes
        known &= place < len(self._hashes)
        new = np.flatnonzero(~known)
        if len(new):
            text = words.letters.tobytes().decode("utf-16-le", "surrogatepass")
            starts, ends = np.append(0, words.ends[:-1])[new].tolist(), words.ends[new].tolist()
            numbers = np.empty(len(new), np.int32)
            for index in np.argsort(words.firsts[new]).tolist():
                numbers[index] = self.number(text[starts[index] : ends[index]])
            self._hashes = np.insert(self._hashes, place[new], words.hashes[new])
            self._hashed = np.insert(self._hashed, place[new], numbers)
            place = np.searchsorted(self._hashes, words.hashes)
        return self._hashed[place]


def words_of(texts: Sequence[str]) -> Words:
    """Cut *texts* into words and tell which of them are alike."""
    codes = _code_units(texts)
    classes = _tables().classes.take(codes)
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    rare = np.unique(np.searchsorted(starts, np.flatnonzero(classes == _RARE), "right")) - 1
    spelled = {text: _spelled(texts[text]) for text in rare.tolist()}
    for text in spelled:
        classes[starts[text] : starts[text + 1]] = _SPACE
    return _words(codes, classes, starts)._replace(spelled=spelled)


def _spelled(text: str) -> list[str]:
    """Give the forms in one *text* that has code points the tables cannot fold."""
    return [form for word in words(text) for form in forms(word[0])]


def _words(codes: _Codes, classes: _Classes, starts: Bounds) -> Words:
    loud = classes != _SILENT
    starts = np.concatenate(([0], np.cumsum(loud)))[starts[:-1]]
    codes, classes = _tables().folded.take(codes[loud]), classes[loud]
    inside = _inside_words(classes)
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    begins, ends = edges[::2], edges[1::2]
    of_word, hashes, firsts = _distinct(_hashes(codes[inside], ends - begins))
    lengths = np.minimum(ends - begins, FORM_LENGTH)[firsts]
    last = np.cumsum(lengths)
    letters = codes[np.repeat(begins[firsts] - last + lengths, lengths) + np.arange(lengths.sum())]
    bounds = np.append(np.searchsorted(begins, starts), len(begins))
    return Words(of_word, bounds, hashes, firsts, letters, last, {})


def _distinct(hashes: _Hashes) -> tuple[Ids, _Hashes, Bounds]:
    """Give for each hash its place among the distinct ones; these, and where each is met first."""
    # Sorting them with their places in the low bits takes a fifth of the time of sorting places.
    bits = np.uint64(max(len(hashes), 1).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    keys = np.sort(hashes & ~low | np.arange(len(hashes), dtype=np.uint64))
    order = (keys & low).astype(np.int64)
    hashes, keys = hashes[order], keys >> bits
    begins = np.diff(keys, prepend=~keys[:1]) != 0
    if (np.diff(hashes, prepend=hashes[:1])[~begins] != 0).any():  # alike but for the low bits
        order = order[np.lexsort((order, hashes))]
        hashes = np.sort(hashes)
        begins = np.diff(hashes, prepend=~hashes[:1]) != 0
    of_word = np.empty(len(order), np.int32)
    of_word[order] = np.cumsum(begins, dtype=np.int32) - 1
    return of_word, hashes[begins], order[begins]


class _Tables(NamedTuple):
    """What a code point is and folds to (by UTF-16 unit), and what it weighs in a hash."""

    classes: _Classes
    folded: _Codes
    letters: _Hashes
    places: _Hashes


@cache
def _tables() -> _Tables:
    classes = np.full(_BMP, _SPACE, np.uint8)
    folded = np.zeros(_BMP, np.uint16)
    for code in range(_BMP):
        if (char := chr(code)).isalnum():
            classes[code] = _DIGIT if char.isdecimal() else _LETTER
            folded[code] = ord(fold(char) or "\0")
    for separator in ".,٫٬":
        classes[ord(separator)] = _SEPARATOR
        folded[ord(separator)] = ord(fold(separator))
    classes[list(SILENT)] = _SILENT
    classes[code_points(PRESENTATION)] = _RARE
    classes[_BMP - 1] = _RARE  # stands for all code points beyond
    random = np.random.default_rng(0)
    letters, places = (random.integers(0, 1 << 64, size, np.uint64) for size in (_BMP, FORM_LENGTH))
    return _Tables(classes, folded, letters, np.append(places | np.uint64(1), np.uint64(0)))


def _code_units(texts: Sequence[str]) -> _Codes:
    points = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(points, _BMP - 1).astype(np.uint16)


def _inside_words(classes: _Classes) -> NDArray[np.bool_]:
    """Tell for each code point whether it is part of a word: letters, digits, ``,`` in 1,000."""
    digit = classes == _DIGIT
    inside: NDArray[np.bool_] = digit | (classes == _LETTER)
    inside[1:-1] |= (classes[1:-1] == _SEPARATOR) & digit[:-2] & digit[2:]
    return inside


def _hashes(letters: _Codes, lengths: Bounds) -> _Hashes:
    """Hash each word: the sum over its letters of two random numbers' product, modulo 2⁶⁴."""
    if not len(lengths):
        return np.empty(0, np.uint64)
    begins = np.cumsum(lengths) - lengths
    place = np.minimum(np.arange(len(letters)) - np.repeat(begins, lengths), FORM_LENGTH)
    tables = _tables()
    return np.add.reduceat(tables.letters[letters] * tables.places[place], begins)


def _spliced(encoded: Encoded, spelled: dict[int, Ids]) -> Encoded:
    """Put the texts that were *spelled* into their gaps among the *encoded*."""
    texts = np.split(encoded.ids, encoded.bounds[1:-1])
    for index, ids in spelled.items():
        texts[index] = ids
    return Encoded(np.concatenate(texts), np.cumsum([0, *map(len, texts)]))
