"""From token streams to postings: sorting keys, a range of terms at a time.

The tokens of a field lie on the disk as form numbers in the order of the articles (`Spool`). A
view gives every form a term; the tokens of some consecutive terms are gathered as 64-bit keys
(term, article, position), sorted and read off. Memory is bounded by how many are gathered at once.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from searchkit.engine.segments.arrays import Ints, Longs, bounds_of, ranges
from searchkit.engine.segments.postings import Flat
from searchkit.engine.segments.schema import View

_KEY_BITS = 63
_CHUNK = 1 << 20  # tokens read at once


class Spool:
    """The tokens of one field of all articles, as form numbers in a file of its own."""

    def __init__(self, path: Path) -> None:
        """Begin the file at *path*."""
        self._path = path
        self._path.touch(exist_ok=False)
        self._lengths: list[Longs] = []

    def add(self, forms: Ints, bounds: Longs) -> None:
        """Append a batch of articles: article *i* is ``forms[bounds[i]:bounds[i + 1]]``."""
        with self._path.open("ab") as file:  # held open by nobody, should the build fail
            file.write(forms.astype(np.int32, copy=False).tobytes())
        self._lengths.append(np.diff(bounds))

    def close(self) -> Ints:
        """Give the number of tokens of each article."""
        return np.concatenate([np.empty(0, np.int64), *self._lengths]).astype(np.int32)

    def tokens(self, lengths: Ints) -> Iterator[tuple[Ints, Ints, Longs]]:
        """Yield runs of tokens: their forms, articles and positions."""
        bounds = bounds_of(lengths)
        first = 0
        with self._path.open("rb") as file:
            while first < len(lengths):
                last = int(np.searchsorted(bounds, bounds[first] + _CHUNK, "right")) - 1
                last = max(last, first + 1)
                counts = lengths[first:last]
                forms = np.fromfile(file, np.int32, int(bounds[last] - bounds[first]))
                articles = np.repeat(np.arange(first, last, dtype=np.int32), counts)
                yield forms, articles, ranges(np.zeros(len(counts), np.int64), counts)
                first = last

    def counts(self, lengths: Ints, forms: int) -> Longs:
        """Count how often each of the first *forms* forms occurs."""
        counts = np.zeros(forms, np.int64)
        for found, _, _ in self.tokens(lengths):
            counts += np.bincount(found, minlength=forms)
        return counts


class Terms(NamedTuple):
    """The vocabulary of a view: sorted *terms*, *of_form* (-1: does not occur), *counts*."""

    terms: list[bytes]
    of_form: Ints
    counts: Longs


def terms_of(view: View, forms: Sequence[str], counts: Longs) -> Terms:
    """Give the terms of *view* over those *forms* of a lexicon whose *counts* are not zero."""
    present = np.flatnonzero(counts)
    names = view.terms([forms[number] for number in present.tolist()], counts[present])
    spelled = [name.encode("utf-8", "surrogatepass") for name in names]
    terms = sorted(set(spelled))
    numbers = {term: number for number, term in enumerate(terms)}
    of_form = np.full(len(forms), -1, np.int32)
    of_form[present] = np.fromiter(map(numbers.__getitem__, spelled), np.int32, len(spelled))
    totals = np.zeros(len(terms), np.int64)
    np.add.at(totals, of_form[present], counts[present])
    return Terms(terms, of_form, totals)


def invert(spool: Spool, lengths: Ints, terms: Terms, *, at_once: int) -> Iterator[Flat]:
    """Yield the postings of *terms* in order, about *at_once* tokens at a time."""
    article_bits = max(len(lengths), 1).bit_length()
    position_bits = int(lengths.max(initial=1)).bit_length()
    most_terms = 1 << (_KEY_BITS - article_bits - position_bits)
    for low, high in _cuts(terms.counts, at_once, most_terms):
        keys = np.empty(int(terms.counts[low:high].sum()), np.int64)
        filled = 0
        for forms, articles, positions in spool.tokens(lengths):
            of_token = terms.of_form[forms]
            wanted = np.flatnonzero((of_token >= low) & (of_token < high))
            key = (of_token[wanted] - low).astype(np.int64) << article_bits
            key = (key | articles[wanted]) << position_bits
            keys[filled : filled + len(wanted)] = key | positions[wanted]
            filled += len(wanted)
        keys.sort()
        yield _read_off(keys, article_bits, position_bits)


def _cuts(counts: Longs, at_once: int, most_terms: int) -> Iterator[tuple[int, int]]:
    """Cut the terms into runs of about *at_once* tokens and at most *most_terms* terms."""
    bounds = bounds_of(counts)
    low = 0
    while low < len(counts):
        high = int(np.searchsorted(bounds, bounds[low] + at_once, "right")) - 1
        high = min(max(high, low + 1), low + most_terms)
        yield low, high
        low = high


def _read_off(keys: Longs, article_bits: int, position_bits: int) -> Flat:
    """Turn sorted *keys* of consecutive terms into their postings."""
    pairs = keys >> position_bits  # of term and article
    firsts = np.flatnonzero(np.diff(pairs, prepend=-1))
    tfs = np.diff(firsts, append=len(keys))
    pairs = pairs[firsts]
    dfs = np.bincount(pairs >> article_bits)
    articles = (pairs & (1 << article_bits) - 1).astype(np.int32)
    return Flat(dfs, articles, tfs, (keys & (1 << position_bits) - 1).astype(np.int32))
