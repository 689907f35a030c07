"""What the caller stored for each article: bytes, compressed in blocks of neighbours.

Most of it is Arabic in UTF-8, two bytes a letter. Before compression a block becomes one byte a
letter (ASCII below 128, U+0600 to U+067F above), which makes it a quarter smaller and as much
faster to compress; whatever else occurs is set aside and put back.
"""

import codecs
import re
import zlib
from collections.abc import Iterator

import numpy as np

from searchkit.engine.arrays import Integers, bounds_of, narrowest, view_of
from searchkit.engine.files import FileWriter, FolderReader
from searchkit.errors import IndexDamaged

BLOCK = 32  # articles

_LEVEL = 4  # of zlib: level 6 takes twice the time for 2 % less
_PLACEHOLDER = "\x1a"
_ALPHABET = "".join(map(chr, [*range(0x80), *range(0x600, 0x680)]))
_ENCODING = codecs.charmap_build(_ALPHABET)
_RARE = re.compile(r"[^\x00-\x19\x1b-\x7f\u0600-\u067f]")
_PLAIN, _LETTERS = b"\0", b"\1"  # the first byte of a block: bytes as they were, or re-coded
_LENGTH = 4


class StoredWriter:
    """Appends the stored bytes of one article after the other."""

    def __init__(self, file: FileWriter) -> None:
        """Write into *file*, in which nothing else may be written before `close`."""
        self._file, self._first = file, file.size
        self._block: list[bytes] = []
        self._lengths: list[int] = []
        self._blocks: list[int] = []

    def add(self, stored: bytes) -> None:
        """Append what is *stored* for the next article."""
        self._block.append(stored)
        self._lengths.append(len(stored))
        if len(self._block) == BLOCK:
            self._flush()

    def close(self) -> None:
        """Append what leads to the blocks."""
        if self._block:
            self._flush()
        self._file.declare("blocks", self._first, "|u1", self._file.size - self._first)
        self._file.add("bounds", narrowest(bounds_of(np.array(self._blocks, np.int64))))
        self._file.add("lengths", narrowest(np.array(self._lengths, np.int64)))

    def _flush(self) -> None:
        block = compress(b"".join(self._block))
        self._file.append(block)
        self._blocks.append(len(block))
        self._block.clear()


class Stored:
    """The stored bytes of a segment's articles."""

    def __init__(self, files: FolderReader, name: str) -> None:
        """Read the blocks in file *name* of *files*."""
        self._files, self._name = files, name
        self._blocks = view_of(files.bytes(f"{name}/blocks"))
        self._bounds = files.array(f"{name}/bounds")
        self.lengths: Integers = files.array(f"{name}/lengths")

    def __getitem__(self, article: int) -> bytes:
        """Give what is stored for *article*; raise `IndexDamaged` if its block cannot be read."""
        block, within = divmod(article, BLOCK)
        lengths = self.lengths[block * BLOCK : article + 1].tolist()
        start = sum(lengths[:within])
        return self._block(block)[start : start + lengths[within]]

    def __iter__(self) -> Iterator[bytes]:
        """Yield what is stored for each article, in order."""
        for block in range(len(self._bounds) - 1):
            content, start = self._block(block), 0
            for length in self.lengths[block * BLOCK : (block + 1) * BLOCK].tolist():
                yield content[start : start + length]
                start += length

    def _block(self, block: int) -> bytes:
        start, end = self._bounds[block : block + 2].tolist()
        try:
            return expand(bytes(self._blocks[start:end]))
        except (zlib.error, ValueError, IndexError) as error:
            raise IndexDamaged(self._files.folder, f"{self._name}: block {block}") from error


def compress(content: bytes) -> bytes:
    """Compress *content*, which need not be text.

    >>> expand(compress("«سلام» 1".encode())).decode()
    '«سلام» 1'
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return _PLAIN + zlib.compress(content, _LEVEL)
    rare = "".join(_RARE.findall(text)).encode()
    letters = codecs.charmap_encode(_RARE.sub(_PLACEHOLDER, text), "strict", _ENCODING)[0]
    whole = len(rare).to_bytes(_LENGTH, "little") + rare + letters
    return _LETTERS + zlib.compress(whole, _LEVEL)


def expand(block: bytes) -> bytes:
    """Undo `compress`; raise `zlib.error` or `ValueError` if *block* is damaged."""
    content = zlib.decompress(block[1:])
    if block[:1] == _PLAIN:
        return content
    after = _LENGTH + int.from_bytes(content[:_LENGTH], "little")
    rare = iter(content[_LENGTH:after].decode())
    text = codecs.charmap_decode(content[after:], "strict", _ALPHABET)[0]
    first, *parts = text.split(_PLACEHOLDER)
    pieces = [first]
    for part in parts:
        pieces += next(rare, _PLACEHOLDER), part
    return "".join(pieces).encode()
