"""Records as other papers' databases, exports and interfaces have them."""

import datetime as dt
import json
from pathlib import Path

import pytest

from searchkit.articles import Article, BadRecord, Place, load
from searchkit.articles.keys import field_of
from searchkit.articles.record import LONGEST, article

TITLE = "وزارة الصحة تعلن خطة جديدة"
BODY = "أعلنت وزارة الصحة عن خطة لتطوير المستشفيات في جميع أنحاء البلاد."
DAY = dt.date(2021, 3, 15)

KEYS = {
    "id": "_id post_id news_id رقم_الخبر معرف_المقال",
    "title": "post_title title_ar newsTitle Article-Headline عنوان_الخبر العنوان_الرئيسي",
    "body": "Article_Text post_content content_ar body_text mainText نص_الخبر التفاصيل",
    "date": "Publish_Date post_date created_at pub_date تاريخ_الخبر التاريخ_الهجري datetime",
    "source": "Media_Source source_name siteName اسم_الصحيفة الجريدة",
    "author": "Author_Name post_author اسم_الكاتب المحرر",
    "section": "section_name category_name categories فئة_الخبر",
    "url": "web_url News_Link رابط_الخبر permalink",
}
NONE = "source_id author_id title_en image_url category_id post_name content_type عدد_القراء name"
FIELDS = [(key, field) for field, keys in KEYS.items() for key in keys.split()]

DATES = {
    "seconds": 1615766400,
    "seconds and more": 1615766400.5,
    "thousandths": 1615766400000,
    "text of seconds": "1615766400",
    "Microsoft": "/Date(1615766400000)/",
    "MongoDB": {"$date": "2021-03-15T08:00:00Z"},
    "MongoDB number": {"$date": {"$numberLong": "1615766400000"}},
    "zone after midnight": "2021-03-15T00:10:00+03:00",
    "zone before midnight": "2021-03-15T23:50:00-05:00",
    "mail": "Mon, 15 Mar 2021 23:30:00 -0500",
    "database": "2021-03-15 08:00:00.0",
    "compact": "20210315",
    "compact with time": "20210315T080000Z",
    "digits": "20210315080000",
    "dots": "15.03.2021",
    "American": "3/15/2021",
    "English": "Mar 15, 2021 10:00 AM",
    "stroke": "15-03-2021 | 10:22",
    "Hijri": "1442/8/2 هـ",
    "both calendars": "الإثنين 02 شعبان 1442هـ - 15 مارس 2021م",
    "words": "نشر في: الاثنين، 15 مارس 2021 10:22 م (بتوقيت القاهرة)",
    "digits of Arabic": "١٥ آذار/مارس ٢٠٢١ ، ١٠:٢٢",
}


def read(path: Path, text: str) -> list[Article | BadRecord]:
    path.write_text(text, encoding="utf-8")
    return list(load([path]))


def made(record: dict[str, object]) -> Article:
    one = article(record, Place("a"))
    assert isinstance(one, Article)
    return one


@pytest.mark.parametrize(("key", "field"), FIELDS, ids=[ascii(key) for key, _ in FIELDS])
def test_words_beside_a_key_do_not_change_it(key: str, field: str) -> None:
    assert field_of(key) == field
    assert field_of(key.replace("_", " ")) == field


@pytest.mark.parametrize("key", NONE.split(), ids=ascii)
def test_other_words_do(key: str) -> None:
    assert field_of(key) is None


def test_a_key_by_itself_is_better_than_one_with_words_beside_it() -> None:
    one = made({"news_title": "آخر", "headline": TITLE, "article_text": "غير", "text": BODY})
    assert (one.title, one.body) == (TITLE, BODY)
    assert one.extra == {"news_title": "آخر", "article_text": "غير"}


@pytest.mark.parametrize("value", DATES.values(), ids=DATES)
def test_a_date_is_read_as_programs_write_it(value: object) -> None:
    assert made({"title": TITLE, "date": value}).date == DAY


@pytest.mark.parametrize("value", [0, 7, "12:30", "من 1 مايو 2021 إلى 7 مايو 2021", "غدا"])
def test_what_is_no_date_is_kept_as_it_is(value: object) -> None:
    one = made({"title": TITLE, "date": value})
    assert one.date is None
    assert not value or one.extra["date"] == value


