"""The program as a process: pipes, signals, locales, a terminal."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.sessions import HEEDING

Run = Callable[..., Any]
GOOD = json.dumps({"id": "good", "title": "خبر سليم", "body": "نص"}).encode() + b"\n"


@pytest.mark.parametrize("format_", ["human", "plain"])
def test_a_reader_that_leaves_early_is_no_error(corpus_index: Path, format_: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # before anything is written
    command = [sys.executable, "-m", "searchkit", "في", "--limit", "100", "--format", format_]
    with open(writing, "wb") as stdout:  # noqa: PTH123  a descriptor, not a path
        done = subprocess.run(
            [*command, "--index", str(corpus_index)],
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.parametrize("module", ["numpy", "click"])
@pytest.mark.parametrize(
    ("shell", "status"), [("", -signal.SIGINT), ("trap '' INT;", 2)], ids=["heeded", "ignored"]
)
def test_an_interrupt_while_the_program_is_loaded(module: str, shell: str, status: int) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "searchkit_start", "خبر"]
    script = [*HEEDING, "/bin/sh", "-c", f'{shell} exec "$@"', "sh", *command]
    with subprocess.Popen(script, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        for line in process.stderr:
            if line.split()[-1] == module:
                process.send_signal(signal.SIGINT)
                break
        said = process.stderr.read()
    assert process.returncode == status
    assert "Traceback" not in said


def test_head_gets_its_line(corpus_index: Path) -> None:
    command = [sys.executable, "-m", "searchkit", "في", "--index", str(corpus_index)]
    script = ["/bin/sh", "-c", '"$@" | head -n 1', "sh", *command]
    done = subprocess.run(script, capture_output=True, check=False)
    assert (done.stdout.count(b"\n"), done.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("query", "typed"), [("الكسكس", ""), ("-", "الكسكس\n")], ids=["argument", "standard input"]
)
def test_the_locale_does_not_matter(
    start: Run, run: Run, corpus_index: Path, query: str, typed: str
) -> None:
    arguments = (query, "--index", corpus_index)
    expected = run(*arguments, typed=typed.encode())
    assert expected.status == 0
    assert start(*arguments, typed=typed.encode(), LC_ALL="C", PYTHONUTF8="0") == expected


def test_the_locale_does_not_matter_to_a_build(start: Run, tmp_path: Path) -> None:
    folder = tmp_path / "أخبار"
    folder.mkdir()
    (folder / "خبر.jsonl").write_bytes(GOOD + b"{")
    built = start("build", folder, LC_ALL="C", PYTHONUTF8="0")
    assert (built.status, built.err.count("\n")) == (0, 1)
    assert str(folder) in built.err


def test_articles_come_from_standard_input(start: Run) -> None:
    assert start("build", "-", typed=GOOD * 2).err.startswith("searchkit: -:1: duplicate")
    assert start("خبر").out == "good\t-\tخبر سليم\n"


def test_standard_input_without_articles(run: Run) -> None:
    result = run("build", "-")
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines()[-1].startswith("searchkit: build: no articles in -; ")


def test_an_empty_environment_will_do(corpus_index: Path) -> None:
    env = {"PYTHONPATH": os.environ["PYTHONPATH"]}
    command = [sys.executable, "-m", "searchkit", "الكسكس", "--index", str(corpus_index)]
    done = subprocess.run(command, capture_output=True, check=False, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "الكُسْكُس".encode() in done.stdout


def on_a_terminal(*arguments: str) -> str:
    """What the program prints when both its streams are a terminal."""
    master, terminal = pty.openpty()
    command = [sys.executable, "-m", "searchkit", *arguments]
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal):
        os.close(terminal)
        return b"".join(_read(master)).decode()


def _read(master: int) -> Iterator[bytes]:
    try:
        while part := os.read(master, 4096):
            yield part
    except OSError:  # how Linux says that the other side is closed
        return
    finally:
        os.close(master)


def test_people_get_blocks_and_color(corpus_index: Path) -> None:
    screen = on_a_terminal("الكسكس", "--index", str(corpus_index))
    assert "\x1b[1;7m" in screen
    assert "1 hit (" in screen
    assert "\t" not in screen


def test_people_see_a_build_sum_up(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(GOOD)
    screen = on_a_terminal("build", str(tmp_path / "a.jsonl"))
    assert re.search(r"1 added, 1 undated in .* index holds 1 article, \d\.\d MB", screen)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_complete(start: Run, shell: str) -> None:
    done = start("completion", shell)
    assert (done.status, done.err) == (0, "")
    assert "_SEARCHKIT_COMPLETE" in done.out


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        pytest.param("sta", "status", id="commands"),
        pytest.param("search --lim", "--limit", id="options"),
        pytest.param("search --sort ne", "newest", id="choices"),
        pytest.param("search المغر", "المغرب", id="words of the archive"),
    ],
)
def test_what_a_shell_is_given(start: Run, corpus_index: Path, typed: str, word: str) -> None:
    words = ["searchkit", *typed.split()]
    done = start(
        _SEARCHKIT_COMPLETE="fish_complete",
        COMP_WORDS=" ".join(words[:-1]),
        COMP_CWORD=words[-1],
        SEARCHKIT_INDEX=str(corpus_index),
    )
    assert f"plain,{word}" in done.out


def test_without_an_index_no_word_is_completed(start: Run) -> None:
    variables = {"COMP_WORDS": "searchkit search", "COMP_CWORD": "سع"}
    done = start(_SEARCHKIT_COMPLETE="fish_complete", **variables)
    assert (done.out.strip(), done.err) == ("", "")
