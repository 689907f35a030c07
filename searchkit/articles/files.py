"""Files on disk: folders walked, files opened.

The only place besides the index store that opens files to read articles. Nothing here raises for
what a walk finds on disk: a file that cannot be read is a `BadRecord` among the others.
"""

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from searchkit.articles.model import BadRecord, Place
from searchkit.errors import ArchiveNotFound

STANDARD_INPUT = "-"
#: The file that every index folder has, and the names of the others: made of articles, and none.
INDEX_MARK = "searchkit.lock"
INDEX_FILES = re.compile(
    r"searchkit\.lock|current\.json|bad\.jsonl|(segment|deleted|chain)-\d{6,}-\d+$"
)

_PASSED_OVER = re.compile(r"\.|README|__MACOSX$")


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
            yield BadRecord(Place(shown(path)), (error.strerror or str(error)).lower())
            continue
        yield path if path.is_file() else BadRecord(Place(shown(path)), "not a regular file")


def _inside(folder: Path) -> list[Path]:
    """Give what is to be read in *folder*, the last first."""
    inside = sorted(folder.iterdir(), reverse=True)
    is_index = folder / INDEX_MARK in inside
    return [
        entry
        for entry in inside
        if not (is_passed_over(entry.name) or (is_index and INDEX_FILES.match(entry.name)))
    ]


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open *path* as it is; ``-`` is standard input."""
    if str(path) == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with path.open("rb", buffering=0) as stream:
        yield stream


def is_passed_over(name: str) -> bool:
    """Tell whether a file or folder called *name* is no article, wherever it lies.

    >>> is_passed_over("README.md"), is_passed_over("a.txt")
    (True, False)
    """
    return bool(_PASSED_OVER.match(name))


def shown(path: str | Path) -> str:
    """Give *path* as text, the bytes of its name that are no text replaced.

    >>> shown(Path("news/a.txt"))
    'news/a.txt'
    """
    return os.fsencode(path).decode(errors="replace")
