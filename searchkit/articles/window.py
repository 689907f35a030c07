"""A stream seen through a buffer, for regular expressions to match in; its lines are counted.

For the shapes whose records do not end with their lines. Memory grows with the longest match asked
for, up to `LONGEST`.
"""

import re
from typing import BinaryIO

from searchkit.articles import encoding


class Window:
    r"""Matches patterns in a stream, from where the last match ended.

    >>> import io
    >>> window = Window(io.BytesIO(b"one\ntwo"))
    >>> window.take(re.compile(rb"\w+\s")), window.line
    (b'one\n', 2)
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Stand before the first byte of *stream*."""
        self._stream = stream
        self._data = b""
        self._at = 0
        self._before = 0  # bytes before those of the data
        self._counted = 0  # bytes of the data whose line ends are in the number below
        self._line = 1
        self._is_whole = False

    @property
    def passed(self) -> int:
        """How many bytes were passed over."""
        return self._before + self._at

    @property
    def line(self) -> int:
        """The number of the line that comes next, from 1."""
        self._line += self._data.count(b"\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def take(self, pattern: re.Pattern[bytes]) -> bytes | None:
        """Give what *pattern* matches here and pass over it; None, and stay, if it does not."""
        match = self.match(pattern)
        return match[0] if match else None

    def match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """Match *pattern* here and pass over it, however much of the stream that takes.

        None, and nothing is passed over, if it does not match, or not within `LONGEST`.
        """
        while True:
            found = pattern.match(self._data, self._at)
            waiting = len(self._data) - self._at
            if self._is_whole or (found and found.end() < len(self._data)):
                break
            if waiting > encoding.LONGEST:
                return None
            self._read(waiting)
        if found is None or found.end() - self._at > encoding.LONGEST:
            return None
        self._at = found.end()
        return found

    def is_at_end(self) -> bool:
        """Tell whether nothing comes next."""
        while self._at == len(self._data) and not self._is_whole:
            self._read(0)
        return self._at == len(self._data)

    def _read(self, waiting: int) -> None:
        """Read as much again as is *waiting*, so that a long match is tried few times."""
        more = self._stream.read(max(encoding.HEAD, waiting))
        self._is_whole = not more
        self._before += self._at
        self._line, self._data = self.line, self._data[self._at :] + more
        self._at = self._counted = 0
