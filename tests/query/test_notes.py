"""What the parser says about what it had to guess."""

import pytest

from searchkit.query import parse, wanted, write
from searchkit.query.notes import note

NOTES = [
    pytest.param('نفط "سعر الصرف', "unclosed-quote", '"سعر الصرف', id="unclosed quote"),
    pytest.param("نفط «سعر", "unclosed-quote", "«سعر", id="unclosed angle quote"),
    pytest.param("نفط (غاز فحم", "unclosed-bracket", "(غاز فحم", id="unclosed bracket"),
    pytest.param("نفط) غاز", "stray-bracket", ")", id="stray bracket"),
    pytest.param("sorce:تاس", "unknown-field", "sorce:", id="unknown field"),
    pytest.param("date:2022-13-45 نفط", "no-such-month", "2022-13-45", id="bad date"),
    pytest.param("date:never نفط", "not-a-date", "never", id="no date"),
    pytest.param(")نفط أو غاز( فحم", "mirrored-bracket", ")نفط أو غاز(", id="mirrored brackets"),
    pytest.param("نفط بعد: غاز", "lone-field", "بعد:", id="name with a space"),
    pytest.param("نفط ا* غاز", "no-pattern", "ا*", id="too short a pattern"),
    pytest.param("\u200fنفط\u200f sorce:x", "unknown-field", "sorce:", id="behind bidi controls"),
    pytest.param("date:2022..2021", "reversed-range", "2022..2021", id="reversed range"),
]


@pytest.mark.parametrize(("query", "code", "part"), NOTES)
def test_a_note_points_at_its_part_of_the_query(query: str, code: str, part: str) -> None:
    (found,) = parse(query).notes
    assert (found.level, found.code) == ("warning", code)
    assert query[slice(*found.span)] == part


@pytest.mark.parametrize(
    ("query", "same"),
    [
        pytest.param('a "سعر الصرف', 'a "سعر الصرف"', id="unclosed quote"),
        pytest.param("a (b OR c", "a (b OR c)", id="unclosed bracket"),
        pytest.param("a b) c", "a b c", id="stray bracket"),
        pytest.param("a) b", "a b", id="stray bracket after a word"),
        pytest.param("colour:a", "colour a", id="unknown field"),
    ],
)
def test_a_mended_query_is_searched_as_meant(query: str, same: str) -> None:
    assert write(parse(query).syntax) == write(parse(same).syntax)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("sorce", "source:"), ("titel", "title:"), ("المصدرر", "مصدر:"), ("afer", "after:")],
    ids=ascii,
)
def test_an_unknown_field_near_a_known_one_has_a_hint(name: str, hint: str) -> None:
    (found,) = parse(f"{name}:a").notes
    assert found.en == f"no field is called {name}; searched as text; did you mean {hint}?"
    assert found.ar.endswith(f"أتقصد {hint}؟")


def test_an_unknown_field_unlike_any_has_no_hint() -> None:
    (found,) = parse("عاجل:زلزال").notes
    assert found.en == "no field is called عاجل; searched as text"
    assert "أتقصد" not in found.ar


def test_an_excluded_unknown_field_leaves_no_word_to_search() -> None:
    assert not wanted(parse("a -colour:red").tree, "body").stems - {"a"}


def test_a_note_is_plain_values_for_json() -> None:
    (found,) = parse("a)").notes
    assert found.to_dict() == {
        "level": "warning",
        "code": "stray-bracket",
        "span": [1, 2],
        "ar": found.ar,
        "en": found.en,
    }


def test_finding_only_some_words_is_information() -> None:
    assert note("any-word", (0, 3)).level == "info"


def test_braces_in_a_name_are_text() -> None:
    assert note("bad-date", (0, 3), "{name}").en == "{name} is not a date; ignored"
