"""Compression and archives, one inside the other, and what is made to do harm."""

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from searchkit.articles import Article, BadRecord, load, packed

RECORD = '{"title": "خبر", "body": "وقع أمس."}\n'.encode()
Files = dict[str, bytes]


def zipped(files: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(files: Files) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def _places(folder: Path, data: bytes, name: str = "a.bin") -> list[str]:
    """Where the records of a file of *data* stand, as seen from *folder*."""
    (folder / name).write_bytes(data)
    return [str(each.place).removeprefix(f"{folder}/") for each in load([folder / name])]


def _only_bad(folder: Path, data: bytes, name: str = "a.bin") -> BadRecord:
    (folder / name).write_bytes(data)
    (bad,) = load([folder / name])
    assert isinstance(bad, BadRecord)
    return bad


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_the_members_of_an_archive_are_places(
    tmp_path: Path, pack: Callable[[Files], bytes]
) -> None:
    files = {"b/2.jsonl": RECORD, "b/1.jsonl.gz": gzip.compress(RECORD), "c": RECORD * 2}
    assert _places(tmp_path, pack(files)) == [
        "a.bin/b/2.jsonl:1",
        "a.bin/b/1.jsonl.gz:1",
        "a.bin/c:1",
        "a.bin/c:2",
    ]


@pytest.mark.parametrize("compress", [gzip.compress, lzma.compress, bz2.compress])
def test_a_compressed_tar_is_read(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    assert _places(tmp_path, compress(tarred({"1": RECORD, "2": RECORD})), "a.tgz") == [
        "a.tgz/1:1",
        "a.tgz/2:1",
    ]


def test_a_zip_within_a_zip_within_a_tar_is_read(tmp_path: Path) -> None:
    data = tarred({"t": zipped({"z": zipped({"news": RECORD})})})
    assert _places(tmp_path, data) == ["a.bin/t/z/news:1"]


def test_what_is_packed_too_often_is_named(tmp_path: Path) -> None:
    data = RECORD
    for _ in range(packed.DEEPEST):
        data = gzip.compress(data)
    assert len(_places(tmp_path, data)) == 1
    assert _only_bad(tmp_path, gzip.compress(data)).reason == "packed more than 4 times over"


def test_the_content_tells_that_a_file_is_not_packed(tmp_path: Path) -> None:
    assert _places(tmp_path, RECORD, "a.jsonl.gz") == ["a.jsonl.gz:1"]


def test_hidden_members_and_readme_pages_are_passed_over(tmp_path: Path) -> None:
    data = zipped({"__MACOSX/._a": b"x", ".git/a": b"x", "b/README.md": b"x", "a": RECORD})
    assert _places(tmp_path, data) == ["a.bin/a:1"]


@pytest.mark.parametrize("name", ["../../up", "/root", "C:\\x", "a\nb", "x" * 300])
def test_names_of_members_reach_no_disk(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (place,) = _places(inner, tarred({name: RECORD}))
    assert place == f"a.bin/{name}:1".replace("\n", "\ufffd")
    assert list(tmp_path.iterdir()) == [inner]
    assert list(inner.iterdir()) == [inner / "a.bin"]


def test_links_and_devices_in_a_tar_are_named(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo(f"link-{kind.decode()}")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    (tmp_path / "a.tar").write_bytes(stream.getvalue())
    found = list(load([tmp_path]))
    assert len(found) == 4
    assert {getattr(each, "reason", None) for each in found} == {"not a regular file"}


def test_an_encrypted_member_is_named_and_the_rest_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"1": RECORD, "2": RECORD}))
    at = data.index(b"PK\1\2") + 8  # the flags in the directory, not those before the member
    data[at] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    bad, article = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert (str(bad.place), bad.reason) == (str(tmp_path / "a.zip" / "1"), "encrypted")
    assert isinstance(article, Article)


def test_an_office_document_is_no_archive(tmp_path: Path) -> None:
    bad = _only_bad(tmp_path, zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b""}))
    assert bad.reason == "a document or program, no archive of articles"


def test_an_empty_archive_is_named(tmp_path: Path) -> None:
    assert _only_bad(tmp_path, zipped({})).reason == "empty archive"
    assert _only_bad(tmp_path, zipped({"README": b""})).reason == "empty archive"


@pytest.mark.parametrize("compress", [gzip.compress, lzma.compress, bz2.compress])
def test_a_bomb_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compress: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(packed, "ALWAYS", 1 << 20)
    (tmp_path / "a.jsonl").write_bytes(compress(bytes(50 << 20)))
    *_, bad = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert bad.reason == "damaged: it unpacks to more than 200 times its size"


def test_a_bomb_of_many_members_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "ALWAYS", 1 << 20)
    member = zipped({str(number): bytes(1 << 20) for number in range(9)})
    (tmp_path / "a.zip").write_bytes(zipped({str(number): member for number in range(9)}))
    reasons = {each.reason for each in load([tmp_path]) if isinstance(each, BadRecord)}
    assert "damaged: it unpacks to more than 200 times its size" in reasons


def test_news_of_one_text_is_no_bomb(tmp_path: Path) -> None:
    data = lzma.compress(RECORD * 20_000)
    assert len(_places(tmp_path, data)) == 20_000


def test_a_truncated_tar_gives_its_good_members(tmp_path: Path) -> None:
    noise = random.Random(7)  # noqa: S311  the same file in every run
    long = b'{"title": "%s"}' % noise.randbytes(100_000).hex().encode()
    data = gzip.compress(tarred({str(number): long for number in range(9)}))
    (tmp_path / "a.tgz").write_bytes(data[: len(data) // 2])
    *found, bad = load([tmp_path])
    assert sum(isinstance(each, Article) for each in found) >= 3
    assert isinstance(bad, BadRecord)
    assert bad.reason.startswith("damaged: ")
