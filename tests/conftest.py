"""What tests of several rooms share: an index of corpus/, one of the seed article, golden files."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from searchkit import Archive

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "data" / "seed_article.txt"

#: The parts of corpus/ that are searched here, by paths that look the same everywhere.
CORPUS = ("corpus/pages", "corpus/wire.jsonl", "corpus/arabic-fields.jsonl")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite tests/golden from this run")
    parser.addoption("--long", action="store_true", help="slow tests too, and more examples")


def pytest_configure(config: pytest.Config) -> None:
    settings.register_profile("short", max_examples=50, deadline=None)
    settings.register_profile("long", max_examples=2000, deadline=None)
    settings.load_profile("long" if config.getoption("--long") else "short")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what only a long run has."""
    if not config.getoption("--long"):
        slow = [item for item in items if item.get_closest_marker("slow")]
        items[:] = [item for item in items if not item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=slow)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file of tests/golden, or with --golden write it there."""
    rewriting = bool(request.config.getoption("--golden"))

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if rewriting:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text.split("\n") == path.read_text(encoding="utf-8").split("\n")

    return compare


@pytest.fixture(scope="session", autouse=True)
def children_find_searchkit() -> Iterator[None]:
    """Processes that tests start run this checkout, whether or not it is installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """What tests write in this process need not outlive the machine; children do wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("corpus") / "index"
    with contextlib.chdir(ROOT):
        Archive.build(CORPUS, index)
    return index


@pytest.fixture(scope="session")
def corpus(corpus_index: Path) -> Iterator[Archive]:
    with Archive.open(corpus_index) as archive:
        yield archive


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    if not SEED.exists():
        pytest.skip(f"{SEED} is not part of this checkout")
    index = tmp_path_factory.mktemp("seed") / "index"
    Archive.build([SEED], index)
    with Archive.open(index) as archive:
        yield archive
