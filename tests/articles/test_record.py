"""Which key of a record is which field, and what its value becomes."""

import datetime as dt
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.articles import Article, BadRecord, Place
from searchkit.articles.record import TITLE_LENGTH, article

HERE = Place("a.jsonl", 7)

KEYS = [
    ("id", "articleId", "7"),
    ("id", "GUID", "7"),
    ("id", "المعرف", "7"),
    ("title", "Headline", "خبر"),
    ("title", "العنوان", "خبر"),
    ("title", "عُنوان", "خبر"),
    ("body", "content", "نص"),
    ("body", "article_body", "نص"),
    ("body", "النص", "نص"),
    ("body", "المحتوى", "نص"),
    ("source", "publisher", "تاس"),
    ("source", "المصدر", "تاس"),
    ("source", "الصحيفة", "تاس"),
    ("source", "وكالة", "تاس"),
    ("author", "byline", "سلمى"),
    ("author", "الكاتب", "سلمى"),
    ("author", "بقلم", "سلمى"),
    ("section", "Category", "رياضة"),
    ("section", "القسم", "رياضة"),
    ("url", "link", "https://example.org/1"),
    ("url", "canonical-url", "https://example.org/1"),
    ("url", "الرابط", "https://example.org/1"),
    ("lang", "language", "ar"),
    ("lang", "اللغة", "ar"),
]
DATE_KEYS = (
    *("date", "Published", "published_at", "publication date", "datePublished", "pubDate"),
    *("التاريخ", "تاريخ_النشر", "تاريخ النشر", "النشر"),
)


def _made(record: Mapping[str, object]) -> Article:
    made = article({"title": "خبر", **record}, HERE)
    assert isinstance(made, Article)
    return made


def _ascii(value: object) -> str:
    return ascii(value)


@pytest.mark.parametrize(("field", "key", "value"), KEYS, ids=_ascii)
def test_a_key_fills_its_field(field: str, key: str, value: str) -> None:
    made = article({"id": "1"} | {"title": "خبر"} | {key: value}, HERE)
    if field in {"id", "title"}:
        made = article({"body": "نص."} | {key: value}, HERE)
    assert isinstance(made, Article)
    assert getattr(made, field) == value
    assert made.extra == {}


@pytest.mark.parametrize("key", DATE_KEYS, ids=_ascii)
def test_a_key_fills_the_date(key: str) -> None:
    assert _made({key: "2022-05-30"}).date == dt.date(2022, 5, 30)


@pytest.mark.parametrize("key", ["tags", "Keywords", "الوسوم", "الكلمات_المفتاحية"], ids=_ascii)
def test_a_key_fills_the_tags(key: str) -> None:
    assert _made({key: ["نفط", "غاز"]}).tags == ("نفط", "غاز")


@pytest.mark.parametrize("keys", [("guid", "id"), ("id", "guid")])
def test_the_best_key_wins_and_the_other_is_kept(keys: tuple[str, str]) -> None:
    made = _made({key: f"from {key}" for key in keys})
    assert made.id == "from id"
    assert made.extra == {"guid": "from guid"}


def test_unknown_keys_are_kept_as_they_are() -> None:
    assert _made({"Views": 7, "معرض": ["x"]}).extra == {"Views": 7, "معرض": ["x"]}


@pytest.mark.parametrize("empty", ["", None, [], "  ", {}, False])
def test_an_empty_value_leaves_the_field_to_the_next_key(empty: object) -> None:
    made = article({"title": empty, "headline": "خبر"}, HERE)
    assert isinstance(made, Article)
    assert made.title == "خبر"


def test_a_missing_title_is_the_first_sentence() -> None:
    made = article({"body": "وقع الخبر أمس. ثم مضى."}, HERE)
    assert isinstance(made, Article)
    assert made.title == "وقع الخبر أمس."
    assert made.body == "وقع الخبر أمس. ثم مضى."


@pytest.mark.parametrize(
    "body", [pytest.param("كلمة " * 90, id="words"), pytest.param("ك" * 400, id="one long word")]
)
def test_a_long_first_sentence_is_cut(body: str) -> None:
    made = article({"body": body}, HERE)
    assert isinstance(made, Article)
    start, space, dots = made.title.rpartition(" ")
    assert (space, dots) == (" ", "…")
    assert start
    assert body.startswith(start)
    assert len(start) <= TITLE_LENGTH


def test_a_summary_stands_for_a_missing_body() -> None:
    assert _made({"summary": "موجز."}).body == "موجز."


@pytest.mark.parametrize("record", [{}, {"source": "تاس"}, {"title": " ", "body": "\n"}])
def test_without_title_and_text_there_is_no_article(record: dict[str, object]) -> None:
    assert article(record, HERE) == BadRecord(HERE, "neither a title nor a text")


