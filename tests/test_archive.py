"""The facade on real articles: what is found, in which order, marked at which words."""

import datetime as dt
import json
from itertools import chain
from pathlib import Path

import pytest

from searchkit import Archive, ArchiveNotFound, ArticleNotFound, IndexNotFound, QueryError
from searchkit.hits import FORMAT_VERSION, Hit

EVERYWHERE = "في"  # a word of every article of the corpus
ISO = dt.date.fromisoformat


def titles(archive: Archive, query: str, *, sort: str = "relevance") -> list[str]:
    return [hit.title for hit in archive.search(query, limit=100, sort=sort).hits]


def days(archive: Archive, query: str) -> list[dt.date | None]:
    return [hit.date for hit in archive.search(query, limit=100).hits]


def assert_marks_are_as_published(archive: Archive, hit: Hit) -> None:
    article = archive.show(hit.id)
    assert hit.title == article.title
    for snippet in hit.snippets:
        assert article.body[snippet.start :].startswith(snippet.text)
        for start, end in snippet.spans:
            printed = article.body[snippet.start + start : snippet.start + end]
            assert printed == snippet.text[start:end] != ""
            assert printed == printed.strip()


SEED_SEARCHES = [
    pytest.param("يكاترينبورغ", set(), {"يكاترينبورغ"}, id="name"),
    pytest.param("بيكاترينبورغ", set(), {"يكاترينبورغ"}, id="name with a clitic"),
    pytest.param("والتعاون", {"التعاون"}, {"التعاون"}, id="word with clitics"),
    pytest.param("للصناعة الدولي", set(), {"الصناعي", "الدولي"}, id="two words"),
    pytest.param('"الحكومة الروسية"', set(), {"الحكومة الروسية"}, id="phrase"),
    pytest.param(
        "العقوبات after:2022-05-01 before:2022-07", {"العقوبات"}, {"العقوبات"}, id="word and dates"
    ),
    pytest.param("source:تاس", set(), set(), id="source"),
]


@pytest.mark.parametrize(("query", "in_title", "in_text"), SEED_SEARCHES)
def test_the_seed_article_is_found_and_marked(
    seed: Archive, query: str, in_title: set[str], in_text: set[str]
) -> None:
    [hit] = seed.search(query).hits

    assert {hit.title[start:end] for start, end in hit.title_spans} == in_title
    marked = {s.text[start:end] for s in hit.snippets for start, end in s.spans}
    assert marked == in_text
    assert_marks_are_as_published(seed, hit)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("التعاون date:2021", id="another year"),
        pytest.param("العقوبات after:2022-06", id="later"),
        pytest.param("العقوبات -روسيا", id="excluded word"),
        pytest.param("source:رويترز", id="another source"),
        pytest.param('"الروسية الحكومة"', id="phrase the other way round"),
    ],
)
def test_the_seed_article_is_not_found(seed: Archive, query: str) -> None:
    result = seed.search(query)
    assert (result.total, result.hits, result.notes) == (0, (), ())


def test_the_seed_article_is_read_whole(seed: Archive) -> None:
    [hit] = seed.search("ميشوستين").hits
    article = seed.show(hit.id)
    assert article.title.startswith("ميشوستين: التعاون بين روسيا وكازاخستان")
    assert (article.date, article.source) == (dt.date(2022, 5, 30), "تاس")
    assert article.extra["photo"] == "مجلس الاتحاد الروسي"
    assert (len(article.subheads), len(article.paragraphs)) == (2, 13)


@pytest.mark.parametrize(
    "query", [EVERYWHERE, "المغرب", '"قناة السويس"', "الكسكس", "UNESCO", "2021"], ids=ascii
)
def test_marks_and_snippets_are_as_published(corpus: Archive, query: str) -> None:
    hits = corpus.search(query, limit=100, snippets=3).hits
    assert hits
    for hit in hits:
        assert_marks_are_as_published(corpus, hit)
        assert hit.title_spans or any(snippet.spans for snippet in hit.snippets)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_at_most_so_many_snippets(corpus: Archive, count: int) -> None:
    hits = corpus.search("المغرب", snippets=count).hits
    assert max(len(hit.snippets) for hit in hits) <= count


def test_vowels_and_tatweel_do_not_hide_a_word(corpus: Archive) -> None:
    [couscous] = corpus.search("الكسكس").hits
    marked = {s.text[start:end] for s in couscous.snippets for start, end in s.spans}
    assert "الكُسْكُس" in marked
    assert "الريـــاض تفوز باستضافة إكسبو 2030" in titles(corpus, "الرياض")


def test_the_title_decides_what_comes_first(corpus: Archive) -> None:
    found = corpus.search("المغرب", limit=100)
    in_title = [bool(hit.title_spans) for hit in found.hits]
    assert in_title == sorted(in_title, reverse=True)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("sort", "reverse"), [("newest", True), ("oldest", False)])
