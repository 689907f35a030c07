"""Which words meet in one stem, and which stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import fold, stem, with_clitics

ONE_STEM = [
    pytest.param("التعاون", "والتعاون", id="waw and article"),
    pytest.param("الصناعي", "للصناعة", id="lam-lam"),
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


CLITICS = [
    pytest.param("تونس", "بتونس", id="beh"),
    pytest.param("سوسة", "لسوسة", id="lam"),
    pytest.param("ليبيا", "لليبيا", id="lam before lam"),
    pytest.param("كازاخستان", "وبكازاخستان", id="waw and beh"),
    pytest.param("كازاخستان", "الكازاخستاني", id="nisba of a name that begins like a clitic"),
    pytest.param("وتونس", "فتونس", id="typed with waw"),
    pytest.param("بيكاترينبورغ", "يكاترينبورغ", id="typed with beh"),
]


@pytest.mark.parametrize(("typed", "printed"), CLITICS)
def test_a_query_allows_for_clitics(typed: str, printed: str) -> None:
    assert stem(fold(printed)) in with_clitics(fold(typed))


@pytest.mark.parametrize(
    ("typed", "printed"), [("لد", "بلد"), ("بلدية", "لديه"), ("nato", "bnato")]
)
def test_a_short_or_foreign_word_has_no_clitics(typed: str, printed: str) -> None:
    assert stem(fold(printed)) not in with_clitics(fold(typed))


@pytest.mark.parametrize("form", ["", "nato", "2022", "g20", "covid"])
def test_other_scripts_are_their_own_stem(form: str) -> None:
    assert stem(form) == form


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويء"))
def test_a_stem_is_part_of_its_form(form: str) -> None:
    assert stem(form) in form
    assert bool(stem(form)) == bool(form)
