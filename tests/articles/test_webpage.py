"""Web pages: fields, paragraphs and dates of the article, and nothing of what stands around it."""

import datetime as dt
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.articles import Article, BadRecord, Place, load, record, webpage
from searchkit.articles.encoding import LONGEST

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "pages"
#: A word in everything in the pages here that belongs to no article.
STRANGER = "غريب"
TEXT = "<p>" + "وقع الخبر أمس في المدينة القديمة، وحضره جمع من الناس كثير. " * 3 + "</p>"


def article(path: Path) -> Article:
    (found,) = load([path])
    assert isinstance(found, Article), found
    return found


def reason(path: Path) -> str:
    (found,) = load([path])
    assert isinstance(found, BadRecord), found
    return found.reason


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


FIELDS: dict[str, dict[str, object]] = {
    "graph": {
        "title": "قطار البحر يصل إلى المحطة الأخيرة",
        "date": dt.date(2021, 7, 3),
        "source": "جريدة المرسى",
        "author": "نادية الطويل، سالم بوزيد",
        "section": "نقل",
        "tags": ("قطار", "بحر"),
        "url": "https://marsa.example.org/trains/sea-train",
        "lang": "ar",
        "subheads": (2,),
    },
    "opengraph": {
        "title": "حصاد الزيتون يبدأ مبكراً في قرى الوادي",
        "date": dt.date(2019, 10, 2),
        "source": "بوابة الوادي",
        "author": "مها العبدالله",
        "section": "زراعة",
        "tags": ("زيتون", "حصاد"),
        "url": "https://wadi.example.com/news/4471",
        "lang": "ar",
    },
    "visible": {
        "title": "رواية جديدة من سبعة أصوات",
        "date": dt.date(2012, 2, 6),
        "author": "هالة الصباغ",
        "source": None,
        "url": None,
        "subheads": (),
    },
    "updated": {
        "title": "ثلوج على قمم الجبل الشرقي",
        "date": dt.date(2018, 1, 9),
        "source": "راديو السهل",
    },
    "address": {
        "title": "صناع العود يورثون المهنة لبناتهم",
        "date": dt.date(2014, 2, 9),
        "source": "نهر نت",
        "url": "https://nahr.example.net/2014/culture/2/9/lute.makers/index.html",
        "lang": "ar",
    },
    "comments": {
        "title": "مكتبة متنقلة تجوب قرى الصحراء",
        "date": dt.date(2016, 5, 5),
        "source": "صدى الرمل",
        "author": "مروان الحاج",
        "tags": ("مكتبة", "صحراء", "قراءة"),
        "url": None,
    },
    "live": {
        "title": "لحظة بلحظة: سباق القوارب الكبير",
        "date": dt.date(2022, 8, 19),
        "source": "الميناء اليوم",
    },
    "microdata": {
        "title": "افتتاح حديقة الطيور بعد ترميمها",
        "date": dt.date(2017, 3, 30),
        "source": "أخبار الضفة",
        "author": "ريم القاسم",
        "section": "بيئة",
        "lang": "ar",
    },
    "broken-data": {
        "title": "مخبز الحي يوزع الخبز ليلاً",
        "date": dt.date(2020, 4, 25),
    },
    "wall": {
        "title": "أسرار السوق القديم",
        "date": dt.date(2023, 2, 14),
        "source": "مجلة الدرب",
        "body": "جولة بين دكاكين العطارين في السوق القديم وحكايات أصحابها.",
    },
}
#: How many lines each body has, subheads among them, and how it begins.
BODIES = {
    "graph": (5, "وصل قطار البحر"),
    "opengraph": (3, "بدأ مزارعو"),
    "visible": (3, "صدرت في بيروت"),
    "updated": (3, "غطت الثلوج"),
    "address": (3, "في زقاق ضيق"),
    "comments": (3, "تجوب حافلة"),
    "microdata": (2, "افتتحت البلدية"),
    "broken-data": (2, "يوزع مخبز"),
}


@pytest.mark.parametrize("name", FIELDS)
def test_fields_are_read(name: str) -> None:
    found = article(PAGES / f"{name}.html")
    assert {field: getattr(found, field) for field in FIELDS[name]} == FIELDS[name]


