"""What the caller stored for each article: bytes, compressed article by article.

A hit reads one article, so each is compressed by itself, against a dictionary: a sample of its
segment, which takes the place of the neighbours a block would have. That comes within 5 % of blocks
of 32 articles in size, at a thirtieth of the time to read one. Most of it is Arabic in UTF-8, two
bytes a letter; before compression an article becomes one byte a letter (ASCII below 128, U+0600 to
U+067F above), and whatever else occurs is set aside and put back. A checksum follows each: a
flipped bit of a stream, of the dictionary or of the bounds may leave what looks like text.
"""

import codecs
import re
import zlib
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

import numpy as np

from searchkit.engine.segments.arrays import Integers, Mask, bounds_of, narrowest, view_of
from searchkit.engine.segments.files import FileWriter, FolderReader
from searchkit.errors import IndexDamaged

_T = TypeVar("_T")

_SAMPLED = 2048  # articles among which those for the dictionary are chosen
_CHOSEN = 24  # of them
_DICTIONARY = 1 << 15  # bytes: as far as zlib looks back
_LEVEL = 5  # of zlib: against 4, 8 % more time for 2 % less
_RAW = -15  # zlib's window size for a stream without header and checksum

_PLACEHOLDER = "\x1a"
_ALPHABET = "".join(map(chr, [*range(0x80), *range(0x600, 0x680)]))
_ENCODING = codecs.charmap_build(_ALPHABET)
_RARE = re.compile(r"[^\x00-\x19\x1b-\x7f\u0600-\u067f]")
_PLAIN, _LETTERS = b"\0", b"\1"  # the first byte of a recoded article: as it was, or recoded
_LENGTH = 4
_CHECKSUM = 4  # bytes: CRC-32 of the recoded article


class StoredWriter:
    """Appends the stored bytes of one article after the other."""

    def __init__(self, file: FileWriter, dictionary: bytes | None = None) -> None:
        """Write into *file*, in which nothing else may be written before `close`.

        *dictionary* is that of another segment of the index; without one a sample of the first
        articles is taken.
        """
        self._file, self._first = file, file.size
        self._sizes: list[int] = []
        self._waiting: list[bytes] = []
        self._dictionary = b""
        self._compressor = zlib.compressobj()
        if dictionary is not None:
            self._begin(dictionary)

    def add(self, stored: bytes) -> None:
        """Append what is *stored* for the next article."""
        recoded = recode(stored)
        if self._dictionary:
            self._append(recoded)
            return
        self._waiting.append(recoded)
        if len(self._waiting) == _SAMPLED:
            self._begin(_sampled(self._waiting))

    def copy(self, stored: "Stored", kept: Mask) -> None:
        """Append the articles *kept* of another segment, as they are if its dictionary is ours."""
        if not self._dictionary and not self._waiting:
            self._begin(stored.dictionary)
        for article in np.flatnonzero(kept).tolist():
            if stored.dictionary == self._dictionary:
                self._write(stored.compressed(article))
            else:
                self.add(stored[article])

    def close(self) -> None:
        """Append what leads to the articles."""
        if self._waiting:
            self._begin(_sampled(self._waiting))
        self._file.declare("articles", self._first, "|u1", self._file.size - self._first)
        self._file.add("bounds", narrowest(bounds_of(np.array(self._sizes, np.int64))))
        self._file.add("dictionary", np.frombuffer(self._dictionary, np.uint8))

    def _begin(self, dictionary: bytes) -> None:
        """Settle the *dictionary*, and write what waited for it."""
        self._dictionary = dictionary
        self._compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=dictionary)
        for recoded in self._waiting:
            self._append(recoded)
        self._waiting.clear()

    def _append(self, recoded: bytes) -> None:
        compressor = self._compressor.copy()
        self._write(compressor.compress(recoded) + compressor.flush() + _checksum(recoded))

    def _write(self, compressed: bytes) -> None:
        self._file.append(compressed)
        self._sizes.append(len(compressed))


class Stored:
    """The stored bytes of a segment's articles."""

    def __init__(self, files: FolderReader, name: str) -> None:
        """Read the articles in file *name* of *files*."""
        self._files, self._name = files, name
        self._articles = view_of(files.bytes(f"{name}/articles"))
        self._bounds: Integers = files.array(f"{name}/bounds")
        self.dictionary = files.bytes(f"{name}/dictionary").tobytes()

    @cached_property
    def _decompressor(self) -> "zlib._Decompress":
        return zlib.decompressobj(_RAW, zdict=self.dictionary)

    def __getitem__(self, article: int) -> bytes:
        """Give what is stored for *article*; raise `IndexDamaged` if it is not what was written."""
        return self._read(article, restore)

    def text(self, article: int) -> str:
        """Give the same as text, which it must be: that is how most of it is kept."""
        return self._read(article, restore_text)

    def _read(self, article: int, undo: Callable[[bytes], _T]) -> _T:
        compressed = self.compressed(article)
        try:
            recoded = self._decompressor.copy().decompress(compressed[:-_CHECKSUM])
            stored = undo(recoded)
        except (zlib.error, ValueError, IndexError) as error:
            raise IndexDamaged(self._files.folder, f"{self._name}: article {article}") from error
        if _checksum(recoded) != compressed[-_CHECKSUM:]:
            reason = f"{self._name}: article {article} is not what was written"
            raise IndexDamaged(self._files.folder, reason)
        return stored

    def __iter__(self) -> Iterator[bytes]:
        """Yield what is stored for each article, in order."""
        return map(self.__getitem__, range(len(self._bounds) - 1))

    def compressed(self, article: int) -> bytes:
        """Give the bytes of *article* as they are on the disk, checksum included."""
        start, end = self._bounds[article : article + 2].tolist()
        return bytes(self._articles[start:end])


def _checksum(recoded: bytes) -> bytes:
    return zlib.crc32(recoded).to_bytes(_CHECKSUM, "little")


def _sampled(articles: list[bytes]) -> bytes:
    """Make a dictionary of some of *articles*, from first to last, each with an equal share."""
    chosen = articles[:: -(-len(articles) // _CHOSEN)]
    share = _DICTIONARY // len(chosen)
    return b"".join(article[:share] for article in chosen) or b" "


def recode(content: bytes) -> bytes:
    """Make Arabic text of one byte a letter of *content*, which need not be text.

    >>> restore(recode("«سلام» 1".encode())).decode()
    '«سلام» 1'
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return _PLAIN + content
    rare = "".join(_RARE.findall(text)).encode()
    letters = codecs.charmap_encode(_RARE.sub(_PLACEHOLDER, text), "strict", _ENCODING)[0]
    return _LETTERS + len(rare).to_bytes(_LENGTH, "little") + rare + letters


def restore(recoded: bytes) -> bytes:
    """Undo `recode`; raise `ValueError` if *recoded* is damaged."""
    return recoded[1:] if recoded[:1] == _PLAIN else restore_text(recoded).encode()


def restore_text(recoded: bytes) -> str:
    """Undo `recode` of text; raise `ValueError` if *recoded* is damaged, or other than text."""
    if recoded[:1] == _PLAIN:
        return recoded[1:].decode()
    after = 1 + _LENGTH + int.from_bytes(recoded[1 : 1 + _LENGTH], "little")
    rare = iter(recoded[1 + _LENGTH : after].decode())
    text = codecs.charmap_decode(recoded[after:], "strict", _ALPHABET)[0]
    first, *parts = text.split(_PLACEHOLDER)
    pieces = [first]
    for part in parts:
        pieces += next(rare, _PLACEHOLDER), part
    return "".join(pieces)
