"""JSON Lines: one record a line."""

import io
import json
import re
from collections.abc import Iterator
from math import isfinite

from searchkit.articles.encoding import LONGEST, lines, utf8
from searchkit.articles.shape import Found

_OBJECT = re.compile(r'\{\s*["}]')
_SURROGATE = re.compile("[\ud800-\udfff]")
# NaN and the infinities are no JSON, though some programs write them.
_DECODER = json.JSONDecoder(
    parse_constant=lambda _: None,
    parse_float=lambda digits: number if isfinite(number := float(digits)) else None,
)


def looks(text: str) -> bool:
    """Tell whether *text* begins with an object that ends with its line."""
    first, _, rest = text.partition("\n")
    return bool(_OBJECT.match(first)) and (not rest or first.rstrip().endswith("}"))


def read(stream: io.BufferedReader) -> Iterator[Found]:
    """Yield the record of each line that is not blank, or the reason why it has none."""
    for number, line in enumerate(lines(utf8(stream)), start=1):
        if line is None:
            yield Found(f"a line of more than {LONGEST // 2**20} MB", number)
        elif text := line.strip():
            yield Found(_parsed(text), number)


def _parsed(line: bytes) -> dict[str, object] | str:
    try:
        record = _DECODER.decode(line.decode("utf-8-sig"))
        if b"\\u" in line:
            record = _whole(record)
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start}"
    except RecursionError:
        return "broken JSON: nested too deeply"
    except ValueError as error:
        return f"broken JSON: {error}"
    return record if isinstance(record, dict) else "not a JSON object"


def _whole(record: object) -> object:
    r"""Replace lone surrogates, which ``\u`` can spell: no file and no terminal can hold them."""
    text = json.dumps(record, ensure_ascii=False)
    return json.loads(_SURROGATE.sub("\ufffd", text)) if _SURROGATE.search(text) else record