@pytest.mark.parametrize("name", BODIES)
def test_the_body_is_the_article_and_nothing_else(name: str) -> None:
    lines, begins = BODIES[name]
    body = article(PAGES / f"{name}.html").body
    assert body.startswith(begins)
    assert body.count("\n") == lines - 1
    assert STRANGER not in body


def test_a_live_blog_keeps_all_that_it_reported() -> None:
    found = article(PAGES / "live.html")
    assert len(found.paragraphs) == 3
    assert found.subheads == (0, 2, 4)


def test_a_list_of_articles_is_none() -> None:
    assert reason(PAGES / "list.html") == "a list of articles, no article"


def test_what_the_page_credits_is_kept() -> None:
    assert article(PAGES / "comments.html").extra["credit"] == "وكالة الواحة"


def test_the_day_of_an_update_is_kept_apart() -> None:
    assert article(PAGES / "address.html").extra["modified"] == "2014-02-23"


@pytest.mark.parametrize("name", ["mosul-al-hadba-reopening", "cop29-baku-finance"])
def test_subheads_of_the_demonstration_corpus(name: str) -> None:
    found = article(ROOT / "corpus" / "html" / f"{name}.html")
    lines = found.body.split("\n")
    assert [lines[number] for number in found.subheads] == {
        "mosul-al-hadba-reopening": ["ميلٌ محفوظ", "مدينة تستعيد ملامحها"],
        "cop29-baku-finance": ["اعتراض بعد المطرقة"],
    }[name]


def test_the_site_is_known_by_the_rights_it_claims() -> None:
    found = article(ROOT / "corpus" / "html" / "celestial-bodies-booker.html")
    assert (found.source, found.author) == ("بريد الضاد", "سلمى الأنصاري")


DATE_LINES = [
    ("تاريخ النشر: 30.05.2022 | 10:15 GMT | آخر تحديث: 31.05.2022 | 10:20 GMT", "2022-05-30"),
    ("نشر في: الإثنين 30 مايو 2022 - 12:30 م | آخر تحديث: الثلاثاء 31 مايو 2022", "2022-05-30"),
    ("آخر تحديث في 31 أيار 2022 | نُشِرَ في 30 أيار 2022", "2022-05-30"),
    ("30 مايو/ أيار 2022 14:00 (آخر تحديث 31 مايو/ أيار 2022)", "2022-05-30"),
    ("<span class='updated'>31 مايو 2022</span> <span>30 مايو 2022</span>", "2022-05-30"),
    ("<time datetime='2022-05-30T23:00:00+03:00'>منذ ساعتين</time>", "2022-05-30"),
    ("<p>آخر تحديث</p><p>31-05-2022</p><p>30-05-2022</p>", "2022-05-30"),
    ("وزارة العدل - الإثنين ٣٠ مايو ٢٠٢٢", "2022-05-30"),
    ("29 شوال 1443 هـ الموافق 30 مايو 2022", "2022-05-30"),
    ("آخر تحديث: الإثنين 30 مايو 2022 14:00", None),
    ("<p class='last-modified'>30 مايو 2022</p>", None),
    ("<div class='related-items'>30 مايو 2022</div>", None),
]


@pytest.mark.parametrize(("line", "day"), DATE_LINES, ids=range(len(DATE_LINES)))
def test_publication_is_told_from_update(page: Path, line: str, day: str | None) -> None:
    page.write_text(f"<html><body><h1>عنوان الخبر</h1><div>{line}</div>{TEXT}", encoding="utf-8")
    found = article(page)
    assert found.date == (dt.date.fromisoformat(day) if day else None)


ADDRESSES = [
    ("https://example.org/2013/08/03/slug", "2013-08-03", "day"),
    ("https://example.org/2013/8/3/", "2013-08-03", "day"),
    ("https://example.org/news-2013-08-03-slug.html", "2013-08-03", "day"),
    ("https://example.org/a/20130803/slug", "2013-08-03", "day"),
    ("https://example.org/03-08-2013/slug", "2013-08-03", "day"),
    ("https://example.org/2013/08/slug", "2013-08-01", "month"),
    ("https://example.org/2013/13/45/slug", None, "day"),
    ("https://example.org/id/201308031234", None, "day"),
]


