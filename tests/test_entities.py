"""Entities of the page that the project started from, through the facade."""

import pytest

from searchkit import Archive

QUERIES = [
    pytest.param("person:ميشوستين", id="surname"),
    pytest.param('شخص:"ميخائيل ميشوستين"', id="full name"),
    pytest.param("person:وميشوستين", id="with a conjunction"),
    pytest.param("person:Mishustin", id="in Latin letters"),
    pytest.param("person:سمايلوف", id="surname of another"),
    pytest.param("place:كازاخستان", id="place"),
    pytest.param("place:قازاقستان", id="place in other letters"),
    pytest.param("بلد:Russia", id="country in English"),
    pytest.param("event:Innoprom", id="event in Latin letters"),
    pytest.param("event:إينوبروم", id="event in Arabic letters"),
    pytest.param("org:Innoprom", id="event as an organization"),
    pytest.param("كيان:اينوبروم", id="whatever it is"),
]


@pytest.mark.parametrize("query", QUERIES)
def test_any_form_of_a_name_finds_the_page(seed: Archive, query: str) -> None:
    result = seed.search(query)
    assert (result.total, result.notes) == (1, ())


@pytest.mark.parametrize(
    "query", ["person:موسكو", "place:ميشوستين", "-person:ميشوستين", "person:بوتين", "org:Innopromo"]
)
def test_other_names_do_not(seed: Archive, query: str) -> None:
    result = seed.search(query)  # they may be words of the text, which a note says then
    assert not result.total or [note.code for note in result.notes] == ["name-as-text"]


def test_what_the_page_mentions_stands_where_it_is_said_to(seed: Archive) -> None:
    article = seed.show(seed.search("*").hits[0].id)
    mentioned = seed.mentioned(article)
    places = mentioned.entities["person", "ميخائيل ميشوستين"]
    forms = [article.title[slice(*span)] for span in places.title]
    forms += [article.body[slice(*span)] for span in places.body]
    assert len(forms) == 9
    assert all("ميشوستين" in form for form in forms)
