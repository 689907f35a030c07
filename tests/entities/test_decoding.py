"""The decoder finds what trying all paths finds."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.entities.decoding import IMPOSSIBLE, Decoder

NOTHING_IS_CERTAIN = 10_000
LABELS = 3  # none, begin, inside
SMALL = st.integers(-20, 20)
SCORES = st.lists(st.tuples(*[SMALL] * LABELS), min_size=1, max_size=6)
TRANSITIONS = st.tuples(*[st.tuples(*[SMALL] * LABELS)] * LABELS)


@given(SCORES, TRANSITIONS)
def test_no_path_has_more(
    scores: list[tuple[int, ...]], transitions: tuple[tuple[int, ...], ...]
) -> None:
    emitted, steps = np.array(scores, np.int32), np.array(transitions, np.int32)
    steps[0, 2] = 2 * IMPOSSIBLE  # nothing goes on that has not begun

    def worth(path: tuple[int, ...]) -> int:
        # A text begins and ends as if no name stood before and behind it.
        moves = zip((0, *path), (*path, 0), strict=True)
        labels = sum(int(emitted[place, label]) for place, label in enumerate(path))
        return labels + sum(int(steps[move]) for move in moves)

    found = tuple(Decoder(steps, margin=NOTHING_IS_CERTAIN).path(emitted).tolist())

    assert worth(found) == max(map(worth, product(range(LABELS), repeat=len(scores))))
