"""Values of every article that hit lists, filters, orders and facets read without decompression.

A number column is an array with `MISSING` where the value is unknown; a text column is a code for
each article into the column's distinct texts, most of them titles or few sources.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from searchkit.engine.segments.arrays import Integers, Ints, Longs, bounds_of, narrowest, view_of
from searchkit.engine.segments.files import FileWriter, FolderReader

#: What a number column holds for an article without a value.
MISSING = int(np.iinfo(np.int32).min)


def write_numbers(file: FileWriter, name: str, values: Iterable[int | None]) -> None:
    """Append the number column *name*."""
    file.add(name, np.array([MISSING if v is None else v for v in values], np.int32))


def write_texts(file: FileWriter, name: str, values: Sequence[str]) -> None:
    """Append the text column *name*; its distinct texts are sorted by code point."""
    distinct = sorted(set(values))
    codes = {text: code for code, text in enumerate(distinct)}
    encoded = [text.encode("utf-8", "surrogatepass") for text in distinct]
    lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
    file.add(f"{name}_text", np.frombuffer(b"".join(encoded), np.uint8))
    file.add(f"{name}_bounds", narrowest(bounds_of(lengths)))
    file.add(f"{name}_codes", narrowest(np.fromiter(map(codes.get, values), np.int64, len(values))))


class TextColumn:
    """A text of every article: its code, and the distinct texts that the codes stand for."""

    def __init__(self, files: FolderReader, name: str) -> None:
        """Read the column ``file/name`` of *files*."""
        self._text = view_of(files.bytes(f"{name}_text"))
        self._places: Integers = files.array(f"{name}_bounds")
        self._bounds = view_of(self._places)
        self.codes: Integers = files.array(f"{name}_codes")
        self._code = view_of(self.codes)

    def __getitem__(self, article: int) -> str:
        """Give the text of *article*."""
        return self.text(self._code[article])

    def text(self, code: int) -> str:
        """Give the text that *code* stands for."""
        return str(
            self._text[self._bounds[code] : self._bounds[code + 1]], "utf-8", "surrogatepass"
        )

    def of(self, articles: Longs) -> list[str]:
        """Give the text of each of *articles*."""
        codes = self.codes[articles].astype(np.int64)
        starts, ends = self._places[codes].tolist(), self._places[codes + 1].tolist()
        text = self._text
        return [
            str(text[start:end], "utf-8", "surrogatepass")
            for start, end in zip(starts, ends, strict=True)
        ]

    def texts(self) -> list[str]:
        """Give the text of every article."""
        distinct = [self.text(code) for code in range(len(self._bounds) - 1)]
        return [distinct[code] for code in self.codes.tolist()]


def numbers(files: FolderReader, name: str) -> Ints:
    """Read the number column ``file/name`` of *files*."""
    return files.array(name).astype(np.int32, copy=False)
