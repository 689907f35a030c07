"""Lists of small integers as bytes, each list in a form of its own, all in a few flat passes.

Frequencies take 0, 1, 2, 4, 8, 16 or 32 bits a value, the fewest that hold the largest. Ascending
numbers of a long list are bytes: gaps, 255 standing for "255 further, and no item yet". Positions
are cut in two: their low bytes as they are, so that any of them is read at once; what the rest
grows by as a row of bits, a one for each position after as many zeros.
"""

from typing import NamedTuple

import numpy as np

from searchkit.engine.segments.arrays import Bytes, Floats, Integers, Longs, ranges, starts_of

#: Bits a value may take; a list's code is an index into it.
WIDTHS = np.array([0, 1, 2, 4, 8, 16, 32])

#: Bytes that must follow packed values, for they are read as 32-bit words.
PADDING = 4

LOW_BITS = 8  # of a position, that are a byte of their own
_FURTHER = 255
_BITS: list[int] = WIDTHS.tolist()
_BYTE = 8
_MASKS = ((1 << WIDTHS) - 1).astype(np.uint32)


def _table(bits: int) -> Floats:
    """Give for each byte the values of *bits* bits in it, each plus one."""
    shifts = np.arange(0, _BYTE, bits)
    return ((np.arange(256)[:, None] >> shifts & (1 << bits) - 1) + 1).astype(np.float32)


_TABLES = {bits: _table(bits) for bits in (1, 2, 4)}


class Gaps(NamedTuple):
    """Lists of bytes: *data*, and how many *entries* of it each list has."""

    data: Bytes
    entries: Longs


def codes_for(values: Integers, counts: Integers) -> Bytes:
    """Choose the width of each of consecutive lists of *counts* (≥ 1) *values*."""
    largest = np.maximum.reduceat(values, starts_of(counts))
    codes: Bytes = np.searchsorted(1 << WIDTHS[:-1], largest, "right").astype(np.uint8)
    codes[largest == 0] = 0
    return codes


def sizes(counts: Integers, codes: Bytes) -> Longs:
    """Give the bytes that lists of *counts* values take with *codes*."""
    taken: Longs = (counts * WIDTHS[codes] + 7) >> 3
    return taken


def size(count: int, code: int) -> int:
    """Give the bytes that one list of *count* values takes with *code*."""
    return (count * _BITS[code] + 7) >> 3


def pack(values: Integers, counts: Integers, codes: Bytes) -> Bytes:
    """Give consecutive lists of *counts* *values*, each from a full byte on.

    >>> pack(np.array([3, 1, 900]), np.array([2, 1]), np.array([2, 5])).tolist()
    [7, 132, 3]
    """
    taken = sizes(counts, codes)
    total = int(taken.sum())
    bits, widths = _places(starts_of(taken), counts, codes)
    places, values = bits >> 3, values.astype(np.int64)
    # No two values share a bit: adding them up is the same as joining them.
    data = np.bincount(places, (values & 255) << (bits & 7), total)[:total].astype(np.uint8)
    for byte in range(1, int(widths.max(initial=0)) // _BYTE):
        wide = widths > byte * _BYTE
        data[places[wide] + byte] = values[wide] >> (byte * _BYTE) & 255
    return data


def unpack(data: Bytes, starts: Longs, counts: Integers, codes: Bytes) -> Longs:
    """Give the flat values of lists that start at *starts* in *data*."""
    bits, widths = _places(starts, counts, codes)
    words = np.ndarray(len(data) - PADDING + 1, "<u4", data, strides=(1,))  # one from each byte on
    masks = np.repeat(_MASKS[codes], counts)
    kept = np.flatnonzero(widths)  # lists without width may start where the data ends
    values = np.zeros(len(bits), np.int64)
    values[kept] = (words[bits[kept] >> 3] >> (bits[kept] & 7).astype(np.uint32)) & masks[kept]
    return values


def _places(starts: Longs, counts: Integers, codes: Bytes) -> tuple[Longs, Longs]:
    """Give for each value the bit where it starts and how many bits it takes."""
    widths = np.repeat(WIDTHS[codes], counts)
    within = ranges(np.zeros(len(counts), np.int64), counts)
    return np.repeat(_BYTE * starts, counts) + within * widths, widths


def frequencies(data: Bytes, start: int, count: int, code: int) -> Floats:
    """Give one more than each value of one list, as a float: how often a term occurs."""
    bits = _BITS[code]
    tfs: Floats
    if not bits:
        tfs = np.ones(count, np.float32)
    elif bits < _BYTE:
        taken = data[start : start + ((count * bits + 7) >> 3)]
        tfs = _TABLES[bits].take(taken, 0).reshape(-1)[:count]
    else:
        tfs = np.add(np.ndarray(count, f"<u{bits >> 3}", data, start), 1, dtype=np.float32)
    return tfs


def frequencies_at(data: Bytes, start: int, code: int, places: Longs) -> Floats:
    """Give what `frequencies` gives, at some *places* of the list."""
    bits = _BITS[code]
    tfs: Floats
    if not bits or not len(places):
        tfs = np.ones(len(places), np.float32)
    elif bits < _BYTE:
        a_byte = _BYTE // bits
        tfs = _TABLES[bits][data.take(places // a_byte + start), places & (a_byte - 1)]
    else:
        values = np.ndarray(int(places[-1]) + 1, f"<u{bits >> 3}", data, start)
        tfs = np.add(values.take(places), 1, dtype=np.float32)
    return tfs


def pack_gaps(gaps: Integers, counts: Integers) -> Gaps:
    """Give lists of *counts* *gaps* as bytes.

    >>> pack_gaps(np.array([3, 255, 256]), np.array([2, 1])).data.tolist()
    [3, 255, 0, 255, 1]
    """
    entries = gaps // _FURTHER + 1
    data = np.full(int(entries.sum()), _FURTHER, np.uint8)
    data[np.cumsum(entries) - 1] = gaps % _FURTHER
    return Gaps(data, np.add.reduceat(entries, starts_of(counts), dtype=np.int64))


def summed(gaps: Bytes, count: int) -> Longs:
    """Give the *count* ascending numbers of one list of *gaps*."""
    sums: Longs = np.add.accumulate(gaps, dtype=np.int64)
    return sums if len(gaps) == count else sums.take((gaps != _FURTHER).nonzero()[0])


def pack_growth(growth: Integers, counts: Integers) -> tuple[Bytes, Longs]:
    """Give rows of bits for lists of *counts* values, each from a full byte on, and their sizes.

    A row starts with a one of its own, so that what comes before its first value can be looked up.

    >>> pack_growth(np.array([0, 2, 1]), np.array([2, 1]))[0].tolist()
    [19, 5]
    """
    firsts = starts_of(counts)
    ends = np.cumsum(growth + 1)
    before = ends[firsts] - growth[firsts] - 1
    taken = (np.append(before[1:], ends[-1]) - before + 1 + 7) >> 3
    rows = _BYTE * starts_of(taken)
    bits = np.zeros(_BYTE * int(taken.sum()), np.uint8)
    bits[rows] = 1
    bits[ends + np.repeat(rows - before, counts)] = 1
    return np.packbits(bits, bitorder="little"), taken


def ones(data: Bytes) -> Longs:
    """Give where the ones are in rows of bits."""
    found: Longs = np.unpackbits(data, bitorder="little").view(np.bool_).nonzero()[0]
    return found
