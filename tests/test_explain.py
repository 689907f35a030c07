"""Why an article is found: through the facade, over corpus/."""

import pytest

from searchkit import Archive, ArticleNotFound, QueryError
from searchkit.query import form_name
from searchkit.query.fields import VIEWS

QUERIES = [
    "السفينة",
    "السفينة قناة السويس زنجبيل",
    '"قناة السويس"^2 سفي*',
    "سفيتة~ after:2020",
    "title:(السويس OR زنجبيل) -بترول",
    '="قناة السويس" الملاحة المصدر:المدار',
    "المغرب ميناء طنجة",
    "event_date:2021 القناة",
    "مصدر:*",
]


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_parts_of_a_score_add_up_to_that_of_the_hit(corpus: Archive, query: str) -> None:
    result = corpus.search(query, limit=100)
    assert result.hits
    for rank, hit in enumerate(result.hits, start=1):
        why = corpus.explain(query, hit.id)
        assert (why.rank, why.total) == (rank, result.total)
        assert why.score == pytest.approx(hit.score)
        assert sum(each.score for each in why.reasons) == pytest.approx(hit.score, abs=1e-4)
        assert (why.parsed, why.notes) == (result.parsed, result.notes)


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_words_are_those_printed_at_the_spans(corpus: Archive, query: str) -> None:
    for hit in corpus.search(query, limit=100).hits:
        article = corpus.show(hit.id)
        for reason in corpus.explain(query, hit.id).reasons:
            start, end = reason.span
            assert reason.query == query[start:end]
            text = {"title": article.title, "body": article.body}.get(reason.field or "")
            if text is not None:
                printed = [text[first:last] for first, last in reason.spans]
                assert reason.words == tuple(dict.fromkeys(printed))
                assert reason.words


def test_forms_of_a_word_are_listed_as_printed(corpus: Archive) -> None:
    why = corpus.explain("السفينة", "7329a38ebfd9")
    words = {(each.field, each.form): each.words for each in why.reasons}
    assert words["body", "stem"] == ("سفينة", "السفينة")
    assert words["body", "exact"] == ("السفينة",)
    assert why.reasons[0].explained.ar == "«السفينة» في العنوان بأي صيغة: السفينة"


def test_what_is_not_in_the_article_is_missing(corpus: Archive) -> None:
    why = corpus.explain("السفينة قناة زنجبيل", "7329a38ebfd9")
    assert why.score
    assert why.missing == ("زنجبيل",)


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        pytest.param("السفينة -قناة", ("-قناة",), id="excluded"),
        pytest.param("السفينة after:2022", ("2022",), id="day"),
        pytest.param("السفينة +زنجبيل", ("زنجبيل",), id="required"),
    ],
)
def test_of_what_is_no_hit_the_reason_is_named(
    corpus: Archive, query: str, missing: tuple[str, ...]
) -> None:
    why = corpus.explain(query, "7329a38ebfd9")
    assert (why.rank, why.score, why.missing) == (None, None, missing)
    assert {each.score for each in why.reasons} == {0.0}


def test_conditions_add_nothing_and_say_what_they_are_met_by(corpus: Archive) -> None:
    why = corpus.explain("السفينة المصدر:المدار since:2021", "7329a38ebfd9")
    conditions = [(each.field, each.words, each.score) for each in why.reasons if not each.form]
    assert conditions == [("source", ("المدار",), 0.0), ("date", ("2021-03-29",), 0.0)]


def test_the_reading_is_that_of_the_search(corpus: Archive) -> None:
    query = "السفينة زنجبيل"  # no article has both
    assert [note.code for note in corpus.explain(query, "7329a38ebfd9").notes] == ["any-word"]


def test_an_unknown_id_is_told(corpus: Archive) -> None:
    with pytest.raises(ArticleNotFound):
        corpus.explain("السفينة", "w-0")


def test_an_empty_query_is_an_error(corpus: Archive) -> None:
    with pytest.raises(QueryError):
        corpus.explain("  ", "7329a38ebfd9")


@pytest.mark.parametrize("form", {view.form for views in VIEWS.values() for view in views})
def test_every_form_of_a_view_has_a_name_in_both_languages(form: str) -> None:
    name = form_name(form)
    assert name.ar != name.en
