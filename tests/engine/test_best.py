"""The best of many keys, which are looked for in blocks."""

import numpy as np
import pytest

from searchkit.engine.evaluation.matches import best


@pytest.mark.parametrize("count", [0, 1, 50, 399, 400, 30_973, 100_001, 123_457])
@pytest.mark.parametrize("distinct", [2, 1000, 1 << 30])
@pytest.mark.parametrize("limit", [1, 10, 300])
def test_the_best_are_those_of_a_stable_sort(count: int, distinct: int, limit: int) -> None:
    numbers = np.random.default_rng(count).integers(0, distinct, count)
    for keys in (numbers, numbers.astype(np.float32)):
        expected = np.argsort(-keys, kind="stable")[:limit]
        assert best(keys, limit).tolist() == expected.tolist()
