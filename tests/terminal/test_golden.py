"""What people see, compared to the last character; `make golden` rewrites the files."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from searchkit.terminal.app import program

Run = Callable[..., Any]
Golden = Callable[[str, str], None]
SEARCH = ("search", "المغرب", "--limit", "3", "--format", "human")
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def test_hits_are_summed_up_on_standard_error(run: Run, corpus_index: Path) -> None:
    result = run(*SEARCH, "--index", corpus_index)
    assert re.fullmatch(r"searchkit: 6 hits, 1–3 shown \(\d+ ms\)\n", result.err)


def test_hits_in_color(run: Run, corpus_index: Path, golden: Golden) -> None:
    result = run(*SEARCH, "--index", corpus_index, "--color", "always")
    golden("search-color.txt", result.out)


def test_color_adds_nothing_but_styles(run: Run, corpus_index: Path) -> None:
    plain = run(*SEARCH, "--index", corpus_index).out
    colored = run(*SEARCH, "--index", corpus_index, "--color", "always").out
    assert colored != plain
    assert STYLE.sub("", colored) == plain


def test_matches_are_marked_whole(run: Run, corpus_index: Path) -> None:
    out = run(*SEARCH, "--index", corpus_index, "--color", "always").out
    marked = re.findall(r"\x1b\[1;7m(.*?)\x1b\[0m", out)
    assert {"المغرب"} <= set(marked)
    assert not any(mark != mark.strip() for mark in marked)


#: What every command prints in every format; the other tests say more of some.
PRINTED = {
    "search": "search المغرب --limit 3",
    "explain": "explain الميناء المغربي زنجبيل since:2019 -كأس w-2019-0001",
    "explain-none": "explain الميناء -المغرب w-2019-0001",
    "show": "show w-2019-0001",
    "like": "like w-2019-0001 --limit 3",
    "facets": "facets",
    "facets-month": "facets في --by month --limit 20",
    "facets-place": "facets --by place",
    "entities": "entities",
    "entities-one": "entities مصر --kind place",
    "timeline": "timeline",
    "timeline-none": "timeline زنجبيل",
    "suggest": "suggest سع",
    "export": "export مسبار",
    "status": "status",
    "check": "check",
    "completion": "completion fish",
}
FORMATS = ("plain", "json", "jsonl", "human")
#: What differs from run to run.
CHANGING = re.compile(r'(\b(?:took_ms|bytes|built|version)"?: )"?[0-9][\w:+.-]*"?')


def formats(command: str) -> tuple[str, ...]:
    options = {name for each in program.commands[command].params for name in each.opts}
    return FORMATS if "--format" in options else ("",)


CASES = [
    pytest.param(name, format_, width, id=f"{name}-{format_ or 'only'}-{width}")
    for name, line in PRINTED.items()
    for format_ in formats(line.split()[0])
    for width in ((80, 120) if format_ == "human" else (80,))
]


@pytest.mark.parametrize(("name", "format_", "width"), CASES)
def test_what_is_printed(  # noqa: PLR0913  what a case is, and what it runs with
    run: Run,
    corpus_index: Path,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
    *,
    name: str,
    format_: str,
    width: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("SEARCHKIT_INDEX", str(corpus_index))
    flags = ["--format", format_] if format_ else []
    out = run(*PRINTED[name].split(), *flags).out
    out = out.replace(str(corpus_index), "INDEX").replace(os.environ["XDG_CONFIG_HOME"], "CONFIG")
    wide = "-120" if width == 120 else ""
    golden(f"{name}-{format_ or 'only'}{wide}.txt", CHANGING.sub(r"\1…", out))


def test_every_command_that_prints_results_is_printed_here() -> None:
    printed = {line.split()[0] for line in PRINTED.values()}
    assert printed == set(program.commands) - {"build", "update"}


@pytest.mark.parametrize("command", ["", *program.commands])
def test_help(run: Run, golden: Golden, command: str) -> None:
    result = run(*filter(None, [command]), "--help")
    golden(f"help{command and '-'}{command}.txt", result.out)
    assert (result.status, result.err) == (0, "")


@pytest.mark.parametrize("command", program.commands.values(), ids=list(program.commands))
def test_every_option_has_help(command: click.Command) -> None:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help


def test_without_arguments_there_is_help(run: Run) -> None:
    result = run()
    assert "Commands:\n" in result.out + result.err


def test_version(run: Run) -> None:
    assert re.fullmatch(r"searchkit \d+\.\d+\.\d+\n", run("--version").out)


@pytest.mark.parametrize("width", [1, 12, 40, 80, 120, 400])
@pytest.mark.parametrize(
    "command",
    [
        "في --limit 10",
        "explain ميناء w-2019-0001",
        "show w-2019-0001",
        "like w-2019-0001",
        "facets --by tag",
        "timeline",
    ],
    ids=lambda each: each.split()[0],
)
def test_lines_fit_the_window(
    run: Run, corpus_index: Path, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    result = run(*command.split(), "--index", corpus_index, "--format", "human")
    visible = re.sub("[\u064b-\u0652\u200e\u200f]", "", result.out)
    assert result.status == 0
    if width >= 40:
        assert max(map(len, visible.splitlines())) <= min(width, 100)


COLOR = [
    pytest.param("", False, id="a pipe has none"),
    pytest.param("FORCE_COLOR=1", True, id="FORCE_COLOR asks for it"),
    pytest.param("FORCE_COLOR=1 NO_COLOR=1", False, id="NO_COLOR forbids it"),
    pytest.param("FORCE_COLOR=1 NO_COLOR=", True, id="empty NO_COLOR is none"),
    pytest.param("NO_COLOR=1 --color=always", True, id="the flag beats NO_COLOR"),
    pytest.param("FORCE_COLOR=1 --color=never", False, id="the flag beats FORCE_COLOR"),
    pytest.param("SEARCHKIT_COLOR=always", True, id="the setting"),
    pytest.param("TERM=dumb --color=always", True, id="always is always"),
    pytest.param("TERM= --color=always", True, id="always without a terminal"),
]


@pytest.mark.parametrize(("given", "colored"), COLOR)
def test_color(
    run: Run, corpus_index: Path, monkeypatch: pytest.MonkeyPatch, given: str, *, colored: bool
) -> None:
    flags = [each for each in given.split() if each.startswith("-")]
    for name, _, value in (each.partition("=") for each in given.split() if each not in flags):
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run(*SEARCH, "--index", corpus_index, *flags).out) is colored


@pytest.mark.parametrize("format_", ["plain", "json", "jsonl"])
def test_only_people_get_color(run: Run, corpus_index: Path, format_: str) -> None:
    flags = ("--format", format_, "--color", "always")
    assert "\x1b" not in run("المغرب", "--index", corpus_index, *flags).out
