"""Where settings come from, and what the program says of those it cannot use."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "my.toml"
    monkeypatch.setenv("SEARCHKIT_CONFIG", str(path))
    return path


def test_flags_beat_the_environment_beats_the_file(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('limit = 1\nsnippets = 1\nsort = "newest"\n', encoding="utf-8")
    monkeypatch.setenv("SEARCHKIT_LIMIT", "2")
    monkeypatch.setenv("SEARCHKIT_SNIPPETS", "2")
    settings = json.loads(run("status", "--limit", "3", "--format", "json").out)["settings"]
    assert settings["limit"] == {"value": 3, "from": "flag"}
    assert settings["snippets"] == {"value": 2, "from": "environment"}
    assert settings["sort"] == {"value": "newest", "from": str(file)}


def test_the_usual_file_is_read(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "config" / "searchkit"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("limit = 4\n", encoding="utf-8")
    settings = json.loads(run("status", "--format", "json").out)["settings"]
    assert settings["limit"]["value"] == 4


def test_the_corpus_setting_is_what_build_reads(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "a.jsonl").write_text('{"id": "1", "title": "خبر"}\n', encoding="utf-8")
    monkeypatch.setenv("SEARCHKIT_CORPUS", str(news))
    monkeypatch.setenv("SEARCHKIT_INDEX", str(news.parent / "elsewhere"))
    assert run("build").status == 0
    assert run("خبر").out == "1\t-\tخبر\n"
    assert (news.parent / "elsewhere" / "current.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--limit", "7", "status", "--format", "json"], id="before the command"),
        pytest.param(["--limit=7", "--format=json", "status"], id="with their values joined"),
        pytest.param(["status", "--limit", "7", "--format", "json"], id="after it"),
    ],
)
def test_options_stand_before_or_after_the_command(run: Run, arguments: list[str]) -> None:
    assert json.loads(run(*arguments).out)["settings"]["limit"]["value"] == 7


BAD_FILES = [
    pytest.param("limit = ", "not TOML", id="not TOML"),
    pytest.param("limt = 1", "did you mean limit?", id="unknown key"),
    pytest.param('limit = "many"', "not a whole number", id="not a number"),
    pytest.param("limit = -1", "not a whole number", id="negative"),
    pytest.param("limit = true", "not a whole number", id="a boolean"),
    pytest.param('sort = "size"', "relevance | newest | oldest", id="not a choice"),
    pytest.param("index = 7", "index", id="not a text"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_FILES)
@pytest.mark.parametrize("command", ["search", "build", "show", "status"])
def test_a_bad_setting_stops_every_command(
    run: Run, file: Path, command: str, content: str, reason: str
) -> None:
    file.write_text(content, encoding="utf-8")
    result = run(command, *(["x"] if command != "status" else []))
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"searchkit: config: {file}: ")
    assert reason in result.err
    assert result.err.count("\n") == 1


@pytest.mark.usefixtures("file")
def test_a_named_file_must_exist(run: Run) -> None:
    result = run("status")
    assert result.status == 2
    assert "no such file" in result.err


def test_a_file_of_random_bytes_is_not_toml(run: Run, file: Path) -> None:
    file.write_bytes(bytes(range(256)))
    assert "not TOML" in run("status").err


@pytest.mark.parametrize(
    ("name", "value"), [("LIMIT", "many"), ("SORT", "size"), ("COLOR", "blue"), ("FORMAT", "xml")]
)
def test_a_bad_variable_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"SEARCHKIT_{name}", value)
    result = run("خبر")
    assert result.status == 2
    assert result.err.startswith(f"searchkit: config: environment: {name.lower()}: '{value}'")
