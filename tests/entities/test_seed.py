"""The seed article, as an expert would mark it; skips where the data is missing."""

from collections import Counter

import pytest

from searchkit.articles import Article, load
from searchkit.entities import extract
from tests.conftest import SEED

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="no seed article beside the project")

#: Kind and name, with how often the article names it; 0 where that is not settled.
EXPECTED = {
    ("person", "ميخائيل ميشوستين"): 9,
    ("person", "علي خان سمايلوف"): 2,
    ("person", "قاسم جومارت توكاييف"): 1,
    ("place", "كازاخستان"): 10,
    ("place", "روسيا"): 5,
    ("place", "موسكو"): 3,
    ("place", "يكاترينبورغ"): 1,
    ("org", "اللجنة الحكومية الدولية للتعاون الاقتصادي"): 1,
    ("org", "الحكومة الروسية"): 1,
    ("org", "مجلس الوزراء الروسي"): 1,
    ("org", "تاس"): 1,
    ("org", "مجلس الاتحاد الروسي"): 1,
    ("org", 'مجموعة الرؤية الاستراتيجية "روسيا - العالم الإسلامي"'): 1,
    ("event", 'المعرض الصناعي الدولي "Innoprom" (إينوبروم)'): 4,
    ("event", "المحادثات الثنائية"): 1,
}


@pytest.fixture(scope="module")
def found() -> Counter[tuple[str, str]]:
    (article,) = load([SEED])
    assert isinstance(article, Article)
    return Counter((mention.kind, mention.name) for mention in extract(article))


def test_all_that_is_expected_is_found_as_often_as_it_is_named(
    found: Counter[tuple[str, str]],
) -> None:
    assert {entity: found[entity] for entity in EXPECTED} == EXPECTED


def test_at_most_two_others_are_found(found: Counter[tuple[str, str]]) -> None:
    assert len(found.keys() - EXPECTED.keys()) <= 2
