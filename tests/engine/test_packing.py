"""Packed lists come back as they were, together and one by one."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engine.segments.arrays import Longs, view_of
from searchkit.engine.segments.packing import (
    HAS_OUTLIERS,
    PADDING,
    first,
    frequencies,
    pack,
    sizes,
    unpack,
    unpack_many,
)

VALUES = st.one_of(
    st.integers(0, 0),
    st.integers(0, 15),
    st.integers(0, 300),
    st.integers(0, 5000),
    st.integers(0, 70000),
    st.integers(0, 2**31 - 1),
)
LISTS = st.lists(st.lists(VALUES, min_size=1, max_size=40), min_size=1, max_size=12)


def flat(lists: list[list[int]]) -> tuple[Longs, Longs]:
    values = np.array([value for one in lists for value in one], np.int64)
    return values, np.array([len(one) for one in lists])


@given(LISTS, st.randoms())
def test_lists_come_back(lists: list[list[int]], random: Random) -> None:
    others = [[random.choice([0, 7, 400, 90000]) for _ in one] for one in lists]
    packed = pack([flat(lists), flat(others)])
    data = np.concatenate([packed.data, np.zeros(PADDING, np.uint8)])
    starts = packed.starts
    for stream, codes in zip([lists, others], packed.codes, strict=True):
        values, counts = flat(stream)
        found = unpack_many(data, starts, codes, counts, packed.outliers)
        assert found.tolist() == values.tolist()
        for one, start, code in zip(stream, starts.tolist(), codes.tolist(), strict=True):
            assert unpack(data, start, len(one), code, packed.outliers).tolist() == one
            if not code & HAS_OUTLIERS:
                assert first(view_of(data), start, code) == one[0]
            if max(one) < 1 << 24:
                tfs = frequencies(data, start, len(one), code, packed.outliers)
                assert tfs.tolist() == [value + 1 for value in one]
        starts = starts + sizes(counts, codes)