def test_orders_by_day_put_the_undated_last(corpus: Archive, sort: str, *, reverse: bool) -> None:
    found = [hit.date for hit in corpus.search(EVERYWHERE, limit=100, sort=sort).hits]
    dated = [day for day in found if day]
    assert found == [*sorted(dated, reverse=reverse), None]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_make_up_the_whole_list(corpus: Archive, sort: str) -> None:
    whole = corpus.search(EVERYWHERE, limit=1000, sort=sort)
    pages = [
        corpus.search(EVERYWHERE, limit=10, offset=offset, sort=sort)
        for offset in range(0, whole.total, 10)
    ]
    assert tuple(chain.from_iterable(page.hits for page in pages)) == whole.hits
    assert {page.total for page in pages} == {whole.total} == {len(whole.hits)}


@pytest.mark.parametrize(("limit", "shown"), [(0, 0), (1, 1), (10, 6)])
def test_the_total_does_not_depend_on_the_limit(corpus: Archive, limit: int, shown: int) -> None:
    result = corpus.search("date:2021", limit=limit)
    assert (result.total, len(result.hits)) == (6, shown)


DATE_FILTERS = [
    pytest.param("date:2021", "2021-01-01", "2021-12-31", id="date"),
    pytest.param("after:2021", "2022-01-01", "9999-12-31", id="after excludes the year"),
    pytest.param("since:2021", "2021-01-01", "9999-12-31", id="since includes it"),
    pytest.param("before:2021", "0001-01-01", "2020-12-31", id="before"),
    pytest.param("until:2021", "0001-01-01", "2021-12-31", id="until"),
    pytest.param("date:2021-03-29", "2021-03-29", "2021-03-29", id="one day"),
    pytest.param("date:2015..2016", "2015-01-01", "2016-12-31", id="range"),
    pytest.param("after:2021-03-29 before:2021-12", "2021-03-30", "2021-11-30", id="two ends"),
    pytest.param("التاريخ:2021", "2021-01-01", "2021-12-31", id="date in Arabic"),
    pytest.param("بعد:٢٠٢١", "2022-01-01", "9999-12-31", id="after in Arabic"),
    pytest.param("منذ:2021", "2021-01-01", "9999-12-31", id="since in Arabic"),
    pytest.param("قبل:2021", "0001-01-01", "2020-12-31", id="before in Arabic"),
    pytest.param("حتى:2021", "0001-01-01", "2021-12-31", id="until in Arabic"),
    pytest.param("before:9999-12-31", "0001-01-01", "9999-12-30", id="before the last day"),
    pytest.param("after:0001-01-01", "0001-01-02", "9999-12-31", id="after the first day"),
]


@pytest.mark.parametrize(("query", "first", "last"), DATE_FILTERS)
def test_filters_by_day(corpus: Archive, query: str, first: str, last: str) -> None:
    everything = [day for day in days(corpus, EVERYWHERE) if day]
    expected = [day for day in everything if ISO(first) <= day <= ISO(last)]
    found = days(corpus, query)
    assert expected
    assert sorted(day for day in found if day) == sorted(expected)
    assert None not in found


@pytest.mark.parametrize("query", ["after:9999-12-31", "before:0001-01-01"])
def test_beyond_the_calendar_there_is_nothing(corpus: Archive, query: str) -> None:
    assert corpus.search(query).total == 0


FIELD_FILTERS = [
    pytest.param("title:المغرب", "title", 3, id="title"),
    pytest.param("العنوان:المغرب", "title", 3, id="title in Arabic"),
    pytest.param('source:"نشرة المدار"', "source", 5, id="source"),
    pytest.param("المصدر:المدار", "source", 5, id="source in Arabic"),
    pytest.param("author:عاشور", "author", 3, id="author"),
    pytest.param("الكاتب:«ليلى بن عاشور»", "author", 3, id="author in Arabic"),
    pytest.param("section:علوم", "section", 2, id="section"),
    pytest.param("القسم:علوم", "section", 2, id="section in Arabic"),
    pytest.param("id:w-2019-0001", "id", 1, id="id"),
]


@pytest.mark.parametrize(("query", "field", "count"), FIELD_FILTERS)
def test_filters_by_field(corpus: Archive, query: str, field: str, count: int) -> None:
    result = corpus.search(query)
    value = query.partition(":")[2].strip('"«»')
    assert result.total == count
    assert result.notes == ()
    assert all(value in getattr(hit, field) for hit in result.hits)


