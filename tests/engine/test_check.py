"""What check says of sound indexes and of what is no part of them; damage is in test_damage."""

import subprocess
import sys
from pathlib import Path

import pytest

from searchkit.articles import Article, Place
from searchkit.engine import build, check, update
from searchkit.errors import IndexNotFound


def articles(count: int, word: str = "خبر") -> list[Article]:
    return [Article(str(n), f"{word} {n}", "نص", Place("a.jsonl", n)) for n in range(count)]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build(tmp_path, articles(30))
    update(tmp_path, articles(2, "جديد"))
    return tmp_path


def test_a_sound_index_has_no_faults(index: Path) -> None:
    assert list(index.glob("deleted-*"))
    assert check(index) == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("notes.txt", id="foreign"),
        pytest.param("current.json.new", id="a statement never published"),
        pytest.param("segment-000003-1/view.title", id="a segment never published"),
        pytest.param("deleted-000003-2", id="deletions never published"),
        pytest.param("deleted-000001-9", id="deletions of an old generation"),
        pytest.param("segment-000001-1/notes.txt", id="foreign in a segment"),
    ],
)
def test_what_the_generation_does_not_name_is_no_fault(index: Path, name: str) -> None:
    (index / name).parent.mkdir(exist_ok=True)
    (index / name).write_text("half")
    assert check(index) == []


def test_every_bad_file_is_named(index: Path) -> None:
    names = ["view.body", "columns", "stored"]
    for name in names:
        path = index / "segment-000001-1" / name
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(data)
    faults = check(index)
    assert [fault for name in names for fault in faults if f"segment-000001-1/{name}:" in fault]
    assert len(faults) == len(names)


def test_checking_changes_nothing(index: Path) -> None:
    before = sorted((str(p), p.stat().st_mtime_ns) for p in index.rglob("*"))
    check(index)
    assert sorted((str(p), p.stat().st_mtime_ns) for p in index.rglob("*")) == before


def test_no_index_is_no_sound_index(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFound):
        check(tmp_path)


def test_an_index_is_sound_while_a_writer_publishes(index: Path) -> None:
    """Issue 3: the files of the generation that is checked may go at any moment."""
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from test_check import articles; from searchkit.engine import build\n"
        "for n in range(12): build(Path(sys.argv[1]), articles(30, f'خبر{n}'))"
    )
    command = [sys.executable, "-c", script, str(index), str(Path(__file__).parent)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as writer:
        try:
            while writer.poll() is None:
                assert check(index) == []
        finally:
            writer.kill()
    assert writer.returncode == 0