def test_a_missing_date_is_allowed() -> None:
    made = _made({})
    assert made.date is None
    assert "date" not in made.extra


@pytest.mark.parametrize("value", ["قريبًا", "2022-13-45", ["x"], 7.5], ids=_ascii)
def test_an_unreadable_date_is_kept(value: object) -> None:
    made = _made({"published": value})
    assert made.date is None
    assert made.extra == {"date": value}


@pytest.mark.parametrize(
    ("value", "day", "precision"),
    [
        pytest.param("2022-05", dt.date(2022, 5, 1), "month", id="month"),
        pytest.param("2022", dt.date(2022, 1, 1), "year", id="year"),
        pytest.param(2022, dt.date(2022, 1, 1), "year", id="number"),
        pytest.param("٣٠ مايو ٢٠٢٢", dt.date(2022, 5, 30), "day", id="arabic"),
        pytest.param("30/5/2022", dt.date(2022, 5, 30), "day", id="day first"),
        pytest.param("2022-05-30T14:05:00+03:00", dt.date(2022, 5, 30), "day", id="time"),
    ],
)
def test_a_date_says_how_precise_it_is(value: object, day: dt.date, precision: str) -> None:
    made = _made({"date": value})
    assert (made.date, made.precision) == (day, precision)


def test_the_id_is_the_own_one_then_the_url() -> None:
    url = "https://example.org/1"
    assert _made({"id": 12, "url": url}).id == "12"
    assert _made({"url": url}).id == url


def test_an_id_made_of_what_an_article_says_is_stable() -> None:
    made = _made({"source": "تاس", "date": "2022-05-30", "body": "نص."})
    assert made.id == _made({"source": "تاس", "date": "30/5/2022", "body": " نص. "}).id
    assert made.id != _made({"source": "تاس", "date": "2022-05-30", "body": "غيره."}).id
    assert made.id != _made({"source": "تاس", "date": "2022-05-31", "body": "نص."}).id
    assert made.id != _made({"source": "واس", "date": "2022-05-30", "body": "نص."}).id


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(["نفط", "أسعار الغاز"], id="list"),
        pytest.param("نفط، أسعار الغاز", id="arabic comma"),
        pytest.param("نفط,أسعار الغاز,", id="comma"),
        pytest.param("نفط | أسعار الغاز", id="bar"),
        pytest.param(["نفط؛أسعار الغاز"], id="list of one string"),
        pytest.param([{"name": "نفط"}, {"name": "أسعار الغاز"}], id="structured"),
    ],
)
def test_tags_come_as_a_list_or_as_one_string(value: object) -> None:
    assert _made({"tags": value}).tags == ("نفط", "أسعار الغاز")


def test_numbers_and_structures_become_text() -> None:
    made = _made({"title": 2022, "author": {"name": "سلمى"}, "section": 7})
    assert (made.title, made.author, made.section) == ("2022", "سلمى", "7")


def test_the_body_is_one_line_a_paragraph() -> None:
    body = ["أولى.\n\n  ثانية. ", "", "ثالثة.\u2028رابعة."]
    assert _made({"body": body}).body == "أولى.\nثانية.\nثالثة.\nرابعة."


TEXTS = st.text(max_size=9)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXTS, values, max_size=3),
    max_leaves=3,
)
PLACES = st.builds(
    Place,
    st.text(st.characters(exclude_categories=["Cs"])).map(lambda name: f"{name}.jsonl"),
    st.none() | st.integers(min_value=1),
)
ARTICLES = st.builds(
    Article,
    id=TEXTS,
    title=TEXTS,
    body=TEXTS,
    place=PLACES,
    date=st.none() | st.dates(),
    precision=st.sampled_from(["day", "month", "year"]),
    source=st.none() | TEXTS,
    author=st.none() | TEXTS,
    section=st.none() | TEXTS,
    tags=st.lists(TEXTS, max_size=3).map(tuple),
    url=st.none() | TEXTS,
    lang=st.none() | TEXTS,
    subheads=st.lists(st.integers(min_value=0), max_size=3).map(tuple),
    extra=st.dictionaries(TEXTS, JSON, max_size=3),
)


@given(ARTICLES)
def test_an_article_survives_json(made: Article) -> None:
    assert Article.from_dict(json.loads(json.dumps(made.to_dict()))) == made


@given(st.dictionaries(st.sampled_from([key for _, key, _ in KEYS] + [*DATE_KEYS, "tags"]), JSON))
def test_any_record_is_an_article_or_says_why_not(record: dict[str, object]) -> None:
    made = article(record, HERE)
    if isinstance(made, Article):
        assert made.id
        assert made.title.strip()
        assert "\n" not in made.title
        assert Article.from_dict(json.loads(json.dumps(made.to_dict()))) == made
