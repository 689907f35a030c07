"""Web pages: one article a file, read with lxml and trafilatura, which are loaded when one is met.

Both come with ``pip install 'searchkit[html]'``; without them every page is a bad record that says
so.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from searchkit.articles.encoding import HEAD, LONGEST
from searchkit.articles.shape import Found

MISSING = "a web page, which needs more packages: pip install 'searchkit[html]'"

#: Where markup that makes a file a web page begins it, or stands among its first characters.
_BEGINS = re.compile(
    r"(?:(?><\?xml[^>]*>|<!--.*?-->)\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|article|main|div|h1|table|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def looks(text: str) -> bool:
    """Tell from the beginning of a file whether it is a web page.

    >>> looks("<!DOCTYPE html>"), looks('<?xml version="1.0"?><rss>')
    (True, False)
    """
    return bool(_BEGINS.match(text))


def read(stream: BinaryIO) -> Iterator[Found]:
    """Yield the record of the one article of a web page, or the reason why there is none."""
    data = stream.read(LONGEST + 1)
    if not data.strip():
        return
    yield Found(_record(data))


def _record(data: bytes) -> dict[str, object] | str:
    if len(data) > LONGEST:
        return f"a web page of more than {LONGEST // 2**20} MB"
    if b"<" not in data[:HEAD]:
        return "not a web page: no markup in it"
    try:
        from searchkit.articles.web.charset import UnreadablePage  # noqa: PLC0415  see the top
        from searchkit.articles.web.record import record  # noqa: PLC0415
    except ImportError:
        return MISSING
    try:
        return record(data)
    except UnreadablePage as error:
        return str(error)
    except Exception as error:  # noqa: BLE001  other people's code, on pages made to break it
        return f"a web page that cannot be read: {type(error).__name__}"
