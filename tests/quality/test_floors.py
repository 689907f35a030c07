"""How well searches find what they should, held above floors that only rise.

`floors.json` holds the floors; `--golden` raises those that are exceeded, and never lowers one.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from searchkit import Archive, Article
from searchkit.articles import load

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).with_name("floors.json")

_SLACK = 0.0005  # of rounding


def _mrr(archive: Archive, asked: dict[str, str]) -> float:
    """Mean of 1/rank, within the first ten, of each article under its query."""
    gains = 0.0
    for article_id, query in asked.items():
        ids = [hit.id for hit in archive.search(query, limit=10).hits]
        gains += 1 / (1 + ids.index(article_id)) if article_id in ids else 0.0
    return gains / len(asked)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    records = load([ROOT / "corpus" / "pages", ROOT / "corpus" / "wire.jsonl"])
    return [record for record in records if isinstance(record, Article)]


def _headlines(articles: list[Article]) -> dict[str, str]:
    """Each headline as any of its words, against the bodies alone."""
    return {each.id: f"body:({' OR '.join(_words(each.title))})" for each in articles}


def _three_words(articles: list[Article]) -> dict[str, str]:
    """The three longest words of each headline, against the bodies alone."""
    longest = {each.id: sorted(_words(each.title), key=len)[-3:] for each in articles}
    return {article_id: f"body:({' OR '.join(words)})" for article_id, words in longest.items()}


def _words(title: str) -> Iterator[str]:
    return (word.strip("«»:،؟()|-") for word in title.split() if word.strip("«»:،؟()|-"))


@pytest.mark.parametrize("asked", [_headlines, _three_words], ids=["headlines", "three words"])
def test_quality_stays_above_its_floor(
    asked: Callable[[list[Article]], dict[str, str]],
    articles: list[Article],
    corpus: Archive,
    request: pytest.FixtureRequest,
) -> None:
    floors: dict[str, float] = json.loads(FLOORS.read_text())
    name = asked.__name__.strip("_")
    measured = _mrr(corpus, asked(articles))
    if request.config.getoption("--golden"):
        floors[name] = round(max(floors.get(name, 0.0), measured), 4)
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n")
    assert measured >= floors[name] - _SLACK
