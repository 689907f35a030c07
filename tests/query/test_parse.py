"""Words, phrases, operators, fields: what tree each query gives."""

import pytest

from searchkit.errors import QueryError
from searchkit.query import describe, parse, wanted


def _word(form: str, stem: str | None = None) -> str:
    """Describe a word without a field: every view of title and body."""
    stem = stem or form
    return f"(title:{stem} OR title_exact:{form} OR body:{stem} OR body_exact:{form})"


A, B, C = map(_word, "abc")
RATE = '(title:"سعر صرف" OR body:"سعر صرف")'

TREES = [
    pytest.param("العقوبات", _word("العقوبات", "عقوب"), id="word"),
    pytest.param("a b", f"({A} AND {B})", id="two words"),
    pytest.param("a، b", f"({A} AND {B})", id="arabic comma"),
    pytest.param('"سعر الصرف"', RATE, id="phrase"),
    pytest.param("«سعر الصرف»", RATE, id="phrase in angle quotes"),
    pytest.param("“سعر الصرف”", RATE, id="phrase in curly quotes"),
    pytest.param('"a"', A, id="phrase of one word"),
    pytest.param("12/5", '(title:"12 5" OR body:"12 5")', id="word of two"),
    pytest.param("٢٠٣٠", _word("2030"), id="arabic-indic digits"),
    pytest.param("a OR b", f"({A} OR {B})", id="or"),
    pytest.param("a أو b", f"({A} OR {B})", id="arabic or"),
    pytest.param("a | b", f"({A} OR {B})", id="bar"),
    pytest.param("a|b", f"({A} OR {B})", id="bar without spaces"),
    pytest.param("a OR\u200f b", f"({A} OR {B})", id="bidi control at an operator"),
    pytest.param("a b OR c", f"(({A} AND {B}) OR {C})", id="and binds closer"),
    pytest.param("a (b OR c)", f"({A} AND ({B} OR {C}))", id="brackets"),
    pytest.param("a AND b", f"({A} AND {B})", id="and"),
    pytest.param("+a +b", f"({A} AND {B})", id="plus"),
    pytest.param("a -b", f"({A} AND NOT {B})", id="minus"),
    pytest.param("a !b", f"({A} AND NOT {B})", id="exclamation mark"),
    pytest.param("a NOT b", f"({A} AND NOT {B})", id="not"),
    pytest.param("a --b", f"({A} AND {B})", id="twice not"),
    pytest.param("-a", f"(* AND NOT {A})", id="only excluded"),
    pytest.param("-a -b", f"(* AND NOT {A} AND NOT {B})", id="both excluded"),
    pytest.param("-(a b)", f"(* AND NOT ({A} AND {B}))", id="bracket excluded"),
    pytest.param("(-a) OR b", f"((* AND NOT {A}) OR {B})", id="excluded in a bracket"),
    pytest.param("OR a", A, id="or at the start"),
    pytest.param("a OR", A, id="or at the end"),
    pytest.param("a AND", A, id="and at the end"),
    pytest.param("a NOT", A, id="not at the end"),
    pytest.param("a NOT OR b", f"({A} OR {B})", id="not before or"),
    pytest.param("a - b", f"({A} AND {B})", id="dash"),
    pytest.param("a () b", f"({A} AND {B})", id="empty bracket"),
    pytest.param("title:a", "(title:a OR title_exact:a)", id="title"),
    pytest.param("title:(a OR b)", "((title:a OR title_exact:a) OR (title:b OR title_exact:b))"),
    pytest.param('عنوان:"سعر الصرف"', 'title:"سعر صرف"', id="phrase in title"),
    pytest.param("title:a b", f"((title:a OR title_exact:a) AND {B})", id="field takes one word"),
    pytest.param("source:تاس", "source:تاس", id="source"),
    pytest.param("source:(تاس OR رويترز)", "(source:تاس OR source:رويترز)", id="sources"),
    pytest.param('source:"بريد الضاد"', 'source:"بريد الضاد"', id="source of two words"),
    pytest.param("source:تاس -a", f"(source:تاس AND NOT {A})", id="filter and excluded"),
    pytest.param("-source:تاس", "(* AND NOT source:تاس)", id="filter excluded"),
    pytest.param("source:-تاس", "(* AND NOT source:تاس)", id="minus behind a field"),
    pytest.param("title:-a", "(* AND NOT (title:a OR title_exact:a))", id="minus behind title"),
    pytest.param("id:w-2019-1", "id:w-2019-1", id="id"),
    pytest.param("id:http://a.b/c", "id:http://a.b/c", id="id that is an address"),
    pytest.param("id:urn:uuid:7", "id:urn:uuid:7", id="id with colons"),
    pytest.param('id:"a b"', "id:a b", id="quoted id"),
]

