"""MySQL dumps: a record each row of an INSERT, its values named by the columns of the table.

The columns are those of the INSERT itself, else those of the CREATE TABLE before it. Rows of tables
that hold no articles are passed over, and each such table is named.
"""

import io
import re
from collections.abc import Generator, Iterator

from searchkit.articles import encoding
from searchkit.articles.encoding import utf8
from searchkit.articles.keys import field_of
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
_NEXT = re.compile(rb"INSERT|REPLACE|CREATE", _FLAGS)
#: Statements without end after which a file is given up: each is looked for far ahead.
_PATIENCE = 20

_VALUE = re.compile(
    rf"\s*+(?:(?:_\w+\s+|[bnx])?({_STRING.decode()}|{_DOUBLE.decode()})"
    r"|([^\s,()'\"](?:[^,()'\"]++|\((?:[^()'\"]++|'[^']*+'|\([^()]*+\))*+\))*+))\s*+(?:,|\Z)",
    _FLAGS,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WITHIN = re.compile(r"'(?:[^'\\]++|\\.|'')*+'|\([^()]*+\)", re.DOTALL)
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
    named: set[str] = set()
    failures = 0
    while not _at_end(window) and failures < _PATIENCE:
        line = window.line
        is_whole = True
        if created := window.skip(_CREATE):
            columns[_bare(created["table"])] = _columns(window.take(_ROW) or b"")
        elif inserted := window.skip(_INSERT):
            table, listed = _bare(inserted["table"]), inserted["columns"]
            names = _columns(listed) if listed else columns.get(table, [])
            if any(field_of(name) in _TEXTS for name in names):
                is_whole = yield from _rows(window, names)
            elif table not in named:
                named.add(table)
                what = "no column for a title or a text" if names else "its columns are not known"
                yield Found(f"table {table}: {what}; its rows are not read", line)
        if not (is_whole and _is_passed(window)):
            failures += 1
            yield Found(_endless(failures), window.line)
            _to_next_insert(window)


def _rows(window: Window, names: list[str]) -> Generator[Found, None, bool]:
    """Yield the rows of the INSERT whose VALUES come next; return whether the last one ends."""
    line = window.line
    while row := window.take(_ROW):
        yield Found(_record(names, row), line)
        if not window.skip(_COMMA):
            return True
        line = window.line
    return False


def _is_passed(window: Window) -> bool:
    """Pass over the rest of a statement, if there is any; tell whether it has an end."""
    return bool(window.begins(_SPACE) or window.take(_STATEMENT) or window.is_at_end())


def _endless(failures: int) -> str:
    limit = encoding.LONGEST // 2**20
    rest = "all that follows" if failures == _PATIENCE else "what follows up to the next INSERT"
    return f"broken SQL: no end to be found within {limit} MB; {rest} is not read"


def _to_next_insert(window: Window) -> None:
    window.skip(_LINE)
    while not window.begins(_NEXT) and not window.is_at_end():
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
            yield _meant(string)


def _meant(string: str) -> str:
    """Give what *string*, a quoted one, stands for."""
    quote, text = string[0], string[1:-1]
    text = text.replace(quote * 2, quote)
    return _ESCAPED.sub(lambda one: ESCAPES.get(one[1], one[1]), text) if "\\" in text else text


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
