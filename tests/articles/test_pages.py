"""Real pages: the seed article, the labelled pages beside the project, our own corpus."""

import json
from datetime import date
from pathlib import Path

import pytest

from searchkit.articles import Article, load

PROJECT = Path(__file__).parents[2]
DATA = PROJECT.parent / "shared" / "data"
SEED = DATA / "seed_article.txt"
LABELLED = DATA / "text_pages_dev.jsonl"
PAGES = sorted((PROJECT / "corpus" / "pages").glob("*.txt"))

needs_seed = pytest.mark.skipif(not SEED.exists(), reason=f"{SEED.name} is not beside the project")
needs_labelled = pytest.mark.skipif(
    not LABELLED.exists(), reason=f"{LABELLED.name} is not beside the project"
)


def _labelled() -> list[dict[str, str | int | None]]:
    if not LABELLED.exists():
        return []
    return [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]


def _read(path: Path) -> Article:
    (article,) = load([path])
    assert isinstance(article, Article)
    return article


@pytest.fixture(scope="module")
def seed() -> Article:
    return _read(SEED)


@needs_seed
def test_the_fields_of_the_seed_article(seed: Article) -> None:
    assert seed.title == "ميشوستين: التعاون بين روسيا وكازاخستان مهم وبشكل خاص في مواجهة العقوبات"
    assert (seed.date, seed.precision) == (date(2022, 5, 30), "day")
    assert seed.source == "تاس"
    assert seed.extra == {
        "photo": "مجلس الاتحاد الروسي",
        "publisher": 'مجموعة الرؤية الاستراتيجية "روسيا - العالم الإسلامي"',
    }


@needs_seed
def test_the_seed_article_has_two_subheads_and_thirteen_paragraphs(seed: Article) -> None:
    lines = seed.body.split("\n")
    assert [" ".join(lines[number].split()) for number in seed.subheads] == [
        'العقود في إطار المعرض الصناعي الدولي "Innoprom" (إينوبروم)',
        "العلاقات الإنسانية",
    ]
    assert len(seed.paragraphs) == 13


@needs_labelled
@pytest.mark.parametrize("page", _labelled(), ids=lambda page: str(page["name"]))
def test_a_labelled_page(page: dict[str, str | int | None], tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(str(page["text"]).encode())
    article = _read(path)
    assert article.title == page["title"]
    assert (article.date.isoformat() if article.date else None) == page["date"]
    assert article.source == page["source"]
    assert len(article.paragraphs) == page["paragraphs"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_of_the_corpus_is_read_whole(path: Path) -> None:
    article = _read(path)
    assert len(article.title.split()) >= 4
    assert article.source
    assert len(article.paragraphs) >= 2
    assert (article.date is None) == (path.stem == "arabic-language-day")
    printed = path.read_text(encoding="utf-8-sig")
    assert all(line in printed for line in article.body.split("\n"))


CNN = DATA / "html" / "cnnarabic_2013_syria.html"


@pytest.mark.skipif(not CNN.exists(), reason=f"{CNN.name} is not beside the project")
def test_a_real_web_page_has_its_title_its_paragraphs_and_its_day() -> None:
    article = _read(CNN)
    text = CNN.with_suffix(".expected.txt").read_text(encoding="utf-8")
    assert (
        article.title == json.loads(CNN.with_suffix(".expected.json").read_text("utf-8"))["title"]
    )
    assert article.body.split("\n") == list(filter(None, text.split("\n")))
    assert (article.date, article.source) == (date(2013, 8, 3), "CNNArabic")
