"""TREC and SGML collections: ``<DOC>`` after ``<DOC>``, each with tagged fields.

As text collections for research are published, Arabic Gigaword among them. They are no XML: a sign
such as ``&`` or ``<`` stands for itself, and tags need not be closed within the text.
"""

import html
import io
import re
from collections.abc import Iterator

from searchkit.articles import encoding
from searchkit.articles.encoding import utf8
from searchkit.articles.shape import Found
from searchkit.articles.window import Window

#: Tags, in small letters, and the record's key that takes what stands in them.
FIELDS = {
    "docno": "id",
    "docid": "id",
    "title": "title",
    "headline": "title",
    "head": "title",
    "text": "body",
    "body": "body",
    "abstract": "summary",
    "time": "date",
    "date": "date",
    "date_time": "date",
    "src": "source",
    "source": "source",
    "cat": "section",
    "author": "author",
    "byline": "author",
    "url": "url",
}

_BETWEEN = re.compile(rb"(?:[^<]{1,1024}+|<(?!DOC\b)){1,16}+", re.IGNORECASE)
_DOC = re.compile(rb"<DOC\b(?:[^<]++|<(?!/?DOC\b))*+</DOC\s*>", re.IGNORECASE)
_OPENING = re.compile(rb"<DOC\b", re.IGNORECASE)
_LOOKS = re.compile(r"(<\?xml[^>]*>\s*)?(<(\w+)>\s*)?<DOC\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'\b(\w+)\s*=\s*"([^"]*)"')
_TAG = re.compile(r"<(/?)([a-z]\w*+)[^<>]*+>", re.IGNORECASE)
#: The day in names such as AFP_ARB_20000715.0001 and SK-sport-412-20180304.
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d[01]\d[0-3]\d)(?!\d)")


def looks(text: str) -> bool:
    """Tell whether *text* begins with a ``<DOC>``, or with a tag around several."""
    return bool(_LOOKS.match(text))


def read(stream: io.BufferedReader) -> Iterator[Found]:
    """Yield the record of each ``<DOC>``, or the reason why it has none."""
    window = Window(utf8(stream))
    while True:
        while window.skip(_BETWEEN):
            pass
        if window.is_at_end():
            return
        line = window.line
        if found := window.take(_DOC):
            yield Found(_record(found), line)
        else:
            window.skip(_OPENING)
            limit = encoding.LONGEST // 2**20
            yield Found(f"a <DOC> without </DOC>, or of more than {limit} MB", line)


def _record(data: bytes) -> dict[str, object] | str:
    try:
        text = encoding.text(data)
    except ValueError as error:
        return str(error)
    opening, _, rest = text.partition(">")
    record: dict[str, object] = dict(_ATTRIBUTE.findall(opening))
    for tag, value in _fields(rest):
        record.setdefault(FIELDS.get(tag, tag), html.unescape(_TAG.sub("\n", value)))
    if not str(record.get("date", "")).strip() and (day := _DAY.search(str(record.get("id")))):
        record["date"] = day[1]
    return record


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the outermost tags of *text*, in small letters, and what stands in them."""
    open_, start = "", 0
    for match in _TAG.finditer(text):
        is_closing, tag = match[1], match[2].lower()
        if not open_ and not is_closing:
            open_, start = tag, match.end()
        elif is_closing and tag == open_:
            yield open_, text[start : match.start()]
            open_ = ""
    if open_ and open_ != "doc":
        yield open_, text[start:]