@pytest.mark.parametrize(("url", "day", "precision"), ADDRESSES)
def test_the_address_tells_the_date(page: Path, url: str, day: str | None, precision: str) -> None:
    page.write_text(f"<link rel=canonical href='{url}'><h1>عنوان</h1>{TEXT}", encoding="utf-8")
    found = article(page)
    assert found.date == (dt.date.fromisoformat(day) if day else None)
    assert found.precision == precision


def test_the_address_of_a_whole_site_is_no_id(page: Path) -> None:
    page.write_text(f"<link rel=canonical href='https://a.org/'><h1>عنوان</h1>{TEXT}", "utf-8")
    assert article(page).url is None


TITLES = [
    ("أمطار وسيول | جريدة الرأي", "أمطار وسيول", "أمطار وسيول", "جريدة الرأي"),
    ("جريدة الرأي - أمطار وسيول", "أمطار وسيول", "أمطار وسيول", "جريدة الرأي"),
    ("أمطار وسيول - طقس - جريدة الرأي", "أمطار وسيول", "أمطار وسيول", "جريدة الرأي"),
    ("أمطار - وسيول", "", "أمطار - وسيول", None),
    ("أمطار وسيول | الرأي", "", "أمطار وسيول", "الرأي"),
]


@pytest.mark.parametrize(("whole", "heading", "title", "source"), TITLES, ids=range(len(TITLES)))
def test_the_title_is_without_the_site(
    page: Path, whole: str, heading: str, title: str, source: str | None
) -> None:
    page.write_text(f"<title>{whole}</title><h1>{heading}</h1>{TEXT}", encoding="utf-8")
    found = article(page)
    assert (found.title, found.source) == (title, source)


PIECES = (
    *("<p>", "</p>", "<h1>", "</h1>", "<h2><a href=/x>", "</a></h2>", "<div class='updated'>"),
    *("</div>", "<article>", "</article>", "<table><tr><td>", "<ul><li>", "</ul>", "<br>", "<b>"),
    *("<time datetime='2022-05-30'>", "</time>", "<title>", "</title>", " | ", "<!--", "-->"),
    *("<meta property='og:title' content='", "<meta name=author content='", "'>", "<body>"),
    *('<script type="application/ld+json">{"@type":"NewsArticle",', '"headline":"', '"}</script>'),
    *(
        "<link rel=canonical href='https://a.org/2022/5/",
        "&#1575;",
        "&amp;",
        "\0",
        "\u200f",
        "\u2028",
    ),
    *("نشر 30 مايو 2022 ", "آخر تحديث: 3/5/2022 ", "بقلم: ", "المصدر: ", "اقرأ أيضاً"),
    "وقع الخبر أمس في المدينة القديمة، وحضره جمع من الناس كثير، ثم انصرفوا إلى بيوتهم. ",
)


@given(markup=st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join))
def test_any_markup_gives_an_article_or_a_reason(markup: str) -> None:
    data = f"<html>{markup}".encode(errors="replace")
    (found,) = webpage.read(io.BytesIO(data))
    if isinstance(found.record, str):
        assert not found.record.startswith("a web page that cannot be read")
        return
    made = record.article(found.record, Place("page.html"))
    if isinstance(made, BadRecord):
        assert made.reason == "neither a title nor a text"
        return
    assert all(made.body.split("\n")[number] for number in made.subheads)


ENCODINGS = [
    ("cp1256", "windows-1256"),
    ("cp1256", "iso-8859-1"),
    ("cp1256", "utf-8"),
    ("cp1256", "no-such-thing"),
    ("iso8859-6", "iso-8859-6"),
    ("utf-8", "windows-1256"),
    ("utf-8-sig", "iso-8859-1"),
    ("utf-16", "utf-8"),
    ("utf-16-le", "utf-16"),
]


