"""What holds for every query."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from searchkit.errors import QueryError
from searchkit.query import Parsed, attempts, describe, parse, wanted, write
from searchkit.query.repair import LONGEST

TODAY = date(2022, 6, 15)
PIECES = st.sampled_from(
    [
        *("a", "نفط", "للصناعة", "كوفيد-19", "٢٠٢٢", "2022-05", "2022..2021", "0001", "9999"),
        *("title:", "المصدر:", "date:", "بعد:", "before:", "id:", "persn:", "http://x", ":"),
        *("exact:", "شخص:", "مايو", "30", "05/06/2022", "إلى", "[", "]", "{", "}", ">", "<=", "="),
        *('"', "«", "»", "“", "”", "(", ")", "-", "!", "+", "|", "OR", "أو", "AND", "NOT", "&&"),
        *(" ", " ", "،", "؛", "\u200f", "\u202b", "\n", "..", "…", "*", "?", "~", "~2", "^2"),
        *("ﷺ", "\0", "\u0640", "\u064b", "ß", "İ"),
    ]
)
QUERIES = st.lists(PIECES, max_size=25).map("".join) | st.text()


def _parsed(query: str) -> Parsed | None:
    try:
        return parse(query, today=TODAY)
    except QueryError:
        return None


@given(QUERIES)
def test_any_string_is_a_query_or_has_nothing_to_search(query: str) -> None:
    if parsed := _parsed(query):
        assert all(describe(parsed.syntax))
        for field in ("title", "body"):
            assert all(wanted(parsed.tree, field).stems)
        for note in parsed.notes:
            start, end = note.span
            assert 0 <= start < end <= len(query)
            assert note.ar
            assert note.en


@given(QUERIES)
def test_where_a_query_fails_is_a_place_in_it(query: str) -> None:
    try:
        parse(query, today=TODAY)
    except QueryError as error:
        position = error.position
    else:
        position = 0
    assert 0 <= position <= len(query)


@given(QUERIES)
def test_what_is_written_says_the_same(query: str) -> None:
    if parsed := _parsed(query):
        again = parse(write(parsed.syntax), today=TODAY)
        assert again.syntax == parsed.syntax
        assert again.tree == parsed.tree


@given(QUERIES)
def test_every_attempt_is_a_query_with_notes(query: str) -> None:
    if parsed := _parsed(query):
        tried = list(attempts(query, today=TODAY))
        assert tried[0] == parsed
        assert all(each.notes for each in tried[1:])
        written = [parse(write(each.syntax), today=TODAY).syntax for each in tried]
        assert written == [each.syntax for each in tried]


@given(QUERIES)
def test_bidi_controls_around_a_query_change_nothing(query: str) -> None:
    plain, marked = _parsed(query), _parsed(f"\u202b\u200f{query}\u200f\u202c")
    assert (plain and plain.syntax) == (marked and marked.syntax)


@given(st.lists(PIECES, min_size=20, max_size=40).map(lambda pieces: "".join(pieces) * 20))
def test_a_long_query_is_a_query(query: str) -> None:
    parsed = _parsed(query)
    if parsed and len(query) > LONGEST:
        assert "too-long" in [note.code for note in parsed.notes]
