"""What an article calls an entity in another script is a name of it in the whole archive."""

import pytest

from searchkit.articles import Article, Place
from searchkit.engine.naming import said
from searchkit.entities import Mention
from searchkit.entities.merging import Evidence, mains

BODY = 'افتتح إينوبروم أبوابه، و"Innoprom" معرض. شركة "Google Cloud" وحدها، و Cloud أيضا.'


def mention(form: str, name: str) -> Mention:
    start = BODY.index(form)
    return Mention("event", start, start + len(form), "body", name)


@pytest.mark.parametrize(
    ("form", "name", "expected"),
    [
        pytest.param("Innoprom", "إينوبروم", {("event", "Innoprom", "إينوبروم")}, id="Latin"),
        pytest.param("إينوبروم", "Innoprom", {("event", "إينوبروم", "Innoprom")}, id="Arabic"),
        pytest.param("إينوبروم", "إينوبروم", set(), id="same"),
        pytest.param("Cloud", 'شركة "Google Cloud"', set(), id="name in both"),
    ],
)
def test_a_form_in_the_other_script_is_heard(
    form: str, name: str, expected: set[tuple[str, str, str]]
) -> None:
    article = Article("1", "خبر", BODY, Place("a.txt"))
    assert set(said(article, [mention(form, name)])) == expected


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        pytest.param("person", {"الفاسد": 1, "الأسد": 30}, id="no clitic behind an article"),
        pytest.param("org", {"بولندية": 1, "بولندا": 9}, id="an adjective is no name"),
    ],
)
def test_what_only_looks_like_a_name_is_another(kind: str, counts: dict[str, int]) -> None:
    assert mains(kind, counts, Evidence()) == {}
