"""From token streams to postings: sorting keys, a range of terms at a time.

The tokens of a field lie on the disk as form numbers in the order of the articles (`Spool`). A
view gives every form a term; tokens become 64-bit keys (term, article, position) and are parted by
runs of consecutive terms, each of which is sorted and read off. Memory is bounded by the tokens of
a run; two passes do, however many there are.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np

from searchkit.engine.segments.arrays import Ints, Longs, bounds_of, ranges, starts_of
from searchkit.engine.segments.postings import Flat
from searchkit.engine.segments.schema import View

_KEY, _KEY_BITS = 8, 63  # bytes on the disk; bits that are used
_CHUNK = 1 << 19  # tokens read at once

_Runs: TypeAlias = Sequence[tuple[int, int]]  # of terms: the first, the one behind the last


class Spool:
    """The tokens of one field of all articles, as form numbers in a file of its own."""

    def __init__(self, path: Path, lengths: Ints) -> None:
        """Read the file at *path*: of each article as many tokens as *lengths* says."""
        self._path, self._lengths = path, lengths
        self.articles = len(lengths)
        self.longest = int(lengths.max(initial=1))

    def tokens(self) -> Iterator[tuple[Ints, Longs, Longs]]:
        """Yield runs of tokens: their forms, articles and positions."""
        bounds = bounds_of(self._lengths)
        first = 0
        with self._path.open("rb") as file:
            while first < self.articles:
                last = int(np.searchsorted(bounds, bounds[first] + _CHUNK, "right")) - 1
                last = max(last, first + 1)
                counts = self._lengths[first:last]
                forms = np.fromfile(file, np.int32, int(bounds[last] - bounds[first]))
                articles = np.repeat(np.arange(first, last), counts)
                yield forms, articles, ranges(np.zeros(len(counts), np.int64), counts)
                first = last

    def counts(self, forms: int) -> Longs:
        """Count how often each of the first *forms* forms occurs."""
        counts = np.zeros(forms, np.int64)
        for found, _, _ in self.tokens():
            counts += np.bincount(found, minlength=forms)
        return counts


class SpoolWriter:
    """Writes the tokens of one field, batch after batch."""

    def __init__(self, path: Path) -> None:
        """Begin the file at *path*."""
        self._path = path
        self._path.touch(exist_ok=False)
        self._lengths: list[Longs] = []

    def add(self, forms: Ints, bounds: Longs) -> None:
        """Append a batch of articles: article *i* is ``forms[bounds[i]:bounds[i + 1]]``."""
        with self._path.open("ab") as file:  # held open by nobody, should the build fail
            file.write(forms[bounds[0] : bounds[-1]].astype(np.int32, copy=False).tobytes())
        self._lengths.append(np.diff(bounds))

    def close(self) -> Ints:
        """Give the number of tokens of each article."""
        return np.concatenate([np.empty(0, np.int64), *self._lengths]).astype(np.int32)


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


def invert(spool: Spool, terms: Terms, scratch: Path, *, at_once: int) -> Iterator[Flat]:
    """Yield the postings of *terms* in order, about *at_once* tokens at a time.

    Tokens that are too many are parted by runs of terms in the file *scratch*, which is removed.
    """
    bits = _Bits(max(spool.articles, 1).bit_length(), spool.longest.bit_length())
    runs = [*_cuts(terms.counts, at_once, 1 << (_KEY_BITS - bits.article - bits.position))]
    sizes = np.add.reduceat(terms.counts, [low for low, _ in runs]) if runs else terms.counts
    if len(runs) <= 1:
        yield from (_read_off(run, bits) for run in _whole(spool, terms, runs, bits))
        return
    try:
        with scratch.open("w+b") as file:
            places = starts_of(sizes) * _KEY
            for run, keys in _parted(spool, terms, runs, bits):
                file.seek(int(places[run]))
                file.write(keys.data)
                places[run] += keys.nbytes
            file.seek(0)
            for size in sizes.tolist():
                yield _read_off(np.fromfile(file, np.int64, size), bits)
    finally:
        scratch.unlink(missing_ok=True)


def _whole(spool: Spool, terms: Terms, runs: _Runs, bits: "_Bits") -> Iterator[Longs]:
    """Give the keys of all tokens, if there are any terms."""
    if runs:
        yield np.concatenate([keys for _, keys in _parted(spool, terms, runs, bits)])


def _parted(spool: Spool, terms: Terms, runs: _Runs, bits: "_Bits") -> Iterator[tuple[int, Longs]]:
    """Yield the keys of some tokens of a run of terms, and which run that is."""
    lows = np.array([low for low, _ in runs])
    sizes = [high - low for low, high in runs]
    run_of = np.repeat(np.arange(len(runs), dtype=np.min_scalar_type(len(runs))), sizes)
    within = np.arange(len(terms.counts)) - np.repeat(lows, sizes)
    heads = within << (bits.article + bits.position)
    for forms, articles, positions in spool.tokens():
        of_token = terms.of_form.take(forms)
        keys = heads.take(of_token)
        keys |= articles << bits.position
        keys |= positions
        if len(runs) == 1:
            yield 0, keys
            continue
        of_run = run_of.take(of_token)
        keys = keys.take(np.argsort(of_run, kind="stable"))  # of small numbers: a radix sort
        bounds = bounds_of(np.bincount(of_run, minlength=len(runs))).tolist()
        for run, (start, end) in enumerate(pairwise(bounds)):
            if start < end:
                yield run, keys[start:end]


class _Bits(NamedTuple):
    """How wide the parts of a key are; the rest is the term's."""

    article: int
    position: int


def _cuts(counts: Longs, at_once: int, most_terms: int) -> Iterator[tuple[int, int]]:
    """Cut the terms into runs of about *at_once* tokens and at most *most_terms* terms."""
    bounds = bounds_of(counts)
    low = 0
    while low < len(counts):
        high = int(np.searchsorted(bounds, bounds[low] + at_once, "right")) - 1
        high = min(max(high, low + 1), low + most_terms)
        yield low, high
        low = high


def _read_off(keys: Longs, bits: _Bits) -> Flat:
    """Turn the *keys* of consecutive terms into their postings."""
    keys.sort()
    pairs = keys >> bits.position  # of term and article
    firsts = np.flatnonzero(np.diff(pairs, prepend=-1))
    tfs = np.diff(firsts, append=len(keys))
    pairs = pairs[firsts]
    dfs = np.bincount(pairs >> bits.article)
    articles = (pairs & (1 << bits.article) - 1).astype(np.int32)
    return Flat(dfs, articles, tfs, (keys & (1 << bits.position) - 1).astype(np.int32))
