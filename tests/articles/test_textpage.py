"""The rules by which the lines of a copied page become fields."""

import subprocess
import sys
from datetime import date

import pytest

from searchkit.articles.textpage import page

TITLE = "الحكومة تعلن خطة جديدة لدعم الاقتصاد"
FIRST = "أعلنت الحكومة اليوم خطة جديدة لدعم الاقتصاد الوطني خلال الأعوام الخمسة المقبلة في العاصمة."
SECOND = "وقال الوزير إن الخطة تشمل مشاريع في الطاقة والنقل والتعليم وإنها تبدأ في مطلع العام."
DAY = date(2022, 5, 30)


def _page(*lines: str) -> dict[str, object]:
    return page("\n\n".join(lines))


def _parts(*lines: str) -> tuple[object, object, object]:
    found = _page(*lines)
    return found["title"], found["date"], found["body"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("٣٠ مايو ٢٠٢٢", id="arabic-indic"),
        pytest.param("30/5/2022", id="day first"),
        pytest.param("2022-05-30 14:35", id="iso with time"),
        pytest.param("الاثنين، 30 أيار 2022 - 14:35", id="weekday and time"),
        pytest.param("نشر بتاريخ: 30 مايو/أيار 2022", id="labelled"),
        pytest.param("30 ماي 2022 الساعة 10 صباحاً بتوقيت غرينتش", id="hour"),
        pytest.param("\u202b٣٠ مايو ٢٠٢٢\u202c", id="bidi controls"),
    ],
)
def test_a_date_line_parts_title_from_body(line: str) -> None:
    assert _parts(TITLE, line, FIRST, SECOND) == (TITLE, DAY, [FIRST, SECOND])


def test_the_date_may_stand_before_the_title() -> None:
    assert _parts("٣٠ مايو ٢٠٢٢", TITLE, FIRST, SECOND) == (TITLE, DAY, [FIRST, SECOND])


def test_without_a_date_line_the_title_is_above_the_first_paragraph() -> None:
    assert _parts(TITLE, FIRST, SECOND) == (TITLE, None, [FIRST, SECOND])


def test_without_a_date_line_the_date_is_in_the_first_paragraphs() -> None:
    dated = "استقبل الرئيس أمس الأحد 30 مايو 2022 وفداً من رجال الأعمال في القصر الرئاسي بالعاصمة."
    assert _parts(TITLE, dated, SECOND)[1] == DAY
    assert _parts(TITLE, FIRST, SECOND, dated)[1] is None


def test_a_date_within_a_paragraph_is_no_date_line() -> None:
    dated = "وقال الوزير يوم 1 مايو 2022 إن الخطة تشمل مشاريع في الطاقة والنقل والتعليم والصحة."
    assert _parts(TITLE, "30/5/2022", dated, SECOND) == (TITLE, DAY, [dated, SECOND])


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["Ru En"], id="language switch"),
        pytest.param(["عربي | English"], id="arabic and english"),
        pytest.param(["AR FR EN"], id="codes"),
        pytest.param(["الرئيسية"], id="navigation"),
        pytest.param(["عربي | English", "الرئيسية", "أخبار"], id="both"),
    ],
)
@pytest.mark.parametrize("day", [["30/5/2022"], []], ids=["date line", "no date line"])
def test_switches_and_navigation_above_the_title_are_dropped(
    lines: list[str], day: list[str]
) -> None:
    found = _page(*lines, TITLE, *day, FIRST, SECOND)
    assert (found["title"], found["body"]) == (TITLE, [FIRST, SECOND])


def test_navigation_above_a_date_before_the_title_is_dropped() -> None:
    found = _parts("الرئيسية", "30/5/2022", TITLE, FIRST, SECOND)
    assert found == (TITLE, DAY, [FIRST, SECOND])


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("رحيل شاعر", id="words of four letters"),
        pytest.param("عودة السلام", id="words of four and six"),
        pytest.param("وداعاً أم كلثوم", id="three words"),
    ],
)
def test_a_short_title_is_no_language_switch(title: str) -> None:
    assert _parts("Ru En", title, "30/5/2022", FIRST, SECOND)[0] == title


def test_a_page_of_one_short_line_keeps_it() -> None:
    assert "نص عربي قصير" in str(_parts("نص عربي قصير"))


def test_a_run_of_language_names_is_read_at_once() -> None:
    """An exponential pattern would not end within the lifetime of the test."""
    code = "from searchkit.articles.textpage import page; page('عربي' * 40 + ' !')"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=10)


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        pytest.param("المصدر: تاس", "source", "تاس", id="source"),
        pytest.param("مصدر : تاس", "source", "تاس", id="space before colon"),
        pytest.param("المصدر：تاس", "source", "تاس", id="wide colon"),
        pytest.param("الصورة: مجلس الاتحاد", "photo", "مجلس الاتحاد", id="photo"),
        pytest.param("بقلم: د. سلمى الأنصاري", "author", "د. سلمى الأنصاري", id="author"),
        pytest.param("الوسوم: نفط، غاز", "tags", "نفط، غاز", id="tags"),
        pytest.param("القسم: اقتصاد", "section", "اقتصاد", id="section"),
        pytest.param("الرابط: https://example.org/1", "url", "https://example.org/1", id="url"),
    ],
)
@pytest.mark.parametrize("at", ["head", "tail"])
def test_a_labelled_line_is_a_field(line: str, key: str, value: str, at: str) -> None:
    head, tail = ([line], []) if at == "head" else ([], [line])
    found = _page(TITLE, "30/5/2022", *head, FIRST, SECOND, *tail)
    assert found[key] == value
    assert found["body"] == [FIRST, SECOND]


