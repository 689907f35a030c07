"""Lists of small integers as bytes: each list has a width of its own, outliers stand apart.

A packed list is a run of values of 0, 1, 2, 3, 4 or 8 nibbles (half bytes, low one first). A value
too large for its list's width is written as 0 and kept among the outliers, which are addressed by
the nibble where the value would stand; the cheapest width is chosen for each list. Many lists are
packed and unpacked by a few passes over flat arrays; `unpack` is the fast way for one.
"""

from typing import NamedTuple

import numpy as np

from searchkit.engine.segments.arrays import Bytes, Floats, Integers, Ints, Longs, ranges, starts_of

#: Nibbles a value may take; a list's code is an index into it, plus `HAS_OUTLIERS`.
WIDTHS = np.array([0, 1, 2, 3, 4, 8])
HAS_OUTLIERS = 8

#: Bytes that must follow packed lists, for values are read as 32-bit words.
PADDING = 4

_OUTLIER_BYTES = 6
_NEVER = 1 << 40
_NIBBLES = WIDTHS.tolist()
_BYTE, _TWELVE_BITS = 2, 3  # widths in nibbles that are read in a way of their own
_TWELVE_ONES = np.uint32(0xFFF)
#: For each byte its two nibbles: as a pair of bytes, and one more than each as a pair of floats.
_PAIRS = (np.arange(256) & 15 | np.arange(256) >> 4 << 8).astype("<u2")
_NEXT_PAIRS = (_PAIRS.view(np.uint8).astype(np.float32) + np.float32(1)).view(np.complex64)
_MASKS = ((1 << 4 * np.arange(9)) - 1).astype(np.uint32)


class Outliers(NamedTuple):
    """Values too large for their place: ascending *nibbles* (addresses) and the *values* there."""

    nibbles: Integers
    values: Integers


class Packed(NamedTuple):
    """Several lists for each term laid out in *data*; *starts* (bytes) and *codes* say how.

    *starts[i]* is where the first list of term *i* starts, its other lists follow;
    *codes[s][i]* is the code of its list in stream *s*.
    """

    data: Bytes
    starts: Longs
    codes: list[Bytes]
    outliers: Outliers


def sizes(counts: Integers, codes: Bytes) -> Longs:
    """Give the bytes that lists of *counts* values take with *codes*."""
    taken: Longs = (counts * WIDTHS[codes & 7] + 1) // 2
    return taken


def size(count: int, code: int) -> int:
    """Give the bytes that one list of *count* values takes with *code*."""
    taken: int = (count * _NIBBLES[code & 7] + 1) // 2
    return taken


def pack(streams: list[tuple[Integers, Integers]]) -> Packed:
    """Pack streams of lists: the first list of each stream, then the second of each, and so on.

    A stream is its flat values and the counts (≥ 1) of its lists; every stream has as many lists.

    >>> gaps = np.array([7, 1, 900]), np.array([2, 1])
    >>> packed = pack([gaps])
    >>> packed.starts.tolist(), WIDTHS[packed.codes[0]].tolist(), packed.data.tolist()
    ([0, 1], [1, 3], [23, 132, 3])
    """
    codes = [_codes(values, counts) for values, counts in streams]
    taken = [sizes(counts, code) for (_, counts), code in zip(streams, codes, strict=True)]
    total = np.add.reduce(taken)
    starts = start = starts_of(total)
    nibbles = np.zeros(2 * int(total.sum()), np.uint8)
    outliers = []
    for (values, counts), code, taken_here in zip(streams, codes, taken, strict=True):
        outliers.append(_write(nibbles, values, _places(counts, start, code)))
        start = start + taken_here
    data: Bytes = nibbles[0::2] | nibbles[1::2] << np.uint8(4)
    addresses, values = (np.concatenate(part) for part in zip(*outliers, strict=True))
    order = np.argsort(addresses)
    return Packed(data, starts, codes, Outliers(addresses[order], values[order]))


def _codes(values: Integers, counts: Integers) -> Bytes:
    """Choose the cheapest width for each of consecutive lists of *counts* *values*."""
    starts = starts_of(counts)
    costs = np.empty((len(WIDTHS), len(counts)), np.int64)
    too_wide = np.zeros_like(costs)
    for code, nibbles in enumerate(_NIBBLES):
        if nibbles < _NIBBLES[-1]:
            wide = (values >> (4 * nibbles)) > 0
            too_wide[code] = np.add.reduceat(wide, starts, dtype=np.int64)
        # Values of no width share an address, so that none of them can be an outlier.
        each = _OUTLIER_BYTES if nibbles else _NEVER
        costs[code] = (counts * nibbles + 1) // 2 + each * too_wide[code]
    codes = costs.argmin(axis=0)
    flags = np.where(too_wide[codes, np.arange(len(codes))] > 0, HAS_OUTLIERS, 0)
    chosen: Bytes = (codes + flags).astype(np.uint8)
    return chosen


