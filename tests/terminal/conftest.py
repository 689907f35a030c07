"""The command line called in this process and in processes of its own, in a plain environment."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from searchkit.terminal import app
from tests.terminal.sessions import SEARCHKIT
from tests.terminal.warm import client, server

UNWANTED = {"NO_COLOR", "FORCE_COLOR", "COLORTERM", "PYTHONUTF8", "PYTHONIOENCODING"}


class Ran(NamedTuple):
    """What a run of the program left: its exit status and the text of both streams."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the developer's own settings, a window of 80 columns, an empty folder."""
    for name in [*os.environ]:
        if name.startswith("SEARCHKIT_") or name in UNWANTED:
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(home)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Call the program with some arguments, and with *typed* on standard input."""

    def call(*arguments: object, typed: bytes = b"") -> Ran:
        stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stdin)
        status = app.main([str(argument) for argument in arguments])
        return Ran(status, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where a process listens that has the program loaded."""
    with server(tmp_path_factory.mktemp("warm")) as place:
        yield place


@pytest.fixture
def start(warm: Path) -> Callable[..., Ran]:
    """Run the program as a process, with *typed* on standard input and *variables* set."""

    def call(*arguments: object, typed: bytes = b"", **variables: str) -> Ran:
        # What Python asks of the locale it asks when it starts.
        program = SEARCHKIT if "LC_ALL" in variables else client(warm)
        command = [*program, *map(str, arguments)]
        done = subprocess.run(
            command, input=typed, capture_output=True, check=False, env=os.environ | variables
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder for articles of a test's own."""
    folder = tmp_path / "news"
    folder.mkdir()
    return folder