def test_a_label_above_the_date_line_is_a_field() -> None:
    found = _page(TITLE, "بقلم: سلمى", "30/5/2022", FIRST, SECOND)
    assert (found["author"], found["date"], found["body"]) == ("سلمى", DAY, [FIRST, SECOND])


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("وقال الوزير: الخطة جاهزة.", id="speech"),
        pytest.param(f"المصدر: {FIRST} {SECOND}", id="a paragraph behind the label"),
    ],
)
def test_what_only_looks_like_a_label_stays(line: str) -> None:
    assert _page(TITLE, "30/5/2022", FIRST, line, SECOND)["body"] == [FIRST, line, SECOND]


def test_a_label_in_the_middle_of_a_long_page_stays() -> None:
    lines = [TITLE, "30/5/2022", *[FIRST] * 15, "المصدر: تاس", *[SECOND] * 15]
    found = _page(*lines)
    assert found["body"] == lines[2:]
    assert "source" not in found


@pytest.mark.parametrize("heading", ["اقرأ أيضاً", "اقرأ أيضًا:", "مواضيع ذات صلة", "شاهد أيضاً"])
def test_links_at_the_end_are_dropped(heading: str) -> None:
    found = _page(TITLE, "30/5/2022", FIRST, SECOND, heading, "- خبر آخر", "- خبر ثالث من موقعنا")
    assert found["body"] == [FIRST, SECOND]


def test_links_in_the_middle_end_at_the_next_paragraph() -> None:
    found = _page(TITLE, "30/5/2022", FIRST, "اقرأ أيضاً", "خبر آخر", "خبر ثالث", SECOND, FIRST)
    assert found["body"] == [FIRST, SECOND, FIRST]


def test_a_link_behind_its_heading_is_one_line() -> None:
    found = _page(TITLE, "30/5/2022", FIRST, "اقرأ أيضاً: خبر آخر من موقعنا", SECOND)
    assert found["body"] == [FIRST, SECOND]


def test_a_short_last_line_is_the_publisher() -> None:
    found = _page(TITLE, "30/5/2022", FIRST, SECOND, "مجموعة الرؤية الاستراتيجية")
    assert found["publisher"] == found["source"] == "مجموعة الرؤية الاستراتيجية"
    assert found["body"] == [FIRST, SECOND]


def test_a_labelled_source_is_better_than_the_publisher() -> None:
    found = _page(TITLE, "30/5/2022", FIRST, SECOND, "مجموعة الرؤية", "المصدر: تاس")
    assert (found["publisher"], found["source"]) == ("مجموعة الرؤية", "تاس")


def test_a_last_paragraph_is_no_publisher() -> None:
    found = _page(TITLE, "30/5/2022", FIRST, "وانتهى الاجتماع.")
    assert "publisher" not in found
    assert found["body"] == [FIRST, "وانتهى الاجتماع."]


@pytest.mark.parametrize(
    ("line", "subheads"),
    [
        pytest.param("العلاقات الإنسانية", [1], id="short"),
        pytest.param("العقود في إطار المعرض الصناعي الدولي (إينوبروم)", [1], id="bracket"),
        pytest.param("وانتهى الاجتماع.", [], id="full stop"),
        pytest.param("وقال الوزير:", [], id="colon"),
    ],
)
def test_a_short_line_over_a_paragraph_is_a_subhead(line: str, subheads: list[int]) -> None:
    found = _page(TITLE, "30/5/2022", FIRST, line, SECOND)
    assert found["subheads"] == subheads
    assert found["body"] == [FIRST, line, SECOND]


def test_no_page_is_lost_without_a_title() -> None:
    assert _parts("30/5/2022", FIRST, SECOND) == ("", DAY, [FIRST, SECOND])
    assert _parts(FIRST, SECOND) == ("", None, [FIRST, SECOND])


@pytest.mark.parametrize("text", ["", "\u200f", "30/5/2022", "Ru En", "المصدر: تاس", "\n\n."])
def test_hardly_anything_is_still_a_page(text: str) -> None:
    assert set(page(text)) >= {"title", "date", "body", "subheads"}


def test_links_between_strokes_are_no_title() -> None:
    found = _page("الرئيسية | سياسة | رياضة | اقتصاد | شارك", TITLE, "30/5/2022", FIRST, SECOND)
    assert (found["title"], found["body"]) == (TITLE, [FIRST, SECOND])


@pytest.mark.parametrize(
    "lines", [["عنوان", "نص الخبر عن النفط"], ["مطلق", "النفط"], ["خبر قصير جدا"]]
)
def test_a_page_of_short_lines_loses_none(lines: list[str]) -> None:
    found = page("\n\n".join(lines))
    assert [found["title"], *found["body"]] == lines  # type: ignore[misc]  # a list of lines
