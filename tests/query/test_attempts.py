"""What is tried in turn where nothing is found."""

import pytest

from searchkit import Archive
from searchkit.query import attempts, write

#: A query, and how the last but one of its readings is written.
IN_TEXT = [
    ("event:زلزال", "زلزال"),
    ("event:زلزال نيبال", "+زلزال نيبال"),
    ("نيبال +event:زلزال", "نيبال +زلزال"),
    ("entity:(زلزال نيبال) source:تاس", "+(زلزال نيبال) source:تاس"),
    ('person:"فلاديمير بوتين"', '"فلاديمير بوتين"'),
    ("person:بوتين OR org:تاس", "بوتين OR تاس"),
    ("person:بوتين^2", "بوتين^2"),
    ("persn:بوتين", "بوتين"),
    ("event:زلزال -person:بوتين", "+زلزال -person:بوتين"),
]


@pytest.mark.parametrize(("query", "written"), IN_TEXT, ids=range(len(IN_TEXT)))
def test_names_are_looked_for_in_the_text_at_last(query: str, written: str) -> None:
    (*_, read, loosened) = attempts(query)
    assert write(read.syntax) == write(loosened.syntax) == written
    assert "name-as-text" in [note.code for note in read.notes]


@pytest.mark.parametrize("query", ["زلزال", "-person:بوتين", "person:*", "source:تاس"], ids=ascii)
def test_without_names_nothing_is_looked_for_in_the_text(query: str) -> None:
    codes = [note.code for each in attempts(query) for note in each.notes]
    assert "name-as-text" not in codes


def test_a_name_that_no_entity_has_is_found_in_the_text(corpus: Archive) -> None:
    result = corpus.search("org:زلزال")
    assert result.total == corpus.search("زلزال").total > 0
    (note,) = result.notes
    assert (note.code, note.span) == ("name-as-text", (4, 9))
    assert "org:" in note.ar
    assert "org:" in note.en


def test_a_name_that_an_entity_has_stays_one(corpus: Archive) -> None:
    assert corpus.search("place:المغرب").notes == ()
