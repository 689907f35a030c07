"""Which stems share their consonants, and what a skeleton is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis.skeleton import skeleton

SKELETONS = [
    pytest.param("كتب", "كتب", id="three consonants"),
    pytest.param("كتاب", "كتب", id="alef inside"),
    pytest.param("قال", "قل", id="alef in the middle of three"),
    pytest.param("اكل", "اكل", id="alef first"),
    pytest.param("وزراء", "وزر", id="alef and hamza behind"),
    pytest.param("وزير", "وزر", id="yeh, one too many"),
    pytest.param("بيوت", "بوت", id="of two, the first goes"),
    pytest.param("معاول", "عول", id="of three, none"),
    pytest.param("مهندس", "هندس", id="meem"),
    pytest.param("يكتب", "كتب", id="yeh before a root"),
    pytest.param("نكتب", "كتب", id="noon before a root"),
    pytest.param("اكتب", "كتب", id="alef before a root"),
    pytest.param("سلاح", "سلح", id="no root without it"),
    pytest.param("متعلم", "علم", id="meem and teh"),
    pytest.param("يتعلم", "علم", id="yeh and teh"),
    pytest.param("اجتماع", "جتمع", id="alef alone"),
    pytest.param("انقلاب", "قلب", id="alef and noon"),
    pytest.param("اتفاق", "تفق", id="no root without teh"),
    pytest.param("استخدام", "خدم", id="tenth form"),
    pytest.param("مستخدم", "خدم", id="its participle"),
    pytest.param("استاد", "ستد", id="not the tenth form"),
    pytest.param("nato", "nato", id="latin"),
    pytest.param("", "", id="nothing"),
]


@pytest.mark.parametrize(("stem", "expected"), SKELETONS)
def test_a_skeleton_is_the_consonants_without_the_pattern(stem: str, expected: str) -> None:
    assert skeleton(stem) == expected


ONE_ROOT = [
    ("وزراء", "وزير"),
    ("كتاب", "كتب"),
    ("مدارس", "مدرس"),
    ("شركاء", "شريك"),
    ("استخدام", "خدم"),
    ("طلاب", "طالب"),
]


@pytest.mark.parametrize(("one", "other"), ONE_ROOT)
def test_broken_plurals_and_patterns_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويء"))
def test_a_skeleton_is_letters_of_its_stem_in_order(stem: str) -> None:
    found = skeleton(stem)
    rest = iter(stem)
    assert all(letter in rest for letter in found)
    assert bool(found) == bool(stem)
