"""Packed lists come back as they were, together and one by one."""

from itertools import accumulate

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engine.segments.arrays import Longs, starts_of
from searchkit.engine.segments.packing import (
    PADDING,
    codes_for,
    frequencies,
    frequencies_at,
    ones,
    pack,
    pack_gaps,
    pack_growth,
    sizes,
    summed,
    unpack,
)

VALUES = st.one_of(
    st.integers(0, 0),
    st.integers(0, 1),
    st.integers(0, 15),
    st.integers(0, 300),
    st.integers(0, 70000),
    st.integers(0, 2**31 - 1),
)
LISTS = st.lists(st.lists(VALUES, min_size=1, max_size=40), min_size=1, max_size=12)
SMALL_LISTS = st.lists(
    st.lists(st.integers(0, 2000), min_size=1, max_size=40), min_size=1, max_size=12
)


def flat(lists: list[list[int]]) -> tuple[Longs, Longs]:
    values = np.array([value for one in lists for value in one], np.int64)
    return values, np.array([len(one) for one in lists])


@given(LISTS)
def test_lists_come_back(lists: list[list[int]]) -> None:
    values, counts = flat(lists)
    codes = codes_for(values, counts)
    data = np.concatenate([pack(values, counts, codes), np.zeros(PADDING, np.uint8)])
    starts = starts_of(sizes(counts, codes))
    assert unpack(data, starts, counts, codes).tolist() == values.tolist()
    for one, start, code in zip(lists, starts.tolist(), codes.tolist(), strict=True):
        if max(one) < 1 << 24:
            expected = [value + 1 for value in one]
            assert frequencies(data, start, len(one), code).tolist() == expected
            some = np.arange(0, len(one), 3)
            assert frequencies_at(data, start, code, some).tolist() == expected[::3]


@given(SMALL_LISTS)
def test_gaps_come_back(lists: list[list[int]]) -> None:
    gaps = pack_gaps(*flat(lists))
    parts = np.split(gaps.data, np.cumsum(gaps.entries)[:-1])
    for one, data in zip(lists, parts, strict=True):
        assert summed(data, len(one)).tolist() == list(accumulate(one))


@given(SMALL_LISTS)
def test_growth_comes_back(lists: list[list[int]]) -> None:
    data, taken = pack_growth(*flat(lists))
    for one, row in zip(lists, np.split(data, np.cumsum(taken)[:-1]), strict=True):
        found = ones(row)
        assert (found - np.arange(len(found))).tolist() == [0, *accumulate(one)]
