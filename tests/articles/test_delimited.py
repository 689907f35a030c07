"""CSV and its kin, as spreadsheets and programs write them."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pytest

from searchkit.articles import Article, encoding

One: TypeAlias = Callable[..., Article]
Told: TypeAlias = Callable[..., list[tuple[int | None, str]]]

HEADERS = "المعرف,العنوان,تاريخ النشر,المصدر,النص\n"
ROW = "7,خبر,12/05/2015,بريد الضاد,وقع أمس.\n"


def test_arabic_headers_name_the_fields(one: One) -> None:
    article = one(HEADERS + ROW, "a.csv")
    assert (article.id, article.title, article.body) == ("7", "خبر", "وقع أمس.")
    assert (article.date, article.source) == (date(2015, 5, 12), "بريد الضاد")
    assert article.place.line == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "a"])
def test_delimiters_and_encodings_are_recognised(
    one: One, delimiter: str, encoding: str, name: str
) -> None:
    text = (HEADERS + ROW).replace(",", delimiter)
    assert one(text.encode(encoding), name).title == "خبر"


def test_a_delimiter_among_words_of_the_header_is_none(one: One) -> None:
    assert one("title;body, as published;x\nخبر;وقع أمس.;\n", "a.csv").title == "خبر"


def test_quoted_cells_hold_line_breaks_delimiters_and_quotes(told: Told, one: One) -> None:
    row = 'خبر,"سطر، و""كلمة""\nسطر, ثان\n\nثالث"\n'
    assert one("title,body\n" + row, "a.csv").body == 'سطر، و"كلمة"\nسطر, ثان\nثالث'
    assert told("title,body\n" + row * 2, "a.csv") == [(2, "خبر"), (6, "خبر")]


def test_a_cell_may_be_as_long_as_an_article(one: One) -> None:
    assert len(one(f'title,body\nخبر,"{"كلمة " * 100_000}"', "a.csv").body) > 400_000


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("خبر", "1 cells under 2 headers", id="too few cells"),
        pytest.param("خبر,نص,زائد", "3 cells under 2 headers", id="too many cells"),
        pytest.param(",", "", id="blank"),
        pytest.param('"",x', "x", id="no title"),
    ],
)
def test_a_row_that_is_not_as_the_headers_is_named(told: Told, row: str, reason: str) -> None:
    found = told(f"title,body\nأول,نص\n{row}\nآخر,نص\n", "a.csv")
    bad = [(3, reason)] if reason else []
    assert found == [(2, "أول"), *bad, (4, "آخر")]


def test_empty_cells_beyond_the_headers_are_nothing(told: Told) -> None:
    assert told("title,body\nخبر,نص,,\n", "a.csv") == [(2, "خبر")]


def test_columns_without_a_header_of_their_own_are_numbered(one: One) -> None:
    article = one("title,body,,note,note\nخبر,نص,a,b,c\n", "a.csv")
    assert article.extra == {"3": "a", "note": "b", "note 5": "c"}


def test_a_line_in_another_encoding_is_named_and_the_rest_read(told: Told) -> None:
    rows = [b"title,body", *["خبر,نص".encode()] * 3]
    rows[2] = "خبر,نص".encode("cp1256")
    found = told(b"\n".join(rows), "a.csv")
    assert found == [(2, "خبر"), (3, "not UTF-8 at byte 0"), (4, "خبر")]


def test_nul_bytes_in_a_row_are_named(told: Told) -> None:
    found = told("title,body\nخ\0بر,نص\nخبر,نص\n", "a.csv")
    assert found == [(2, "not text: it holds control characters"), (3, "خبر")]


def test_a_quote_that_is_not_closed_is_named(told: Told) -> None:
    ((line, reason),) = told('title,body,x\n"خبر,نص,x\nخبر,نص,x\n', "a.csv")
    assert line == 2
    assert reason == "1 cells under 3 headers; is a quote not closed?"


def test_a_row_beyond_the_limit_is_named(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "LONGEST", 100)
    rows = ["title,body", "1,x", f'2,"{"x" * 40}\n{"x" * 70}"', f"3,{'x' * 200}", "4,x"]
    found = told("\n".join(rows), "a.csv")
    assert found[0] == (2, "1")
    assert found[-1] == (6, "4")
    assert [reason for _, reason in found[1:-1]] == ["a row of more than 0 MB"] * 2


def test_a_file_without_headers_is_named(told: Told) -> None:
    assert told("1,خبر,وقع أمس\n2,خبر,وقع أمس\n", "a.csv") == [
        (1, "no header names a title or a text")
    ]


def test_the_hint_that_excel_hides_is_passed_over(told: Told) -> None:
    assert told("sep=;\ntitle;body\nخبر;نص\n", "a.csv") == [(2, "خبر")]


def test_lone_carriage_returns_are_white_space(one: One) -> None:
    assert one("title,body\r\nخبر\rآخر,نص\r\n", "a.csv").title == "خبر آخر"
