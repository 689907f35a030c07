"""Arabic text to words that remember where they came from.

In comes a text as published, out come `Token` values whose offsets index that text. What stem and
skeleton of a token's form are, a `Chain` says: each index has one of its own, and `PLAIN` is that
of no archive. `CHAIN` is the version of all of it, which an index keeps, for terms of two versions
do not meet.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.analysis.chain import PLAIN, Chain
from searchkit.analysis.punctuation import sentences
from searchkit.analysis.tokens import fold, forms, split, words

__all__ = [
    "CHAIN",
    "PLAIN",
    "Chain",
    "Token",
    "analyze",
    "fold",
    "forms",
    "sentences",
    "split",
    "words",
]

#: The version of the chain: to be raised with every change to what a text's terms are.
CHAIN = "4"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its folded form, its *position* among the words, its place in the text.

    ``original[start:end]`` is the word as printed, in code points. Several tokens share a place
    where one sign stands for a phrase.
    """

    text: str
    start: int
    end: int
    position: int


def analyze(text: str) -> Iterator[Token]:
    """Yield the tokens of *text* in order.

    >>> for token in analyze("وقالت المُديرة"):
    ...     print(token.text, token.start, token.end, token.position)
    وقالت 0 5 0
    المديره 6 14 1
    """
    position = 0
    for word in words(text):
        for form in forms(word[0]):
            yield Token(form, word.start(), word.end(), position)
            position += 1
