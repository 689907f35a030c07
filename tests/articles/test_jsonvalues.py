"""JSON that is no JSON Lines: lists of records, however they are wrapped."""

import json
from collections.abc import Callable
from typing import TypeAlias

import pytest

from searchkit.articles import Article, encoding

One: TypeAlias = Callable[..., Article]
Told: TypeAlias = Callable[..., list[tuple[int | None, str]]]

RECORDS: list[dict[str, object]] = [
    {"title": 'أول "و" {', "body": "نص [", "authors": [{"name": "كاتب"}]},
    {"title": "ثان", "body": "نص\nآخر", "images": [{"url": "x"}], "meta": {"a": [1, 2]}},
]
WRAPPED = {
    "list": RECORDS,
    "articles": {"articles": RECORDS},
    "status": {"status": "ok", "total": 2, "articles": RECORDS, "next": None},
    "arabic": {"الأخبار": RECORDS},
    "data": {"error": None, "data": {"page": 1, "items": RECORDS}, "links": {"self": "x"}},
    "parts": {"authors": [{"name": "x"}], "tags": [{"id": 1}], "rows": RECORDS},
}


@pytest.mark.parametrize("indent", [None, 0, 2], ids=["one line", "lines", "pretty"])
@pytest.mark.parametrize("value", WRAPPED.values(), ids=WRAPPED)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a"])
def test_a_list_of_records_is_found(told: Told, value: object, indent: int, name: str) -> None:
    data = json.dumps(value, ensure_ascii=False, indent=indent)
    assert [title for _, title in told(data, name)] == [each["title"] for each in RECORDS]


@pytest.mark.parametrize("first", [{}, {"images": [{"url": "x"}]}, {"source": {"name": "تاس"}}])
def test_an_object_with_a_title_is_one_record(one: One, first: dict[str, object]) -> None:
    related = {"related": [{"title": "آخر"}], "meta": {"list": [{"title": "آخر"}]}}
    article = one(json.dumps(first | {"title": "خبر"} | related), "a.json")
    assert article.title == "خبر"
    assert article.extra["related"] == [{"title": "آخر"}]


def test_objects_may_follow_each_other(told: Told) -> None:
    data = '{\n"title": "أول"\n}\n\n{\n"title": "ثان"\n}\n[{"title": "ثالث"}]'
    assert told(data, "a.json") == [(1, "أول"), (5, "ثان"), (8, "ثالث")]


def test_json_lines_under_another_suffix_are_read_line_by_line(told: Told) -> None:
    assert told('{"title": "أول"}\n{"title": "cut\n{"title": "ثالث"}\n', "a.json")[::2] == [
        (1, "أول"),
        (3, "ثالث"),
    ]


BROKEN = [
    pytest.param(b'{"title": "a",}', "broken JSON: Illegal trailing comma", id="comma"),
    pytest.param(b"{'title': 'a'}", "broken JSON: Expecting property name", id="quotes"),
    pytest.param(b'{"title": a}', "broken JSON: Expecting value", id="bare word"),
    pytest.param(b'{"title": "\xc8"}', "not UTF-8 at byte 11", id="cp1256"),
    pytest.param(b'{"title": "a\0"}', "broken JSON: Invalid control", id="nul"),
    pytest.param(b'{"title": "a "b" c"}', "broken JSON: Expecting", id="bare quotes"),
    pytest.param(b'"text"', "not a JSON object", id="string"),
    pytest.param(b"null", "not a JSON object", id="null"),
    pytest.param(b"[1]", "not a JSON object", id="list"),
    pytest.param(b"{}", "neither a title nor a text", id="nothing in it"),
]


@pytest.mark.parametrize(("value", "reason"), BROKEN)
def test_a_broken_record_leaves_the_next_ones(told: Told, value: bytes, reason: str) -> None:
    data = '[{"title": "خبر"},\n'.encode() + value + ',\n{"title": "آخر"}]'.encode()
    first, bad, last = told(data, "a.json")
    assert (first, last) == ((1, "خبر"), (3, "آخر"))
    assert bad[0] == 2
    assert bad[1].startswith(reason) or "Expecting property name" in bad[1]


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        pytest.param('{"title": "a"', "a value without end", id="cut in a record"),
        pytest.param("", "it ends too early", id="cut between records"),
        pytest.param("[" * 100_000, "nested too deeply", id="deep nesting"),
        pytest.param('{"a":' * 100_000, "nested too deeply", id="deep objects"),
        pytest.param('{"title": "' + "x" * (17 << 20) + '"}]', "of over 16 MB", id="too long"),
    ],
)
def test_where_brackets_tell_nothing_any_more_reading_ends(
    told: Told, rest: str, reason: str
) -> None:
    first, bad = told(f'[{{"title": "خبر"}},\n{rest}', "a.json")
    assert first == (1, "خبر")
    assert bad[0] == 2
    assert reason in bad[1]


def test_a_long_list_is_not_held_in_memory(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "LONGEST", 1000)
    records = [{"title": "x" * 500}] * 500
    assert len(told(json.dumps({"rows": records}), "a.json")) == 500
    ((_, reason),) = told(json.dumps({"rows": [{"url": "x" * 500}] * 500}), "a.json")
    assert reason.startswith("broken JSON: an object of more than 0 MB")


@pytest.mark.parametrize("name", ["a.json", "a"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_other_encodings_are_recognised(told: Told, name: str, encoding: str) -> None:
    data = json.dumps(RECORDS, ensure_ascii=False).encode(encoding)
    assert len(told(data, name)) == 2


def test_a_page_that_begins_with_a_bracket_is_a_page(one: One) -> None:
    text = "[صورة] وزير النفط يفتتح الميناء الجديد\n30/5/2022\nافتتح الوزير الميناء أمس."
    assert one(text, "a.txt").title.endswith("الميناء الجديد")
