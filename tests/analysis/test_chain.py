"""A chain learnt from an archive: the same stems when it is learnt, kept and asked later."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import PLAIN, Chain, fold
from searchkit.analysis.chain import ENOUGH
from searchkit.analysis.counted import Counted
from searchkit.analysis.stemmer import Tally, stem

FORMS = st.text("اابتلهويكمسء", min_size=1, max_size=8) | st.sampled_from(
    ["nato", "2022", "\ud800"]
)
COUNTS = st.dictionaries(FORMS, st.integers(1, 300), max_size=40)


def _learnt(counts: dict[str, int]) -> Chain:
    return Chain.learn(list(counts), np.array(list(counts.values()), np.int64))


def _large(counts: dict[str, int]) -> Chain:
    return _learnt(counts | {"#": ENOUGH})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("تونس", "وبتونس"),
        ("التعاون", "والتعاون"),
        ("عقوبة", "وبالعقوبات"),
        ("اللجنة", "للجنة"),
        ("كازاخستان", "وبكازاخستان"),
        ("مهندس", "المهندسين"),
        ("روسي", "الروسية"),
        ("كتابهم", "كتاب"),
    ],
)
def test_what_news_bears_out_is_known_without_an_archive(one: str, other: str) -> None:
    assert PLAIN.stem(fold(one)) == PLAIN.stem(fold(other))


@pytest.mark.parametrize(("one", "other"), [("بلد", "لد"), ("لبنان", "بنان"), ("وزير", "زير")])
def test_and_what_it_does_not(one: str, other: str) -> None:
    assert PLAIN.stem(fold(one)) != PLAIN.stem(fold(other))


def test_an_archive_bears_out_its_own_names() -> None:
    assert PLAIN.stem("بقشطمون") == "بقشطمون"
    assert _learnt({"قشطمون": 2, "بقشطمون": 1}).stem("بقشطمون") == "قشطمون"


def test_a_large_archive_needs_nobody_else() -> None:
    assert _learnt({}).stem("بتونس") == "تونس"
    assert _large({}).stem("بتونس") == "بتونس"
    assert _large({"تونس": 2}).stem("بتونس") == "تونس"


@given(COUNTS, FORMS)
def test_a_chain_is_the_rules_over_what_occurs_twice(counts: dict[str, int], form: str) -> None:
    chain = _large(counts)
    evidence = Tally({each: count for each, count in counts.items() if count > 1})
    assert chain.stem(form) == stem(form, evidence)
    assert all(chain.stem(each) == stem(each, evidence) for each in counts)


@given(COUNTS, st.lists(FORMS))
def test_a_chain_is_the_same_when_it_is_opened_again(
    counts: dict[str, int], others: list[str]
) -> None:
    learnt = _learnt(counts)
    kept = learnt.counted
    opened = Chain(Counted(kept.hashes.copy(), kept.counts.copy(), kept.cuts), learnt.borrows)
    for form in [*counts, *others]:
        assert opened.stem(form) == learnt.stem(form)
        assert opened.skeleton(form) == learnt.skeleton(form)


@given(COUNTS, st.lists(FORMS))
def test_counts_are_looked_up_one_by_one_or_together(
    counts: dict[str, int], others: list[str]
) -> None:
    counted = Counted.of(list(counts), list(counts.values()), list(counts))
    asked = [*counts, *others]
    assert counted.counts_of(asked).tolist() == [counts.get(form, 0) for form in asked]
    assert [counted.count(form) for form in asked] == [counts.get(form, 0) for form in asked]
