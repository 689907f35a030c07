"""Passages: reading them alone finds what reading the whole text finds."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searchkit.dates import find
from searchkit.dates.context import COUNTED
from searchkit.dates.grammar import FIND
from searchkit.dates.hints import hints
from searchkit.dates.lexer import fold, lex, meanings
from searchkit.dates.mentions import _mentions
from searchkit.dates.passages import passages

ANCHOR = date(2015, 8, 10)
ENTRIES = sorted({*meanings(), *COUNTED} - {"من الان"})
NUMBERS = [
    "3",
    "12",
    "2015",
    "1436",
    "656",
    "٣٠",
    "25/9",
    "30/5/2022",
    "6-8",
    "12،",
    "10هـ",
    "700م",
]
PLAIN = ["كتاب", "الذي", "قال:", "له", "«النص»", "كأس", "عن", "(", "،", "-", "من", "إلى", "و"]
WORDS = st.sampled_from(ENTRIES) | st.sampled_from(NUMBERS) | st.sampled_from(PLAIN)
PRINTED = st.builds("{}{}".format, st.sampled_from(["", "", "", "و", "ب"]), WORDS)
SPACES = st.sampled_from([" ", " ", " ", "\n", "\u00a0", "  ", "، ", ") ", " ("])
TEXTS = st.lists(st.builds("{}{}".format, PRINTED, SPACES), max_size=14).map("".join)


def read_whole(text: str) -> list[tuple[date, date]]:
    """Read *text* between two words with the grammar, without looking for passages first."""
    lexemes = lex(fold(f"س {text} س").text)
    periods = [mention.period for mention in _mentions(lexemes, ANCHOR, FIND)]
    return [(period.first, period.last) for period in periods]


@given(TEXTS)
@example("في 2000 مدرسة")
@example("قبل ثلاثة أيام فقط من السباق")
@example("يوم الغد كتاب")
def test_no_date_lies_outside_the_passages(text: str) -> None:
    assert [(span.first, span.last) for span in find(text, ANCHOR)] == read_whole(text)


@given(TEXTS)
def test_passages_are_in_order_and_apart(text: str) -> None:
    before = 0
    for start, end in passages(text):
        assert before <= start <= end <= len(text)
        before = end


@pytest.mark.parametrize("word", ["مـايُو", "أمسِ", "2015", "الماضي", "يوم الغد", "آب", "May"])
def test_a_word_that_dates_are_made_of_is_hinted_at(word: str) -> None:
    text = f"كتاب {word} كتاب"

    assert [5 <= place < 5 + len(word) for place in hints(text)][:1] == [True]


def test_a_text_without_dates_is_not_read() -> None:
    assert list(passages("قال الوزير إن هذا الكتاب له، وإن المدير لم يقرأه بعد.")) == []
