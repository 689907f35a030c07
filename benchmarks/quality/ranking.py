"""Texts ranked under BM25 by any rule that gives printed words terms, over whole arrays.

The words of a collection are numbered once; a rule then is an array over this vocabulary, so that
another one costs a sort and no reading.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from searchkit.analysis import words

Longs: TypeAlias = NDArray[np.int64]
Scores: TypeAlias = NDArray[np.float64]

#: Gives the term of a printed word, None for one that is left out.
Rule: TypeAlias = Callable[[str], str | None]

#: Ranks beyond this one are not told apart.
DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Weighting:
    """The parameters of BM25."""

    k1: float
    b: float


class Vocabulary:
    """The printed words of some texts, and how often each is in each text."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Number the words of *texts*."""
        runs, pairs = _Runs(), []
        for place, text in enumerate(texts):
            found = [number for run in text.split() for number in runs[run]]
            pairs.append(np.array(found, np.int64) * len(texts) + place)
        self.words = list(runs.numbers)
        self.count = len(texts)
        #: Pairs of word and text, as word * count + text, and how often each occurs.
        self.pairs, self.tfs = np.unique(np.concatenate(pairs), return_counts=True)


class _Runs(dict[str, list[int]]):
    """What stands between two spaces, to the numbers of its words: most come again and again."""

    def __init__(self) -> None:
        """Start without any word."""
        self.numbers: dict[str, int] = {}

    def __missing__(self, run: str) -> list[int]:
        """Number the words of a *run* that is met for the first time."""
        found = [self.numbers.setdefault(word[0], len(self.numbers)) for word in words(run)]
        self[run] = found
        return found


class Ranking:
    """The texts of a vocabulary under one rule."""

    def __init__(self, vocabulary: Vocabulary, rule: Rule, weighting: Weighting) -> None:
        """Give every word its term by *rule*, and score what each text has of it."""
        self._rule = rule
        self._numbers: dict[str, int] = {}
        count = vocabulary.count
        of_word = np.array([self._number(word) for word in vocabulary.words], np.int64)
        word, text = np.divmod(vocabulary.pairs, count)
        kept = of_word[word] >= 0
        keys = of_word[word[kept]] * count + text[kept]
        order = np.argsort(keys, kind="stable")
        keys, tfs = keys[order], vocabulary.tfs[kept][order]
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        tfs = np.add.reduceat(tfs, firsts)
        term, self._texts = np.divmod(keys[firsts], count)
        self._bounds = np.searchsorted(term, np.arange(len(self._numbers) + 1))
        self._scores = _bm25(tfs, term, self._texts, count, weighting)
        self._count = count

    def _number(self, word: str) -> int:
        term = self._rule(word)
        return -1 if term is None else self._numbers.setdefault(term, len(self._numbers))

    def ranks(self, queries: Sequence[str], targets: Sequence[int]) -> Longs:
        """Give the rank of each target under its query, 0 where it is beyond `DEEPEST`."""
        found = (self._rank(*each) for each in zip(queries, targets, strict=True))
        return np.fromiter(found, np.int64, len(targets))

    def _rank(self, query: str, target: int) -> int:
        total = np.zeros(self._count)
        for word in words(query):
            number = self._numbers.get(self._rule(word[0]) or "", -1)
            if number >= 0:
                low, high = self._bounds[number : number + 2]
                total[self._texts[low:high]] += self._scores[low:high]
        return rank(total, target)


def rank(scores: Scores, target: int) -> int:
    """Give the rank of *target* by *scores*, equals in order; 0 beyond `DEEPEST` or unscored.

    >>> [rank(np.array([1.0, 3.0, 0.0, 1.0]), target) for target in range(4)]
    [2, 1, 0, 3]
    """
    own = scores[target]
    before = np.count_nonzero(scores > own) + np.count_nonzero(scores[:target] == own)
    return int(before) + 1 if own > 0 and before < DEEPEST else 0


def _bm25(tfs: Longs, terms: Longs, texts: Longs, count: int, weighting: Weighting) -> Scores:
    """Score each posting: *terms* and *texts* are numbers, *tfs* how often the one is in the other.

    As Lucene does; the constant factor k1 + 1, which it leaves out, changes no order.
    """
    lengths = np.bincount(texts, tfs, count)
    mean = lengths.sum() / count
    dfs = np.bincount(terms)[terms]
    idf = np.log(1 + (count - dfs + 0.5) / (dfs + 0.5))
    norms = weighting.k1 * (1 - weighting.b + weighting.b * lengths / mean)
    scores: Scores = idf * tfs / (tfs + norms[texts])
    return scores
