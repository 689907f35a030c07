"""Which files are read, in which order, and what is said of those that cannot be."""

import os
from pathlib import Path

import pytest

from searchkit.articles import Article, BadRecord, load
from searchkit.articles.files import walk
from searchkit.errors import ArchiveNotFound

RECORD = '{"title": "خبر", "body": "وقع أمس."}\n'


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RECORD, encoding="utf-8")


def _walked(folder: Path, *given: Path) -> list[str]:
    """Name the files that a walk of *given* yields, as seen from *folder*."""
    found = list(walk(given or [folder]))
    return [path.relative_to(folder).as_posix() for path in found if isinstance(path, Path)]


def test_folders_are_walked_by_name(tmp_path: Path) -> None:
    _write(tmp_path, "c.jsonl", "a.jsonl", "b/2.jsonl", "b/1.jsonl", "b/x/0.jsonl")
    assert _walked(tmp_path) == ["a.jsonl", "b/1.jsonl", "b/2.jsonl", "b/x/0.jsonl", "c.jsonl"]


def test_paths_are_walked_in_the_order_given(tmp_path: Path) -> None:
    _write(tmp_path, "a.jsonl", "b/1.jsonl")
    assert _walked(tmp_path, tmp_path / "b", tmp_path / "a.jsonl") == ["b/1.jsonl", "a.jsonl"]


def test_hidden_files_and_readme_pages_are_passed_over(tmp_path: Path) -> None:
    _write(tmp_path, ".hidden.jsonl", ".git/a.jsonl", "README.md", "README", "a.jsonl")
    assert _walked(tmp_path) == ["a.jsonl"]


@pytest.mark.parametrize("name", [".hidden.jsonl", "README.jsonl"])
def test_a_file_given_by_name_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    _write(tmp_path, name)
    assert _walked(tmp_path, tmp_path / name) == [name]


def test_a_link_back_to_its_folder_ends(tmp_path: Path) -> None:
    _write(tmp_path, "b/a.jsonl")
    (tmp_path / "b" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert list(walk([tmp_path])) == [tmp_path / "b" / "a.jsonl"]


def test_a_link_to_itself_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").symlink_to(tmp_path / "a.jsonl")
    (bad,) = walk([tmp_path])
    assert isinstance(bad, BadRecord)
    assert "symbolic links" in bad.reason


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").symlink_to(tmp_path / "gone.jsonl")
    (bad,) = walk([tmp_path])
    assert isinstance(bad, BadRecord)
    assert bad.place.path == str(tmp_path / "a.jsonl")
    assert bad.reason == "no such file or directory"


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    _write(tmp_path, "a.jsonl", "b.jsonl")
    (tmp_path / "c.jsonl").symlink_to(tmp_path / "a.jsonl")
    assert _walked(tmp_path, tmp_path / "b.jsonl", tmp_path, tmp_path) == ["b.jsonl", "a.jsonl"]


def test_a_missing_path_raises_before_anything_is_read(tmp_path: Path) -> None:
    _write(tmp_path, "a.jsonl")
    with pytest.raises(ArchiveNotFound, match=r"gone\.jsonl: no such file"):
        next(load([tmp_path / "a.jsonl", tmp_path / "gone.jsonl"]))


@pytest.mark.parametrize(
    "name", [pytest.param("a" * 300, id="too long"), pytest.param("a\0b", id="nul")]
)
def test_a_path_that_cannot_exist_is_a_missing_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveNotFound):
        list(load([tmp_path / name]))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
@pytest.mark.parametrize("below", [".", "inner.jsonl"])
def test_a_folder_without_permission_is_named(tmp_path: Path, below: str) -> None:
    _write(tmp_path, "a.jsonl", "closed/inner.jsonl")
    closed = tmp_path / "closed"
    closed.chmod(0)
    try:
        article, bad = load([tmp_path / "a.jsonl", closed / below])
    finally:
        closed.chmod(0o700)
    assert isinstance(article, Article)
    assert isinstance(bad, BadRecord)
    assert bad.place.path == str(closed / below)
    assert bad.reason == "permission denied"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    _write(tmp_path, "a.jsonl")
    (tmp_path / "a.jsonl").chmod(0)
    (bad,) = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert bad.reason == "permission denied"


def test_a_pipe_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    (bad,) = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert bad.reason == "not a regular file"


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.ndjson"])
@pytest.mark.parametrize(
    "text", [pytest.param("", id="nothing"), pytest.param(" \n\n", id="white space")]
)
def test_an_empty_file_is_named(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (bad,) = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert bad.reason == "empty file"


def test_a_folder_without_articles_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    assert list(load([tmp_path])) == []


@pytest.mark.parametrize(
    ("name", "said"), [("photo.jpg", ".jpg: no reader"), ("Makefile", "no suffix: no reader")]
)
def test_a_file_of_no_known_shape_is_named(tmp_path: Path, name: str, said: str) -> None:
    _write(tmp_path, "z.jsonl")
    (tmp_path / name).write_bytes(b"\x89PNG\r\n")
    bad, article = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert bad.reason.startswith(said)
    assert isinstance(article, Article)


def test_a_record_names_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n" + RECORD, encoding="utf-8")
    (article,) = load([tmp_path])
    assert str(article.place) == f"{tmp_path / 'a.jsonl'}:2"
