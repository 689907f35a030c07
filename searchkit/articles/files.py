"""Files on disk as streams of bytes: folders walked, compression undone, text decoded.

The only room besides the index store that opens files to read articles. Nothing here raises for
what it finds on disk: a file that cannot be read is a `BadRecord` among the others.
"""

import bz2
import codecs
import contextlib
import gzip
import lzma
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from searchkit.articles.model import BadRecord, Place
from searchkit.errors import ArchiveNotFound

#: The longest line, or text page, that is read. The longest article of the 72,000 that the
#: readers are tested on has 0.2 MB; a line beyond this is no article, and would fill memory.
LONGEST = 16 * 1024 * 1024

STANDARD_INPUT = "-"
#: The file that every index folder has, and the names of the others: made of articles, and none.
INDEX_MARK = "searchkit.lock"
INDEX_FILES = re.compile(r"searchkit\.lock|current\.json|bad\.jsonl|(segment|deleted)-\d{6,}-\d+$")

_PASSED_OVER = re.compile(r"\.|README")

_OPENERS: dict[str, Callable[[Path, Any], Any]] = {
    ".gz": gzip.open,
    ".xz": lzma.open,
    ".bz2": bz2.open,
}
#: What reading a compressed or failing file raises.
READ_ERRORS = (OSError, EOFError, zlib.error, lzma.LZMAError)

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_ARABIC = re.compile("[\u0621-\u064a]")


def walk(paths: Iterable[str | Path]) -> Iterator[Path | BadRecord]:
    """Give the files of *paths* in order, those in folders by name, each file once.

    Hidden files, README pages and the files of an index are passed over inside folders. Raises
    `ArchiveNotFound` at once if one of *paths* itself does not exist.
    """
    said = [str(path) for path in paths]
    given = [Path(path) for path in said]
    if "" in said:
        raise ArchiveNotFound(Path("''"))
    for path in given:
        if str(path) != STANDARD_INPUT:
            try:
                path.stat()
            except (OSError, ValueError) as error:  # ValueError: a NUL in the name
                raise ArchiveNotFound(path) from error
    return _walked(given)


def _walked(given: Sequence[Path]) -> Iterator[Path | BadRecord]:
    seen: set[tuple[int, int]] = set()
    waiting = list(given)[::-1]  # the next one last
    while waiting:
        path = waiting.pop()
        if str(path) == STANDARD_INPUT:
            yield path
            continue
        try:
            status = path.stat()
            if (identity := (status.st_dev, status.st_ino)) in seen:  # a link back, or given twice
                continue
            seen.add(identity)
            if path.is_dir():
                waiting += _inside(path)
                continue
        except OSError as error:
            yield BadRecord(Place(shown(path)), reason_of(error))
            continue
        yield path if path.is_file() else BadRecord(Place(shown(path)), "not a regular file")


def _inside(folder: Path) -> list[Path]:
    """Give what is to be read in *folder*, the last first."""
    inside = sorted(folder.iterdir(), reverse=True)
    is_index = folder / INDEX_MARK in inside
    return [
        entry
        for entry in inside
        if not (_PASSED_OVER.match(entry.name) or (is_index and INDEX_FILES.match(entry.name)))
    ]


def shape_of(path: Path) -> str:
    """Give the suffix that says what is in a file: ``.jsonl`` for ``a.jsonl.xz``.

    >>> shape_of(Path("news/a.JSONL.xz"))
    '.jsonl'
    """
    if str(path) == STANDARD_INPUT:
        return ".jsonl"
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _OPENERS:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open *path*, ``-`` for standard input, and undo its compression as it is read."""
    if str(path) == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    opener = _OPENERS.get(path.suffix.lower(), open)
    with opener(path, "rb") as stream:
        yield stream


def lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of *stream*; None in place of one that is longer than `LONGEST`."""
    while line := stream.readline(LONGEST + 1):
        if len(line) <= LONGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST)
        yield None


def decoded(data: bytes) -> str:
    """Decode *data*: UTF-8, UTF-16 with its mark, or Windows-1256 if that reads as Arabic.

    Raises ValueError with a reason for people if it is none of them.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
    else:
        text = _decoded(data)
    if _CONTROL.search(text):
        reason = "not text: it holds control characters"
        raise ValueError(reason)
    return text


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("cp1256")
        if 2 * len(_ARABIC.findall(text)) < sum(map(str.isalpha, text)) or _CONTROL.search(text):
            reason = f"not text: not UTF-8 at byte {error.start}"
            raise ValueError(reason) from error
        return text


def shown(path: Path) -> str:
    """Give *path* as text, the bytes of its name that are no text replaced.

    >>> shown(Path("news/a.txt"))
    'news/a.txt'
    """
    return os.fsencode(path).decode(errors="replace")


def reason_of(error: Exception) -> str:
    """Put a failed read into words."""
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno).lower()
    return f"damaged: {str(error).lower() or 'it ends too early'}"
