"""CSV and its kin: a row of headers, then a record a row, cells parted by one of four signs.

Quoted cells may hold line breaks. A row whose cells are not those of the headers is named.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from searchkit.articles import encoding
from searchkit.articles.encoding import beginning, lines, utf8
from searchkit.articles.keys import field_of
from searchkit.articles.shape import Found

DELIMITERS = ",;\t|"

_EXCEL_HINT = re.compile(r'"?sep=.?"?\s*', re.IGNORECASE)  # a first line that Excel reads and hides
_TEXTS = {"title", "body", "summary"}


def looks(text: str) -> bool:
    """Tell whether the first row of *text* names two fields, one of them a title or a text."""
    fields = _fields(_split(_first_line(text)))
    return len(fields) > 1 and not _TEXTS.isdisjoint(fields)


def read(stream: io.BufferedReader) -> Iterator[Found]:
    """Yield the record of each row, or the reason why it has none."""
    rows = _rows(utf8(stream))
    headers, line = next(rows, ([], 1))
    if isinstance(headers, str):
        yield Found(headers, line)
    elif headers and _TEXTS.isdisjoint(_fields(headers)):
        yield Found("no header names a title or a text", line)
    else:
        names = _names(headers)
        for cells, line in rows:
            yield Found(cells if isinstance(cells, str) else _record(names, cells), line)


def _rows(stream: io.BufferedReader) -> Iterator[tuple[list[str] | str, int]]:
    """Yield the cells of each row that is not blank, or what is wrong with it, and its line."""
    # A setting of the whole process, and so raised only: an article must fit into a cell.
    csv.field_size_limit(max(csv.field_size_limit(), encoding.LONGEST))
    begins = beginning(stream.peek(encoding.HEAD))
    if _EXCEL_HINT.fullmatch(begins.partition("\n")[0]):
        stream.readline()
    feed = _Feed(stream)
    reader = csv.reader(feed, delimiter=_delimiter(_first_line(begins)))
    while True:
        line = feed.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield feed.fault or str(error), line
            continue
        if feed.fault or any(map(str.strip, cells)):
            yield feed.fault or cells, line


class _Feed:
    """Gives lines to `csv.reader`, and knows what was wrong with those of the row that it is at."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._lines = lines(stream)
        self._number = 0
        self._size = 0
        self.fault: str | None = None

    def begin_row(self) -> int:
        """Give the number of the next line, where a row begins."""
        self._size, self.fault = 0, None
        return self._number + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._number += 1
        self._size += len(line or b"")
        if line is None or self._size > encoding.LONGEST:
            # The reader gives the row up, and goes on with the next line.
            reason = f"a row of more than {encoding.LONGEST // 2**20} MB"
            raise csv.Error(reason)
        try:
            text = encoding.text(line)
        except ValueError as error:
            self.fault = str(error)
            text = line.decode(errors="replace")
        return text.rstrip("\r\n").replace("\r", " ") + "\n"


def _first_line(text: str) -> str:
    first, _, rest = text.partition("\n")
    return rest.partition("\n")[0] if _EXCEL_HINT.fullmatch(first) else first


def _delimiter(line: str) -> str:
    """Choose the sign that parts *line* into most names of fields, or else into most cells."""
    return max(
        (sign for sign in DELIMITERS if sign in line),
        default=DELIMITERS[0],
        key=lambda sign: (len(_fields(line.replace('"', "").split(sign))), line.count(sign)),
    )


def _split(line: str) -> list[str]:
    return line.replace('"', "").split(_delimiter(line))


def _fields(headers: Sequence[str]) -> set[str]:
    return {field for field in map(field_of, headers) if field}


def _names(headers: Sequence[str]) -> list[str]:
    """Name each column, those without a header or with that of another by their number."""
    names: list[str] = []
    for number, header in enumerate(map(str.strip, headers), start=1):
        names.append(header if header and header not in names else f"{header} {number}".strip())
    return names


def _record(names: Sequence[str], cells: Sequence[str]) -> dict[str, object] | str:
    if len(cells) < len(names) or any(map(str.strip, cells[len(names) :])):
        hint = "; is a quote not closed?" if any("\n" in cell for cell in cells) else ""
        return f"{len(cells)} cells under {len(names)} headers{hint}"
    return dict(zip(names, cells, strict=False))
