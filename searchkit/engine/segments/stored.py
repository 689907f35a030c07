"""What the caller stored for each article: bytes, compressed article by article.

A hit reads one article, so each is compressed by itself, against a dictionary: a sample of its
segment, which takes the place of the neighbours a block would have. That comes within 5 % of blocks
of 32 articles in size, at a thirtieth of the time to read one. Most of it is Arabic in UTF-8, two
bytes a letter; before compression an article becomes one byte a letter (ASCII below 128, U+0600 to
U+067F above), and whatever else occurs is set aside and put back. A checksum follows each: a
flipped bit of a stream, of the dictionary or of the bounds may leave what looks like text.
"""

import codecs
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TypeVar

import numpy as np

from searchkit.engine.segments.arrays import Bytes, Integers, Mask, bounds_of, narrowest, view_of
from searchkit.engine.segments.files import FileWriter, FolderReader
from searchkit.errors import IndexDamaged

_T = TypeVar("_T")

#: Articles among which those for the dictionary are chosen.
SAMPLED = 1024
_CHOSEN = 24  # of them
_DICTIONARY = 1 << 15  # bytes: as far as zlib looks back
_LEVEL = 5  # of zlib: against 4, 8 % more time for 2 % less
_RAW = -15  # zlib's window size for a stream without header and checksum

_PLACEHOLDER = "\x1a"
_ALPHABET = "".join(map(chr, [*range(0x80), *range(0x600, 0x680)]))
_STRANGE = ord(_PLACEHOLDER)  # a byte, and itself set aside like what has none
_PLAIN, _LETTERS = b"\0", b"\1"  # the first byte of a recoded article: as it was, or recoded
_LENGTH = 4
_CHECKSUM = 4  # bytes: CRC-32 of the recoded article


class Compressor:
    """Compresses recoded articles against one dictionary."""

    def __init__(self, dictionary: bytes) -> None:
        """Begin with *dictionary*, bytes that articles have in common."""
        self._fresh = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=dictionary)

    def __call__(self, recoded: bytes) -> bytes:
        """Give *recoded*, compressed by itself, and its checksum."""
        compressor = self._fresh.copy()
        return compressor.compress(recoded) + compressor.flush() + _checksum(recoded)


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
        #: What articles are to be compressed with; None as long as that is not settled.
        self.dictionary = dictionary

    def wait(self, recoded: Sequence[bytes]) -> None:
        """Append *recoded* articles, before the dictionary is settled."""
        self._waiting += recoded
        if len(self._waiting) >= SAMPLED:
            self._settle(_sampled(self._waiting))

    def append(self, compressed: Iterable[bytes]) -> None:
        """Append articles that were *compressed* with the dictionary."""
        for one in compressed:
            self._file.append(one)
            self._sizes.append(len(one))

    def copy(self, stored: "Stored", kept: Mask) -> None:
        """Append the articles *kept* of another segment, as they are if its dictionary is ours."""
        if self.dictionary is None:
            self.dictionary = stored.dictionary
        articles = np.flatnonzero(kept).tolist()
        if stored.dictionary == self.dictionary:
            self.append(map(stored.compressed, articles))
        else:
            compressed = Compressor(self.dictionary)
            self.append(compressed(recode([stored[article]])[0]) for article in articles)

    def close(self) -> None:
        """Append what leads to the articles."""
        if self.dictionary is None:
            self._settle(_sampled(self._waiting) if self._waiting else b"")
        self._file.declare("articles", self._first, "|u1", self._file.size - self._first)
        self._file.add("bounds", narrowest(bounds_of(np.array(self._sizes, np.int64))))
        self._file.add("dictionary", np.frombuffer(self.dictionary or b"", np.uint8))

    def _settle(self, dictionary: bytes) -> None:
        self.dictionary = dictionary
        self.append(map(Compressor(dictionary), self._waiting))
        self._waiting.clear()


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


def recode(contents: Sequence[bytes]) -> list[bytes]:
    """Make Arabic text of one byte a letter of each of *contents*, which need not be text.

    >>> restore(recode(["«سلام» 1".encode()])[0]).decode()
    '«سلام» 1'
    """
    texts = [_decoded(content) for content in contents]
    points = np.frombuffer("".join(filter(None, texts)).encode("utf-32-le"), np.uint32)
    letters = _tables().take(points, mode="clip")
    strange = np.flatnonzero(letters == _STRANGE)
    rare = points[strange].tobytes().decode("utf-32-le")
    bounds = bounds_of(np.array([len(text or "") for text in texts]))
    cuts = np.searchsorted(strange, bounds).tolist()
    data, ends = letters.tobytes(), bounds.tolist()
    recoded = []
    for content, text, place in zip(contents, texts, range(len(texts)), strict=True):
        if text is None:
            recoded.append(_PLAIN + content)
            continue
        aside = rare[cuts[place] : cuts[place + 1]].encode()
        head = _LETTERS + len(aside).to_bytes(_LENGTH, "little") + aside
        recoded.append(head + data[ends[place] : ends[place + 1]])
    return recoded


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


@cache
def _tables() -> Bytes:
    """Give the byte of each code point; the last stands for all beyond."""
    table = np.full(ord(_ALPHABET[-1]) + 2, _STRANGE, np.uint8)
    table[[ord(letter) for letter in _ALPHABET]] = np.arange(len(_ALPHABET))
    return table


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
