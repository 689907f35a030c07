"""current.json, which states what is live: whole, of this version, or one clear error."""

import hashlib
import json
from pathlib import Path

import pytest

from searchkit.engine import store
from searchkit.errors import IndexDamaged, IndexFault, IndexNotFound, IndexOutdated

FIELDS = ("version", "generation", "parts", "chain", "facts")


def published(index: Path) -> None:
    with store.writing(index) as writer:
        segment, chain = writer.new_segment(), writer.new_chain()
        segment.mkdir()
        chain.mkdir()
        writer.publish([(segment, None)], chain, {"articles": 1})


def restate(index: Path, **changes: object) -> None:
    """Let current.json state something else, with the right checksum; None takes a fact out."""
    path = index / "current.json"
    stated = json.loads(path.read_text(encoding="utf-8"))["stated"] | changes
    stated = {name: value for name, value in stated.items() if value is not None}
    line = json.dumps(stated, ensure_ascii=False, sort_keys=True).encode()
    digest = hashlib.blake2b(line, digest_size=16).hexdigest()
    path.write_text(json.dumps({"stated": stated, "blake2b": digest}), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(pytest.param(name, None, id=f"no {name}") for name in FIELDS),
        pytest.param("generation", "x", id="no number"),
        pytest.param("generation", float("inf"), id="no finite number"),
        pytest.param("parts", 7, id="parts of a number"),
        pytest.param("parts", [["a", "b", "c"]], id="a part of three"),
        pytest.param("facts", [1], id="a list of facts"),
    ],
)
def test_a_statement_that_makes_no_sense_is_damage(
    tmp_path: Path, name: str, value: object
) -> None:
    published(tmp_path)
    restate(tmp_path, **{name: value})
    with pytest.raises(IndexDamaged, match=r"current\.json"):
        store.live(tmp_path)


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
        pytest.param(b'{"stated": {}}', id="no checksum"),
        pytest.param(b'{"stated": {}, "blake2b": "00"}', id="another checksum"),
        pytest.param(b"[" * 100_000, id="nested without end"),
    ],
)
def test_an_unreadable_current_file_is_damage(tmp_path: Path, content: bytes) -> None:
    published(tmp_path)
    (tmp_path / "current.json").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"current\.json"):
        store.live(tmp_path)


def test_another_version_is_outdated(tmp_path: Path) -> None:
    published(tmp_path)
    restate(tmp_path, version="0.0")
    with pytest.raises(IndexOutdated, match=r"0\.0") as caught:
        store.live(tmp_path)
    assert (caught.value.found, caught.value.wanted) == ("0.0", store.VERSION)


def test_every_fault_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(IndexFault) as caught:
        store.live(tmp_path)
    assert caught.value.path == tmp_path
