"""The manual page: made from the commands, complete, and good troff."""

import shutil
import subprocess
from pathlib import Path

import click
import pytest

from searchkit.config import NAMES
from searchkit.terminal import manual
from searchkit.terminal.app import program

PAGE = Path(__file__).parents[2] / "docs" / "searchkit.1"


def test_the_page_is_made_from_the_commands_as_they_are() -> None:
    assert list(manual.page()) == PAGE.read_text(encoding="utf-8").splitlines()  # else: make man


@pytest.mark.parametrize("command", program.commands.values(), ids=list(program.commands))
def test_every_command_and_option_is_in_the_page(command: click.Command) -> None:
    text = PAGE.read_text(encoding="utf-8").replace("\\-", "-")
    section = text.partition(f".SS searchkit {command.name} ")[2].partition("\n.S")[0]
    assert section
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[-1] in section


def test_every_setting_is_in_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in NAMES:
        assert f"SEARCHKIT_{name.upper()}" in text


def test_troff_has_nothing_to_say_against_it() -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is not installed")
    command = [groff, "-man", "-Tutf8", "-Kutf8", "-ww", "-z", str(PAGE)]
    done = subprocess.run(command, capture_output=True, check=True)
    # Only what typesets Arabic would know its letters; man itself passes them on.
    assert [line for line in done.stderr.splitlines() if b"special character" not in line] == []


def test_words_at_the_beginning_of_a_line_are_no_requests() -> None:
    requests = {line.split()[0] for line in manual.page() if line.startswith((".", "'"))}
    assert requests == {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".I", ".br", ".nf", ".fi"}
