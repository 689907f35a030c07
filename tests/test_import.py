"""What an import brings along, each in a process of its own."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        pytest.param(
            "searchkit",
            {"click", "rich", "trafilatura", "lxml", "searchkit.entities.extraction"},
            id="library",
        ),
        pytest.param("searchkit.terminal.app", {"rich"}, id="commands without rich"),
        pytest.param("searchkit.articles.shapes", {"trafilatura", "lxml"}, id="reading"),
        pytest.param(
            "searchkit.terminal.app",
            {"searchkit.engine.publishing", "searchkit.articles.loading", "zipfile", "tomllib"},
            id="a search without what builds",
        ),
    ],
)
def test_import_stays_light(module: str, unwanted: set[str]) -> None:
    script = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )

    assert unwanted.isdisjoint(loaded.stdout.split())


def test_every_public_name_is_there() -> None:
    script = "from searchkit import *; import searchkit; print(searchkit.__all__)"
    loaded = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )

    assert loaded.stdout.strip() == str(sorted(eval(loaded.stdout)))  # noqa: S307  our own list
