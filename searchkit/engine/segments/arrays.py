"""Names for the arrays that the engine passes around, and the few shapes it makes of them."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Bytes: TypeAlias = NDArray[np.uint8]
Ints: TypeAlias = NDArray[np.int32]  # form numbers, positions, values of columns
Longs: TypeAlias = NDArray[np.int64]  # article numbers, places in lists, offsets into files
Floats: TypeAlias = NDArray[np.float32]  # scores
Mask: TypeAlias = NDArray[np.bool_]
Integers: TypeAlias = NDArray[np.integer]  # any of the integer arrays, as stored

NO_INTS: Ints = np.empty(0, np.int32)
NO_LONGS: Longs = np.empty(0, np.int64)
NO_FLOATS: Floats = np.empty(0, np.float32)


def starts_of(counts: Integers) -> Longs:
    """Give where each of consecutive lists of *counts* items starts in their concatenation.

    >>> starts_of(np.array([2, 0, 3])).tolist()
    [0, 2, 2]
    """
    starts: Longs = np.cumsum(counts, dtype=np.int64)
    starts -= counts
    return starts


def bounds_of(counts: Integers) -> Longs:
    """Give the *starts_of* the lists and, as last item, where the last one ends.

    >>> bounds_of(np.array([2, 0, 3])).tolist()
    [0, 2, 2, 5]
    """
    bounds = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=bounds[1:])
    return bounds


def ranges(starts: Integers, counts: Integers) -> Longs:
    """Give the concatenation of the ranges of *counts* numbers from each of *starts* on.

    >>> ranges(np.array([7, 1]), np.array([2, 3])).tolist()
    [7, 8, 1, 2, 3]
    """
    ends = np.add.accumulate(counts, dtype=np.int64)
    numbers = (starts - ends + counts).repeat(counts)
    numbers += np.arange(len(numbers))
    return numbers


def narrowest(values: Integers) -> Integers:
    """Give *values*, none negative, in the smallest unsigned type that holds them."""
    top = int(values.max()) if len(values) else 0
    return values.astype(np.min_scalar_type(top), copy=False)


def view_of(values: Integers) -> memoryview:
    """Give *values* as a memoryview, whose single items are plain integers and quickly read."""
    return memoryview(values)  # type: ignore[arg-type] # numpy's stubs do not say it is a buffer