def _places(counts: Integers, starts: Longs, codes: Bytes) -> tuple[Longs, Longs]:
    """Give for each value the nibble where it stands and how many nibbles it takes."""
    widths = np.repeat(WIDTHS[codes & 7], counts)
    within = ranges(np.zeros(len(counts), np.int64), counts)
    return np.repeat(2 * starts, counts) + within * widths, widths


def _write(nibbles: Bytes, values: Integers, where: tuple[Longs, Longs]) -> tuple[Longs, Ints]:
    """Write *values* into *nibbles*; give addresses and values of those that do not fit."""
    places, widths = where
    fits = (values >> (4 * widths)) == 0
    for digit in range(int(widths.max(initial=0))):
        wide = np.flatnonzero(fits & (widths > digit))
        nibbles[places[wide] + digit] = values[wide] >> (4 * digit) & 15
    outliers = np.flatnonzero(~fits)
    return places[outliers], values[outliers].astype(np.int32)


def unpack_many(
    data: Bytes, starts: Longs, codes: Bytes, counts: Integers, outliers: Outliers
) -> Longs:
    """Give the flat values of one stream's lists of *counts* values, *starts* in order.

    *outliers* may hold those of other streams too; addresses are relative to *data*, which must
    go on for `PADDING` bytes after the last list.
    """
    places, widths = _places(counts, starts, codes)
    words = np.ndarray(len(data) - PADDING + 1, "<u4", data, strides=(1,))  # one from each byte on
    values: Longs = (words[places >> 1] >> ((places & 1) << 2)) & _MASKS[widths]
    if len(places) and len(outliers.nibbles):
        # The last value at an address is the one with a width: lists without come before it.
        at = np.maximum(np.searchsorted(places, outliers.nibbles, "right") - 1, 0)
        mine = (places[at] == outliers.nibbles) & (widths[at] > 0)
        values[at[mine]] = outliers.values[mine]
    return values


def unpack(data: Bytes, start: int, count: int, code: int, outliers: Outliers) -> Integers:
    """Give the values of one list, in a type of any width, not to be written to.

    *data* and *outliers* are those of the whole file.
    """
    nibbles = _NIBBLES[code & 7]
    if nibbles == _BYTE:
        values: Integers = data[start : start + count]
    elif nibbles == 1:
        values = _PAIRS.take(data[start : start + (count + 1) // 2]).view(np.uint8)[:count]
    elif nibbles == _TWELVE_BITS:
        # Three bytes hold two values: read them as words, which overlap by a byte.
        words = np.ndarray((count + 1) // 2, "<u4", data, start, (3,))
        halves = np.empty((len(words), 2), np.uint32)
        halves[:, 0] = words
        np.right_shift(words, 12, out=halves[:, 1])
        halves &= _TWELVE_ONES
        values = halves.reshape(-1)[:count]
    elif nibbles:
        values = data[start : start + count * nibbles // 2].view(f"<u{nibbles // 2}")
    else:
        return np.zeros(count, np.uint8)
    if code & HAS_OUTLIERS:
        values = values.astype(np.int64)
        places, found = _within(outliers, 2 * start, count, nibbles)
        values[places] = found
    return values


def first(data: memoryview, start: int, code: int) -> int:
    """Give the first value of a list without outliers."""
    word: int = int.from_bytes(data[start : start + PADDING], "little")
    mask: int = (1 << 4 * _NIBBLES[code & 7]) - 1
    return word & mask


def frequencies(data: Bytes, start: int, count: int, code: int, outliers: Outliers) -> Floats:
    """Give one more than each value of a list, as a float: how often terms occur."""
    if code == 0:
        return np.ones(count, np.float32)
    if _NIBBLES[code & 7] == 1:
        pairs = data[start : start + (count + 1) // 2]
        tfs = _NEXT_PAIRS.take(pairs).view(np.float32)[:count]
        if code & HAS_OUTLIERS:
            places, found = _within(outliers, 2 * start, count, 1)
            tfs[places] = found
            tfs[places] += 1
        return tfs
    return np.add(unpack(data, start, count, code, outliers), 1, dtype=np.float32)


def _within(outliers: Outliers, first: int, count: int, nibbles: int) -> tuple[Integers, Integers]:
    """Give the places of outliers in a list that starts at nibble *first*, and their values."""
    ends = np.array([first, first + count * nibbles], outliers.nibbles.dtype)
    low, high = outliers.nibbles.searchsorted(ends).tolist()
    places: Integers = (outliers.nibbles[low:high] - ends[0]) // nibbles
    return places, outliers.values[low:high]
