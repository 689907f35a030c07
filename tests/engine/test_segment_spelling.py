"""The short spelling of terms keeps their order, their beginnings and every letter."""

from hypothesis import given
from hypothesis import strategies as st

from searchkit.engine.segments.spelling import is_plain, letters, narrow, widen

TERM = st.text(st.characters() | st.sampled_from("ابةي\u0600\u067e\u067f\x7f\x80\u05ffa7\0\uffff"))


def utf8(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


@given(TERM)
def test_a_term_comes_back(term: str) -> None:
    spelled = narrow(utf8(term))
    assert widen(spelled) == utf8(term)
    if is_plain(spelled):
        assert letters(spelled) == term
        assert len(spelled) == len(term)


@given(st.lists(TERM))
def test_terms_stay_in_order(terms: list[str]) -> None:
    spelled = [utf8(term) for term in terms]
    assert sorted(spelled) == sorted(spelled, key=narrow)


@given(TERM, TERM)
def test_a_term_begins_as_it_did(one: str, other: str) -> None:
    assert narrow(utf8(one + other)).startswith(narrow(utf8(one)))
    assert narrow(utf8(one)).startswith(narrow(utf8(other))) == one.startswith(other)


@given(st.binary(), TERM)
def test_what_is_no_text_is_no_term(junk: bytes, term: str) -> None:
    try:
        junk.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        assert narrow(junk) != narrow(utf8(term))


def test_arabic_takes_a_byte_a_letter() -> None:
    assert narrow("كتاب7".encode()) == b"\xc3\xaa\xa7\xa87"
