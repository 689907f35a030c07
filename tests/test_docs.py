"""What README.md shows works as it stands."""

import contextlib
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from searchkit.terminal.app import program

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_of_the_readme_finds_ships(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    with contextlib.chdir(tmp_path):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102  it is ours
    assert "2021-03-29 تعويم السفينة الجانحة" in capsys.readouterr().out


def test_the_readme_shows_what_make_demo_prints(tmp_path: Path) -> None:
    (shown,) = re.findall(r"==> searchkit السفينة\n(.*?)```", README, re.DOTALL)
    index = str(tmp_path / "index")
    with contextlib.chdir(ROOT):
        CliRunner().invoke(program, ["build", "corpus", "--index", index, "--quiet"])
    command = ["search", "السفينة", "--format", "human", "--limit", "3", "--index", index]
    printed = CliRunner().invoke(program, command, standalone_mode=False).output
    assert shown in printed


@pytest.mark.parametrize("name", sorted(program.commands))
def test_every_command_has_help_and_a_place_in_the_readme(name: str) -> None:
    assert program.commands[name].help
    assert f"searchkit {name}" in README or f"`{name}`" in README
