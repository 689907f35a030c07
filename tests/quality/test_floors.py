"""How well searches find what they should, held above floors that only rise.

`gold.txt` has queries with the articles that a reader would call right, by class; headlines and
words of them are to find their own article. `floors.json` has for each class its floors, and the
highest that they ever were. `make golden` raises floors that are exceeded. To lower one, write the
lower figure into `floors.json` and a line into CHANGELOG.md, as the failing test says.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping
from math import log2
from pathlib import Path
from typing import NamedTuple

import pytest

from searchkit import Archive, Article
from searchkit.articles import load

ROOT = Path(__file__).parents[2]
GOLD = Path(__file__).with_name("gold.txt")
FLOORS = Path(__file__).with_name("floors.json")
CHANGELOG = ROOT / "CHANGELOG.md"

_FIRST_PAGE = 10
_SLACK = 0.0005  # of rounding

Floors = dict[str, dict[str, float]]


class Asked(NamedTuple):
    """A query, and the names of the articles that are right."""

    query: str
    right: tuple[str, ...]


def name(article: Article) -> str:
    """Name *article* so that a reader of `gold.txt` knows which it is."""
    path, _, number = str(article.place).partition(":")
    file = Path(path)
    if file.parent.name in ("pages", "html"):
        return file.stem
    return article.id if article.id.isascii() else f"{file.stem}:{number}"


def gold() -> dict[str, list[Asked]]:
    """Read the queries of each class."""
    classes: dict[str, list[Asked]] = {}
    asked: list[Asked] = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            asked = classes.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            query, names = line.split(" | ")
            asked.append(Asked(query, tuple(names.split())))
    return classes


def headlines(articles: list[Article]) -> dict[str, list[Asked]]:
    """Each headline, and its three longest words, as any of its words against the bodies alone."""
    words = {name(each): _words(each.title) for each in articles if _words(each.title)}
    longest = {own: sorted(each, key=len)[-3:] for own, each in words.items()}
    return {
        "headlines": [_any_of(each, own) for own, each in words.items()],
        "three_words": [_any_of(each, own) for own, each in longest.items()],
    }


def _words(title: str) -> list[str]:
    return list(filter(None, (word.strip("«»:،؟()|-–&") for word in title.split())))


def _any_of(words: list[str], own: str) -> Asked:
    return Asked(f"body:({' OR '.join(words)})", (own,))


def figures(found: list[str], right: tuple[str, ...]) -> tuple[float, float]:
    """Give 1/rank of the first right article of *found*, and nDCG, all *right* ones being equal."""
    ranks = [rank for rank, each in enumerate(found, start=1) if each in right]
    ideal = sum(1 / log2(1 + rank) for rank in range(1, 1 + min(len(right), _FIRST_PAGE)))
    return 1 / ranks[0] if ranks else 0.0, sum(1 / log2(1 + rank) for rank in ranks) / ideal


def unnamed(floors: Mapping[str, Mapping[str, float]], changelog: str) -> list[str]:
    """Give the lines that *changelog* lacks: one for each floor below the highest it ever was."""
    lines = [
        f"floor of {kind} ({measure}): {each[f'highest_{measure}']:.4f} → {each[measure]:.4f}"
        for kind, each in floors.items()
        for measure in ("mrr", "ndcg")
        if each[measure] < each[f"highest_{measure}"]
    ]
    return [line for line in lines if line not in changelog]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    with contextlib.chdir(ROOT):
        return [record for record in load(["corpus"]) if isinstance(record, Article)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    index = tmp_path_factory.mktemp("quality") / "index"
    with contextlib.chdir(ROOT):
        Archive.build(["corpus"], index)
    with Archive.open(index) as archive:
        yield archive


CLASSES = [*gold(), "headlines", "three_words"]


@pytest.mark.parametrize("kind", CLASSES)
def test_quality_stays_above_its_floor(
    kind: str, whole: Archive, articles: list[Article], request: pytest.FixtureRequest
) -> None:
    names = {article.id: name(article) for article in articles}
    asked = (gold() | headlines(articles))[kind]
    scores = []
    for query, right in asked:
        hits = whole.search(query, limit=_FIRST_PAGE, snippets=0).hits
        scores.append(figures([names[hit.id] for hit in hits], right))
    means = [sum(each) / len(asked) for each in zip(*scores, strict=True)]
    measured = dict(zip(("mrr", "ndcg"), means, strict=True))
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if request.config.getoption("--golden"):
        floors[kind] = raised(floors.get(kind, {}), measured)
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    short = [each.query for each, (_, ndcg) in zip(asked, scores, strict=True) if ndcg < 1]
    for measure, value in measured.items():
        assert value >= floors[kind][measure] - _SLACK, f"{measure}; not perfect: {short}"


def raised(floor: Mapping[str, float], measured: Mapping[str, float]) -> dict[str, float]:
    """Give *floor* raised to what is *measured*, where that is more."""
    values = {}
    for measure, value in measured.items():
        values[measure] = max(floor.get(measure, 0.0), round(value, 4))
        values[f"highest_{measure}"] = max(floor.get(f"highest_{measure}", 0.0), values[measure])
    return values


def test_a_lowered_floor_is_named_in_the_changelog() -> None:
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert set(floors) == set(CLASSES)
    assert unnamed(floors, CHANGELOG.read_text(encoding="utf-8")) == []


def test_a_floor_that_was_lowered_silently_is_found() -> None:
    floors = {"names": {"mrr": 0.8, "highest_mrr": 0.9, "ndcg": 0.7, "highest_ndcg": 0.7}}
    line = "floor of names (mrr): 0.9000 → 0.8000"
    assert unnamed(floors, "") == [line]
    assert unnamed(floors, f"- The {line}, for …\n") == []


def test_golden_never_lowers_a_floor() -> None:
    floor = {"mrr": 0.8, "highest_mrr": 0.9}
    assert raised(floor, {"mrr": 0.7}) == floor
    assert raised(floor, {"mrr": 0.85}) == {"mrr": 0.85, "highest_mrr": 0.9}
    assert raised(floor, {"mrr": 0.95}) == {"mrr": 0.95, "highest_mrr": 0.95}


def test_figures_of_a_ranking() -> None:
    assert figures(["a", "b", "c"], ("a",)) == (1.0, 1.0)
    assert figures(["a", "b", "c"], ("b", "c")) == pytest.approx((0.5, 0.6934), abs=1e-4)
    assert figures([], ("a",)) == (0.0, 0.0)


def test_the_gold_queries_are_many_distinct_and_about_articles_that_there_are(
    articles: list[Article],
) -> None:
    known = {name(article) for article in articles}
    asked = [each for of_class in gold().values() for each in of_class]
    assert len(known) == len(articles)
    assert len({each.query for each in asked}) == len(asked) >= 80
    assert {own for each in asked for own in each.right} <= known
    assert all(len(of_class) >= 10 for of_class in gold().values())
