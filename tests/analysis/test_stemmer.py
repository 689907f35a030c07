"""Which words meet in one stem, and which stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import fold, stem

ONE_STEM = [
    pytest.param("التعاون", "والتعاون", id="waw and article"),
    pytest.param("الصناعي", "للصناعة", id="lam-lam"),
    pytest.param("يكاترينبورغ", "بيكاترينبورغ", id="beh on a long name"),
    pytest.param("كازاخستان", "وكازاخستان", id="waw"),
    pytest.param("عقوبة", "العقوبات", id="feminine plural"),
    pytest.param("روسي", "الروسية", id="nisba"),
    pytest.param("مهندس", "المهندسين", id="masculine plural"),
]
APART = [
    pytest.param("بلد", "لد", id="short words keep beh"),
    pytest.param("كتاب", "تاب", id="short words keep kaf"),
    pytest.param("لبنان", "بنان", id="lebanon keeps lam"),
]


@pytest.mark.parametrize(("one", "other"), ONE_STEM)
def test_words_that_share_a_stem(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_that_do_not(one: str, other: str) -> None:
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize("form", ["", "nato", "2022", "g20", "covid"])
def test_other_scripts_are_their_own_stem(form: str) -> None:
    assert stem(form) == form


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويء"))
def test_a_stem_is_part_of_its_form(form: str) -> None:
    assert stem(form) in form
    assert bool(stem(form)) == bool(form)
