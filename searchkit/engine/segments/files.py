"""A folder of named arrays: written once in order, then mapped into memory and never changed.

A folder holds a few files, each a concatenation of arrays, and `manifest.json`: for every file its
size and checksum, for every array its file, place and type, and facts of the caller's choosing.
Opening reads the manifest and compares sizes; checksums are read by `FolderReader.faults` only.
"""

import hashlib
import json
import mmap
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np

from searchkit.engine.segments.arrays import Bytes, Integers
from searchkit.errors import IndexDamaged

MANIFEST = "manifest.json"
FORMAT = 2

_ALIGNMENT = 8
_SYNCED_AT_ONCE = 8


class Contents(NamedTuple):
    """What a manifest says of each file, and of each array: its file, place, type and size."""

    files: dict[str, dict[str, object]]
    arrays: dict[str, tuple[str, int, str, int]]


class FolderWriter:
    """Writes the arrays of a new folder; nothing is readable before `close`."""

    def __init__(self, folder: Path) -> None:
        """Write into *folder*, which exists; `create` makes a new one."""
        self.folder = folder
        self.contents = Contents({}, {})

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make *folder*, which must not exist."""
        folder.mkdir(parents=True)
        return cls(folder)

    def adopt(self, contents: Contents) -> None:
        """Take over the files that another writer, maybe in another process, wrote in here."""
        self.contents.files.update(contents.files)
        self.contents.arrays.update(contents.arrays)

    def file(self, name: str) -> "FileWriter":
        """Begin the file *name*, whose arrays are called ``name/array``."""
        return FileWriter(self, name)

    def close(self, facts: Mapping[str, object]) -> None:
        """Write the manifest with *facts*; that nothing is lost `sync` sees to."""
        files, arrays = self.contents
        body = {"format": FORMAT, "facts": facts, "files": files, "arrays": arrays}
        (self.folder / MANIFEST).write_bytes(_manifest_bytes(body))


class FileWriter:
    """Appends arrays to one file of a folder; a context manager."""

    def __init__(self, owner: FolderWriter, name: str) -> None:
        """Open the file *name* in the folder of *owner*."""
        self._owner, self._name = owner, name
        self._file = (owner.folder / name).open("xb")
        self._digest = hashlib.blake2b(digest_size=16)
        self.size = 0

    def append(self, data: bytes | memoryview) -> None:
        """Append raw bytes, part of an array that `declare` describes afterwards."""
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)

    def declare(self, array: str, start: int, kind: str, count: int) -> None:
        """Say that *count* items of numpy type *kind* from byte *start* on are *array*."""
        self._owner.contents.arrays[f"{self._name}/{array}"] = (self._name, start, kind, count)

    def add(self, array: str, values: Integers) -> None:
        """Append *values* whole, aligned, under the name *array*."""
        self.append(bytes(-self.size % _ALIGNMENT))
        start = self.size
        self.append(np.ascontiguousarray(values).data.cast("B") if len(values) else b"")
        self.declare(array, start, values.dtype.str, len(values))

    def __enter__(self) -> Self:
        """Give the writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close the file and note its size and checksum."""
        self._file.close()
        if error is None:
            facts: dict[str, object] = {"size": self.size, "blake2b": self._digest.hexdigest()}
            self._owner.contents.files[self._name] = facts


class FolderReader:
    """The arrays of a folder; safe to share between threads.

    Every file is mapped when the folder is opened: from then on the folder may be deleted, as a
    writer does with what it has replaced.
    """

    def __init__(self, folder: Path) -> None:
        """Read the manifest of *folder*; raise `IndexDamaged` unless all files fit it."""
        self.folder = folder
        body = _read_manifest(folder)
        try:
            self.facts: Mapping[str, object] = body["facts"]  # type: ignore[assignment]
            self._files: dict[str, dict[str, object]] = body["files"]  # type: ignore[assignment]
            self._arrays: dict[str, tuple[str, int, str, int]] = body["arrays"]  # type: ignore[assignment]
            sizes = {name: int(str(file["size"])) for name, file in self._files.items()}
        except (KeyError, TypeError, ValueError) as error:
            raise IndexDamaged(folder, f"{MANIFEST}: {error!r}") from error
        self._maps = {name: self._mapped(name, size) for name, size in sizes.items()}

    def _mapped(self, name: str, size: int) -> mmap.mmap | None:
        """Map the file *name*, which must have *size* bytes; None if it has none."""
        try:
            with (self.folder / name).open("rb") as file:
                found = os.fstat(file.fileno()).st_size
                if found != size:
                    raise IndexDamaged(self.folder, f"{name}: {found} bytes, not {size}")
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else None
        except OSError as error:
            raise IndexDamaged(self.folder, f"{name}: {error.strerror}") from error

    def __contains__(self, array: str) -> bool:
        """Tell whether the folder has *array*."""
        return array in self._arrays

    def array(self, name: str) -> Integers:
        """Give the array *name* (``file/array``) without reading it."""
        try:
            file, start, kind, count = self._arrays[name]
            if not count:
                return np.empty(0, kind)
            return np.frombuffer(self._maps[file] or b"", kind, count, start)
        except (KeyError, ValueError, TypeError) as error:
            raise IndexDamaged(self.folder, f"{name}: {error}") from error

    def bytes(self, name: str) -> Bytes:
        """Give the array *name* of bytes."""
        return self.array(name).view(np.uint8)

    def faults(self) -> list[str]:
        """Compare every checksum; give a line for each file that fails."""
        return [
            f"{self.folder.name}/{name}: checksum differs"
            for name, file in self._files.items()
            if hashlib.blake2b(self._maps[name] or b"", digest_size=16).hexdigest()
            != file["blake2b"]
        ]


def sync(*paths: Path) -> None:
    """Wait until the files and folders *paths* are on the disk."""
    if len(paths) == 1:
        _sync(paths[0])
        return
    # At once: what they have to wait for in the file system's journal is the same.
    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as threads:
        list(threads.map(_sync, paths))


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _manifest_bytes(body: Mapping[str, object]) -> bytes:
    """Give a line of JSON and a line with its checksum."""
    line = json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
    return line + b"\n" + hashlib.blake2b(line, digest_size=16).hexdigest().encode() + b"\n"


def _read_manifest(folder: Path) -> Mapping[str, object]:
    try:
        content = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise IndexDamaged(folder, f"{MANIFEST}: {error.strerror}") from error
    line, _, digest = content.partition(b"\n")
    if digest != hashlib.blake2b(line, digest_size=16).hexdigest().encode() + b"\n":
        raise IndexDamaged(folder, f"{MANIFEST}: checksum differs")
    body: dict[str, object] = json.loads(line)
    if body.get("format") != FORMAT:
        raise IndexDamaged(folder, f"{MANIFEST}: format {body.get('format')}, not {FORMAT}")
    return body
