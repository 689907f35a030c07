"""MySQL dumps: a record each row of an INSERT, its values named by the columns of the table.

The columns are those of the INSERT itself, else those of the CREATE TABLE before it. Rows of tables
that hold no articles are passed over, and each such table is named.
"""

import io
import re
from collections.abc import Iterator

from searchkit.articles import encoding
from searchkit.articles.encoding import utf8
from searchkit.articles.record import field_of
from searchkit.articles.shape import Found
from searchkit.articles.window import Window

#: What a letter after a backslash stands for; any other stands for itself.
ESCAPES = {"0": "", "b": "", "n": "\n", "r": "\r", "t": "\t", "Z": ""}
#: First words of what a CREATE TABLE says beside its columns.
NO_COLUMNS = {"primary", "key", "unique", "constraint", "index", "fulltext", "spatial", "foreign"}

_TEXTS = {"title", "body", "summary"}
_FLAGS = re.IGNORECASE | re.DOTALL

_STRING = rb"'[^'\\]*+(?:(?:\\.|'')[^'\\]*+)*+'"
_DOUBLE = _STRING.replace(b"'", b'"')
_QUOTED = _STRING + b"|" + _DOUBLE + rb"|`[^`]*+`"
_COMMENT = rb"--[^\n]*+|#[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/"
_NAME = rb"(?:`[^`]{1,99}+`|[\w$]{1,99}+)"
_TABLE = rb"(?:" + _NAME + rb"\s?\.\s?)?(?P<table>" + _NAME + rb")\s{0,9}"
_PARTS = _QUOTED + rb"|[^()'\"`]++"
_LIST = rb"\((?:" + _PARTS + rb"|\((?:" + _PARTS + rb"|\((?:" + _PARTS + rb")*+\))*+\))*+\)"

_SPACE = re.compile(rb"[\s;]{1,1024}+")
_COMMENTS = re.compile(_COMMENT, _FLAGS)
_COMMENT_AHEAD = re.compile(rb"--|#|/\*")
_CREATE = re.compile(
    rb"CREATE\s+(?:TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?" + _TABLE + rb"(?=\()", _FLAGS
)
_INSERT = re.compile(
    rb"(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|IGNORE|HIGH_PRIORITY)\s+)?(?:INTO\s+)?"
    + _TABLE
    + rb"(?P<columns>\([^()'\"]{1,9999}+\))?\s{0,9}VALUES?\s{0,9}(?=\()",
    _FLAGS,
)
_ROW = re.compile(_LIST, _FLAGS)
_COMMA = re.compile(rb"\s{0,99},\s{0,99}(?=\()")
_STATEMENT = re.compile(rb"(?:" + _QUOTED + rb"|[^;'\"`]++)++", _FLAGS)
_LINE = re.compile(rb"[^\n]{0,9999}+\n?")

_VALUE = re.compile(
    rf"\s*+(?:(?:_\w+\s+|[bnx])?({_STRING.decode()}|{_DOUBLE.decode()})"
    r"|([^\s,()'\"](?:[^,()'\"]++|\((?:[^()'\"]++|'[^']*+'|\([^()]*+\))*+\))*+))\s*+(?:,|\Z)",
    _FLAGS,
)
_ESCAPED = re.compile(r"\\(.)|(['\"])\2", re.DOTALL)
_WITHIN = re.compile(r"'(?:[^'\\]|\\.|'')*'|\([^()]*\)", re.DOTALL)
_COLUMN = re.compile(r"\s*(`[^`]+`|[\w$]+)")
_LOOKS = re.compile(
    r"(?:\s++|;|--[^\n]*+|#[^\n]*+|/\*.*?\*/)*+(?:CREATE|INSERT|REPLACE|DROP|SET|LOCK|USE|START)\s",
    re.IGNORECASE | re.DOTALL,
)
_LINES = re.IGNORECASE | re.MULTILINE
_MARK = re.compile(r"^\s*(?:INSERT\s+(?:IGNORE\s+)?INTO|CREATE\s+TABLE)\s", _LINES)


def looks(text: str) -> bool:
    """Tell whether *text* begins with SQL and has a statement that makes or fills a table."""
    return bool(_LOOKS.match(text) and _MARK.search(text))


def read(stream: io.BufferedReader) -> Iterator[Found]:
    """Yield the record of each row, or the reason why it has none."""
    window = Window(utf8(stream))
    columns: dict[str, list[str]] = {}
    while not _at_end(window):
        line = window.line
        if created := window.skip(_CREATE):
            columns[_bare(created["table"])] = _columns(window.take(_ROW) or b"")
        elif inserted := window.skip(_INSERT):
            table = _bare(inserted["table"])
            listed = inserted["columns"]
            names = _columns(listed) if listed else columns.get(table, [])
            yield from _rows(window, table, names, line)
        elif not window.take(_STATEMENT):
            window.skip(_LINE)
            yield Found("broken SQL: a statement without end", line)


def _rows(window: Window, table: str, columns: list[str], line: int) -> Iterator[Found]:
    """Yield the rows of the INSERT whose VALUES come next, and pass over the rest of it."""
    if not any(field_of(name) in _TEXTS for name in columns):
        what = "no column for a title or a text" if columns else "its columns are not known"
        yield Found(f"table {table}: {what}; its rows are not read", line)
    else:
        while True:
            line = window.line
            row = window.take(_ROW)
            limit = encoding.LONGEST // 2**20
            endless = f"broken SQL: a row without end, or of more than {limit} MB"
            yield Found(endless if row is None else _record(columns, row), line)
            if row is None or not window.skip(_COMMA):
                break
    if not window.take(_STATEMENT) and not window.begins(_SPACE):
        window.skip(_LINE)


def _record(columns: list[str], row: bytes) -> dict[str, object] | str:
    try:
        values = list(_values(encoding.text(row)[1:-1]))
    except ValueError as error:
        return str(error)
    if len(values) != len(columns):
        return f"{len(values)} values for {len(columns)} columns"
    return dict(zip(columns, values, strict=True))


def _values(text: str) -> Iterator[str | None]:
    """Yield the values of a row, None for NULL; raises ValueError where one cannot be read."""
    at = 0
    while at < len(text):
        match = _VALUE.match(text, at)
        if match is None:
            reason = f"broken SQL: no value at character {at + 1} of the row"
            raise ValueError(reason)
        at = match.end()
        string, other = match.groups()
        if string is None:
            yield None if other.strip().upper() == "NULL" else other.strip()
        else:
            yield _ESCAPED.sub(lambda one: one[2] or ESCAPES.get(one[1], one[1]), string[1:-1])


def _columns(data: bytes) -> list[str]:
    """Name the columns in the brackets after a table: a list of names, or of definitions.

    >>> _columns(b"(`id` int(11), `title` text, PRIMARY KEY (`id`))")
    ['id', 'title']
    """
    text = data.decode(errors="replace")[1:-1]
    while text != (text := _WITHIN.sub("", text)):
        pass
    names = (match[1] for match in map(_COLUMN.match, text.split(",")) if match)
    return [_bare(name) for name in names if name.lower() not in NO_COLUMNS]


def _bare(name: str | bytes) -> str:
    return (name if isinstance(name, str) else name.decode(errors="replace")).strip("`")


def _at_end(window: Window) -> bool:
    """Pass over white space, empty statements and comments; tell whether nothing comes next."""
    while window.skip(_SPACE) or (window.begins(_COMMENT_AHEAD) and window.take(_COMMENTS)):
        pass
    return window.is_at_end()
