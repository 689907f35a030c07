"""What a query wants to see marked."""

import pytest

from searchkit.query import Wanted, build, parse, wanted

BODY = [
    pytest.param("العقوبات", {"عقوب"}, (), id="word"),
    pytest.param("للصناعة الدولي", {"صناع", "دول"}, (), id="words"),
    pytest.param('"الحكومة الروسية"', set(), (("حكوم", "روس"),), id="phrase"),
    pytest.param('نفط "سعر الصرف"', {"نفط"}, (("سعر", "صرف"),), id="word and phrase"),
    pytest.param("نفط OR غاز", {"نفط", "غاز"}, (), id="or"),
    pytest.param("نفط -غاز", {"نفط"}, (), id="minus"),
    pytest.param('نفط -"سعر الصرف"', {"نفط"}, (), id="phrase excluded"),
    pytest.param("نفط -(غاز OR فحم)", {"نفط"}, (), id="bracket excluded"),
    pytest.param("-نفط", set(), (), id="only excluded"),
    pytest.param("body:نفط", {"نفط"}, (), id="body"),
    pytest.param("title:نفط", set(), (), id="title"),
    pytest.param("source:تاس", set(), (), id="source"),
    pytest.param("after:2022 نفط", {"نفط"}, (), id="date"),
    pytest.param("id:نفط", set(), (), id="id"),
]


@pytest.mark.parametrize(("query", "stems", "phrases"), BODY)
def test_wanted_in_the_body(
    query: str, stems: set[str], phrases: tuple[tuple[str, ...], ...]
) -> None:
    assert wanted(parse(query).tree, "body") == Wanted(frozenset(stems), phrases)


def test_a_field_is_wanted_only_there() -> None:
    tree = parse("title:نفط غاز body:فحم").tree
    assert wanted(tree, "title").stems == {"نفط", "غاز"}
    assert wanted(tree, "body").stems == {"غاز", "فحم"}


def test_any_word_wants_what_enough_words_want() -> None:
    syntax = parse('نفط "سعر الصرف" فحم -غاز').syntax
    assert wanted(build.tree(syntax, "any"), "body") == wanted(build.tree(syntax), "body")


def test_nothing_wanted_is_false() -> None:
    assert not Wanted()
    assert Wanted(frozenset({"نفط"}))
    assert Wanted(phrases=(("سعر", "صرف"),))