@pytest.mark.parametrize(
    "record",
    [
        {"title": {"rendered": TITLE}, "content": {"rendered": f"<p>{BODY}</p>"}},
        {"headline": {"main": TITLE, "kicker": "صحة"}, "body": {"value": BODY, "format": "x"}},
        {"id": 7, "attributes": {"title": TITLE, "body": BODY}},
        {"_index": "news", "_source": {"title": TITLE, "text": [BODY]}},
        {"Title": {"ar": TITLE}, "Content": f"{BODY}<br/>"},
    ],
    ids=["WordPress", "paper", "JSON:API", "Elasticsearch", "languages"],
)
def test_what_is_wrapped_is_found(tmp_path: Path, record: dict[str, object]) -> None:
    for text in (json.dumps(record), json.dumps({"data": {"items": [record, record]}})):
        for one in read(tmp_path / "a.json", text):
            assert isinstance(one, Article)
            assert (one.title, one.body) == (TITLE, BODY)


def test_authors_are_told_apart() -> None:
    assert (
        made({"title": TITLE, "authors": [{"name": "سامي"}, {"name": "هدى"}]}).author == "سامي، هدى"
    )


@pytest.mark.parametrize("account", [3, "3", "f47ac10b-58cc-4372-a567-0e02b2c3d479"])
def test_the_number_of_an_account_is_no_author(account: object) -> None:
    one = made({"title": TITLE, "author": account})
    assert (one.author, one.extra) == (None, {"author": account})


def test_a_text_loses_its_markup() -> None:
    body = (
        '<p>وقع&nbsp;<a href="x">أمس</a></p>[caption id="1"]صورة[/caption]<p>ثم انتهى &amp; مضى</p>'
    )
    assert made({"title": "س &quot;ص&quot;", "body": body}).paragraphs == (
        "وقع\xa0أمس",
        "صورة",
        "ثم انتهى & مضى",
    )
    assert made({"title": "س < ص > ع", "body": "AT&T"}).body == "AT&T"


@pytest.mark.parametrize(
    "told", [{"post_type": "revision"}, {"post_type": "attachment"}, {"post_status": "draft"}]
)
def test_what_wordpress_keeps_beside_articles_is_none(told: dict[str, object]) -> None:
    one = article({"post_title": TITLE, "post_content": BODY, **told}, Place("a"))
    assert isinstance(one, BadRecord)
    assert one.reason.startswith("no article: post_")


@pytest.mark.parametrize("told", [["revision"], {}, 7, "story", None], ids=str)
def test_what_a_record_is_need_not_be_said_as_wordpress_says_it(told: object) -> None:
    assert made({"title": TITLE, "post_type": told}).title == TITLE


def test_an_export_of_wordpress_gives_its_posts(tmp_path: Path) -> None:
    item = (
        "<item><title>{title}</title><pubDate>Sun, 14 Mar 2021 22:00:00 +0000</pubDate>"
        "<content:encoded><![CDATA[<!-- wp:paragraph --><p>{body}</p>]]></content:encoded>"
        "<wp:post_date>2021-03-15 01:00:00</wp:post_date><wp:post_type>{kind}</wp:post_type></item>"
    )
    items = (
        item.format(title=TITLE, body=BODY, kind=kind) for kind in ("post", "attachment", "news")
    )
    feed = (
        '<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>الرأي</title>'
        f"{''.join(items)}</channel></rss>"
    )
    found = read(tmp_path / "export.xml", feed)
    assert [isinstance(each, Article) for each in found] == [True, False, True]
    assert isinstance(found[0], Article)
    assert (found[0].title, found[0].body, found[0].date) == (TITLE, BODY, DAY)


XML = {
    "articles": "<articles><article><title>{0}</title><text>{1}</text><date>2021-03-15</date>"
    "</article></articles>",
    "one": "<Techreen><ID>1</ID><Headline>{0}</Headline><Dateline>15/3/2021</Dateline>"
    "<Text>{1}</Text></Techreen>",
    "rows": '<?xml version="1.0"?>\n<data><row><news_title>{0}</news_title><created_at>2021-03-15'
    "</created_at><news_text><![CDATA[<p>{1}</p>]]></news_text></row></data>",
}


@pytest.mark.parametrize("text", XML.values(), ids=XML)
def test_other_xml_is_read_by_the_names_of_its_elements(tmp_path: Path, text: str) -> None:
    [one] = read(tmp_path / "a.xml", text.format(TITLE, BODY))
    assert isinstance(one, Article)
    assert (one.title, one.body, one.date) == (TITLE, BODY, DAY)


def test_a_title_without_end_is_a_text() -> None:
    one = made({"title": f"{TITLE}. {BODY} " * 100, "id": "7" * (LONGEST + 1)})
    assert one.title == f"{TITLE}."
    assert one.body.count(BODY) == 100
    assert len(one.id) < 20
    assert len(str(one.extra["id"])) == LONGEST + 1
