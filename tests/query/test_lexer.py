"""Where a query is cut, and what each piece is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.query.lexer import clean, lexemes

CASES = [
    pytest.param("للصناعة الدولي", [("word", "للصناعة"), ("word", "الدولي")], id="words"),
    pytest.param("نفط، غاز؛ فحم", [("word", w) for w in ("نفط", "غاز", "فحم")], id="commas"),
    pytest.param('"سعر الصرف"', [("phrase", "سعر الصرف")], id="straight quotes"),
    pytest.param("«سعر الصرف»", [("phrase", "سعر الصرف")], id="angle quotes"),
    pytest.param("“سعر الصرف”", [("phrase", "سعر الصرف")], id="curly quotes"),
    pytest.param("«سعر “الصرف”»", [("phrase", "سعر “الصرف”")], id="quotes in quotes"),
    pytest.param("«سعر الصرف", [("unclosed", "سعر الصرف")], id="unclosed quote"),
    pytest.param("سعر» الصرف”", [("word", "سعر"), ("word", "الصرف")], id="stray quotes"),
    pytest.param("source:تاس", [("field", "source"), ("word", "تاس")], id="field"),
    pytest.param("المصدر：تاس", [("field", "المصدر"), ("word", "تاس")], id="wide colon"),
    pytest.param("المصدر :تاس", [("field", "المصدر"), ("word", "تاس")], id="space before colon"),
    pytest.param("بعد: نفط", [("word", "بعد:"), ("word", "نفط")], id="space behind colon"),
    pytest.param("http://a.b/c", [("word", "http://a.b/c")], id="address"),
    pytest.param("12:30", [("word", "12:30")], id="time"),
    pytest.param("كوفيد-19", [("word", "كوفيد-19")], id="hyphen in a word"),
    pytest.param("a -b", [("word", "a"), ("not", "-"), ("word", "b")], id="minus"),
    pytest.param("a !b", [("word", "a"), ("not", "!"), ("word", "b")], id="exclamation mark"),
    pytest.param("a - b", [("word", "a"), ("word", "-"), ("word", "b")], id="dash between words"),
    pytest.param("+a", [("plus", "+"), ("word", "a")], id="plus"),
    pytest.param("a + b", [("word", "a"), ("word", "+"), ("word", "b")], id="plus between words"),
    pytest.param('="a b"', [("exact", "="), ("phrase", "a b")], id="equals sign"),
    pytest.param("a=b", [("word", "a=b")], id="equals sign in a word"),
    pytest.param("a && b", [("word", "a"), ("and", "&&"), ("word", "b")], id="ampersands"),
    pytest.param("»سعر الصرف«", [("phrase", "سعر الصرف")], id="quotes turned round"),
    pytest.param(
        "»أ« و »ب«", [("phrase", "أ"), ("word", "و"), ("phrase", "ب")], id="two turned round"
    ),
    pytest.param("«أ» و «ب»", [("phrase", "أ"), ("word", "و"), ("phrase", "ب")], id="two phrases"),
    pytest.param("a^2", [("word", "a")], id="weight"),
    pytest.param("source :تاس", [("word", "source"), ("word", ":تاس")], id="space in english"),
    pytest.param("a OR b", [("word", "a"), ("or", "OR"), ("word", "b")], id="or"),
    pytest.param("a أو b", [("word", "a"), ("or", "أو"), ("word", "b")], id="arabic or"),
    pytest.param("a | b", [("word", "a"), ("or", "|"), ("word", "b")], id="bar"),
    pytest.param("a|b", [("word", "a"), ("or", "|"), ("word", "b")], id="bar without spaces"),
    pytest.param("a AND b", [("word", "a"), ("and", "AND"), ("word", "b")], id="and"),
    pytest.param("a or not b", [("word", w) for w in ("a", "or", "not", "b")], id="lower case"),
    pytest.param("و ليس", [("word", "و"), ("word", "ليس")], id="arabic words"),
    pytest.param("(a)", [("open", "("), ("word", "a"), ("close", ")")], id="brackets"),
    pytest.param("", [], id="nothing"),
]


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_lexemes(query: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.kind, each.text) for each in lexemes(query)] == expected


@given(st.text() | st.text('ab"«»“”()|:،-!+ \u200f\u202bأو\n'))
def test_lexemes_keep_their_place(query: str) -> None:
    previous = 0
    for each in lexemes(query):
        assert previous <= each.start < each.end <= len(query)
        assert each.text in query[each.start : each.end]
        previous = each.end


@pytest.mark.parametrize(
    ("query", "cleaned", "span"),
    [
        pytest.param("نفط", "نفط", (0, 3), id="nothing to clean"),
        pytest.param("\u200fنفط\u200f", "نفط", (1, 4), id="around a word"),
        pytest.param("كتا\u200fب", "كتاب", (0, 5), id="within a word"),
        pytest.param("\u202bsource\u202c:تاس", "source:تاس", (1, 12), id="at a field"),
    ],
)
def test_bidi_controls_are_no_part_of_a_query(
    query: str, cleaned: str, span: tuple[int, int]
) -> None:
    text, _ = clean(query)
    assert text == cleaned
    assert clean(query).span(0, len(text)) == span