@pytest.mark.parametrize("filter_", ["since:1900", 'source:"دفتر الأخبار"'], ids=ascii)
def test_a_filter_adds_nothing_to_the_score(corpus: Archive, filter_: str) -> None:
    plain = {hit.id: hit.score for hit in corpus.search("العالم", limit=100).hits}
    filtered = {hit.id: hit.score for hit in corpus.search(f"العالم {filter_}", limit=100).hits}
    assert filtered
    assert filtered == pytest.approx({id_: plain[id_] for id_ in filtered})


def test_hits_by_day_have_no_score(corpus: Archive) -> None:
    hits = corpus.search("المغرب", sort="newest").hits
    assert {hit.score for hit in hits} == {0}


def test_a_phrase_is_narrower_than_its_words(corpus: Archive) -> None:
    phrase = titles(corpus, '"صندوق الخسائر والأضرار"')
    words = titles(corpus, "صندوق الخسائر والأضرار")
    assert any("دبي" in title for title in phrase)
    assert set(phrase) < set(words)


def test_exclusion_takes_away(corpus: Archive) -> None:
    every, some = set(titles(corpus, "مسبار")), set(titles(corpus, "مسبار -الأمل"))
    assert some < every
    assert set(titles(corpus, "مسبار NOT الأمل")) == some
    assert len(titles(corpus, f"-مسبار {EVERYWHERE}")) == corpus.search(EVERYWHERE).total - len(
        every
    )


@pytest.mark.parametrize("joint", ["OR", "|", "أو"], ids=ascii)
def test_or_adds_up(corpus: Archive, joint: str) -> None:
    both = set(titles(corpus, f"نيبال {joint} الكسكس"))
    assert both == set(titles(corpus, "نيبال")) | set(titles(corpus, "الكسكس"))
    assert len(both) == 2


def test_some_of_the_words_will_do_if_nothing_has_all(corpus: Archive) -> None:
    result = corpus.search("زلزال طيران سفينة", limit=100)
    assert set(titles(corpus, "زلزال")) <= {hit.title for hit in result.hits}
    [remark] = result.notes
    assert (remark.code, remark.level) == ("any-word", "info")
    assert result.query[slice(*remark.span)] == result.query


def test_filters_hold_when_words_do_not(corpus: Archive) -> None:
    result = corpus.search("زلزال طيران سفينة date:2021 -بيروت", limit=100)
    assert [note.code for note in result.notes] == ["any-word"]
    assert {hit.date.year for hit in result.hits if hit.date} == {2021}


def test_show_gives_the_article_of_an_id(corpus: Archive) -> None:
    article = corpus.show("w-2019-0001")
    assert article.title == "افتتاح «طنجة المتوسط 2»: المغرب يوسّع أكبر موانئه"
    assert str(article.place) == "corpus/wire.jsonl:1"
    assert article.tags[0] == "موانئ"


@pytest.mark.parametrize("missing", ["w-0", "", "W-2019-0001", "w-2019-0001 ", "*"])
def test_an_unknown_id_is_not_found(corpus: Archive, missing: str) -> None:
    with pytest.raises(ArticleNotFound) as caught:
        corpus.show(missing)
    assert (caught.value.article_id, caught.value.exit_status) == (missing, 1)


@pytest.mark.parametrize("query", ["", "  \n", "«»", "-", "()", "…"], ids=ascii)
def test_a_query_without_words_is_an_error(corpus: Archive, query: str) -> None:
    with pytest.raises(QueryError):
        corpus.search(query)


HIT_KEYS = {
    *("id", "title", "date", "source", "author", "section", "url", "score", "place"),
    *("title_spans", "snippets"),
}


def test_a_result_as_json(corpus: Archive) -> None:
    result = corpus.search("المغرب colour:أحمر OR المغرب", limit=3)
    values = json.loads(json.dumps(result.to_dict()))
    assert values["format_version"] == FORMAT_VERSION == 1
    assert {"query", "parsed", "notes", "total", "took_ms", "hits"} <= values.keys()
    assert {"level", "code", "span", "ar", "en"} == values["notes"][0].keys()
    for values_, hit in zip(values["hits"], result.hits, strict=True):
        assert values_.keys() >= HIT_KEYS
        assert ISO(values_["date"]) == hit.date
        assert values_["title_spans"] == [list(span) for span in hit.title_spans]
        for snippet in values_["snippets"]:
            assert snippet.keys() == {"text", "spans", "start"}


def test_status_states_the_facts(corpus: Archive) -> None:
    status = corpus.status()
    assert status["articles"] == corpus.search(EVERYWHERE).total
    assert (status["first"], status["undated"], status["reprints"]) == ("2013-02-16", 1, 0)
    assert json.loads(json.dumps(status)) == status


def test_a_missing_path_is_named_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(ArchiveNotFound, match="nowhere"):
        Archive.build([tmp_path / "nowhere"], tmp_path / "index")
    with pytest.raises(IndexNotFound):
        Archive.open(tmp_path / "index")
