"""One record's way to an `Article`: which key is which field, and what a value becomes.

Readers of every shape hand their records here as mappings from the source's own keys to values.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from searchkit import dates
from searchkit.analysis import sentences
from searchkit.articles.keys import field_of, rank
from searchkit.articles.markup import has_markup, plain
from searchkit.articles.model import Article, BadRecord, Place

#: What publishing systems keep beside articles: keys of WordPress, and values that refuse a record.
NO_ARTICLES = {
    "post_type": {"attachment", "revision", "nav_menu_item", "page", "custom_css", "wp_block"},
    "post_status": {"draft", "auto-draft", "trash", "pending", "private"},
}

#: The members of an object that say what it is, best first: of structured data, of WordPress and
#: Drupal, of MongoDB, of XML as JSON.
TELLING = (
    *("rendered", "main", "value", "name", "original", "text", "title", "display_name"),
    *("$oid", "$date", "$numberLong", "$t", "#text", "_text", "ar"),
)

#: Members in which databases and interfaces wrap a record, beside what they say of it.
WRAPPERS = ("attributes", "_source", "fields", "article", "node", "document", "data", "item")

#: A title made of the first sentence is cut at this many characters.
TITLE_LENGTH = 150

#: Seconds since 1970, or thousandths of them, from 1973 on; Microsoft's JSON wraps them.
_EPOCH = re.compile(r"(?:/Date\()?(\d{9,10}|\d{12,13})(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?")
_COMPACT = re.compile(r"((?:19|20)\d{6})[T ]?\d{4,6}(?:Z|[+-]\d{4})?")
#: The number of an account, hexadecimal or not, is no name.
_NAME = re.compile(r"[^\W\d_a-f]|[a-f]{5}", re.IGNORECASE)
_LONGEST_SECONDS = 10  # digits
_LONGEST_DATE = 200  # characters
#: A longer title is none, and a longer id names nothing: both are shown with every hit.
LONGEST = 2000
_LIST_SEPARATOR = re.compile("[،,;؛|]")


class _Day(NamedTuple):
    first: date | None = None
    precision: str = "day"


def article(record: Mapping[str, object], place: Place) -> Article | BadRecord:
    """Make the article of *record*, or say why there is none.

    >>> article({"العنوان": "خبر", "النص": "وقع أمس.", "التاريخ": "2022-05-30"}, Place("a")).date
    datetime.date(2022, 5, 30)
    """
    fields, extra = _sorted_out(opened(record))
    if reason := _no_article(extra):
        return BadRecord(place, reason)
    body = "\n".join(_texts(fields.get("body")) or _texts(fields.get("summary")))
    title = " ".join(_texts(fields.get("title"))) or _first_sentence(body)
    if len(title) > LONGEST:  # a text under another name
        body, title = f"{title}\n{body}".strip(), _first_sentence(title)
    if not title:
        return BadRecord(place, "neither a title nor a text")
    day = _day(fields.get("date"))
    if day.first is None and fields.get("date"):
        extra["date"] = fields["date"]
    named = {name: _line(fields.get(name)) for name in ("source", "section", "lang")}
    author = "، ".join(_lines(fields.get("author")))
    if author and not _NAME.search(author):
        extra["author"] = fields["author"]
    url = _line(fields.get("url"))
    name = _line(fields.get("id")) or url
    if name and len(name) > LONGEST:
        extra["id"], name = name, None
    return Article(
        id=name or _digest(named["source"], title, day.first, body),
        title=title,
        body=body,
        place=place,
        date=day.first,
        precision=day.precision,
        author=author if _NAME.search(author) else None,
        tags=tuple(_tags(fields.get("tags"))),
        url=url,
        subheads=_numbers(fields.get("subheads")),
        extra=_kept(extra),
        **named,
    )


def opened(record: Mapping[str, object]) -> Mapping[str, object]:
    """Give *record* with what it wraps, if none of its own members is a title or a text.

    >>> opened({"id": 7, "attributes": {"title": "خبر"}})
    {'title': 'خبر', 'id': 7}
    """
    if any(field_of(name) in ("title", "body") for name in record):
        return record
    for name in WRAPPERS:
        if isinstance(inner := record.get(name), Mapping):
            return {**inner, **{key: value for key, value in record.items() if key != name}}
    return record


def _no_article(extra: Mapping[str, object]) -> str:
    """Say why a record of a publishing system is none; nothing if it may be one."""
    for name, refused in NO_ARTICLES.items():
        if isinstance(told := extra.get(name), str) and told in refused:
            return f"no article: {name} is {told}"
    return ""


def _sorted_out(record: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Split *record* into our fields and the rest; of keys for one field the best is taken."""
    fields: dict[str, object] = {}
    best: dict[str, str] = {}
    extra: dict[str, object] = {}
    for name, value in record.items():
        field = field_of(name)
        if field is None or not _is_filled(value):
            extra.update({} if field else {name: value})
        elif field not in best or rank(name) < rank(best[field]):
            if field in best:
                extra[best[field]] = fields[field]
            fields[field], best[field] = value, name
        else:
            extra[name] = value
    return fields, extra


def _is_filled(value: object) -> bool:
    """Tell whether there is anything in *value*; there is nothing in NaN, which is not itself."""
    return bool(value.strip() if isinstance(value, str) else value) and value == value  # noqa: PLR0124


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
        case Mapping() if depth:
            told = (value[name] for name in TELLING if _is_filled(value.get(name)))
            return _lines(next(told, None), depth - 1)
        case Iterable() if depth:
            return [line for part in value for line in _lines(part, depth - 1)]
        case _:
            return []


def _texts(value: object) -> list[str]:
    """Give *value* as lines of text without markup."""
    lines = _lines(value)
    if any(map(has_markup, lines)):
        lines = _lines(plain("\n".join(lines)))
    return lines


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
    text = _line(value) or ""
    if seconds := _EPOCH.fullmatch(text):
        moment = int(seconds[1]) / (1000 if len(seconds[1]) > _LONGEST_SECONDS else 1)
        return _Day(datetime.fromtimestamp(moment, UTC).date())
    if compact := _COMPACT.fullmatch(text):
        text = compact[1]
    if span := dates.parse(text):
        return _Day(span.first, span.granularity)
    # With other words around it, as long as they tell of no other day.
    days = {each.first for each in dates.find(text[:_LONGEST_DATE]) if each.granularity == "day"}
    return _Day(days.pop()) if len(days) == 1 else _Day()


def _digest(*parts: object) -> str:
    """Name an article that has no id of its own by what it is."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=6).hexdigest()
