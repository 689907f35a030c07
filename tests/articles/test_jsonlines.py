"""JSON Lines: each line stands for itself."""

import json
from pathlib import Path

import pytest

from searchkit.articles import Article, BadRecord, load

GOOD = '{"title": "خبر", "body": "وقع أمس."}'.encode()

BAD_LINES = [
    pytest.param(b'{"title": "cut', "broken JSON", id="cut short"),
    pytest.param(b'{"title": "\xc8"}', "not UTF-8 at byte 11", id="cp1256"),
    pytest.param(b"[1, 2]", "not a JSON object", id="list"),
    pytest.param(b'"text"', "not a JSON object", id="string"),
    pytest.param(b"null", "not a JSON object", id="null"),
    pytest.param(b"{} {}", "broken JSON", id="two on a line"),
    pytest.param(b"\x00", "broken JSON", id="nul"),
    pytest.param(b"[" * 100_000, "nested too deeply", id="deep nesting"),
    pytest.param(b"{}", "neither a title nor a text", id="nothing in it"),
    pytest.param(b'{"title": true}', "neither a title nor a text", id="no text in it"),
]


def _load(tmp_path: Path, *lines: bytes) -> list[Article | BadRecord]:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    return list(load([tmp_path / "a.jsonl"]))


def _article(tmp_path: Path, line: bytes) -> Article:
    (article,) = _load(tmp_path, line)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(("line", "reason"), BAD_LINES)
def test_a_bad_line_is_named_and_loses_nothing_around_it(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    first, bad, last = _load(tmp_path, GOOD, line, GOOD)
    assert isinstance(bad, BadRecord)
    assert bad.place.line == 2
    assert reason in bad.reason
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert last.place.line == 3


@pytest.mark.parametrize("depth", [100, 300, 500, 900])
@pytest.mark.parametrize("key", ["body", "title", "note"])
def test_values_nested_in_lists_never_raise(tmp_path: Path, depth: int, key: str) -> None:
    line = b'{"title": "a", "%s": %s1%s}' % (key.encode(), b"[" * depth, b"]" * depth)
    assert len(_load(tmp_path, GOOD, line, GOOD)) == 3


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    found = _load(tmp_path, b"", GOOD, b"  \r", b"", GOOD, b"", b"")
    assert [each.place.line for each in found] == [2, 5]


@pytest.mark.parametrize("number", [0, 1])
def test_a_byte_order_mark_is_no_part_of_a_record(tmp_path: Path, number: int) -> None:
    lines = [GOOD, GOOD]
    lines[number] = b"\xef\xbb\xbf" + GOOD
    assert [type(each) for each in _load(tmp_path, *lines)] == [Article, Article]


def test_windows_line_ends_are_line_ends(tmp_path: Path) -> None:
    found = _load(tmp_path, GOOD + b"\r", GOOD + b"\r")
    assert [type(each) for each in found] == [Article, Article]


def test_a_last_line_without_line_break_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(GOOD + b"\n" + GOOD)
    assert len(list(load([tmp_path]))) == 2


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(rb'{"title": "a\ud800b"}', id="title"),
        pytest.param(rb'{"title": "a", "body": "b\udfff"}', id="body"),
        pytest.param(rb'{"title": "a", "tags": ["b\ud800"]}', id="tags"),
        pytest.param(rb'{"title": "a", "note": "b\ud800"}', id="extra value"),
        pytest.param(rb'{"title": "a", "note": {"x": ["b\ud800"]}}', id="value within extra"),
        pytest.param(rb'{"title": "a", "b\ud800": 1}', id="extra key"),
        pytest.param(rb'{"title": "a", "date": "b\ud800"}', id="unreadable date"),
    ],
)
def test_a_lone_surrogate_never_reaches_the_index(tmp_path: Path, line: bytes) -> None:
    values = _article(tmp_path, line).to_dict()
    json.dumps(values, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("line", "title", "body"),
    [
        pytest.param(b'{"title": "a", "body": NaN}', "a", "", id="body"),
        pytest.param(b'{"title": NaN, "body": "b c."}', "b c.", "b c.", id="title"),
    ],
)
def test_nan_stands_for_nothing(tmp_path: Path, line: bytes, title: str, body: str) -> None:
    article = _article(tmp_path, line)
    assert (article.title, article.body) == (title, body)


def test_records_whose_id_is_nan_keep_apart(tmp_path: Path) -> None:
    found = _load(tmp_path, b'{"id": NaN, "title": "a"}', b'{"id": NaN, "title": "b"}')
    assert len({each.id for each in found if isinstance(each, Article)}) == 2


def test_a_long_number_is_an_id(tmp_path: Path) -> None:
    assert _article(tmp_path, b'{"title": "a", "id": %s}' % (b"7" * 40)).id == "7" * 40


@pytest.mark.parametrize("key", [b"id", b"date", b"n"])
def test_an_endless_number_loses_no_article(tmp_path: Path, key: bytes) -> None:
    line = b'{"title": "a", "body": "b", "%s": %s, "url": "http://x/c"}' % (key, b"9" * 6000)
    article = _article(tmp_path, line)
    assert (article.title, article.body, article.url) == ("a", "b", "http://x/c")
