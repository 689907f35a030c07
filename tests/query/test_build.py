"""The tree of whoosh.query that a query becomes: views, weights, the match rule, spans."""

from collections.abc import Iterator
from typing import Any

import pytest
from whoosh import query as whoosh

from searchkit.query import parse
from searchkit.query.build import tree
from searchkit.query.rule import Match
from searchkit.query.weighed import Weighed


def _made(query: str, match: Match = "enough") -> whoosh.Query:
    """What must match: without the skeletons, which only add to scores."""
    made = tree(parse(query).syntax, match)
    return made.a if isinstance(made, whoosh.AndMaybe) else made


def _hints(query: str) -> list[tuple[str, str, float]]:
    made = tree(parse(query).syntax)
    if not isinstance(made, whoosh.AndMaybe):
        return []
    return [(leaf.fieldname, leaf.text, round(leaf.boost, 3)) for leaf in _leaves(made.b)]


def _leaves(node: whoosh.Query) -> Iterator[Any]:
    children = list(node.children())
    yield from (leaf for child in children for leaf in _leaves(child))
    if not children:
        yield node


def _described(query: str) -> list[tuple[object, ...]]:
    return [
        (type(leaf).__name__, leaf.fieldname, getattr(leaf, "text", None), leaf.boost)
        for leaf in _leaves(_made(query))
    ]


def test_a_word_is_looked_up_in_all_views_of_title_and_body() -> None:
    assert _described("العقوبات") == [
        ("Term", "title", "عقوب", 0.2),
        ("Term", "title_exact", "العقوبات", 0.1),
        ("Term", "body", "عقوب", 1.0),
        ("Term", "body_exact", "العقوبات", 0.5),
    ]


@pytest.mark.parametrize(
    ("query", "hints"),
    [
        ("العقوبات", [("title_skeleton", "عقب", 0.16), ("body_skeleton", "عقب", 0.8)]),
        ("body:كتاب", [("body_skeleton", "كتب", 0.8)]),
        ("body:كتاب^2", [("body_skeleton", "كتب", 1.6)]),
        ("+body:كتاب -body:نفط", [("body_skeleton", "كتب", 0.8)]),
        ("body:(كتاب OR كتاب)", [("body_skeleton", "كتب", 0.8)]),
        ('source:كتاب "سعر الصرف" كتا* =كتاب', []),
    ],
    ids=ascii,
)
def test_the_skeletons_of_words_add_to_the_score(
    query: str, hints: list[tuple[str, str, float]]
) -> None:
    assert _hints(query) == hints


def test_a_phrase_is_of_stems_in_order() -> None:
    made = _made('body:"سعر الصرف"~2')
    assert made == whoosh.Phrase("body", ["سعر", "صرف"], slop=3)


def test_a_word_of_several_is_a_phrase() -> None:
    assert _made("body:12/5") == whoosh.Phrase("body", ["12", "5"])


@pytest.mark.parametrize(
    ("query", "made"),
    [
        ("body:=الصرف", whoosh.Term("body_exact", "الصرف")),
        ('body:="سعر الصرف"', whoosh.Phrase("body_exact", ["سعر", "الصرف"])),
        ("source:=تاس", whoosh.ConstantScoreQuery(whoosh.Term("source", "تاس"), 0.0)),
    ],
    ids=ascii,
)
def test_as_printed_is_looked_up_as_printed(query: str, made: whoosh.Query) -> None:
    assert _made(query) == made


def test_a_pattern_is_looked_up_among_stems_and_printed_words() -> None:
    assert _made("body:كتا*") == whoosh.Or(
        [whoosh.Prefix("body", "كتا"), whoosh.Prefix("body_exact", "كتا", 0.5)]
    )
    assert _made("tag:*تاب") == whoosh.ConstantScoreQuery(whoosh.Wildcard("tag", "*تاب"), 0.0)


def test_a_near_word_has_its_first_letter() -> None:
    (leaf,) = _leaves(_made("tag:بوتن~2"))
    assert isinstance(leaf, whoosh.FuzzyTerm)
    assert (leaf.text, leaf.maxdist, leaf.prefixlength) == ("بوتن", 2, 1)


def test_filters_add_nothing_to_the_score() -> None:
    filter_ = whoosh.ConstantScoreQuery(whoosh.Term("source", "تاس"), 0.0)
    assert _made("source:تاس") == filter_
    assert _made("-source:تاس") == whoosh.And(
        [whoosh.ConstantScoreQuery(whoosh.Every(), 0.0), whoosh.Not(filter_)]
    )


RULE = [
    pytest.param("a", 0, 1, id="one word"),
    pytest.param("a b", 2, 1, id="both of two"),
    pytest.param("a b c", 2, 1, id="two of three"),
    pytest.param("a b c d", 2, 1, id="two of four"),
    pytest.param("a b c d e", 2, 1, id="two of five"),
    pytest.param("a b c d e f", 3, 1, id="three of six"),
    pytest.param("a b c b a", 2, 1, id="each word counts once"),
    pytest.param("a b c -d source:e +f", 2, 1, id="filters and required words do not count"),
    pytest.param('a b c "d e" (f OR g)', 2, 1, id="nor do phrases and alternatives"),
]


def _least(made: whoosh.Query) -> int:
    """How many of the words of *made* side by side must match."""
    if isinstance(made, whoosh.And):
        return max(map(_least, made.subqueries)) or len(made.subqueries)
    if isinstance(made, Weighed):
        return -(-made.least // made.worths[0])
    return int(any(isinstance(each, whoosh.Or) for each in made.children()))


@pytest.mark.parametrize(("query", "enough", "any_"), RULE)
def test_enough_of_the_words_must_match(query: str, enough: int, any_: int) -> None:
    assert _least(_made(query)) == enough
    loose = _made(query, "any")
    assert max(_least(loose), 1) <= max(any_, enough)


def test_any_of_the_words_is_less_than_enough() -> None:
    a, b = (_made(word) for word in "ab")
    assert _made("a b") == whoosh.And([a, b])
    assert _made("a b", "any") == whoosh.Or([a, b])
    assert _made("+a b", "any") == _made("+a b") == whoosh.And([a, b])


def test_a_weight_multiplies_that_of_what_it_stands_behind() -> None:
    for query in ("a^3", "(a b)^3"):
        made = _made(query)
        assert isinstance(made, whoosh.Or | whoosh.And)
        assert made.boost == 3


def test_all_that_excludes_excludes_from_everything() -> None:
    made = _made("-a -b")
    assert isinstance(made, whoosh.And)
    assert [type(each).__name__ for each in made.subqueries] == ["ConstantScoreQuery", "Not", "Not"]


@pytest.mark.parametrize(
    "query",
    [
        "نفط",
        "\u200fنفط\u200f غاز",
        'a "سعر الصرف"',
        "title:a",
        "after:2022-05 نفط",
        "كتا* بوتن~ -x",
    ],
    ids=ascii,
)
def test_every_node_has_its_span(query: str) -> None:
    made = parse(query).tree
    for leaf in _leaves(made):
        assert 0 <= leaf.startchar < leaf.endchar <= len(query)


def test_the_span_of_a_word_is_the_word() -> None:
    query = "غاز title:\u200fالعقوبات\u200f"
    spans = {(leaf.startchar, leaf.endchar) for leaf in _leaves(parse(query).tree)}
    assert {query[start:end] for start, end in spans} == {"غاز", "العقوبات"}
