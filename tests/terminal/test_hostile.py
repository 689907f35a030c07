"""Input that nobody should send: a line for each, no traceback, and nothing else is lost."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
GOOD = json.dumps({"id": "good", "title": "خبر سليم", "body": "نص"}).encode() + b"\n"
NOISE = bytes(range(256)) * 16


def titles(run: Run, query: str = "خبر") -> list[str]:
    return [line.split("\t")[2] for line in run("search", query).out.splitlines()]


BAD_FILES = [
    pytest.param("empty.jsonl", b"", "empty file", id="empty file"),
    pytest.param("empty.txt", b"", "empty file", id="empty page"),
    pytest.param("blank.txt", b" \n\n", "empty file", id="blank page"),
    pytest.param("noise.txt", NOISE, "not text", id="random bytes as a page"),
    pytest.param("noise.jsonl", NOISE.replace(b"\n", b""), "", id="random bytes as a line"),
    pytest.param("noise.gz", NOISE, "damaged", id="random bytes as an archive"),
    pytest.param("noise.jsonl.gz", NOISE, "damaged", id="random bytes as gzip"),
    pytest.param("noise.jsonl.xz", NOISE, "damaged", id="random bytes as xz"),
    pytest.param("noise.bin", NOISE, "no reader", id="unknown suffix"),
    pytest.param("noise", NOISE, "no reader", id="no suffix"),
    pytest.param("long.jsonl", b'{"title": "' + b"x" * (1 << 24), "16 MB", id="line of 16 MB"),
    pytest.param("long.txt", b"x" * ((1 << 24) + 1), "16 MB", id="page of 16 MB"),
    pytest.param("cut.jsonl", b'{"title": "\xd8', "", id="cut in a character"),
    pytest.param("list.jsonl", b"[1, 2]\n", "not a JSON object", id="a list"),
    pytest.param("deep.jsonl", b"[" * 100_000, "nested", id="nested without end"),
    pytest.param("number.jsonl", b'{"id": ' + b"9" * 5000 + b"}", "", id="endless number"),
    pytest.param("bare.jsonl", b'{"id": "1"}\n', "neither", id="no title and no text"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD_FILES)
def test_a_bad_file_is_named_and_the_others_are_read(
    run: Run, news: Path, name: str, content: bytes, reason: str
) -> None:
    (news / name).write_bytes(content)
    (news / "a.jsonl").write_bytes(GOOD)
    (news / "z.jsonl").write_bytes(GOOD.replace(b"good", b"other"))

    result = run("build", news)

    assert (result.status, result.out) == (0, "")
    assert result.err.count("\n") == 1
    assert str(news / name) in result.err
    assert any(part in result.err for part in reason.split("|"))
    assert titles(run) == ["خبر سليم"] * 2


@pytest.mark.parametrize(("name", "content", "reason"), BAD_FILES)
def test_nothing_but_a_bad_file_is_an_error(
    run: Run, news: Path, name: str, content: bytes, reason: str
) -> None:
    (news / name).write_bytes(content)
    result = run("build", news)
    assert (result.status, result.out) == (2, "")
    named, error = result.err.splitlines()
    assert named.startswith(f"searchkit: {news / name}")
    assert any(part in named for part in reason.split("|"))
    assert error.startswith("searchkit: build: no articles in ")
    assert (Path("index") / "bad.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_a_broken_line_in_the_middle(run: Run, news: Path) -> None:
    lines = [GOOD, b'{"title": "\n', GOOD.replace(b"good", b"other")]
    (news / "a.jsonl").write_bytes(b"".join(lines))
    result = run("build", news)
    assert result.err.startswith(f"searchkit: {news}/a.jsonl:2: broken JSON")
    assert result.err.count("\n") == 1
    assert len(titles(run)) == 2


def test_articles_after_a_line_of_over_16_mb_are_read(run: Run, news: Path) -> None:
    long = b'{"title": "' + b"x" * (17 << 20) + b'"}\n'
    (news / "a.jsonl").write_bytes(GOOD + long + GOOD.replace(b"good", b"other"))
    result = run("build", news)
    assert result.err == f"searchkit: {news}/a.jsonl:2: a line of more than 16 MB\n"
    assert len(titles(run)) == 2


def test_a_folder_without_articles(run: Run, news: Path) -> None:
    result = run("build", news)
    assert result == (2, "", f"searchkit: build: no articles in {news}; the index is unchanged\n")


def test_a_path_that_does_not_exist(run: Run, news: Path) -> None:
    result = run("build", news / "nowhere")
    assert (result.status, result.out) == (2, "")
    assert result.err == f"searchkit: archive: {news}/nowhere: no such file or folder\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_and_a_file_without_permission(run: Run, news: Path) -> None:
    (news / "a.jsonl").write_bytes(GOOD)
    (news / "closed.jsonl").write_bytes(GOOD)
    (news / "closed.jsonl").chmod(0)
    (news / "locked").mkdir(mode=0)
    result = run("build", news)
    (news / "locked").chmod(0o755)
    assert result.status == 0
    assert result.err.count("permission denied\n") == result.err.count("\n") == 2
    assert titles(run) == ["خبر سليم"]


def test_a_pipe_and_a_loop_of_links(run: Run, news: Path) -> None:
    os.mkfifo(news / "pipe.jsonl")
    (news / "loop").symlink_to(news)
    (news / "dangling.jsonl").symlink_to("nowhere")
    (news / "a.jsonl").write_bytes(GOOD)
    result = run("build", news)
    assert result.status == 0
    assert result.err.count("\n") == 2
    assert titles(run) == ["خبر سليم"]


def test_a_file_name_that_is_not_utf_8(start: Run, news: Path) -> None:
    (news / os.fsdecode(b"\xff.jsonl")).write_bytes(GOOD)
    (news / os.fsdecode(b"\xfe.jsonl")).write_bytes(b"{")
    built = start("build", news)
    assert (built.status, built.err.count("\n")) == (0, 1)
    assert json.loads(start("show", "good", "--format", "json").out)["title"] == "خبر سليم"


def test_many_bad_records_are_named_up_to_a_screenful(run: Run, news: Path) -> None:
    (news / "a.jsonl").write_bytes(GOOD + b"{\n" * 100)
    result = run("build", news)
    assert result.err.count("\n") == 21
    assert "80 more" in result.err
    assert (Path("index") / "bad.jsonl").read_text(encoding="utf-8").count("\n") == 100


def test_an_index_among_the_articles_is_not_read(run: Run, news: Path) -> None:
    (news / "a.jsonl").write_bytes(GOOD + b"{\n")
    for _ in range(2):
        result = run("build", news, "--index", news / "index")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param("colour:أحمر خبر", "no field is called colour", id="unknown field"),
        pytest.param('"خبر سليم', "missing closing quote", id="unclosed quote"),
        pytest.param("(خبر", "missing closing bracket", id="unclosed bracket"),
        pytest.param("خبر)", "closing bracket", id="stray bracket"),
        pytest.param("خبر after:قريبا", "is not a date", id="not a date"),
    ],
)
def test_a_slip_in_a_query_is_a_note(run: Run, news: Path, query: str, code: str) -> None:
    (news / "a.jsonl").write_bytes(GOOD)
    run("build", news)
    result = run("search", query)
    assert result.status == 0
    assert code in result.err
    assert all(line.startswith("searchkit: query: ") for line in result.err.splitlines())
    assert "خبر سليم" in result.out


def test_a_slip_made_very_often_is_told_once(run: Run, news: Path) -> None:
    (news / "a.jsonl").write_bytes(GOOD)
    run("build", news)
    result = run("search", "خبر" + ")" * 900)
    assert result.err == "searchkit: query: closing bracket without an opening one; ignored\n"


@pytest.mark.parametrize(
    "query",
    ["(" * 5000, "-" * 5000 + "خبر", "خبر " * 100, '"' * 99, "\0", "\ud800", "a:b:c:d", "\x1b[2J"],
    ids=["brackets", "minus", "words", "quotes", "nul", "surrogate", "colons", "escape"],
)
def test_no_query_ends_in_a_traceback(run: Run, corpus_index: Path, query: str) -> None:
    result = run("search", "--index", corpus_index, "--", query)
    assert result.status in {0, 1, 2}
    assert "\x1b" not in result.err


EVIL = "\x1b]0;pwned\x07\x1b[2J\r\b\x00\x7f\x9b31m\u2028"


@pytest.mark.parametrize("format_", ["human", "plain"])
def test_control_characters_never_reach_the_terminal(run: Run, news: Path, format_: str) -> None:
    fields = ("id", "title", "body", "source", "author", "section", "tags", "url", "photo")
    record = {field: f"خبر {EVIL} {field}" for field in fields}
    (news / "a.jsonl").write_text(json.dumps(record | {"خ\x1b[0m": EVIL}) + "\n", encoding="utf-8")
    (news / "evil\x1b[2J.jsonl").write_bytes(b"{")
    built = run("build", news)
    found = run("search", "خبر", "--format", format_)
    article_id = json.loads(run("search", "خبر", "--format", "json").out)["hits"][0]["id"]
    shown = run("show", article_id, "--format", format_)

    for text in (built.err, found.out, shown.out):
        assert text
        assert not set(text) & set(EVIL.replace("\n", "")) - set("]0;pwned[2J31m")
