"""Four hundred real articles in every container, field by field against what is known of them."""

import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest

from searchkit.articles import SHAPES, Article, load

INGEST = Path(__file__).parents[3] / "shared" / "data" / "ingest"
EXPECTED = INGEST / "expected.jsonl"
#: The fields that each container has. The channels of the feeds have names of their own, which
#: are taken for the source of their articles.
CARRIED = {
    "rss_rfc822.xml": ("id", "url", "date", "author"),
    "atom.xml": ("id", "url", "date", "author"),
    "csv_arabic_headers_utf8sig.csv": ("id", "url", "source", "date"),
    "csv_cp1256_semicolon.csv": ("id", "source", "date", "author"),
    "articles.jsonl.gz": ("id", "url", "source", "date", "author"),
    "dump.sql": ("id", "url", "date", "author"),
    "html": ("date",),
}
#: A letter that Windows-1256 does not have is a question mark in the file itself.
LOST = {"csv_cp1256_semicolon.csv": "\u066b"}
HAS_HTML = any(".html" in shape.suffixes for shape in SHAPES)

pytestmark = pytest.mark.skipif(not EXPECTED.exists(), reason="ingest/ is not beside the project")
containers = pytest.mark.parametrize(
    "container",
    [
        pytest.param(
            name, marks=pytest.mark.skipif(name == "html" and not HAS_HTML, reason="no reader")
        )
        for name in CARRIED
    ],
)


class Known(TypedDict):
    file: str
    id: str
    url: str
    source: str
    date: str
    title: str
    author: str
    chars: int


@cache
def _known() -> dict[str, list[Known]]:
    known: dict[str, list[Known]] = defaultdict(list)
    for line in EXPECTED.read_text(encoding="utf-8").splitlines():
        one: Known = json.loads(line)
        known[one["file"].partition("/")[0]].append(one)
    return known


@cache
def _found(container: str) -> list[Article]:
    found = list(load([INGEST / container]))
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def _spaced(text: str, lost: str = "") -> str:
    """White space is not part of what is known."""
    return " ".join(text.replace(lost, "?").split()) if lost else " ".join(text.split())


def test_every_container_is_known() -> None:
    assert sum(map(len, _known().values())) == 400
    assert set(_known()) == set(CARRIED)


@containers
def test_every_article_is_found_by_its_title(container: str) -> None:
    lost = LOST.get(container, "")
    titles = Counter(_spaced(each.title) for each in _found(container))
    assert titles == Counter(_spaced(each["title"], lost) for each in _known()[container])


@containers
@pytest.mark.parametrize("field", ["id", "url", "source", "date", "author"])
def test_a_field_that_the_container_has_is_as_known(container: str, field: str) -> None:
    if field not in CARRIED[container]:
        pytest.skip(f"{container} has no {field}")
    found = Counter(_values(each, field) for each in _found(container))
    assert found == Counter(
        (_spaced(each["title"], LOST.get(container, "")), _spaced(str(each[field])))  # type: ignore[literal-required]
        for each in _known()[container]
    )


def _values(article: Article, field: str) -> tuple[str, str]:
    value = getattr(article, field)
    return _spaced(article.title), _spaced(str(value) if value else "")


@containers
def test_the_text_is_whole(container: str) -> None:
    """Its known length counts white space that is not kept, and breaks between paragraphs."""
    if container == "html":
        pytest.skip("what of a page is its text is tested with the pages")
    lengths = {(_spaced(each.title), len(_spaced(each.body))) for each in _found(container)}
    for each in _known()[container]:
        title = _spaced(each["title"], LOST.get(container, ""))
        assert any(
            title == found and 0.9 * each["chars"] - 30 <= length <= each["chars"]
            for found, length in lengths
        ), each
