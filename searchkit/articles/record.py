"""One record's way to an `Article`: which key is which field, and what a value becomes.

Readers of every shape hand their records here as mappings from the source's own keys to values.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from searchkit import dates
from searchkit.analysis import fold, sentences
from searchkit.articles.model import Article, BadRecord, Place

#: The keys that fill each field, best first, as they are spelled when folded by `_key`.
KEYS: dict[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "guid", "معرف", "رقم"),
    "title": ("title", "headline", "عنوان"),
    "body": ("body", "text", "content", "articlebody", "نص", "محتوي", "متن"),
    "date": (
        *("date", "published", "publishedat", "publicationdate", "datepublished", "pubdate"),
        *("تاريخ نشر", "تاريخ", "نشر"),
    ),
    "source": ("source", "publisher", "outlet", "newspaper", "مصدر", "صحيفه", "وكاله"),
    "author": ("author", "authors", "byline", "creator", "كاتب", "بقلم", "محرر"),
    "section": ("section", "category", "قسم", "باب", "تصنيف"),
    "tags": ("tags", "keywords", "وسوم", "كلمات مفتاحيه"),
    "url": ("url", "link", "canonicalurl", "رابط"),
    "lang": ("lang", "language", "inlanguage", "لغه"),
    "summary": ("summary", "description", "abstract", "ملخص"),
    "subheads": ("subheads",),
}
_FIELD_OF = {key: field for field, keys in KEYS.items() for key in keys}
_RANK = {key: rank for keys in KEYS.values() for rank, key in enumerate(keys)}

#: A title made of the first sentence is cut at this many characters.
TITLE_LENGTH = 150

_ARTICLE = re.compile(r"\bال(?=\w\w)")
_LIST_SEPARATOR = re.compile("[،,;؛|]")


class _Day(NamedTuple):
    first: date | None = None
    precision: str = "day"


def article(record: Mapping[str, object], place: Place) -> Article | BadRecord:
    """Make the article of *record*, or say why there is none.

    >>> article({"العنوان": "خبر", "النص": "وقع أمس.", "التاريخ": "2022-05-30"}, Place("a")).date
    datetime.date(2022, 5, 30)
    """
    fields, extra = _sorted_out(record)
    body = "\n".join(_lines(fields.get("body"))) or "\n".join(_lines(fields.get("summary")))
    title = " ".join(_lines(fields.get("title"))) or _first_sentence(body)
    if not title:
        return BadRecord(place, "neither a title nor a text")
    day = _day(fields.get("date"))
    if day.first is None and fields.get("date"):
        extra["date"] = fields["date"]
    named = {name: _line(fields.get(name)) for name in ("source", "author", "section", "lang")}
    url = _line(fields.get("url"))
    return Article(
        id=_line(fields.get("id")) or url or _digest(named["source"], title, day.first, body),
        title=title,
        body=body,
        place=place,
        date=day.first,
        precision=day.precision,
        tags=tuple(_tags(fields.get("tags"))),
        url=url,
        subheads=_numbers(fields.get("subheads")),
        extra=_kept(extra),
        **named,
    )


def field_of(name: str) -> str | None:
    """Give the field that a key called *name* fills, None if it is none of ours.

    >>> field_of("تاريخ النشر"), field_of("Headline"), field_of("photo")
    ('date', 'title', None)
    """
    return _FIELD_OF.get(_key(name))


def _sorted_out(record: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Split *record* into our fields and the rest; of keys for one field the best is taken."""
    fields: dict[str, object] = {}
    best: dict[str, str] = {}
    extra: dict[str, object] = {}
    for name, value in record.items():
        key = _key(name)
        field = _FIELD_OF.get(key)
        if field is None or not _is_filled(value):
            extra.update({} if field else {name: value})
        elif field not in best or _RANK[key] < _RANK[_key(best[field])]:
            if field in best:
                extra[best[field]] = fields[field]
            fields[field], best[field] = value, name
        else:
            extra[name] = value
    return fields, extra


def _is_filled(value: object) -> bool:
    """Tell whether there is anything in *value*; there is nothing in NaN, which is not itself."""
    return bool(value.strip() if isinstance(value, str) else value) and value == value  # noqa: PLR0124


@lru_cache(maxsize=1 << 12)
def _key(name: str) -> str:
    """Fold a key: without article, underscores and hyphens; Latin words joined.

    >>> _key("تاريخ_النشر"), _key("Published-At")
    ('تاريخ نشر', 'publishedat')
    """
    words = _ARTICLE.sub("", fold(re.sub(r"[\s_\-]+", " ", name).strip()))
    return words.replace(" ", "") if words.isascii() else words


def _line(value: object) -> str | None:
    """Give *value* as one line of text, None if there is nothing in it."""
    return " ".join(_lines(value)) or None


def _lines(value: object, depth: int = 3) -> list[str]:
    """Give *value* as lines of text without white space around them, none of them empty."""
    match value:
        case str():
            return [line for line in map(str.strip, value.splitlines()) if line]
        case int() | float() if _is_filled(value) and value is not True:
            return [str(value)]
        case Mapping() if depth:  # as {"name": …} in structured data
            return _lines(value.get("name"), depth - 1)
        case Iterable() if depth:
            return [line for part in value for line in _lines(part, depth - 1)]
        case _:
            return []


def _kept(extra: Mapping[str, object]) -> dict[str, object]:
    """Give *extra* without what is nested too deeply for JSON to be written again."""
    kept: dict[str, object] = {}
    for name, value in extra.items():
        try:
            kept[name] = value if isinstance(value, str) else json.loads(json.dumps(value))
        except RecursionError:
            kept[name] = "(nested too deeply)"
    return kept


def _tags(value: object) -> list[str]:
    listed = _lines(value)
    parts = _LIST_SEPARATOR.split(listed[0]) if len(listed) == 1 else listed
    return [tag for tag in map(str.strip, parts) if tag]


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(each for each in value if isinstance(each, int)) if isinstance(value, list) else ()


def _first_sentence(body: str) -> str:
    for start, end in sentences(body)[:1]:
        if end - start <= TITLE_LENGTH:
            return body[start:end]
        head = body[start : start + TITLE_LENGTH]
        return f"{head.rpartition(' ')[0] or head} …"
    return ""


def _day(value: object) -> _Day:
    if isinstance(value, date):
        return _Day(value)
    span = dates.parse(_line(value) or "")
    return _Day(span.first, span.granularity) if span else _Day()


def _digest(*parts: object) -> str:
    """Name an article that has no id of its own by what it is."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=6).hexdigest()
