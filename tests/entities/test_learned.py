"""What is learnt of an archive, and that it survives being packed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.articles import Article, Place
from searchkit.entities import Learned, extract, learn, packaged
from searchkit.entities.weights import PLACES, Weights

BELIEVED = "قال الرئيس {0} إن {0} أعلن أمس أن الوزير {0} يزور موسكو"


@given(st.dictionaries(st.text(max_size=8), st.integers(1, 65_535)))
def test_facts_survive_packing(facts: dict[str, int]) -> None:
    learned = Learned.of_words(facts)

    assert Learned.from_bytes(learned.to_bytes()).facts == learned.facts


@pytest.mark.parametrize("size", [0, 1, 7])
def test_weights_survive_packing(size: int) -> None:
    rng = np.random.default_rng(size)
    hashes = np.sort(rng.choice(1 << 32, size, replace=False).astype(np.uint32))
    table = rng.integers(-127, 128, (size, PLACES, 3)).astype(np.int8)
    weights = Weights(
        ("O", "B-x", "I-x"), hashes, table, np.arange(9, dtype=np.int32).reshape(3, 3)
    )

    again = Weights.from_bytes(weights.to_bytes())

    assert again.labels == ["O", "B-x", "I-x"]
    for mine, other in ((again.hashes, hashes), (again.table, table)):
        assert np.array_equal(mine, other)
    assert np.array_equal(again.transitions, weights.transitions)


def test_an_archive_teaches_who_its_people_are() -> None:
    name = "زقطوفان"
    assert packaged.senses().of(name) == 0
    news = [Article(str(number), "", BELIEVED.format(name), Place("a.txt")) for number in range(10)]

    learned = learn(news)

    assert learned.of(name) > 0
    assert learned.of("موسكو") == packaged.senses().of("موسكو") or learned.of("موسكو") > 0
    people = [m for m in extract(news[0], learned) if m.kind == "person"]
    assert {mention.name for mention in people} == {name}
