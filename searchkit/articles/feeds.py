"""Feeds and news sitemaps: RSS, RDF, Atom and the sitemaps that search engines read; other XML.

What XML of other kinds calls an article is guessed, and its elements are named by themselves.

Each item is cut out and parsed by itself: one that is broken leaves the next ones, a feed may be of
any size, and a document type, in which alone entities could be defined, never reaches the parser.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from email.utils import parsedate
from html.entities import html5
from typing import NamedTuple, TypeAlias
from xml.parsers import expat

from searchkit.articles import encoding
from searchkit.articles.encoding import HEAD, beginning, recoded, utf8
from searchkit.articles.keys import field_of
from searchkit.articles.markup import plain
from searchkit.articles.shape import Found
from searchkit.articles.window import Window

#: The element of an article in each root element.
ITEMS = {"rss": "item", "rdf": "item", "feed": "entry", "urlset": "url"}

#: What other XML calls its articles, the likeliest first; else all of it is one.
OTHER_ITEMS = (
    *("article", "story", "newsitem", "news_item", "post", "record", "row", "item", "entry"),
    *("document", "news"),
)

#: The elements that fill each of the record's keys, best first; below the first level with the
#: name of the one around them.
ELEMENTS = {
    "id": ("guid", "id"),
    "title": ("title", "news/title"),
    "body": ("encoded", "content"),
    "summary": ("description", "summary"),
    "date": (
        *(
            "post_date",
            "pubdate",
            "published",
            "issued",
            "created",
            "date",
            "news/publication_date",
        ),
        *("updated", "modified", "lastmod"),
    ),
    "source": ("source", "publisher", "source/title", "publication/name"),
    "author": ("author/name", "creator", "author"),
    "url": ("origlink", "link", "loc"),
    "lang": ("language", "publication/language"),
}
TAGS = ("category", "subject", "keywords", "news/keywords")
#: Prefixes of elements that may say something about an article; of others the names mean less.
PREFIXES = {"", "atom", "rss", "dc", "dcterms", "content", "news", "feedburner", "wp"}
#: Elements of WordPress' exports that tell what an item is, kept by their names.
KEPT = {"post_type": "post_type", "status": "post_status"}

_Made: TypeAlias = Callable[[bytes, Mapping[str, object]], dict[str, object] | str]

_TEXTS = {"title", "body", "summary"}
_NO_FEED = "XML, and no feed: not read"
_DEEPEST = 100  # elements within elements of an item; pages quoted in feeds have a dozen

_ROOT = re.compile(r"<(?:\w+:)?(rss|rdf|feed|urlset|sitemapindex)(?=[\s>])", re.IGNORECASE)
_FIRST = re.compile(r"<(?:\w+:)?(\w[\w.-]{0,60})(?=[\s>])")
_PROLOG = re.compile(
    r"<\?xml|<!(?!doctype\s+html)|<(?:\w+:)?(?:rss|rdf|feed|urlset|sitemapi)", re.IGNORECASE
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{1,99}encoding\s*=\s*[\"'](windows-125\d|cp125\d|iso-8859-(?:[1-9]|1[013-6]))[\"']",
    re.IGNORECASE,
)
_CDATA = rb"<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+\]\]>"
_AMPERSAND = re.compile(
    _CDATA + rb"|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)(?:(\w{1,30};))?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^[^\s@]{1,99}@[^\s@]{1,99}\s*\(([^()]+)\)$")
_LANGUAGE = re.compile(r"<language>\s*([\w-]+)|xml:lang=[\"']([\w-]+)")
_TITLE = re.compile(r"<title\b[^<>]*>\s{0,99}(?:<!\[CDATA\[)?([^<\]]{1,300})")


class _Patterns(NamedTuple):
    """What stands between the items of a feed, an item, and one that another follows too early."""

    between: re.Pattern[bytes]
    item: re.Pattern[bytes]
    unclosed: re.Pattern[bytes]

    @classmethod
    def of(cls, name: str) -> "_Patterns":
        tag = rb"(?:\w+:)?" + name.encode()
        inside = rb"<" + tag + rb"\b(?:[^<]++|" + _CDATA + rb"|<(?!/?" + tag + rb"\b|!\[CDATA\[))*+"
        between = rb"(?:[^<]{1,1024}+|<(?!" + tag + rb"\b)){1,16}+"
        parts = (between, inside + rb"</" + tag + rb"\s*>", inside + rb"(?=<" + tag + rb"\b)")
        return cls(*(re.compile(part, re.IGNORECASE) for part in parts))


def looks(text: str) -> bool:
    """Tell whether the root element of *text* is that of a feed or a sitemap."""
    return bool(_PROLOG.match(text) and _ROOT.search(text))


def read(stream: io.BufferedReader) -> Iterator[Found]:
    """Yield the record of each item, or the reason why it has none."""
    head = beginning(stream.peek(HEAD))
    root = _ROOT.search(head)
    name = root[1].lower() if root else ""
    made: _Made = _record
    if name in ITEMS:
        item = ITEMS[name]
    elif not name and (other := _other_item(head)):
        item, made = other, _named
    else:
        yield Found("a list of sitemaps, no articles" if name else _NO_FEED)
        return
    channel = _channel(re.split(f"<(?:\\w+:)?{item}\\b", head, flags=re.IGNORECASE)[0])
    window = Window(_in_utf8(stream))
    for data, line in _items(window, item):
        yield Found(made(data, channel) if isinstance(data, bytes) else data, line)


def _other_item(head: str) -> str:
    """Name the element that an article is in XML that begins with *head*, and is no feed."""
    lowered = head.lower()
    known = (name for name in OTHER_ITEMS if re.search(rf"<(?:\w+:)?{name}[\s>]", lowered))
    root = _FIRST.search(head)
    return next(known, re.escape(root[1]) if root else "")


def _items(window: Window, name: str) -> Iterator[tuple[bytes | str, int]]:
    """Yield each element called *name*, or what is wrong with it, and its line."""
    patterns = _Patterns.of(name)
    while True:
        while window.skip(patterns.between):
            pass
        line = window.line
        if window.is_at_end():
            return
        if item := window.take(patterns.item):
            yield item, line
        elif window.take(patterns.unclosed):
            yield "broken XML: an item without end", line
        else:
            limit = encoding.LONGEST // 2**20
            yield f"broken XML: the rest has no end, or more than {limit} MB", line
            return


def _in_utf8(stream: io.BufferedReader) -> io.BufferedReader:
    """Give *stream* in UTF-8: an encoding that is declared counts unless it cannot be true."""
    head = stream.peek(HEAD)
    declared = _DECLARED.match(head)
    if declared and not encoding.is_utf8(head):
        return recoded(stream, declared[1].decode())
    return utf8(stream)


def _channel(head: str) -> dict[str, object]:
    """Give what the *head* of a feed says of all its articles."""
    title, language = _TITLE.search(head), _LANGUAGE.search(head)
    return {
        "source": plain(title[1]) if title else "",
        "lang": (language[1] or language[2]) if language else "",
    }


def _record(item: bytes, channel: Mapping[str, object]) -> dict[str, object] | str:
    found = _elements(item)
    if isinstance(found, str):
        return found
    record: dict[str, object] = {key: _first(found, names) for key, names in ELEMENTS.items()}
    record["tags"] = [tag for name in TAGS for text in found.get(name, ()) for tag in _tags(text)]
    record |= {key: found[name][0] for name, key in KEPT.items() if name in found}
    record["date"] = _day(str(record["date"]))
    record["author"] = _ADDRESS.sub(r"\1", str(record["author"]))
    if not record["url"] and str(record["id"]).startswith("http"):
        record["url"] = record["id"]
    return record | {key: value for key, value in channel.items() if not record[key]}


def _named(item: bytes, _: Mapping[str, object]) -> dict[str, object] | str:
    """Give what stands in *item* by the names of its elements; the outermost of a name counts."""
    found = _elements(item)
    if isinstance(found, str):
        return found
    record: dict[str, object] = {}
    for name in sorted(found, key=lambda name: name.count("/")):
        texts = [plain(text).strip() for text in found[name]]
        record.setdefault(name.rpartition("/")[2], texts if len(texts) > 1 else texts[0])
    record.pop("", None)
    return record if not _TEXTS.isdisjoint(map(field_of, record)) else _NO_FEED


def _elements(item: bytes) -> dict[str, list[str]] | str:
    """Give the texts of the elements in *item* by name, or say why it cannot be read."""
    elements = _Elements()
    try:
        encoding.text(item)
        elements.parse(_AMPERSAND.sub(_mended, item))
    except ValueError as error:
        return str(error)
    except expat.ExpatError as error:
        return f"broken XML: {expat.ErrorString(error.code)}"
    return elements.found


def _mended(match: re.Match[bytes]) -> bytes:
    """Give a lone ampersand, or a name that HTML knows and XML does not, as XML has it."""
    if match[0].startswith(b"<"):
        return match[0]
    name = (match[1] or b"").decode()
    return html5[name].encode() if name in html5 else b"&amp;" + name.encode()


class _Elements:
    """Collects the texts of the elements of one item, by name."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}
        self._path: list[str] = []
        self._texts: list[list[str]] = []

    def parse(self, item: bytes) -> None:
        """Read *item*; raises `expat.ExpatError` if it is broken."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(item, True)  # noqa: FBT003  expat takes it by position

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self._path) == _DEEPEST:
            reason = "broken XML: nested too deeply"
            raise ValueError(reason)
        prefix, _, name = tag.lower().rpartition(":")
        self._path.append(name if prefix in PREFIXES else "")
        self._texts.append([])
        if name == "link" and attributes.get("rel", "alternate") == "alternate":
            self._note(attributes.get("href", ""))
        elif name == "category":
            self._note(attributes.get("label") or attributes.get("term", ""))

    def _text(self, text: str) -> None:
        self._texts[-1].append(text)

    def _end(self, tag: str) -> None:
        text = "".join(self._texts.pop())
        self._note(text)
        self._path.pop()
        if len(self._texts) > 1:  # markup that is not quoted, as Atom may have it
            self._texts[-1].append(f"<{tag}>{text}</{tag}>")

    def _note(self, text: str) -> None:
        key = "/".join(self._path[-2:]) if len(self._path) > 2 else self._path[-1]  # noqa: PLR2004
        if text.strip():
            self.found.setdefault(key, []).append(text)


def _first(found: Mapping[str, Sequence[str]], names: Sequence[str]) -> str:
    text = next((text for name in names for text in found.get(name, ())), "")
    return plain(text).strip()


def _tags(text: str) -> list[str]:
    return [tag for tag in map(str.strip, re.split("[،,;؛|]", plain(text))) if tag]


def _day(text: str) -> date | str:
    """Read the dates of RFC 822, years of two digits among them; others stay as they are."""
    parsed = parsedate(text) if re.search("[A-Za-z]{3}", text) else None
    try:
        return date(*parsed[:3]) if parsed else text
    except ValueError:
        return text
