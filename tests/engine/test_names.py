"""Names of entities in an index: which articles have which, and what finds them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from searchkit import engine
from searchkit.articles import Article, Place
from searchkit.engine.evaluation.search import matches
from searchkit.engine.index import Index
from searchkit.query import parse

PEOPLE = {
    "a": ["ميخائيل ميشوستين", "قاسم جومارت توكاييف"],
    "b": ["ميشوستين"],
    "c": ["عبد الفتاح السيسي", "Vladimir Putin"],
    "d": ["عبدالفتاح السيسى"],
    "e": ["محمد الحربي"],
    "f": ["محمود الحربي"],
    "g": [],
}
PLACES = {
    "a": ["كازاخستان", "روسيا"],
    "b": ["قازاقستان"],
    "c": ["أبو ظبي"],
    "d": ["أبوظبي", "الإمارات العربية المتحدة"],
    "e": ["دولة الإمارات"],
    "f": ["المدينة المنورة"],
    "g": [],
}


def article(name: str, **stated: list[str]) -> Article:
    people, places = PEOPLE.get(name, []), PLACES.get(name, [])
    extra: dict[str, object] = {"people": people, "countries": places, **stated}
    return Article(name, "خبر", "", Place(f"{name}.txt"), extra=extra)


def found(index: Index, query: str) -> str:
    articles = matches(index.snapshot, parse(query).tree).articles
    return "".join(sorted(index.snapshot.texts("id", articles)))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("built")
    engine.build(folder, map(article, PEOPLE))
    with Index(folder) as index:
        yield index


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The same articles in several segments, some of them deleted."""
    folder = tmp_path_factory.mktemp("grown")
    engine.build(folder, map(article, [*"aceg", *map(str, range(50))]))
    engine.update(folder, map(article, "bdf"))
    engine.update(folder, [article("g", people=["ميشوستين"]), article("h", people=["ميشوستين"])])
    engine.update(folder, map(article, "abcdefg"), prune=True, allow_shrink=True)
    with Index(folder) as index:
        yield index


FOUND = [
    pytest.param("person:ميشوستين", "ab", id="surname"),
    pytest.param('شخص:"ميخائيل ميشوستين"', "ab", id="full name"),
    pytest.param('person:"ميشوستين ميخائيل"', "", id="words in another order"),
    pytest.param("person:لميشوستين", "ab", id="with a clitic"),
    pytest.param("person:وميشوستين", "ab", id="with a conjunction"),
    pytest.param("person:ميشوستن", "ab", id="in other letters"),
    pytest.param("person:Mishustin", "ab", id="in Latin letters"),
    pytest.param("person:بوتين", "c", id="in Arabic letters"),
    pytest.param('person:"فلاديمير بوتين"', "c", id="by a name that no article has"),
    pytest.param('person:"عبد الفتاح"', "cd", id="words apart"),
    pytest.param("person:عبدالفتاح", "cd", id="words joined"),
    pytest.param("person:السيسي", "cd", id="final letters"),
    pytest.param("person:الحربي", "ef", id="one surname of two"),
    pytest.param("person:محمد", "e", id="no other given name"),
    pytest.param("person:توكا*", "a", id="prefix"),
    pytest.param("person:توك?ييف", "a", id="wildcard"),
    pytest.param("person:ميشوتين~", "ab", id="a letter missing"),
    pytest.param("person:ميشوتن~2", "ab", id="two letters missing"),
    pytest.param("person:روسيا", "", id="no place is a person"),
    pytest.param("entity:روسيا", "a", id="any kind"),
    pytest.param("place:قازاقستان", "ab", id="another name of a place"),
    pytest.param("place:Kazakhstan", "ab", id="Latin name of a place"),
    pytest.param("place:كازاخستان", "ab", id="name of a place"),
    pytest.param("بلد:الإمارات", "de", id="short name of a country"),
    pytest.param("مدينة:ابوظبى", "cd", id="city"),
    pytest.param("place:منورة", "f", id="without article"),
    pytest.param("place:بالمدينة", "f", id="with preposition and article"),
    pytest.param("person:*", "abcdef", id="anybody"),
    pytest.param("-person:*", "g", id="nobody"),
    pytest.param("entity:*", "abcdef", id="anything"),
    pytest.param("event:*", "", id="no event"),
    pytest.param("person:(ميشوستين OR السيسي)", "abcd", id="one of two"),
    pytest.param("place:روسيا person:توكاييف", "a", id="two kinds"),
    pytest.param("person:ميشوستين -place:روسيا", "b", id="without a place"),
]


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_a_known_form_of_a_name_finds_its_entity(built: Index, query: str, expected: str) -> None:
    assert found(built, query) == expected


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_it_does_after_updates_and_merges(grown: Index, query: str, expected: str) -> None:
    assert found(grown, query) == expected


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_it_does_through_whoosh(built: Index, query: str, expected: str) -> None:
    index = built.whoosh_index()
    with index.searcher() as searcher:
        hits = searcher.search(parse(query).tree, limit=None)
        assert "".join(sorted(hit["id"] for hit in hits)) == expected


def test_an_article_has_each_entity_once_under_its_main_name(built: Index) -> None:
    number = built.snapshot.article("d")
    assert built.snapshot.names_of(number)["place"] == ["أبوظبي", "الإمارات"]


def test_an_index_with_names_is_sound(built: Index, grown: Index) -> None:
    assert engine.check(built.path) == []
    assert engine.check(grown.path) == []


def test_what_an_index_says_of_a_name_stays(tmp_path: Path) -> None:
    engine.build(tmp_path, [article("1", people=["غوغ"]), article("2", people=["غوغ"])])
    engine.update(tmp_path, [article(str(n), people=["الغوغ"]) for n in range(3, 9)])
    with Index(tmp_path) as index:
        assert found(index, "person:غوغ") == "12345678"
        number = index.snapshot.article("8")
        assert index.snapshot.names_of(number)["person"] == ["غوغ"]


def test_names_of_a_user_come_first(tmp_path: Path) -> None:
    table = tmp_path / "aliases.tsv"
    table.write_text("place\tدبي مول\tالمول\nplace\tقزق\tكازاخستان\n", encoding="utf-8")
    engine.build(tmp_path / "index", map(article, "ab"), aliases=str(table))
    with Index(tmp_path / "index") as index:
        assert found(index, "place:قزق") == "ab"
        assert index.snapshot.names_of(index.snapshot.article("a"))["place"][0] == "قزق"