FIELDS = [
    *[("title", name) for name in ("title", "intitle", "Headline", "عنوان", "العنوان")],
    *[("body", name) for name in ("body", "text", "نص", "النص", "المتن")],
    *[("source", name) for name in ("SOURCE", "المصدر", "صحيفة", "الوكالة", "المـصدر", "المَصدر")],
    *[("author", name) for name in ("author", "by", "كاتب", "الكاتب", "بقلم")],
    *[("section", name) for name in ("section", "قسم", "القسم")],
    *[("tag", name) for name in ("tag", "tags", "وسم", "الوسوم")],
    *[("id", name) for name in ("id", "معرف", "المعرّف")],
]


@pytest.mark.parametrize(("query", "tree"), TREES)
def test_a_query_gives_its_tree(query: str, tree: str) -> None:
    parsed = parse(query)
    assert describe(parsed.tree) == tree
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("query", "tree"),
    [("title: a", f"({_word('title')} AND {A})"), ("title:", _word("title"))],
)
def test_a_field_name_with_nothing_at_its_colon_is_a_word_and_noted(query: str, tree: str) -> None:
    parsed = parse(query)
    assert describe(parsed.tree) == tree
    assert [each.code for each in parsed.notes] == ["lone-field"]


@pytest.mark.parametrize(("field", "name"), FIELDS, ids=ascii)
def test_a_field_has_many_names(field: str, name: str) -> None:
    parsed = parse(f"{name}:a")
    assert describe(parsed.tree) == describe(parse(f"{field}:a").tree)
    assert describe(parsed.tree).lstrip("(").startswith(f"{field}:")
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        pytest.param("", "the query is empty", id="nothing"),
        pytest.param(" \n", "the query is empty", id="white space"),
        *[
            pytest.param(query, "nothing to search for", id=ascii(query))
            for query in ("()", '""', "«", "، ؛", "-", "OR", "NOT", "-()", "؟", "\u200f", ")")
        ],
        pytest.param("date:never", "nothing to search for", id="bad date alone"),
    ],
)
def test_a_query_in_which_nothing_is_left_raises(query: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        parse(query)


ANY = [
    pytest.param("a b", f"({A} OR {B})", id="words"),
    pytest.param("a AND b", f"({A} OR {B})", id="and"),
    pytest.param("source:تاس a b -c", f"(source:تاس AND NOT {C} AND ({A} OR {B}))", id="strict"),
    pytest.param("source:تاس -a", f"(source:تاس AND NOT {A})", id="nothing loose"),
    pytest.param("-a -b", f"(* AND NOT {A} AND NOT {B})", id="only excluded"),
    pytest.param(
        "source:(x OR y) a b", f"((source:x OR source:y) AND ({A} OR {B}))", id="filter of several"
    ),
    pytest.param(
        "(source:x OR source:y) a b",
        f"((source:x OR source:y) AND ({A} OR {B}))",
        id="filters in a bracket",
    ),
    pytest.param(
        "(source:x tag:y) a b",
        f"((source:x AND tag:y) AND ({A} OR {B}))",
        id="both filters in a bracket",
    ),
    pytest.param("(-c) a b", f"((* AND NOT {C}) AND ({A} OR {B}))", id="excluded in a bracket"),
]


@pytest.mark.parametrize(("query", "tree"), ANY)
def test_any_word_is_enough_but_filters_and_exclusions_hold(query: str, tree: str) -> None:
    assert describe(parse(query, match="any").tree) == tree


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("(" * 3000 + "a" + ")" * 3000, id="brackets"),
        pytest.param("(" * 3000 + "a", id="open brackets"),
        pytest.param("-(" * 3000 + "a", id="excluded brackets"),
        pytest.param("-" * 3001 + "a", id="minus signs"),
        pytest.param("title:" * 3000 + "a", id="field names"),
        pytest.param("source:(" * 3000 + "a", id="field names and brackets"),
        pytest.param("nofield:" * 1000 + "a", id="unknown field names"),
        pytest.param("a OR " * 3000 + "a", id="alternatives"),
    ],
)
def test_deep_nesting_never_raises(query: str) -> None:
    tree = parse(query).tree
    assert describe(tree)
    wanted(tree, "body")


def test_balanced_brackets_are_balanced_however_deep() -> None:
    parsed = parse("(" * 60 + "a" + ")" * 60)
    assert describe(parsed.tree) == A
    assert parsed.notes == ()
