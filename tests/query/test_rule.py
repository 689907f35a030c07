"""The match rule: how much of a query an article must have, and how that is said."""

from collections.abc import Collection

import pytest
from whoosh import query as whoosh

from searchkit.query import Explained, Usage, describe, parse
from searchkit.query.rule import Match, parted
from searchkit.query.syntax import Enough
from searchkit.query.weighed import Weighed

WORTH = {"من": 5, "في": 1, "كم": 100, "وزير": 200}

#: A query, what its words are worth, and how much of that must match.
RULE = [
    ("نفط غاز", "1 1", 2),
    ("من نفط", "1 1", 2),
    ("في من", "1 1", 2),
    ("نفط غاز فحم", "500 500 500", 501),
    ("نفط غاز فحم ماء", "500 500 500 500", 667),
    ("نفط غاز فحم ماء نار", "500 500 500 500 500", 834),
    ("وزير نفط غاز", "200 500 500", 401),
    ("كم من نفط", "100 5 500", 202),
    ("كم من وزير في", "100 5 200 1", 103),
    ("من نفط من غاز من", "5 500 500", 336),
    ("من^2 نفط غاز^2", "5 500 500", 336),
    ("وزي* نفط وزير~ 12/5", "500 500 500 500", 667),
    ("كم نفط غاز +من", "100 500 500", 367),
    ("كم نفط source:تاس -غاز", "1 1", 2),
    ('كم من نفط "وزير من" (غاز OR في)', "100 5 500", 202),
    ("نفط +غاز", "1", 1),
    ("+نفط +غاز", "", 0),
]


def usage(_: Collection[str]) -> Usage:
    return Usage(worth=WORTH)


@pytest.mark.parametrize(("query", "worths", "least"), RULE, ids=range(len(RULE)))
def test_common_words_count_for_less(query: str, worths: str, least: int) -> None:
    syntax = parse(query).syntax
    assert isinstance(syntax, Enough)
    found = parted(syntax, "enough", WORTH)
    assert (" ".join(map(str, found.worths)), found.least) == (worths, least)


@pytest.mark.parametrize("match", ["enough", "any"])
@pytest.mark.parametrize("query", [query for query, *_ in RULE], ids=range(len(RULE)))
def test_each_thing_is_in_one_part(query: str, match: Match) -> None:
    syntax = parse(query).syntax
    assert isinstance(syntax, Enough)
    found = parted(syntax, match, WORTH)
    both = [*found.required, *found.others]
    assert set(both) == set(syntax.children)
    assert len(both) == len(set(both))
    assert found.least <= sum(found.worths) or not found.others


def body(word: str) -> whoosh.Query:
    return whoosh.Or([whoosh.Term("body", word), whoosh.Term("body_exact", word, 0.5)])


def test_the_tree_has_what_words_are_worth() -> None:
    made = parse("body:(من نفط غاز)", lookup=usage).tree
    assert isinstance(made, whoosh.AndMaybe)  # the skeletons are the other side
    wanted = Weighed([body("من"), body("نفط"), body("غاز")], (5, 500, 500), 336)
    assert made.a == wanted
    assert made.a != Weighed(wanted.subqueries, (500, 500, 500), 336)
    assert made.a != whoosh.Or(wanted.subqueries)


def test_a_weight_multiplies_that_of_enough_words() -> None:
    made = parse("body:(من نفط غاز)^3", lookup=usage).tree
    assert isinstance(made, whoosh.AndMaybe)
    assert isinstance(made.a, Weighed)
    assert made.a.boost == 3


def test_all_words_are_worth_the_same_in_a_field_that_is_no_text() -> None:
    parsed = parse("source:(من نفط غاز)", lookup=usage)
    (made,) = parsed.tree.children()
    assert isinstance(made, Weighed)
    assert set(made.worths) == {500}
    said = describe(parsed.syntax, parsed.match, parsed.usage).en
    assert said.startswith("in source: at least 2 of")


SAID = [
    (
        "من نفط غاز",
        "ما يكفي من («من» بأي صيغة؛ «نفط» بأي صيغة؛ «غاز» بأي صيغة)، والأندر منها أثقل",
        (
            "enough of (“من” in any form; “نفط” in any form; “غاز” in any form),"
            " of which rarer ones count for more"
        ),
    ),
    (
        "نفط غاز فحم",
        "2 على الأقل من («نفط» بأي صيغة؛ «غاز» بأي صيغة؛ «فحم» بأي صيغة)",
        "at least 2 of (“نفط” in any form; “غاز” in any form; “فحم” in any form)",
    ),
]


@pytest.mark.parametrize(("query", "arabic", "english"), SAID, ids=range(len(SAID)))
def test_how_much_is_enough_is_said(query: str, arabic: str, english: str) -> None:
    parsed = parse(query, lookup=usage)
    said = describe(parsed.syntax, parsed.match, parsed.usage)
    assert said == Explained(arabic, english)
