"""Compression undone and archives opened, in memory and a buffer at a time.

In comes the stream of a file; out come the streams of what it holds: itself, or what it unpacks
to, or each member of a zip or tar archive, to any mixture of these up to `DEEPEST`. The first bytes
decide what is packed, not the name. Nothing is written under a member's name, so it may be what it
likes.
"""

import bz2
import contextlib
import gzip
import io
import lzma
import os
import re
import shutil
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from typing import IO, Any, NamedTuple

from searchkit.articles.encoding import HEAD
from searchkit.articles.files import is_passed_over, shown
from searchkit.articles.model import BadRecord, Place

#: Layers that are unpacked: a ``.jsonl.gz`` in a ``.tar.xz`` has three, a ``.zip`` within one more.
DEEPEST = 4
#: How many times its size a file may unpack to. News packs to a tenth, pages of one layout to a
#: fiftieth; bombs unpack to thousands of times their size.
MOST_TIMES = 200
#: What any file may unpack to, however small it is.
ALWAYS = 64 * 1024 * 1024

#: What unpacking damaged or failing files raises. The last row comes of directories of archives,
#: which the standard library reads without much suspicion.
_ERRORS = (
    *(OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile),
    *(MemoryError, ValueError, struct.error, RuntimeError, LookupError, ArithmeticError),
)

_OPENERS: dict[bytes, Callable[[Any], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"\xfd7zXZ\0": lzma.open,
    b"BZh": bz2.open,
}
_SUFFIX = re.compile(r"\.(gz|xz|bz2)$", re.IGNORECASE)
_ZIP_MAGIC = (b"PK\3\4", b"PK\5\6")
_TAR_MAGIC = (257, b"ustar")  # where it stands, and what
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_ENCRYPTED = 1  # bit of a zip member's flags
#: Members by which office documents, books and packages of programs are known, all of them zips.
_FOREIGN = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}
_CONTROL = re.compile("[\0-\x1f\x7f]")


class Part(NamedTuple):
    """A stream that is not packed: its *place*, and the *name* that may tell what is in it."""

    place: str
    name: str
    stream: io.BufferedReader


class Unreadable(OSError):
    """A stream that cannot be read on; as text, the reason."""


