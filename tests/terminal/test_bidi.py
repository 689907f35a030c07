"""The order of characters against fribidi's, and letters against Unicode's presentation forms."""

import lzma
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.terminal.bidi import levels, mirrored, visual
from searchkit.terminal.shaping import shape
from tests.terminal.bidi_lines import COUNT, GOLDEN, digest, is_shaped_alike, lines

DIRECTIONS = ["ltr", "rtl"]


def printed(line: str, *, rtl: bool) -> str:
    glyphs = shape(line)
    order = visual(line, rtl=rtl)
    return "".join(mirrored(glyphs[p]) if is_rtl else glyphs[p] for p, is_rtl in order)


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return lzma.decompress(GOLDEN.read_bytes()).decode().split("\n")


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_levels_are_those_of_fribidi(expected: list[str], direction: str) -> None:
    first = 1 + DIRECTIONS.index(direction) * (COUNT + 1)
    different = []
    for line, digits in zip(lines(), expected[first : first + COUNT], strict=True):
        found = levels(line, rtl=direction == "rtl")
        if any(int(digits[place]) != level for place, level in found.items()):
            different.append(line)
    assert different == []


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_lines_are_printed_as_by_fribidi(expected: list[str], direction: str) -> None:
    compared = [line for line in lines() if is_shaped_alike(line)]
    assert len(compared) > 0.7 * COUNT
    found = digest(printed(line, rtl=direction == "rtl") for line in compared)
    assert found == expected[DIRECTIONS.index(direction) * (COUNT + 1)]


@given(line=st.text("ابلا لَ abc12٣()«»،.\u200c"), rtl=st.booleans())
def test_every_character_stands_once(line: str, *, rtl: bool) -> None:
    order = [place for place, _ in visual(line, rtl=rtl)]
    assert sorted(order) == [place for place, char in enumerate(line) if char != "\u200c"]


SHAPED = [
    pytest.param("سلام", "ﺳ ﻼ ﻡ", id="lam-alef after a letter"),
    pytest.param("لا", " ﻻ", id="lam-alef"),
    pytest.param("الأمم", "ﺍ ﻷ ﻣ ﻢ", id="lam and alef with hamza"),
    pytest.param("كتب", "ﻛ ﺘ ﺐ", id="three that join"),
    pytest.param("دار", "ﺩ ﺍ ﺭ", id="three that do not"),
    pytest.param("هـ", "ﻫ ـ", id="tatweel joins"),
    pytest.param("ه\u200d", "ﻫ \u200d", id="the joiner joins"),
    pytest.param("می\u200cخواهم", "ﻣ ﯽ \u200c ﺧ ﻮ ﺍ ﻫ ﻢ", id="the non-joiner parts"),
    pytest.param("bًب", "b ً ﺏ", id="a mark on another letter"),
    pytest.param("ءب", "ﺀ ﺏ", id="hamza stands alone"),
]


@pytest.mark.parametrize(("word", "glyphs"), SHAPED)
def test_letters_join(word: str, glyphs: str) -> None:
    assert [glyph for glyph in shape(word) if glyph] == glyphs.split()


def test_letters_join_over_marks() -> None:
    assert shape("مُحَمَّد") == ["ﻣ", "ُ", "ﺤ", "َ", "ﻤ", "َ", "ّ", "ﺪ"]


def test_lam_and_alef_join_over_marks_and_all_marks_follow_them() -> None:
    assert shape("كلَّاَ") == ["ﻛ", "", "َ", "ّ", "ﻼ", "َ"]
    assert printed("لَاَ", rtl=True) == "ﻻ" + "َ" + "َ"


def test_every_presentation_form_of_a_letter_comes_from_its_letter() -> None:
    shapes = {
        "<isolated>": "{}",
        "<final>": "ـ{}",
        "<initial>": "{}ـ",
        "<medial>": "ـ{}ـ",
    }
    checked = 0
    for code in [*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEFD)]:
        form, _, source = unicodedata.decomposition(chr(code)).partition(" ")
        letters = "".join(chr(int(each, 16)) for each in source.split())
        if form in shapes and (len(letters) == 1 or code >= 0xFEF5):
            assert chr(code) in shape(shapes[form].format(letters))
            checked += 1
    assert checked == 249


@pytest.mark.parametrize(("text", "shown"), [("(أ)", "(ﺃ)"), ("«ب»", "«ﺏ»"), ("a(b", "a(b")])
def test_brackets_face_what_they_enclose(text: str, shown: str) -> None:
    assert printed(text, rtl=True) == shown
