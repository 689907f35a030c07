"""Where a query is cut, and what each piece is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.letters import BIDI_CONTROLS, code_points
from searchkit.query.lexer import lexemes

NO_CONTROLS = dict.fromkeys(code_points(BIDI_CONTROLS))

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
    pytest.param("+a", [("word", "a")], id="plus"),
    pytest.param("a OR b", [("word", "a"), ("or", "OR"), ("word", "b")], id="or"),
    pytest.param("a أو b", [("word", "a"), ("or", "أو"), ("word", "b")], id="arabic or"),
    pytest.param("a | b", [("word", "a"), ("or", "|"), ("word", "b")], id="bar"),
    pytest.param("a|b", [("word", "a"), ("or", "|"), ("word", "b")], id="bar without spaces"),
    pytest.param("a AND b", [("word", "a"), ("and", "AND"), ("word", "b")], id="and"),
    pytest.param("a or not b", [("word", w) for w in ("a", "or", "not", "b")], id="lower case"),
    pytest.param("و ليس", [("word", "و"), ("word", "ليس")], id="arabic words"),
    pytest.param("(a)", [("open", "("), ("word", "a"), ("close", ")")], id="brackets"),
    pytest.param("\u200fنفط\u200f", [("word", "نفط")], id="bidi around a word"),
    pytest.param("كتا\u200fب", [("word", "كتاب")], id="bidi within a word"),
    pytest.param(
        "\u200fa OR\u200f b", [("word", "a"), ("or", "OR"), ("word", "b")], id="bidi at an operator"
    ),
    pytest.param(
        "\u202bsource\u202c:تاس", [("field", "source"), ("word", "تاس")], id="bidi at a field"
    ),
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
        assert each.text in query[each.start : each.end].translate(NO_CONTROLS)
        previous = each.end