class Account:
    """How much of a file was read, and what it unpacked to: enough for any news, not for a bomb."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._read = 0
        self._unpacked = 0

    def read(self, count: int) -> None:
        """Note that *count* bytes of the file itself were read."""
        self._read += count

    def unpacked(self, count: int) -> None:
        """Note that *count* bytes came out of a layer; raises OSError where it must end."""
        self._unpacked += count
        if self._unpacked > ALWAYS + MOST_TIMES * self._read:
            reason = f"it unpacks to more than {MOST_TIMES} times its size"
            raise OSError(reason)


def parts(place: str, stream: IO[bytes]) -> Iterator[Part | BadRecord]:
    """Yield the parts of the file *stream* at *place*, each to be read before the next.

    What cannot be unpacked is a bad record among them; a part that turns out to be damaged raises
    `Unreadable` where it is read.
    """
    account = Account()
    with _buffered(stream, account.read) as whole:
        yield from _Unpacking(account).parts(Part(place, place, whole), 0)


class _Unpacking:
    """Unpacks what one file holds, and keeps its account."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def parts(self, part: Part, depth: int) -> Iterator[Part | BadRecord]:
        """Yield the parts of *part*, which lies below *depth* layers, or what is wrong with it."""
        try:
            yield from self._parts(part, depth)
        except _ERRORS as error:
            yield BadRecord(Place(part.place), reason_of(error))

    def _parts(self, part: Part, depth: int) -> Iterator[Part | BadRecord]:
        head = part.stream.peek(HEAD)
        opener = next((made for magic, made in _OPENERS.items() if head.startswith(magic)), None)
        at, magic = _TAR_MAGIC
        is_tar = head[at : at + len(magic)] == magic
        is_zip = head.startswith(_ZIP_MAGIC)
        if not (opener or is_tar or is_zip):
            yield part
        elif depth == DEEPEST:
            yield BadRecord(Place(part.place), f"packed more than {DEEPEST} times over")
        elif opener:
            with opener(part.stream) as inner, self._unpacked(inner) as stream:
                inside = part._replace(name=unpacked(part.name), stream=stream)
                yield from self._parts(inside, depth + 1)
        else:
            members = (self._tar if is_tar else self._zip)(part, depth + 1)
            first = next(members, BadRecord(Place(part.place), "empty archive"))
            yield from chain([first], members)

    def _unpacked(self, stream: IO[bytes]) -> io.BufferedReader:
        return _buffered(stream, self._account.unpacked)

    def _tar(self, part: Part, depth: int) -> Iterator[Part | BadRecord]:
        with tarfile.open(fileobj=part.stream, mode="r|") as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # or it grows with the archive
                place = f"{part.place}/{_name(member.name)}"
                if member.isdir() or _is_passed_over(member.name):
                    continue
                stream = archive.extractfile(member) if member.isreg() else None
                if stream is None:
                    yield BadRecord(Place(place), "not a regular file")
                    continue
                with _buffered(stream, lambda _: None) as inner:
                    yield from self.parts(Part(place, member.name, inner), depth)

    def _zip(self, part: Part, depth: int) -> Iterator[Part | BadRecord]:
        with _seekable(part.stream) as stream, zipfile.ZipFile(stream) as archive:
            if not _FOREIGN.isdisjoint(archive.namelist()):
                yield BadRecord(Place(part.place), "a document or program, no archive of articles")
                return
            for member in archive.infolist():
                if not member.is_dir() and not _is_passed_over(member.filename):
                    yield from self._zipped(archive, member, part.place, depth)

    def _zipped(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, outside: str, depth: int
    ) -> Iterator[Part | BadRecord]:
        place = f"{outside}/{_name(member.filename)}"
        if member.flag_bits & _ENCRYPTED:
            yield BadRecord(Place(place), "encrypted")
            return
        if member.compress_type not in _METHODS:
            yield BadRecord(Place(place), f"packed by an unknown method, {member.compress_type}")
            return
        try:
            with archive.open(member) as packed, self._unpacked(packed) as inner:
                yield from self.parts(Part(place, member.filename, inner), depth)
        except _ERRORS as error:
            yield BadRecord(Place(place), reason_of(error))


def unpacked(name: str) -> str:
    """Give *name* without the suffix of a compression.

    >>> unpacked("news/a.JSONL.xz"), unpacked("b.tgz")
    ('news/a.JSONL', 'b.tgz')
    """
    return _SUFFIX.sub("", name)


def reason_of(error: Exception) -> str:
    """Put a failed read into words."""
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno).lower()
    if isinstance(error, MemoryError):
        return "damaged: it asks for more memory than there is"
    said = _CONTROL.sub(" ", str(error)).lower()
    return f"damaged: {said or 'it ends too early'}"


def _name(member: str) -> str:
    return _CONTROL.sub("\ufffd", shown(member))


def _is_passed_over(member: str) -> bool:
    return any(is_passed_over(name) for name in member.split("/") if name.strip("."))


@contextlib.contextmanager
def _seekable(stream: io.BufferedReader) -> Iterator[IO[bytes]]:
    """Give *stream*, or a copy of it on disk, as something that can be read from any place."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        yield copy


def _buffered(stream: IO[bytes], count: Callable[[int], None]) -> io.BufferedReader:
    return io.BufferedReader(_Metered(stream, count), HEAD)


class _Metered(io.RawIOBase):
    """The bytes of a stream, whole buffers at a time, each counted.

    What was read before an error is given first, and the error when more is asked for.
    """

    def __init__(self, stream: IO[bytes], count: Callable[[int], None]) -> None:
        self._stream = stream
        self._count = count
        self._read = getattr(stream, "read1", stream.read)
        self._error: Unreadable | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return isinstance(self._stream, io.FileIO)  # seeking in anything else unpacks it again

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._error:
            raise self._error
        filled = 0
        try:
            # No more at once than a buffer: whoever may take megabytes mostly gets a page.
            while filled < len(buffer) and (data := self._read(min(HEAD, len(buffer) - filled))):
                buffer[filled : filled + len(data)] = data
                filled += len(data)
            self._count(filled)
        except _ERRORS as error:
            self._error = Unreadable(reason_of(error))
            if not filled:
                raise self._error from error
        return filled
