"""What words are worth: the less, the more of an archive's articles have them."""

from collections.abc import Iterator

import pytest

from searchkit import Archive
from searchkit.articles import Article, Place
from searchkit.engine import build

COUNT = 120


def bodies() -> Iterator[str]:
    """Every article has two words, a fourth of them another, and each one of its own."""
    for number in range(COUNT):
        often = "الوزارة" if number % 4 == 0 else ""
        rarely = "النفط" if number % 24 == 0 else ""
        yield f"أعلنت في {often} {rarely} {number + 1000}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("common")
    made = [
        Article(str(number), "", body, Place("a.jsonl", number))
        for number, body in enumerate(bodies())
    ]
    build(folder, made)
    with Archive.open(folder) as opened:
        yield opened


TOTALS = [
    ("في", COUNT),
    ("في النفط", COUNT // 24),
    ("في الوزارة", COUNT // 4),
    ("أعلنت الوزارة في", COUNT // 4),
    ("أعلنت في النفط", COUNT // 24),
    ("أعلنت في وزارة النفط", COUNT // 24),
    ("في وزارة النفط 1024", COUNT // 24),
    ("أعلنت في زنجبيل", COUNT),
    ("أعلنت في +زنجبيل", 0),
]


@pytest.mark.parametrize(("query", "total"), TOTALS, ids=range(len(TOTALS)))
def test_common_words_do_not_make_hits(archive: Archive, query: str, total: int) -> None:
    assert archive.search(query, limit=0).total == total


def test_what_is_not_enough_adds_to_the_score_and_is_explained(archive: Archive) -> None:
    (first, *_) = archive.search("أعلنت في وزارة النفط").hits
    why = archive.explain("أعلنت في وزارة النفط", first.id)
    assert "enough of" in why.explained.en
    assert why.score == pytest.approx(first.score)
    assert sum(each.score for each in why.reasons) == pytest.approx(first.score, abs=1e-4)
