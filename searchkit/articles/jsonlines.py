"""JSON Lines: one record a line."""

import io
import json
import re
from collections.abc import Iterator
from functools import partial
from math import isfinite

from searchkit.articles.encoding import LONGEST, lines, utf8
from searchkit.articles.shape import Found

_OBJECTS = re.compile(r"\{[^\n]+(\n\s*\{[^\n]|[^\n}\s]$)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_NUMBER = 1000  # digits; Python reads no integer of some thousands
# NaN and the infinities are no JSON, though some programs write them.
_decoder = partial(
    json.JSONDecoder,
    parse_constant=lambda _: None,
    parse_float=lambda digits: number if isfinite(number := float(digits)) else None,
)
_DECODER = _decoder()
# For what has an endless number, which stands for nothing: asking at each number takes longer.
_PATIENT = _decoder(parse_int=lambda digits: int(digits) if len(digits) < _LONGEST_NUMBER else None)


def looks(text: str) -> bool:
    """Tell whether *text* begins with an object a line, or ends within the first of them."""
    return bool(_OBJECTS.match(text))


def read(stream: io.BufferedReader) -> Iterator[Found]:
    """Yield the record of each line that is not blank, or the reason why it has none."""
    for number, line in enumerate(lines(utf8(stream)), start=1):
        if line is None:
            yield Found(f"a line of more than {LONGEST // 2**20} MB", number)
        elif text := line.strip():
            yield Found(parsed(text), number)


def parsed(data: bytes) -> dict[str, object] | str:
    """Decode the JSON object *data*, or say why it is none.

    >>> parsed(b'{"title": "a"}'), parsed(b"[]")
    ({'title': 'a'}, 'not a JSON object')
    """
    try:
        record = value_of(data)
    except ValueError as error:
        return str(error)
    return record if isinstance(record, dict) else "not a JSON object"


def value_of(data: bytes) -> object:
    """Decode the JSON value *data*; raises ValueError with a reason for people."""
    try:
        value = _decoded(data.decode("utf-8-sig"))
        return _whole(value) if b"\\u" in data else value
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 at byte {error.start}"
    except RecursionError:
        reason = "broken JSON: nested too deeply"
    except ValueError as error:
        reason = f"broken JSON: {error}"
    raise ValueError(reason)


def _decoded(text: str) -> object:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError:
        raise
    except ValueError:
        return _PATIENT.decode(text)


def _whole(record: object) -> object:
    r"""Replace lone surrogates, which ``\u`` can spell: no file and no terminal can hold them."""
    text = json.dumps(record, ensure_ascii=False)
    return json.loads(_SURROGATE.sub("\ufffd", text)) if _SURROGATE.search(text) else record
