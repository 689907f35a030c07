"""Arabic text to words that remember where they came from.

In comes a text as published, out come `Token` values whose offsets index that text. The same
chain analyses articles, queries and the texts that hits are marked in; `CHAIN` names its version,
which an index keeps, for terms of two versions do not meet.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.analysis.punctuation import sentences
from searchkit.analysis.stemmer import stem, with_clitics
from searchkit.analysis.tokens import fold, forms, split, words

__all__ = [
    "CHAIN",
    "Token",
    "analyze",
    "fold",
    "forms",
    "sentences",
    "split",
    "stem",
    "with_clitics",
    "words",
]

#: The version of the chain: to be raised with every change to what a text's terms are.
CHAIN = "2"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its forms, its *position* among the words, its place in the text.

    *text* is the folded form, *stem* the form without affixes; ``original[start:end]`` is the word
    as printed, in code points. Several tokens share a place where one sign stands for a phrase.
    """

    text: str
    stem: str
    start: int
    end: int
    position: int


def analyze(text: str) -> Iterator[Token]:
    """Yield the tokens of *text* in order.

    >>> for token in analyze("وقالت المُديرة"):
    ...     print(token.text, token.stem, token.start, token.end, token.position)
    وقالت قالت 0 5 0
    المديره مدير 6 14 1
    """
    position = 0
    for word in words(text):
        for form in forms(word[0]):
            yield Token(form, stem(form), word.start(), word.end(), position)
            position += 1
