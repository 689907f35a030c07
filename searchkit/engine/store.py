"""The index folder: which generation is live, who writes, and how a new one takes over.

An index folder holds ``current.json``, which names the segments of the live generation and states
its facts; the folders ``segment-…`` and ``chain-…`` and files ``deleted-…`` that it names;
``searchkit.lock`` and ``bad.jsonl``. None of what a generation consists of is ever changed: a
writer adds segments and deletions beside them and publishes by renaming one file, so that a reader,
at any moment and after any crash, finds a whole generation. Files of any other name are never
touched.
"""

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from searchkit.analysis import CHAIN
from searchkit.articles.files import INDEX_MARK
from searchkit.engine.segments.files import sync
from searchkit.errors import (
    IndexDamaged,
    IndexLocked,
    IndexNotFound,
    IndexOutdated,
    IndexUnwritable,
)

#: The version of what is on disk: to be raised when a generation's files change their meaning.
FORMAT = "5"
VERSION = f"{FORMAT}.{CHAIN}"

_CURRENT = "current.json"
_LOCK = INDEX_MARK
_BAD = "bad.jsonl"
_OURS = re.compile(r"(?:segment|deleted|chain)-(\d{6,})-\d+")


# What a file system answers that will not be written to.
_REFUSED = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM),
    *(errno.EIO, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP),
}
# What reading JSON that somebody else wrote may raise.
_UNREADABLE = (ValueError, KeyError, TypeError, OverflowError, RecursionError)


# What a segment has inside, or the beginnings of one.
_SEGMENT_FILES = {"manifest.json", "stored", "spools", "counts"}


class Part(NamedTuple):
    """A segment of a generation, by name, and the file of its deletions if it has any."""

    segment: str
    deleted: str | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """A published state of the index in folder *index*: its number, its parts, its facts.

    *chain* names the folder of the chain that its terms were made by.
    """

    index: Path
    number: int
    parts: tuple[Part, ...]
    chain: str
    facts: Mapping[str, Any]

    @property
    def chain_folder(self) -> Path:
        """Where the chain is."""
        return self.index / self.chain

    @property
    def paths(self) -> list[tuple[Path, Path | None]]:
        """Where the segments and their deletions are."""
        return [
            (self.index / part.segment, self.index / part.deleted if part.deleted else None)
            for part in self.parts
        ]


def live(index: Path) -> Generation:
    """Find the live generation of *index*.

    Raises `IndexNotFound`, `IndexDamaged` or `IndexOutdated`.
    """
    try:
        stated = _stated(index)
        version = str(stated["version"])
        if version != VERSION:
            raise IndexOutdated(index, version, VERSION)
        number, facts = int(stated["generation"]), dict(stated["facts"])
        parts = tuple(Part(*part) for part in stated["parts"])
        chain = str(stated["chain"])
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexNotFound(index) from error
    except OSError as error:
        raise IndexDamaged(index, f"{_CURRENT}: {_reason(error)}") from error
    except _UNREADABLE as error:
        raise IndexDamaged(index, f"{_CURRENT}: unreadable") from error
    return Generation(index, number, parts, chain, facts)


def _stated(index: Path) -> dict[str, Any]:
    """Read what the last writer of *index* stated, whatever its version."""
    if (path := index / _CURRENT).exists() and not path.is_file():
        raise IndexDamaged(index, f"{_CURRENT}: not a regular file")
    content = json.loads(path.read_bytes())
    if content["blake2b"] != _digest(content["stated"]):
        raise IndexDamaged(index, f"{_CURRENT}: checksum differs")
    return dict(content["stated"])


