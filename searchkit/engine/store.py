"""The index folder: which generation is live, who writes, and how a new one takes over.

An index folder holds ``current.json``, which names the live generation and states its facts, one
folder ``generation-N`` for it, ``searchkit.lock`` and ``bad.jsonl``. A writer fills a new
generation beside the live one and publishes it by renaming one file, so that a reader, at any
moment and after any crash, finds a whole generation. Files of any other name are never touched.
"""

import contextlib
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchkit.analysis import CHAIN
from searchkit.errors import (
    IndexDamaged,
    IndexLocked,
    IndexNotFound,
    IndexOutdated,
    IndexUnwritable,
)

#: The version of what is on disk: to be raised when a generation's files change their meaning.
FORMAT = "1"
VERSION = f"{FORMAT}.{CHAIN}"

_CURRENT = "current.json"
_LOCK = "searchkit.lock"
_BAD = "bad.jsonl"
_GENERATION = re.compile(r"generation-(\d{6,})")


@dataclass(frozen=True, slots=True)
class Generation:
    """A published generation: its *number*, its *folder*, and what the writer stated of it."""

    number: int
    folder: Path
    facts: Mapping[str, Any]


def live(index: Path) -> Generation:
    """Find the live generation of *index*.

    Raises `IndexNotFound`, `IndexDamaged` or `IndexOutdated`.
    """
    try:
        facts = json.loads((index / _CURRENT).read_bytes())
        number, version = int(facts["generation"]), str(facts["version"])
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexNotFound(index) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = f"{_CURRENT}: {_reason(error) if isinstance(error, OSError) else 'unreadable'}"
        raise IndexDamaged(index, reason) from error
    if version != VERSION:
        raise IndexOutdated(index, version, VERSION)
    return Generation(number, index / _name(number), facts)


def fault(generation: Generation) -> str | None:
    """Say which file of *generation* is missing or not as long as it was written, if one is."""
    for name, size in generation.facts["files"].items():
        try:
            found = (generation.folder / name).stat().st_size
        except OSError as error:
            return f"{generation.folder.name}/{name}: {_reason(error)}"
        if found != size:
            return f"{generation.folder.name}/{name}: {found} bytes instead of {size}"
    return None


def is_live(generation: Generation) -> bool:
    """Tell whether *generation* is still the one that `live` finds."""
    with contextlib.suppress(IndexNotFound, IndexDamaged, IndexOutdated):
        return live(generation.folder.parent).number == generation.number
    return False


class Writing:
    """The right to write *index*, from taking the lock to giving it back; see `writing`."""

    def __init__(self, index: Path) -> None:
        """Prepare a folder for the next generation of *index*, whose lock is held."""
        self.index = index
        self.published = False
        self.live: Generation | None = None
        with contextlib.suppress(IndexNotFound, IndexDamaged, IndexOutdated):
            self.live = live(index)
        _clean_up(index, keep=self.live)
        names = (_GENERATION.fullmatch(entry.name) for entry in index.iterdir())
        self.number = 1 + max((int(name[1]) for name in names if name), default=0)
        self.folder = index / _name(self.number)
        self.folder.mkdir()

    def publish(self, facts: Mapping[str, Any]) -> Generation:
        """Make the folder the live generation, then remove the one before it."""
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        for path in (*files, self.folder):
            _flush(path)
        stated = {
            **facts,
            "generation": self.number,
            "version": VERSION,
            "files": {str(path.relative_to(self.folder)): path.stat().st_size for path in files},
        }
        _replace(self.index / _CURRENT, json.dumps(stated, ensure_ascii=False, indent=1))
        self.published = True
        generation = Generation(self.number, self.folder, stated)
        _clean_up(self.index, keep=generation)
        return generation

    def report(self, lines: str) -> Path:
        """Write *lines*, JSON Lines that name what could not be indexed; give their path."""
        _replace(self.index / _BAD, lines)
        return self.index / _BAD


@contextlib.contextmanager
def writing(index: Path) -> Iterator[Writing]:
    """Hold the lock of *index*, which is made if it does not exist, while a generation is built.

    Raises `IndexLocked` at once if another process holds it. What was not published when the
    context ends is removed; after a crash the next writer does that.
    """
    with _locked(index):
        writer = Writing(index)
        try:
            yield writer
        finally:
            if not writer.published:
                shutil.rmtree(writer.folder, ignore_errors=True)


@contextlib.contextmanager
def _locked(index: Path) -> Iterator[None]:
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = (index / _LOCK).open("a+")
    except OSError as error:
        raise IndexUnwritable(index, _reason(error)) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            owner = lock.read().strip()
            raise IndexLocked(index, int(owner) if owner.isdecimal() else 0) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
        lock.truncate(0)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _name(number: int) -> str:
    return f"generation-{number:06}"


def _clean_up(index: Path, keep: Generation | None) -> None:
    """Remove generations other than *keep*; none if it is not known which one is live."""
    if keep is None and (index / _CURRENT).exists():
        return
    for entry in index.iterdir():
        if _GENERATION.fullmatch(entry.name) and (keep is None or entry != keep.folder):
            shutil.rmtree(entry, ignore_errors=True)


def _replace(path: Path, text: str) -> None:
    """Put *text* in the place of the file *path* in one step, on the disk when it is done."""
    draft = path.with_name(f"{path.name}.new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _flush(path.parent)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
