"""Compressed, truncated, oversized and oddly encoded files."""

import bz2
import gzip
import lzma
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from searchkit.articles import Article, BadRecord, encoding, load
from searchkit.articles.encoding import decoded

Compress = Callable[[bytes], bytes]
COMPRESSED = [(".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)]
ARABIC = "أعلنت الحكومة اليوم عن خطة جديدة لدعم الاقتصاد"


def _lines(count: int) -> bytes:
    """Records that compress badly, so that half of a compressed file holds some of them."""
    noise = random.Random(7)  # noqa: S311  the same file in every run
    return b"".join(
        b'{"title": "%d", "body": "%s"}\n' % (number, noise.randbytes(200).hex().encode())
        for number in range(count)
    )


@pytest.mark.parametrize(("suffix", "compress"), COMPRESSED)
def test_compressed_files_are_read(tmp_path: Path, suffix: str, compress: Compress) -> None:
    (tmp_path / f"a.jsonl{suffix}").write_bytes(compress(_lines(3)))
    (tmp_path / f"b.txt{suffix}").write_bytes(compress(ARABIC.encode()))
    found = [each for each in load([tmp_path]) if isinstance(each, Article)]
    assert [article.title for article in found] == ["0", "1", "2", ARABIC]


@pytest.mark.parametrize(("suffix", "compress"), COMPRESSED[:2])
def test_a_truncated_file_gives_its_good_lines(
    tmp_path: Path, suffix: str, compress: Compress
) -> None:
    whole = compress(_lines(600))
    (tmp_path / f"a.jsonl{suffix}").write_bytes(whole[: len(whole) // 2])
    *found, bad = load([tmp_path])
    titles = [each.title for each in found if isinstance(each, Article)]
    assert len(titles) == len(found) > 100
    assert titles == [str(number) for number in range(len(titles))]
    assert isinstance(bad, BadRecord)
    assert bad.reason.startswith("damaged: ")


@pytest.mark.parametrize(("suffix", "compress"), COMPRESSED)
def test_a_truncated_text_page_is_named(tmp_path: Path, suffix: str, compress: Compress) -> None:
    (tmp_path / f"a.txt{suffix}").write_bytes(compress(ARABIC.encode())[:-20])
    (bad,) = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert bad.reason.startswith("damaged: ")


@pytest.mark.parametrize("suffix", [".gz", ".xz", ".bz2"])
@pytest.mark.parametrize("head", [b"", b"\x1f\x8b\x08\x00", b"\xfd7zXZ\x00", b"BZh9"])
def test_a_compressed_file_of_garbage_is_named(tmp_path: Path, suffix: str, head: bytes) -> None:
    (tmp_path / f"a.jsonl{suffix}").write_bytes(head + b"garbage, not compressed" * 9)
    (bad,) = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert bad.reason.startswith("damaged: ")


def test_a_line_beyond_the_limit_is_named_and_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "LONGEST", 100)
    lines = [b'{"title": "1"}', b'{"title": "%s"}' % (b"x" * 950), b'{"title": "3"}']
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    first, bad, last = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert bad.place.line == 2
    assert bad.reason.startswith("a line of more than")
    assert [first.place.line, last.place.line] == [1, 3]


def test_a_first_line_beyond_the_limit_is_named_too(tmp_path: Path) -> None:
    line = b'{"title": "%s"}\n'
    (tmp_path / "a.jsonl").write_bytes(line % (b"x" * encoding.LONGEST) + line % b"2")
    bad, article = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert isinstance(article, Article)
    assert article.place.line == 2


@pytest.mark.parametrize(
    ("length", "read"), [(100, True), (101, False), (200, False), (201, False), (202, False)]
)
def test_the_limit_counts_the_line_break(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int, *, read: bool
) -> None:
    monkeypatch.setattr(encoding, "LONGEST", 100)
    line = b'{"title": "%s"}\n'
    long = line % (b"x" * (length - len(line % b"")))
    (tmp_path / "a.jsonl").write_bytes(long + line % b"2")
    assert [isinstance(each, Article) for each in load([tmp_path])] == [read, True]


def test_a_page_beyond_the_limit_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "LONGEST", 100)
    (tmp_path / "a.txt").write_bytes(ARABIC.encode() * 3)
    (bad,) = load([tmp_path])
    assert isinstance(bad, BadRecord)
    assert bad.reason.startswith("a text page of more than")


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "cp1256"],
)
def test_text_is_decoded(encoding: str) -> None:
    assert decoded(ARABIC.encode(encoding)) == ARABIC


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(bytes(range(256)), "not UTF-8 at byte 128", id="every byte"),
        pytest.param(b"plain \xe9t\xe9 and na\xefve", "not UTF-8 at byte 6", id="latin-1"),
        pytest.param(b"text\0with\0nuls", "it holds control characters", id="nul"),
        pytest.param(ARABIC.encode("utf-32"), "it holds control characters", id="utf-32"),
        pytest.param(b"\xff\xfe\1\0\2\0\3\0", "it holds control characters", id="utf-16 controls"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not UTF-8 at byte 0", id="an image"),
        pytest.param(ARABIC.encode("cp1256") + b"\1", "not UTF-8 at byte 0", id="cp1256 control"),
    ],
)
def test_what_is_no_text_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^not text: {reason}"):
        decoded(data)


def test_random_bytes_are_named(tmp_path: Path) -> None:
    data = random.Random(11).randbytes(5000)  # noqa: S311  the same file in every run
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.jsonl").write_bytes(data.replace(b"\n", b""))
    for each in load([tmp_path]):
        assert isinstance(each, BadRecord)
        assert "not UTF-8" in each.reason or "broken JSON" in each.reason