class Writing:
    """The right to write *index*, from taking the lock to giving it back; see `writing`."""

    def __init__(self, index: Path, *, onto_live: bool) -> None:
        """Prepare the next generation of *index*, whose lock is held; see `writing`."""
        self.index = index
        self.live: Generation | None = None
        self.articles_before = 0
        with contextlib.suppress(IndexDamaged, OSError, *_UNREADABLE):
            self.articles_before = int(_stated(index)["facts"]["articles"])
        try:
            self.live = live(index)
        except IndexNotFound:
            if onto_live and any(_OURS.fullmatch(entry.name) for entry in index.iterdir()):
                raise IndexDamaged(index, f"{_CURRENT}: missing") from None
        except (IndexDamaged, IndexOutdated):
            if onto_live:
                raise
        self._strangers = _strangers(index)
        if self.live:
            _clean_up(index)
        taken = (_OURS.fullmatch(entry.name) for entry in index.iterdir())
        numbers = [int(name[1]) for name in taken if name]
        self.number = 1 + max([*numbers, self.live.number if self.live else 0])
        self._names = 0

    def new_segment(self) -> Path:
        """Give the place for a new segment."""
        return self._new("segment")

    def new_deletions(self) -> Path:
        """Give the place for a new file of deletions."""
        return self._new("deleted")

    def new_chain(self) -> Path:
        """Give the place for a new chain."""
        return self._new("chain")

    def _new(self, kind: str) -> Path:
        self._names += 1
        return self.index / f"{kind}-{self.number:06}-{self._names}"

    def publish(
        self,
        parts: Sequence[tuple[Path, Path | None]],
        chain: Path,
        facts: Mapping[str, Any],
    ) -> None:
        """Make *parts* and *chain*, on the disk, the live generation; remove what it replaces."""
        named = [Part(folder.name, deleted.name if deleted else None) for folder, deleted in parts]
        stated = {
            "version": VERSION,
            "generation": self.number,
            "parts": named,
            "chain": chain.name,
            "facts": facts,
        }
        content = {"stated": stated, "blake2b": _digest(stated)}
        current = self.index / _CURRENT
        draft = current.with_name(f"{_CURRENT}.new")
        draft.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        used = [chain, *(path for part in parts for path in part if path)]
        made = [path for path in used if self._is_new(path.name)]
        inside = [file for path in made if path.is_dir() for file in path.iterdir()]
        sync(draft, *inside, *made, self.index)
        draft.replace(current)
        sync(self.index)
        _clean_up(self.index, spare=self._strangers)

    def _is_new(self, name: str) -> bool:
        ours = _OURS.fullmatch(name)
        return bool(ours and int(ours[1]) == self.number)

    @property
    def account(self) -> Path:
        """The file that names what could not be indexed."""
        return self.index / _BAD

    @contextlib.contextmanager
    def accounting(self) -> Iterator[TextIO]:
        """Give a file to write the account into; it takes its place in the end, come what may."""
        draft = self.account.with_name(f"{_BAD}.new")
        with draft.open("w", encoding="utf-8") as file:
            try:
                yield file
            finally:
                draft.replace(self.account)


@contextlib.contextmanager
def writing(index: Path, *, onto_live: bool = False) -> Iterator[Writing]:
    """Hold the lock of *index*, which is made if it does not exist, while a generation is built.

    Raises `IndexLocked` at once if another process holds it. What was not published when the
    context ends is removed; after a crash the next writer does that. A writer *onto_live*
    generation raises `IndexDamaged` or `IndexOutdated` if there is one that cannot be read.
    """
    with _locked(index), _writable(index):
        writer = Writing(index, onto_live=onto_live)
        try:
            yield writer
        finally:
            _clean_up(index, numbered=writer.number)


@contextlib.contextmanager
def _writable(index: Path) -> Iterator[None]:
    """Turn what the file system refuses, as a full disk does, into `IndexUnwritable`."""
    try:
        yield
    except OSError as error:
        if error.errno not in _REFUSED:
            raise
        raise IndexUnwritable(index, _reason(error)) from error


@contextlib.contextmanager
def _locked(index: Path) -> Iterator[None]:
    with _writable(index):
        index.mkdir(parents=True, exist_ok=True)
        # A link of this name would have us write into somebody else's file.
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        lock = os.fdopen(os.open(index / _LOCK, flags, 0o666), "r+")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            owner = lock.read().strip()
            raise IndexLocked(index, int(owner) if owner.isdecimal() else 0) from error
        with _writable(index):
            lock.truncate(0)
            os.write(lock.fileno(), str(os.getpid()).encode())
        yield
        lock.truncate(0)


def _clean_up(index: Path, numbered: int | None = None, spare: Container[str] = ()) -> None:
    """Remove what only earlier or unpublished generations consist of, but for names in *spare*.

    With *numbered* only what the writer of that generation made.
    """
    kept: set[str | None] = set()
    with contextlib.suppress(IndexNotFound, IndexDamaged, IndexOutdated):
        generation = live(index)
        kept = {generation.chain, *(name for part in generation.parts for name in part)}
    for entry in index.iterdir():
        name = _OURS.fullmatch(entry.name)
        if not name or entry.name in kept or entry.name in spare:
            continue
        if numbered in {None, int(name[1])}:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def _strangers(index: Path) -> set[str]:
    """Name what is called as ours is, in a folder that no index was ever published in.

    Only beginnings of segments, as a killed writer leaves them, are surely ours; to remove an empty
    folder loses nothing.
    """
    if (index / _CURRENT).exists():
        return set()
    named = [entry for entry in index.iterdir() if _OURS.fullmatch(entry.name)]
    inside = {one.name: [*one.iterdir()] if one.is_dir() else [one] for one in named}
    return {
        name
        for name, paths in inside.items()
        if paths and _SEGMENT_FILES.isdisjoint(path.name for path in paths)
    }


def _digest(stated: object) -> str:
    line = json.dumps(stated, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