@pytest.mark.parametrize(("encoding", "declared"), ENCODINGS)
def test_the_bytes_tell_the_encoding(page: Path, encoding: str, declared: str) -> None:
    markup = f"<html><meta charset={declared}><title>خبر المدينة اليوم</title>{TEXT}"
    page.write_bytes(markup.encode(encoding))
    assert article(page).title == "خبر المدينة اليوم"
    assert article(page).body.startswith("وقع الخبر أمس")


def test_a_letter_cut_in_half_spoils_no_page(page: Path) -> None:
    page.write_bytes(f"<h1>عنوان</h1>{TEXT}".encode() + "خ".encode()[:1])
    assert article(page).title == "عنوان"


HOSTILE = {
    "empty markup": ("<html></html>", "no article in this web page"),
    "a declaration alone": ("<!DOCTYPE html>", "an empty page"),
    "made by scripts": (
        "<html><title>App</title><div id=root></div><script>draw('" + "x" * 999 + "')</script>",
        "no article in this web page",
    ),
    "a form": (
        "<html><title>دخول</title><form>كلمة السر <input type=password></form>",
        "no article in this web page",
    ),
    "a list by its own word": (
        '<html><script type="application/ld+json">{"@type": "CollectionPage"}</script>' + TEXT,
        "a list of articles, no article",
    ),
    "too many elements": ("<html><body>" + "<i>x</i>" * 30_000, "more than 25,000 elements"),
    "text nested too deeply": ("<html>" + f"<ul><li>{TEXT}" * 900, "nested too deeply"),
    "too large": ("<html>" + "x" * LONGEST, "more than 16 MB"),
    "a picture by its name": ("<\x01\x02\x03\x04" * 9, "not text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_article_says_why(page: Path, name: str) -> None:
    markup, expected = HOSTILE[name]
    page.write_text(markup, encoding="utf-8")
    assert expected in reason(page)


BEARABLE = {
    "deep": "<div>" * 1100 + TEXT,
    "fonts that never end": "<font>" * 900 + TEXT,
    "nul": f"<h1>\0</h1>{TEXT}\0",
    "entity bomb": '<!DOCTYPE html [<!ENTITY a "aaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>' + TEXT,
    "deep data": '<html><script type="application/ld+json">' + "[" * 99_999 + f"</script>{TEXT}",
    "data of other types": (
        '<html><script type="application/ld+json">{"@type": ["NewsArticle", 5, null], "author":'
        ' [[["x"]], 5, {"name": {"name": "y"}}, {"@id": [1]}], "datePublished": 5, "publisher":'
        f' true, "keywords": {{"a": 1}}, "articleBody": ["a", 3]}}</script>{TEXT}'
    ),
    "an address that is none": f"<link rel=canonical href='http://[::1/2013/8/3'>{TEXT}",
    "numbers of no letters": f"<h1>&#xD800;&#0;&#x110000;</h1>{TEXT}",
    "an endless title": f"<title>{'a | ' * 50_000}</title>{TEXT}",
}


@pytest.mark.parametrize("name", BEARABLE)
def test_an_article_is_found_in_spite_of(page: Path, name: str) -> None:
    page.write_text(f"<html>{BEARABLE[name]}</html>", encoding="utf-8")
    assert "وقع الخبر أمس" in article(page).body


def test_nothing_is_said_about_a_page_without_text(page: Path) -> None:
    page.write_text("<html><body><p></p></body></html>", encoding="utf-8")
    script = "import sys; from searchkit.articles import load; print(*load(sys.argv[1:]))"
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, str(page)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "no article" in ended.stdout
    assert ended.stderr == ""


def test_without_the_packages_it_says_what_to_install(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each.startswith("searchkit.articles.web.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page.write_text(f"<html>{TEXT}", encoding="utf-8")
    assert reason(page).endswith("pip install 'searchkit[html]'")


@pytest.mark.parametrize("name", ["page.txt", "page.dat", "page"])
def test_a_web_page_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"<!-- saved --><!DOCTYPE html><h1>عنوان</h1>{TEXT}", encoding="utf-8")
    assert article(path).title == "عنوان"
