"""A stream seen through a buffer, for regular expressions to match in; its lines are counted.

For the shapes whose records do not end with their lines. Memory grows with the longest match asked
for, up to `LONGEST`.
"""

import re
from typing import BinaryIO

from searchkit.articles import encoding

_CHUNK = 4 * encoding.HEAD  # read at once


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

    def begins(self, pattern: re.Pattern[bytes]) -> bool:
        """Tell whether what *pattern* describes, which is short, comes next."""
        self._hold(encoding.HEAD)
        return pattern.match(self._data, self._at) is not None

    def skip(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """Match *pattern*, which matches at most half of `HEAD`, and pass over it if it does."""
        self._hold(encoding.HEAD)
        return self._passed(pattern.match(self._data, self._at))

    def take(self, pattern: re.Pattern[bytes]) -> bytes | None:
        """Give what *pattern* matches here, however long it is, and pass over it.

        None, and nothing is passed over, if it does not match, or not within `LONGEST`.
        """
        while True:
            found = pattern.match(self._data, self._at)
            waiting = len(self._data) - self._at
            if self._is_whole or (found and found.end() < len(self._data)):
                break
            if waiting > encoding.LONGEST:
                return None
            self._hold(max(_CHUNK, 2 * waiting))  # so that a long match is tried few times
        if found is None or found.end() - self._at > encoding.LONGEST:
            return None
        self._passed(found)
        return found[0]

    def is_at_end(self) -> bool:
        """Tell whether nothing comes next."""
        self._hold(1)
        return self._at == len(self._data)

    def _passed(self, found: re.Match[bytes] | None) -> re.Match[bytes] | None:
        if found:
            self._at = found.end()
        return found

    def _hold(self, count: int) -> None:
        """Have at least *count* bytes before us, or all that there are."""
        while len(self._data) - self._at < count and not self._is_whole:
            more = self._stream.read(max(_CHUNK, count))
            self._is_whole = not more
            self._line = self.line
            self._before += self._at
            self._data = self._data[self._at :] + more
            self._at = self._counted = 0
