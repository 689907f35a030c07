"""Feeds and news sitemaps, and what is made to harm those who parse XML."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pytest

from searchkit.articles import Article

One: TypeAlias = Callable[..., Article]
Told: TypeAlias = Callable[..., list[tuple[int | None, str]]]

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>نشرة المدار</title><link>https://example.org/</link><language>ar</language>
<image><url>https://example.org/logo.png</url><title>شعار</title></image>
{}
</channel></rss>
"""
ITEM = """<item><title>أول &amp; «ثان»</title><link>https://example.org/1?a=1&amp;b=2</link>
<guid isPermaLink="false">m-1</guid><pubDate>Wed, 08 Oct 2025 23:40:00 +0300</pubDate>
<dc:creator>خولة</dc:creator><category>علوم</category><category><![CDATA[نوبل]]></category>
<media:title>صورة</media:title><description>موجز</description>
<content:encoded><![CDATA[<p>وقع <b>أمس</b>
كما قيل.</p><script>x()</script><p>AT&T &laquo;انتهى&raquo;.<br/>تم.</p>]]>
</content:encoded></item>"""
ATOM = """<?xml version='1.0'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>الضاد</title><id>urn:x</id>
<entry><title type="html">خبر &lt;b&gt;اليوم&lt;/b&gt;</title><id>a-1</id>
<link rel="self" href="https://example.org/self"/><link rel="alternate" href="https://example.org/1"/>
<updated>2023-03-01T00:00:00Z</updated><published>2023-02-26T23:26:00+02:00</published>
<author><name>سلمى</name><email>a@example.org</email></author><category term="إيران"/>
<category term="x" label="لبنان"/><source><title>وكالة</title></source>
<summary>موجز</summary><content type="xhtml"><div><p>وقع أمس.</p><p>وانتهى.</p></div></content>
</entry>
</feed>"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="x"><url>
<loc>https://example.org/1</loc><lastmod>2024-01-01</lastmod><news:news><news:publication>
<news:name>ساحة الخبر</news:name><news:language>ar</news:language></news:publication>
<news:publication_date>2023-12-13T08:00:00+03:00</news:publication_date>
<news:title>خبر اليوم</news:title><news:keywords>مناخ، دبي</news:keywords></news:news>
<image:image><image:title>صورة</image:title></image:image></url></urlset>"""
RDF = """<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/"><channel><title>قديم</title></channel>
<item rdf:about="https://example.org/1"><title>خبر</title><link>https://example.org/1</link>
<dc:date>2004-05-06T10:00:00Z</dc:date><description>وقع.</description></item></rdf:RDF>"""
BOMB = """<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
<rss><channel><title>x</title><item><title>خبر &b; &c;</title></item></channel></rss>"""


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.txt", "a"])
def test_the_fields_of_rss(one: One, name: str) -> None:
    article = one(RSS.format(ITEM), name)
    assert (article.id, article.title) == ("m-1", "أول & «ثان»")
    assert article.body == "وقع أمس كما قيل.\nAT&T «انتهى».\nتم."
    assert (article.date, article.author) == (date(2025, 10, 8), "خولة")
    assert (article.source, article.lang) == ("نشرة المدار", "ar")
    assert article.tags == ("علوم", "نوبل")
    assert article.url == "https://example.org/1?a=1&b=2"
    assert article.place.line == 5


def test_the_fields_of_atom(one: One) -> None:
    article = one(ATOM, "a.xml")
    assert (article.id, article.title, article.body) == ("a-1", "خبر اليوم", "وقع أمس.\nوانتهى.")
    assert (article.date, article.author) == (date(2023, 2, 26), "سلمى")
    assert (article.source, article.lang) == ("وكالة", "ar")
    assert article.tags == ("إيران", "لبنان")
    assert article.url == "https://example.org/1"


def test_the_fields_of_a_news_sitemap(one: One) -> None:
    article = one(SITEMAP, "a.xml")
    assert (article.title, article.body) == ("خبر اليوم", "")
    assert (article.date, article.source) == (date(2023, 12, 13), "ساحة الخبر")
    assert (article.url, article.lang) == ("https://example.org/1", "ar")
    assert article.tags == ("مناخ", "دبي")


