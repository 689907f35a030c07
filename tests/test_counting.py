"""Facets, timelines, completions, similar articles, export: through the facade, over corpus/."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from searchkit import Archive, Article, ArticleNotFound
from searchkit.archive import FACETS, UNITS
from searchkit.query import KINDS

Make = Callable[..., Archive]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Build an archive of some records and open it."""

    def built(*records: dict[str, object]) -> Archive:
        path = tmp_path / "news.jsonl"
        lines = (json.dumps({"title": "خبر", "id": str(n)} | r) for n, r in enumerate(records))
        path.write_text("\n".join(lines), encoding="utf-8")
        Archive.build([path], tmp_path / "index")
        return Archive.open(tmp_path / "index")

    return built


def every(corpus: Archive, query: str = "") -> list[Article]:
    return list(corpus.export(query))


@pytest.mark.parametrize("query", ["", "المغرب", "after:2020"])
def test_export_gives_what_search_counts(corpus: Archive, query: str) -> None:
    found = {article.id for article in every(corpus, query)}
    total = corpus.search(query, limit=0).total if query else corpus.status()["articles"]
    assert len(found) == total


def values(corpus: Archive, article: Article, by: str) -> list[str]:
    """What an article itself has in a field to count by."""
    if by in KINDS:
        return [name for kind, name in corpus.mentioned(article).entities if kind == by]
    if by in {"year", "month"}:
        length = {"year": 4, "month": 7}[by]
        return [article.date.isoformat()[:length]] if article.date else []
    return list(article.tags) if by == "tag" else list(filter(None, [getattr(article, by)]))


@pytest.mark.parametrize("by", FACETS)
def test_facets_are_counts_of_the_articles_themselves(corpus: Archive, by: str) -> None:
    articles = every(corpus, "في")
    counted = corpus.facets("في", by=by, limit=1000)
    assert {each.value: each.count for each in counted.values} == Counter(
        value for article in articles for value in values(corpus, article, by)
    )
    assert counted.without == sum(not values(corpus, article, by) for article in articles)
    assert counted.total == len(articles)


def test_facets_come_by_frequency_and_years_in_order(corpus: Archive) -> None:
    sources = [each.count for each in corpus.facets(by="source").values]
    years = [each.value for each in corpus.facets(by="year", limit=3).values]
    assert sources == sorted(sources, reverse=True)
    assert years == sorted(years)
    assert years[-1] == str(max(a.date.year for a in every(corpus) if a.date))


def test_an_unknown_facet_is_refused(corpus: Archive) -> None:
    with pytest.raises(ValueError, match="by is one of"):
        corpus.facets(by="colour")


@pytest.mark.parametrize("unit", UNITS)
def test_a_timeline_has_every_dated_hit_once_and_no_holes(corpus: Archive, unit: str) -> None:
    articles = every(corpus, "في")
    counted = corpus.timeline("في", unit=unit)
    assert sum(point.count for point in counted.points) == sum(a.date is not None for a in articles)
    assert counted.undated == sum(a.date is None for a in articles)
    for before, point in zip(counted.points, counted.points[1:], strict=False):
        assert before.last + dt.timedelta(days=1) == point.first
    for point in counted.points:
        assert point.count == sum(
            a.date is not None and point.first <= a.date <= point.last for a in articles
        )


def test_the_share_is_that_of_all_articles_of_the_time(make: Make) -> None:
    with make(
        {"date": "2022-05-01", "body": "نفط"},
        {"date": "2022-05-02", "body": "غاز"},
        {"date": "2022-06-02", "body": "نفط"},
    ) as archive:
        points = archive.timeline("نفط", unit="month").points
        assert [(point.count, point.share) for point in points] == [(1, 0.5), (1, 1.0)]


@pytest.mark.parametrize(
    ("last", "unit"),
    [
        ("2022-01-31", "day"),
        ("2022-02-01", "week"),
        ("2022-07-01", "week"),
        ("2022-07-02", "month"),
        ("2026-12-31", "month"),
        ("2030-01-01", "year"),
    ],
)
def test_the_time_that_hits_span_chooses_the_unit(make: Make, last: str, unit: str) -> None:
    with make({"date": "2022-01-01"}, {"date": last}) as archive:
        assert archive.timeline().unit == unit


@pytest.mark.parametrize("unit", UNITS)
def test_the_ends_of_the_calendar_can_be_counted(make: Make, unit: str) -> None:
    with make({"date": "9999-12-31"}, {"date": "9999-12-01"}) as archive:
        points = archive.timeline(unit=unit).points
    assert sum(point.count for point in points) == 2
    assert points[-1].last == dt.date.max


def test_a_timeline_of_undated_articles_is_empty(make: Make) -> None:
    with make({}, {}) as archive:
        assert (archive.timeline().points, archive.timeline().undated) == ((), 2)


