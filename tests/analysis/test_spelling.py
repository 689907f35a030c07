"""Where a stem is to be looked for in a text as printed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import PLAIN, analyze
from searchkit.analysis.spelling import ODD, is_spelled, spelled
from searchkit.analysis.tokens import PRESENTATION, unified

_BASIC_PLANE = [chr(point) for point in range(0x10000) if not 0xD800 <= point < 0xE000]


def test_a_text_is_spelled_as_the_forms_of_its_words_are() -> None:
    for char in _BASIC_PLANE:
        form = unified(char)
        if re.match(f"[{PRESENTATION}]", char):
            assert spelled(char).text == ODD
        elif not form or is_spelled(form):
            assert spelled(char).text == form.strip("\0"), hex(ord(char))


@given(st.text(st.sampled_from("اأبتةيىوّـًaZé١.\ufefb\U0001f600\ud800 \u200f،")))
def test_a_stem_is_part_of_the_spelling_where_its_word_stands(text: str) -> None:
    folded = spelled(text)
    for token in analyze(text):
        stem = PLAIN.stem(token.text)
        places = [
            folded.place(found.start())
            for found in re.finditer(f"(?={re.escape(stem)})|{ODD}", folded.text)
        ]
        if is_spelled(stem):
            assert any(token.start <= place < token.end for place in places)


@pytest.mark.parametrize(
    ("text", "at", "place"), [("ab", 1, 1), ("اَّب", 1, 3), ("\U0001f600ب", 1, 1)]
)
def test_places_are_those_of_the_printed_text(text: str, at: int, place: int) -> None:
    assert spelled(text).place(at) == place
