"""Bytes to text: which encoding a file is in, and its lines, one at a time.

UTF-8 is taken for granted, UTF-16 is known by its mark, Windows-1256 by reading as Arabic. A line
in another encoding than its file is not guessed at: its reader names it.
"""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

#: The longest line, or text page, that is read. The longest article of the 72,000 that the
#: readers are tested on has 0.2 MB; a line beyond this is no article, and would fill memory.
LONGEST = 16 * 1024 * 1024
#: What a reader looks at to tell what is in a stream, and what is read at once.
HEAD = 64 * 1024

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_CONTROLS = bytes([*range(9), *range(14, 27), 127])
_CONTROL = re.compile(f"[{_CONTROLS.decode()}]")
_ARABIC = re.compile("[\u0621-\u064a]")


def lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of *stream*; None in place of one that is longer than `LONGEST`."""
    while line := stream.readline(LONGEST + 1):
        if len(line) <= LONGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST)
        yield None


def whole(stream: BinaryIO) -> bytes | None:
    """Read all of *stream*; None if it is longer than `LONGEST`."""
    pieces: list[bytes] = []  # asked for at once, the longest that may be would be made room for
    left = LONGEST
    while piece := stream.read(HEAD):
        left -= len(piece)
        if left < 0:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def text(data: bytes) -> str:
    """Decode *data*, which stands in UTF-8 among more of it.

    Raises ValueError with a reason for people if it is none, or no text.
    """
    if len(data.translate(None, _CONTROLS)) < len(data):
        reason = "not text: it holds control characters"
        raise ValueError(reason)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 at byte {error.start}"
        raise ValueError(reason) from error


def decoded(data: bytes) -> str:
    """Decode *data*, a whole file: UTF-8, UTF-16 with its mark, or Windows-1256.

    Raises ValueError with a reason for people if it is none of them.
    """
    if data.startswith(UTF16_MARKS):
        return _without_controls(data.decode("utf-16", errors="replace"))
    try:
        return _without_controls(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if not _is_cp1256(data):
            reason = f"not text: not UTF-8 at byte {error.start}"
            raise ValueError(reason) from error
        return data.decode("cp1256")


def beginning(head: bytes) -> str:
    """Decode the *head* of a file, whatever may be wrong with it, from the first letter on."""
    name = encoding_of(head)
    return head.decode(name, errors="replace").lstrip("\ufeff \t\r\n")


def encoding_of(head: bytes) -> str:
    """Name the encoding of a file that begins with *head*: the one that most of its lines are in.

    >>> encoding_of("عنوان;نص".encode("cp1256")), encoding_of("عنوان;نص".encode())
    ('cp1256', 'utf-8')
    """
    if head.startswith(UTF16_MARKS):
        return "utf-16"
    if head.isascii() or is_utf8(head):
        return "utf-8"
    telling = b"\n".join(line for line in head.split(b"\n") if not line.isascii())
    return "cp1256" if _is_cp1256(telling) else "utf-8"


def is_utf8(head: bytes) -> bool:
    """Tell whether most lines of *head* that are not plain ASCII are UTF-8, and there are any."""
    if _is_utf8(head):
        return not head.isascii()
    telling = [line for line in head.split(b"\n") if not line.isascii()]
    return bool(telling) and 2 * sum(map(_is_utf8, telling)) >= len(telling)


def utf8(stream: io.BufferedReader) -> io.BufferedReader:
    """Give *stream* in UTF-8 without its mark, whatever its first bytes say that it is in."""
    head = stream.peek(HEAD)
    name = encoding_of(head)
    if name != "utf-8":
        return recoded(stream, name)
    if head.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
    return stream


def recoded(stream: io.BufferedReader, encoding: str) -> io.BufferedReader:
    """Give *stream*, which is in *encoding*, in UTF-8."""
    return io.BufferedReader(_Recoded(stream, encoding), HEAD)


class _Recoded(io.RawIOBase):
    """The bytes of a stream turned from another encoding to UTF-8."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._waiting:
            data = self._stream.read1(HEAD)
            self._waiting = self._decoder.decode(data, final=not data).encode()
            if not data:
                break
        part, self._waiting = self._waiting[: len(buffer)], self._waiting[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def _is_utf8(line: bytes) -> bool:
    """Tell whether *line*, which may be cut short, is UTF-8."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(line)
    except UnicodeDecodeError:
        return False
    return True


def _is_cp1256(data: bytes) -> bool:
    """Tell whether *data* reads as Arabic, and as text, in Windows-1256."""
    read = data.decode("cp1256", errors="replace")
    letters = sum(map(str.isalpha, read))
    return 2 * len(_ARABIC.findall(read)) >= letters and not _CONTROL.search(read)


def _without_controls(read: str) -> str:
    if _CONTROL.search(read):
        reason = "not text: it holds control characters"
        raise ValueError(reason)
    return read
