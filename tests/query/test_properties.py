"""What holds for every query."""

from datetime import date
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from searchkit.errors import QueryError
from searchkit.query import Parsed, describe, parse, wanted

PIECES = st.sampled_from(
    [
        *("a", "نفط", "للصناعة", "كوفيد-19", "٢٠٢٢", "2022-05", "2022..2021", "0001", "9999"),
        *("title:", "المصدر:", "date:", "بعد:", "before:", "id:", "persn:", "http://x", ":"),
        *('"', "«", "»", "“", "”", "(", ")", "-", "!", "+", "|", "OR", "أو", "AND", "NOT"),
        *(" ", " ", "،", "؛", "\u200f", "\u202b", "\n", "..", "*", "~", "ﷺ", "\0"),
    ]
)
QUERIES = st.lists(PIECES, max_size=25).map("".join) | st.text()
MATCHES = st.sampled_from(["all", "any"])


def _parsed(query: str, match: Literal["all", "any"]) -> Parsed | None:
    try:
        return parse(query, today=date(2022, 6, 15), match=match)
    except QueryError:
        return None


@given(QUERIES, MATCHES)
def test_any_string_is_a_query_or_has_nothing_to_search(
    query: str, match: Literal["all", "any"]
) -> None:
    if parsed := _parsed(query, match):
        assert describe(parsed.tree)
        for field in ("title", "body"):
            assert all(wanted(parsed.tree, field).stems)
        for note in parsed.notes:
            start, end = note.span
            assert 0 <= start < end <= len(query)
            assert note.ar
            assert note.en


@given(QUERIES)
def test_both_ways_to_match_make_the_same_notes(query: str) -> None:
    strict, loose = _parsed(query, "all"), _parsed(query, "any")
    assert (strict and strict.notes) == (loose and loose.notes)


@given(QUERIES)
def test_bidi_controls_around_a_query_change_nothing(query: str) -> None:
    plain, marked = _parsed(query, "all"), _parsed(f"\u202b\u200f{query}\u200f\u202c", "all")
    assert (plain and describe(plain.tree)) == (marked and describe(marked.tree))