def test_the_fields_of_rdf(one: One) -> None:
    article = one(RDF, "a.rdf")
    assert (article.title, article.body, article.source) == ("خبر", "وقع.", "قديم")
    assert article.date == date(2004, 5, 6)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Tue, 22 May 18 17:34:41 GMT", date(2018, 5, 22)),
        ("22 May 2018", date(2018, 5, 22)),
        ("2018-05-22T23:59:00-10:00", date(2018, 5, 22)),
        ("22 مايو 2018", date(2018, 5, 22)),
        ("Tue, 99 May 2018 00:00:00 GMT", None),
        ("", None),
    ],
)
def test_dates_of_feeds(one: One, printed: str, day: date | None) -> None:
    item = f"<item><title>خبر</title><pubDate>{printed}</pubDate></item>"
    assert one(RSS.format(item), "a.xml").date == day


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("<item><title>خبر</titel></item>", "broken XML: mismatched tag"),
        ("<item><title>خ\0بر</title></item>", "not text: it holds control characters"),
        ("<item><title>خبر</title>", "broken XML: an item without end"),
        (f"<item>{'<a>' * 999}{'</a>' * 999}</item>", "broken XML: nested too deeply"),
        ("<item></item>", "neither a title nor a text"),
        ("<item><!DOCTYPE x [<!ENTITY a 'b'>]></item>", "broken XML: not well-formed"),
    ],
)
def test_a_broken_item_is_named_and_the_next_read(told: Told, item: str, reason: str) -> None:
    good = "<item><title>خبر</title></item>"
    first, (line, said), last = told(RSS.format(f"{good}\n{item}\n{good}"), "a.xml")
    assert (first, line, last) == ((5, "خبر"), 6, (7, "خبر"))
    assert said.startswith(reason)


def test_an_item_in_another_encoding_is_named_and_the_next_read(told: Told) -> None:
    good = "<item><title>خبر</title></item>\n"
    head, tail = RSS.encode().split(b"{}")
    data = head + good.encode() + good.encode("cp1256") + good.encode() + tail
    assert told(data, "a.xml") == [(5, "خبر"), (6, "not UTF-8 at byte 13"), (7, "خبر")]


@pytest.mark.parametrize("item", ["<item><title>cut", "<item><![CDATA[cut</item>", "<item>"])
def test_a_feed_that_ends_too_early_says_so(told: Told, item: str) -> None:
    good = "<item><title>خبر</title></item>\n"
    first, (_, reason) = told(RSS.partition("{}")[0] + good + item, "a.xml")
    assert first == (5, "خبر")
    assert reason.startswith("broken XML: the rest has no end")


def test_ampersands_and_names_of_html_are_mended(one: One) -> None:
    item = "<item><title>A & B&nbsp;&laquo;C&raquo; &nosuch; &#1587;</title></item>"
    assert one(RSS.format(item), "a.xml").title == "A & B\xa0«C» &nosuch; س"


def test_entities_are_never_expanded(one: One) -> None:
    assert one(BOMB, "a.xml").title == "خبر &b; &c;"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256", "iso-8859-6"])
def test_encodings_of_feeds(one: One, encoding: str) -> None:
    text = RSS.format("<item><title>خبر اليوم</title></item>").replace("UTF-8", encoding)
    assert one(text.encode(encoding), "a.xml").title == "خبر اليوم"


def test_a_declaration_that_cannot_be_true_is_passed_over(one: One) -> None:
    text = RSS.format("<item><title>خبر اليوم</title></item>").replace("UTF-8", "windows-1256")
    assert one(text, "a.xml").title == "خبر اليوم"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<?xml version='1.0'?><sitemapindex><sitemap/></sitemapindex>", "a list of sitemaps"),
        ("<?xml version='1.0'?><notes><note/></notes>", "XML, and no feed"),
        (RSS.format(""), "empty file"),
    ],
)
def test_what_holds_no_article_says_so(told: Told, data: str, reason: str) -> None:
    ((_, said),) = told(data, "a.xml")
    assert said.startswith(reason)
