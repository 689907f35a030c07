"""The index folder: one writer, whole generations, and nothing touched that is not ours."""

import contextlib
import os
from pathlib import Path

import pytest

from searchkit.engine import store
from searchkit.errors import IndexLocked, IndexNotFound, IndexUnwritable

FACTS = {"articles": 1}


def written(writer: store.Writing, content: str = "x") -> Path:
    """A new segment, as far as the store is concerned."""
    segment = writer.new_segment()
    segment.mkdir()
    (segment / "terms").write_text(content)
    return segment


def chained(writer: store.Writing) -> Path:
    """A new chain, likewise."""
    chain = writer.new_chain()
    chain.mkdir()
    (chain / "counts").write_text("x")
    return chain


def published(index: Path) -> store.Generation:
    with store.writing(index) as writer:
        writer.publish([(written(writer), None)], chained(writer), FACTS)
    return store.live(index)


def ours(index: Path) -> list[str]:
    """What is there of segments and deletions."""
    return sorted(path.name for kind in ("segment", "deleted") for path in index.glob(f"{kind}-*"))


def test_a_published_generation_is_live(tmp_path: Path) -> None:
    index = tmp_path / "index"
    with store.writing(index) as writer:
        segment, deletions = written(writer), writer.new_deletions()
        deletions.write_text("bits")
        writer.publish([(segment, deletions), (written(writer), None)], chained(writer), FACTS)

    generation = store.live(index)

    assert (generation.number, generation.facts) == (1, FACTS)
    assert generation.paths == [
        (index / "segment-000001-1", index / "deleted-000001-2"),
        (index / "segment-000001-3", None),
    ]
    assert ours(index) == ["deleted-000001-2", "segment-000001-1", "segment-000001-3"]


def test_a_generation_may_keep_parts_of_the_one_before(tmp_path: Path) -> None:
    [(kept, _)] = published(tmp_path).paths
    with store.writing(tmp_path) as writer:
        deletions = writer.new_deletions()
        deletions.write_text("bits")
        writer.publish([(kept, deletions)], chained(writer), FACTS)
    assert ours(tmp_path) == ["deleted-000002-1", "segment-000001-1"]
    assert store.live(tmp_path).paths == [(kept, deletions)]


def test_numbers_go_up_and_the_old_generation_goes(tmp_path: Path) -> None:
    assert [published(tmp_path).number for _ in range(3)] == [1, 2, 3]
    assert ours(tmp_path) == ["segment-000003-1"]


def test_a_chain_serves_as_long_as_it_is_named(tmp_path: Path) -> None:
    first = published(tmp_path)
    with store.writing(tmp_path) as writer:
        writer.publish([(written(writer), None)], first.chain_folder, FACTS)
    assert store.live(tmp_path).chain_folder == first.chain_folder
    assert [path.name for path in tmp_path.glob("chain-*")] == ["chain-000001-2"]
    published(tmp_path)
    assert [path.name for path in tmp_path.glob("chain-*")] == ["chain-000003-2"]


def test_nothing_is_live_before_publish(tmp_path: Path) -> None:
    with store.writing(tmp_path) as writer:
        with pytest.raises(IndexNotFound):
            store.live(tmp_path)
        writer.publish([], chained(writer), FACTS)
    assert store.live(tmp_path).number == 1


def test_an_unpublished_writing_leaves_nothing(tmp_path: Path) -> None:
    published(tmp_path)
    with store.writing(tmp_path) as writer:
        written(writer, "half")
        writer.new_deletions().write_text("half")
    assert store.live(tmp_path).number == 1
    assert ours(tmp_path) == ["segment-000001-1"]


def test_a_failed_writing_leaves_nothing_and_no_lock(tmp_path: Path) -> None:
    published(tmp_path)
    with contextlib.suppress(ZeroDivisionError), store.writing(tmp_path) as writer:
        written(writer)
        raise ZeroDivisionError
    assert ours(tmp_path) == ["segment-000001-1"]
    assert published(tmp_path).number == 2


def test_the_next_writer_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "segment-999999-1").mkdir()
    (tmp_path / "segment-999999-1" / "terms").write_text("half")
    (tmp_path / "deleted-999999-2").write_text("half")
    with store.writing(tmp_path) as writer:
        assert ours(tmp_path) == ["segment-000001-1"]
        assert writer.number == 2


def test_leftovers_of_the_very_first_writer_go(tmp_path: Path) -> None:
    (tmp_path / "segment-000001-1").mkdir()
    (tmp_path / "segment-000001-1" / "views").write_text("half")
    [(segment, _)] = published(tmp_path).paths
    assert [path.name for path in segment.iterdir()] == ["terms"]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("notes.txt", id="a file"),
        pytest.param("segment-1.txt", id="a name much like ours"),
        pytest.param("segment-000001-1.bak", id="a copy of a segment"),
        pytest.param("deleted-000001-1 (copy)", id="a copy of deletions"),
        pytest.param("old/segment-000007-1/terms", id="a segment elsewhere"),
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


def test_a_link_with_the_name_of_a_segment_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "precious").write_text("mine")
    index = tmp_path / "index"
    index.mkdir()
    (index / "segment-000009-1").symlink_to(tmp_path / "elsewhere")
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
        segment = written(writer)
        with pytest.raises(IndexLocked):
            published(tmp_path)
        writer.publish([(segment, None)], chained(writer), FACTS)
    assert store.live(tmp_path).paths == [(segment, None)]
    assert (segment / "terms").read_text() == "x"


def test_reading_needs_no_lock(tmp_path: Path) -> None:
    generation = published(tmp_path)
    with store.writing(tmp_path):
        assert store.live(tmp_path) == generation


def test_a_damaged_index_is_mended_by_writing(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "current.json").write_bytes(b"garbage")
    assert published(tmp_path).number == 2
    assert ours(tmp_path) == ["segment-000002-1"]


def test_segments_stay_while_it_is_unknown_which_are_live(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "current.json").write_bytes(b"garbage")
    with store.writing(tmp_path):
        assert "segment-000001-1" in ours(tmp_path)


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


def test_an_interrupt_just_after_publishing_takes_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue 3: what is live must not be taken for what a writer left unpublished."""
    published(tmp_path)
    synced = os.fsync

    def interrupted(file: int) -> None:
        if store.live(tmp_path).number == 2:
            raise KeyboardInterrupt
        synced(file)

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        published(tmp_path)

    [(segment, _)] = store.live(tmp_path).paths
    assert (segment.name, (segment / "terms").read_text()) == ("segment-000002-1", "x")


def _accounted(writer: store.Writing, text: str) -> Path:
    with writer.accounting() as file:
        file.write(text)
    return writer.account


def test_the_account_is_replaced_whole(tmp_path: Path) -> None:
    with store.writing(tmp_path) as writer:
        _accounted(writer, "first, and rather long\n")
        path = _accounted(writer, "second\n")
    assert path.read_text(encoding="utf-8") == "second\n"
    assert path.parent == tmp_path
