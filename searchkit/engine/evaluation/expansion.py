"""Terms that a pattern stands for: prefixes, globs, regular expressions, near words, ranges.

Each function works on one vocabulary and gives the numbers of the terms, ascending, as a range or
an array. A pattern with a literal start looks at those terms only; one without is searched for its
longest literal in the whole blob at once.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from searchkit.engine.segments.arrays import Ints, Longs
from searchkit.engine.segments.vocabulary import Vocabulary

_MANY = 4096  # candidates beyond which it pays to search the blob for a literal

#: Numbers of terms: a range, or an ascending array.
Numbers = range | Sequence[int]


def prefixed(vocabulary: Vocabulary, prefix: str) -> range:
    """Give the terms that start with *prefix*."""
    return vocabulary.prefixed(_encoded(prefix))


def between(
    vocabulary: Vocabulary,
    start: bytes | None,
    end: bytes | None,
    *,
    open_start: bool,
    open_end: bool,
) -> range:
    """Give the terms from *start* to *end* (None: without bound), *open* ends left out."""
    low = 0 if start is None else vocabulary.first_from(start + b"\0" * open_start)
    high = len(vocabulary) if end is None else vocabulary.first_from(end + b"\0" * (not open_end))
    return range(low, max(low, high))


def matching(vocabulary: Vocabulary, prefix: str, pattern: str, literal: str = "") -> list[int]:
    """Give the terms that start with *prefix* and match *pattern* from their start.

    *literal*, if given, is contained in every term that matches.
    """
    starting = prefixed(vocabulary, prefix)
    matches = re.compile(pattern).match
    candidates: Numbers = starting
    spelled: Iterable[bytes] = vocabulary.terms(starting)
    if literal and len(starting) > _MANY:
        candidates = vocabulary.containing(_encoded(literal)).tolist()
        spelled = (vocabulary[number] for number in candidates)
    terms = (term.decode("utf-8", "surrogatepass") for term in spelled)
    return [number for number, term in zip(candidates, terms, strict=True) if matches(term)]


def near(vocabulary: Vocabulary, word: str, *, distance: int, prefix: int) -> Longs:
    """Give the terms within *distance* edits of *word* that share its first *prefix* letters.

    An edit inserts, deletes or replaces a letter, as in a stock Whoosh index.
    """
    candidates = prefixed(vocabulary, word[:prefix])
    letters, lengths = vocabulary.letters(candidates, len(word) + distance)
    fitting = np.flatnonzero(np.abs(lengths - len(word)) <= distance)
    edits = _edits(letters[fitting], lengths[fitting], [ord(letter) for letter in word])
    return candidates.start + fitting[edits <= distance]


def _edits(letters: Ints, lengths: Ints, word: list[int]) -> Ints:
    """Count the edits from *word* to each row of *letters*, as far as its length.

    The usual table is filled for all rows at once, a column of it for each letter of the word.
    """
    rows, width = letters.shape
    column = np.broadcast_to(np.arange(width + 1, dtype=np.int32), (rows, width + 1)).copy()
    for place, letter in enumerate(word):
        before = column
        column = np.empty_like(before)
        column[:, 0] = place + 1
        differs = letters != letter
        for at in range(width):
            cheapest = np.minimum(before[:, at + 1], column[:, at]) + 1
            column[:, at + 1] = np.minimum(cheapest, before[:, at] + differs[:, at])
    return column[np.arange(rows), lengths]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
