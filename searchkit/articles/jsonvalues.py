"""JSON: a list of records, an object that holds such a list, or objects one after the other.

The file is never decoded whole, so it may be of any size: each record is cut out by its brackets,
and one that is broken leaves the next ones.
"""

import io
import re
from collections.abc import Generator, Iterator, Mapping
from itertools import chain

from searchkit.articles import encoding
from searchkit.articles.encoding import utf8
from searchkit.articles.jsonlines import parsed, value_of
from searchkit.articles.keys import field_of
from searchkit.articles.record import opened
from searchkit.articles.shape import Found
from searchkit.articles.window import Window

#: Objects within objects that are looked into for a list of records.
_WRAPPED = 3
#: Brackets within brackets that a record may have; Python's decoder cannot take many more.
_DEEPEST = 500

_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_KEY = re.compile(_STRING + rb"\s*+:\s*+", re.DOTALL)
_SCALAR = re.compile(_STRING + rb'|[^\s,"\[\]{}]++', re.DOTALL)
#: All up to the next bracket that stands in no string.
_PIECE = re.compile(rb'(?:[^"\[\]{}]++|' + _STRING + rb")*+[\[\]{}]", re.DOTALL)
_BETWEEN = re.compile(rb"[\s,]{1,1024}+")
_LIST_OF_OBJECTS = re.compile(rb"\[\s{0,1024}+(?=\{)")
_BRACKET = re.compile(rb"[\[\]{}]")
_LIST, _END_OF_LIST = re.compile(rb"\["), re.compile(rb"\]")
_OBJECT, _END_OF_OBJECT = re.compile(rb"\{"), re.compile(rb"\}")

_NOTHING = re.compile(rb"(?!)")

_LOOKS = re.compile(r'\[\s*[\[{]|\{\s*(\n|["}][^\n]*\s*$)')


class _Broken(Exception):
    """Where the brackets of a file do not tell any more what belongs to what."""


def looks(text: str) -> bool:
    """Tell whether *text* begins with a list of objects, or with an object on lines of its own."""
    return bool(_LOOKS.match(text))


def read(stream: io.BufferedReader) -> Iterator[Found]:
    """Yield each record, or the reason why it is none."""
    window = Window(utf8(stream))
    try:
        while not _closed(window, _NOTHING):
            line = window.line
            if window.skip(_LIST):
                yield from _elements(window)
            elif window.skip(_OBJECT):
                record = yield from _members(window, _WRAPPED)
                yield from [Found(record, line)] if record is not None else []
            else:
                yield Found(parsed(_value(window)), line)
    except _Broken as error:
        yield Found(f"broken JSON: {error}; what follows is not read", window.line)


def _elements(window: Window) -> Iterator[Found]:
    """Yield the elements of the list whose bracket was passed."""
    while not _closed(window, _END_OF_LIST):
        line = window.line
        yield Found(parsed(_value(window)), line)


def _members(window: Window, depth: int) -> Generator[Found, None, dict[str, object] | None]:
    """Yield the records in lists of the object whose bracket was passed.

    Return its members if there are none: then it is a record itself.
    """
    start = window.passed
    members: dict[str, object] = {}
    is_wrapper = False
    while not _closed(window, _END_OF_OBJECT):
        key = _key(window)
        may_wrap = field_of(key) is None and not _is_article(members)
        if may_wrap and window.skip(_LIST_OF_OBJECTS):
            members[key], listed = [], _elements(window)
            for first in listed:
                if _is_article(first.record):
                    is_wrapper = True
                    yield from chain([first], listed)
                else:
                    members[key] = [first.record, *_held(listed, window, start)]
        elif may_wrap and depth and window.skip(_OBJECT):
            members[key] = yield from _members(window, depth - 1)
            is_wrapper = is_wrapper or members[key] is None
        else:
            members[key] = _decoded(window)
    return None if is_wrapper else members


def _held(listed: Iterator[Found], window: Window, start: int) -> Iterator[object]:
    """Give what is in a list that is no list of records, as long as that may be part of one."""
    for each in listed:
        if window.passed - start > encoding.LONGEST:
            reason = f"an object of more than {encoding.LONGEST // 2**20} MB"
            raise _Broken(reason)
        yield each.record


def _closed(window: Window, bracket: re.Pattern[bytes]) -> bool:
    """Pass over what parts values, and over *bracket* if it comes next; tell whether it did."""
    while window.skip(_BETWEEN):
        pass
    if bracket is _NOTHING:
        return window.is_at_end()
    if window.is_at_end():
        reason = "it ends too early"
        raise _Broken(reason)
    return window.skip(bracket) is not None


def _key(window: Window) -> str:
    key = window.take(_KEY)
    if key is None:
        reason = "no name before a value"
        raise _Broken(reason)
    return key.partition(b'"')[2].rpartition(b'"')[0].decode(errors="replace")


def _decoded(window: Window) -> object:
    try:
        return value_of(_value(window))
    except ValueError as error:
        raise _Broken(str(error)) from error


def _value(window: Window) -> bytes:
    """Take the whole value that comes next."""
    if not window.begins(_BRACKET) and (scalar := window.take(_SCALAR)):
        return scalar
    pieces: list[bytes] = []
    start, depth = window.passed, 0
    while piece := window.take(_PIECE):
        pieces.append(piece)
        depth += 1 if piece.endswith((b"[", b"{")) else -1
        if depth <= 0:
            return b"".join(pieces)
        if depth > _DEEPEST or window.passed - start > encoding.LONGEST:
            break
    megabytes = encoding.LONGEST // 2**20
    raise _Broken(
        "nested too deeply"
        if depth > _DEEPEST
        else f"a value without end, or of over {megabytes} MB"
    )


def _is_article(record: object) -> bool:
    return isinstance(record, Mapping) and any(
        field_of(key) in {"title", "body"} for key, value in opened(record).items() if value
    )
