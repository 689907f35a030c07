"""When the pager runs, which, and what it gets."""

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from searchkit.terminal import pager
from searchkit.terminal.screen import Screen

WINDOW = Screen(is_terminal=True, height=10)
LONG = [f"سطر {number}" for number in range(50)]


@pytest.fixture
def paged(tmp_path: Path) -> tuple[str, Path]:
    """A pager that keeps what it is given, and where."""
    kept = tmp_path / "paged"
    script = tmp_path / "pager.py"
    script.write_text(
        f"import sys\nopen({str(kept)!r}, 'wb').write(sys.stdin.buffer.read())\n", encoding="utf-8"
    )
    return shlex.join([sys.executable, str(script)]), kept


def test_long_output_goes_to_the_pager(
    paged: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    command, kept = paged
    pager.show(LONG, WINDOW, command)
    assert kept.read_text(encoding="utf-8").splitlines() == LONG
    assert capsys.readouterr().out == ""


def test_the_environment_names_the_pager(paged: tuple[str, Path]) -> None:
    command, kept = paged
    pager.show(LONG, WINDOW, "auto", {"PAGER": command})
    assert kept.exists()


@pytest.mark.parametrize(
    ("lines", "screen", "command"),
    [
        pytest.param(LONG[:9], WINDOW, None, id="short output"),
        pytest.param(LONG, Screen(height=10), None, id="a pipe"),
        pytest.param(LONG, WINDOW, "off", id="off"),
        pytest.param(LONG, WINDOW, "cat", id="cat"),
        pytest.param(LONG, WINDOW, "no-such-pager", id="a pager that is not there"),
        pytest.param(LONG, WINDOW, '"less', id="a quote that is not closed"),
    ],
)
def test_the_rest_is_printed(
    paged: tuple[str, Path],
    capsys: pytest.CaptureFixture[str],
    lines: list[str],
    screen: Screen,
    command: str | None,
) -> None:
    pager.show(lines, screen, command or paged[0])
    assert capsys.readouterr().out.splitlines() == lines
    assert not paged[1].exists()


def test_a_pager_that_is_left_early_is_no_error() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield "سطر" * 1000

    pager.show(endless(), WINDOW, shlex.join([sys.executable, "-c", "input()"]))
