"""TREC and SGML collections."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from searchkit.articles import Article, encoding, load

One: TypeAlias = Callable[..., Article]
Told: TypeAlias = Callable[..., list[tuple[int | None, str]]]

TREC = Path(__file__).parents[3] / "shared" / "data" / "ingest" / "trec"
DOC = """<DOC>
<DOCNO>AA-sport-1-20180304</DOCNO>
<URL>https://example.org/?a=1&b=2</URL>
<SRC>بريد الضاد</SRC>
<CAT>رياضة</CAT>
<TITLE>خبر &quot;الأمس&quot; < اليوم</TITLE>
<TIME>2017-02-08T999999</TIME>
<AUTHOR></AUTHOR>
<ABSTRACT>

</ABSTRACT>
<TEXT>
<P>وقع
الخبر.</P>
وانتهى.
</TEXT>
</DOC>
"""
GIGAWORD = """<DOC id="AAA_ARB_20000715.0001" type="story" >
<HEADLINE>
خبر
</HEADLINE>
<DATELINE>
القاهرة 15-7
</DATELINE>
<TEXT>
<P>
وقع.
</P>
</TEXT>
</DOC>
"""


@pytest.mark.parametrize("name", ["a.txt", "a.sgml", "a"])
def test_the_tags_are_the_fields(one: One, name: str) -> None:
    article = one(DOC, name)
    assert article.id == "AA-sport-1-20180304"
    assert article.title == 'خبر "الأمس" < اليوم'
    assert article.body == "وقع\nالخبر.\nوانتهى."
    assert article.url == "https://example.org/?a=1&b=2"
    assert (article.source, article.section, article.author) == ("بريد الضاد", "رياضة", None)
    assert article.date == date(2017, 2, 8)


@pytest.mark.parametrize("time", ["", " ", "<TIME></TIME>"])
def test_a_missing_date_is_read_from_the_name(one: One, time: str) -> None:
    doc = DOC.replace("<TIME>2017-02-08T999999</TIME>", time)
    assert one(doc, "a.txt").date == date(2018, 3, 4)


def test_attributes_of_the_tag_are_fields(one: One) -> None:
    article = one(GIGAWORD, "a.txt")
    assert (article.id, article.title) == ("AAA_ARB_20000715.0001", "خبر")
    assert (article.date, article.extra["type"]) == (date(2000, 7, 15), "story")


def test_many_stand_in_one_file_with_or_without_a_tag_around_them(told: Told) -> None:
    assert told(GIGAWORD * 3, "a.txt") == [(1, "خبر"), (14, "خبر"), (27, "خبر")]
    assert told(f"<DOCS>\n{GIGAWORD * 2}</DOCS>\n", "a.txt") == [(2, "خبر"), (15, "خبر")]


def test_one_without_end_is_named_and_the_next_read(told: Told) -> None:
    cut = "<DOC>\n<DOCNO>1</DOCNO>\n"
    reason = "a <DOC> without </DOC>, or of more than 16 MB"
    assert told(cut + GIGAWORD + cut, "a.txt") == [(1, reason), (3, "خبر"), (16, reason)]


def test_one_in_another_encoding_is_named_and_the_next_read(told: Told) -> None:
    data = [GIGAWORD.encode()] * 3
    data[1] = GIGAWORD.encode("cp1256")
    (_, first), (line, reason), (_, last) = told(b"".join(data), "a.txt")
    assert (first, line, last) == ("خبر", 14, "خبر")
    assert reason.startswith("not UTF-8 at byte ")


def test_a_tag_that_is_not_closed_reaches_to_the_end(one: One) -> None:
    assert one("<DOC>\n<TITLE>خبر</TITLE>\n<TEXT>وقع.\n</DOC>", "a").body == "وقع."


def test_one_beyond_the_limit_is_named(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "LONGEST", 1000)
    long = GIGAWORD.replace("وقع.", "وقع " * 1000)
    (_, first), (_, reason), (_, last) = told(GIGAWORD + long + GIGAWORD, "a")
    assert (first, last) == ("خبر", "خبر")
    assert reason.startswith("a <DOC> without </DOC>, or of more")


@pytest.mark.skipif(not TREC.exists(), reason="ingest/trec is not beside the project")
def test_original_collections_are_read_whole() -> None:
    found = list(load([TREC]))
    assert len(found) == 73
    for article in found:
        assert isinstance(article, Article), article
        assert all((article.title, article.body, article.date, article.source, article.url))
        assert article.id == Path(article.place.path).stem