def test_similar_articles_are_about_the_same(corpus: Archive) -> None:
    suez = corpus.search("title:السويس", limit=10).hits
    similar = corpus.like(suez[0].id, limit=2)
    assert suez[0].id not in {hit.id for hit in similar.hits}
    assert any("السويس" in hit.title for hit in similar.hits)


def test_an_article_like_no_other_has_none_similar(make: Make) -> None:
    with make({"body": "كسوف الشمس"}, {"title": "نفط", "body": "سعر البرميل"}) as archive:
        assert archive.like("0").total == 0


def test_nothing_is_similar_to_what_is_not_there(corpus: Archive) -> None:
    with pytest.raises(ArticleNotFound):
        corpus.like("nowhere")


def test_completions_are_words_of_the_archive_with_their_articles(make: Make) -> None:
    with make(
        {"title": "السعودية تعلن", "body": "سعر النفط"},
        {"title": "سعر الغاز", "body": "السعوديـــة"},
        {"title": "خبر", "body": "السعودية"},
    ) as archive:
        found = [(each.word, each.articles) for each in archive.suggest("سع")]
        assert found == [("السعودية", 3), ("سعر", 2)]
        assert [each.word for each in archive.suggest("الس")] == ["السعودية"]


def test_completions_have_the_usual_spelling(make: Make) -> None:
    with make({"title": "مدرسه"}, {"title": "مدرسة"}, {"title": "مَدرسة"}) as archive:
        assert [(each.word, each.articles) for each in archive.suggest("مدر")] == [("مدرسة", 3)]


@pytest.mark.parametrize("prefix", ["", " ", "\u0640", "ظظظ", "\ud800", "12.5"])
def test_what_begins_no_word_has_no_completions(corpus: Archive, prefix: str) -> None:
    assert corpus.suggest(prefix) == []


def test_deleted_articles_are_not_counted(make: Make, tmp_path: Path) -> None:
    make({"source": "تاس"}, {"source": "تاس"}, {"source": "تاس"}).close()
    (tmp_path / "news.jsonl").write_text('{"id": "0", "title": "خبر", "source": "تاس"}\n')
    Archive.update([tmp_path / "news.jsonl"], tmp_path / "index", prune=True, allow_shrink=True)
    with Archive.open(tmp_path / "index") as archive:
        assert [each.count for each in archive.facets(by="source").values] == [1]
        assert [each.articles for each in archive.suggest("خب")] == [1]


def test_entities_are_listed_with_what_they_are_called(corpus: Archive) -> None:
    listed = corpus.entities(kind="place", limit=1000)
    counts = {each.value: each.count for each in corpus.facets(by="place", limit=1000).values}
    assert {each.name: each.articles for each in listed} == counts
    assert [each.articles for each in listed] == sorted(counts.values(), reverse=True)
    egypt = next(each for each in listed if each.name == "مصر")
    assert "Egypt" in egypt.aliases


@pytest.mark.parametrize("prefix", ["مص", "المص", "Egy", "egypt"])
def test_entities_are_listed_by_the_beginning_of_any_name(corpus: Archive, prefix: str) -> None:
    assert "مصر" in [each.name for each in corpus.entities(prefix, limit=100)]


def test_no_entity_begins_with_what_is_no_word(corpus: Archive) -> None:
    assert corpus.entities("؟!") == []


def test_an_unknown_kind_of_entity_is_refused(corpus: Archive) -> None:
    with pytest.raises(ValueError, match="person, place, org, event"):
        corpus.entities(kind="company")


def test_names_are_completed_beside_words(corpus: Archive) -> None:
    completed = corpus.suggest("السوي", limit=9)
    names = [each.word for each in completed if each.kind]
    assert None in {each.kind for each in completed}
    assert names
    assert all(" السوي" in f" {name}" for name in names)
    assert len(completed) <= 9


def test_mentions_stand_where_they_are_said_to(corpus: Archive) -> None:
    article = corpus.show("w-2019-0001")
    found = corpus.mentioned(article)
    spans = found.entities["place", "إسبانيا"].body
    assert [article.body[start:end] for start, end in spans] == ["إسبانيا"]
    dates = {article.body[slice(*span)] for each in found.dates.values() for span in each.body}
    assert "أمس الجمعة 28 يونيو" in dates


def test_hits_have_the_entities_of_their_articles(corpus: Archive) -> None:
    for hit in corpus.search("place:مصر", limit=20).hits:
        named = corpus.mentioned(corpus.show(hit.id)).entities
        assert "مصر" in hit.entities["place"]
        assert {(kind, name) for kind, names in hit.entities.items() for name in names} == set(
            named
        )
