"""The index folder: one writer, whole generations, and nothing touched that is not ours."""

import json
import os
from pathlib import Path

import pytest

from searchkit.engine import store
from searchkit.errors import (
    IndexDamaged,
    IndexFault,
    IndexLocked,
    IndexNotFound,
    IndexOutdated,
    IndexUnwritable,
)

FACTS = {"articles": 1}


def published(index: Path, content: str = "x") -> store.Generation:
    with store.writing(index) as writer:
        (writer.folder / "terms").write_text(content)
        return writer.publish(FACTS)


def generations(index: Path) -> list[str]:
    return sorted(path.name for path in index.glob("generation-*"))


def test_a_published_generation_is_live(tmp_path: Path) -> None:
    generation = published(tmp_path / "index")

    assert store.live(tmp_path / "index") == generation
    assert store.is_live(generation)
    assert store.fault(generation) is None
    assert generation.facts["articles"] == 1


def test_numbers_go_up_and_the_old_generation_goes(tmp_path: Path) -> None:
    assert [published(tmp_path).number for _ in range(3)] == [1, 2, 3]
    assert generations(tmp_path) == ["generation-000003"]


def test_an_old_generation_is_not_live(tmp_path: Path) -> None:
    old = published(tmp_path)
    published(tmp_path)
    assert not store.is_live(old)


def test_nothing_is_live_before_publish(tmp_path: Path) -> None:
    with store.writing(tmp_path) as writer:
        with pytest.raises(IndexNotFound):
            store.live(tmp_path)
        writer.publish(FACTS)
    assert store.live(tmp_path).number == 1


def test_an_unpublished_writing_leaves_no_folder(tmp_path: Path) -> None:
    published(tmp_path)
    with store.writing(tmp_path) as writer:
        (writer.folder / "terms").write_text("half")
    assert store.live(tmp_path).number == 1
    assert generations(tmp_path) == ["generation-000001"]


def test_a_failed_writing_leaves_no_folder_and_no_lock(tmp_path: Path) -> None:
    published(tmp_path)
    with pytest.raises(ZeroDivisionError), store.writing(tmp_path):
        raise ZeroDivisionError
    assert generations(tmp_path) == ["generation-000001"]
    assert published(tmp_path).number == 2


def test_the_next_writer_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "generation-999999").mkdir()
    (tmp_path / "generation-999999" / "terms").write_text("half")
    with store.writing(tmp_path) as writer:
        assert not (tmp_path / "generation-999999").exists()
        assert writer.number == 2


def test_leftovers_of_the_very_first_writer_go(tmp_path: Path) -> None:
    (tmp_path / "generation-000001").mkdir()
    (tmp_path / "generation-000001" / "terms").write_text("half")
    generation = published(tmp_path)
    assert [path.name for path in generation.folder.iterdir()] == ["terms"]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("notes.txt", id="a file"),
        pytest.param("generation-1.txt", id="a name much like ours"),
        pytest.param("generation-000001.bak", id="a copy of a generation"),
        pytest.param("old/generation-000007/terms", id="a generation elsewhere"),
        pytest.param(".git/HEAD", id="a hidden folder"),
        pytest.param("خبر.jsonl", id="an Arabic name"),
    ],
)
def test_foreign_files_are_never_touched(tmp_path: Path, name: str) -> None:
    foreign = tmp_path / name
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_text("mine")
    published(tmp_path)
    published(tmp_path)
    assert foreign.read_text() == "mine"


def test_a_link_with_the_name_of_a_generation_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "precious").write_text("mine")
    index = tmp_path / "index"
    index.mkdir()
    (index / "generation-000009").symlink_to(tmp_path / "elsewhere")
    published(index)
    assert (tmp_path / "elsewhere" / "precious").read_text() == "mine"


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with store.writing(tmp_path):
        with pytest.raises(IndexLocked, match=f"process {os.getpid()}") as caught:
            published(tmp_path)
        assert (caught.value.pid, caught.value.exit_status) == (os.getpid(), 75)
    assert published(tmp_path).number == 1


def test_a_refused_writer_does_not_harm_the_first(tmp_path: Path) -> None:
    with store.writing(tmp_path) as writer:
        (writer.folder / "terms").write_text("x")
        with pytest.raises(IndexLocked):
            published(tmp_path)
        generation = writer.publish(FACTS)
    assert store.fault(generation) is None


def test_reading_needs_no_lock(tmp_path: Path) -> None:
    generation = published(tmp_path)
    with store.writing(tmp_path):
        assert store.live(tmp_path) == generation


@pytest.mark.parametrize("path", ["missing", "empty", "file"])
def test_a_place_without_an_index(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(IndexNotFound, match="searchkit build"):
        store.live(tmp_path / path)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut"),
        pytest.param(b"\xff\x00garbage", id="bytes"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[1]", id="a list"),
        pytest.param(b"{}", id="no facts"),
        pytest.param(b'{"generation": 1}', id="no version"),
        pytest.param(b'{"version": "1", "generation": "x"}', id="no number"),
        pytest.param(b'{"version": "1", "generation": Infinity}', id="no finite number"),
        pytest.param(b"[" * 100_000, id="nested without end"),
    ],
)
def test_an_unreadable_current_file_is_damage(tmp_path: Path, content: bytes) -> None:
    published(tmp_path)
    (tmp_path / "current.json").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"current\.json"):
        store.live(tmp_path)


def test_a_damaged_index_is_mended_by_writing(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "current.json").write_bytes(b"garbage")
    assert published(tmp_path).number == 2
    assert generations(tmp_path) == ["generation-000002"]


def test_a_generation_stays_while_it_is_unknown_which_one_is_live(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "current.json").write_bytes(b"garbage")
    with store.writing(tmp_path):
        assert "generation-000001" in generations(tmp_path)


def test_another_version_is_outdated(tmp_path: Path) -> None:
    published(tmp_path)
    facts = json.loads((tmp_path / "current.json").read_text())
    (tmp_path / "current.json").write_text(json.dumps(facts | {"version": "0.0"}))
    with pytest.raises(IndexOutdated, match=r"0\.0") as caught:
        store.live(tmp_path)
    assert (caught.value.found, caught.value.wanted) == ("0.0", store.VERSION)


def test_every_fault_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(IndexFault) as caught:
        store.live(tmp_path)
    assert caught.value.path == tmp_path


@pytest.mark.parametrize("under", ["", "/index"], ids=["a file itself", "below a file"])
def test_a_file_in_the_way_is_unwritable(tmp_path: Path, under: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(IndexUnwritable, match="cannot write"):
        published(Path(f"{tmp_path}/file{under}"))
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("name", ["", "index"], ids=["the folder itself", "a folder in it"])
def test_a_read_only_folder_is_unwritable(tmp_path: Path, name: str) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(IndexUnwritable, match="permission denied"):
            published(tmp_path / name)
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_turned_read_only_is_unwritable(tmp_path: Path) -> None:
    published(tmp_path)
    tmp_path.chmod(0o555)  # its lock file can still be opened
    try:
        with pytest.raises(IndexUnwritable):
            published(tmp_path)
    finally:
        tmp_path.chmod(0o755)
    assert store.live(tmp_path).number == 1


def test_the_account_is_replaced_whole(tmp_path: Path) -> None:
    with store.writing(tmp_path) as writer:
        writer.report("first, and rather long\n")
        path = writer.report("second\n")
    assert path.read_text(encoding="utf-8") == "second\n"
    assert path.parent == tmp_path
