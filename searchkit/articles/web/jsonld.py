"""The article that the JSON-LD of a web page describes, however it is wrapped or damaged."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

#: Types of schema.org that are one article, or the page that holds one, the best first.
_TYPES = (
    re.compile(r"(?:News|Opinion|Analysis|Background|Reportage|Review|Report)?NewsArticle|Report"),
    re.compile(r".*Article|.*Posting"),
    re.compile(r"WebPage|ItemPage"),
)
_ARTICLES = 2  # of these types are articles; the others tell of the page
#: Types whose presence says that the page is a list of articles, unless it has an article too.
_LISTS = re.compile(r"CollectionPage|ItemList|SearchResultsPage|ProfilePage")
#: Where further nodes stand. What is listed in a node, as related articles are, is not the page's.
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_DEEPEST = 8  # levels of these

#: What is read of an article's node. All are text in the end, and some are things with a name.
PROPERTIES = (
    *("headline", "name", "datePublished", "dateCreated", "dateModified", "author", "creator"),
    *("publisher", "sourceOrganization", "articleSection", "keywords", "inLanguage", "url"),
    *("mainEntityOfPage", "description", "articleBody"),
)
_ADDRESSES = ("url", "mainEntityOfPage")

_WRAPPING = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_WRAPPING_END = re.compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
#: What is still legible in JSON that is no JSON: the properties that are simple strings.
_LEGIBLE = re.compile(r'"(headline|date\w+|articleSection|inLanguage)"\s*:\s*"((?:[^"\\\n]|\\.)+)"')
_LEGIBLE_TYPE = re.compile(r'"@type"\s*:\s*"(\w*(?:Article|Posting))"')

_Node = Mapping[str, object]


def article(scripts: Iterable[str]) -> dict[str, list[str]]:
    """Give the properties of the article in *scripts* as texts; ``@type`` is among them.

    >>> article(['{"@graph": [{"@type": "NewsArticle", "headline": "خبر"}]}'])["headline"]
    ['خبر']
    """
    nodes = [node for script in scripts for node in _nodes(_loaded(script), _DEEPEST)]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    ranked = [(rank, node) for node in nodes if (rank := _rank(node)) is not None]
    if not ranked or min(rank for rank, _ in ranked) >= _ARTICLES:
        lists = any(_LISTS.fullmatch(each) for node in nodes for each in _types(node))
        ranked = [(0, {"@type": "ItemList"})] if lists else ranked
    if not ranked:
        return {}
    best = min(ranked, key=lambda pair: pair[0])[1]
    texts = {key: _texts(best.get(key), named, is_address=key in _ADDRESSES) for key in PROPERTIES}
    return {"@type": _types(best), **{key: values for key, values in texts.items() if values}}


def is_article(types: Iterable[str]) -> bool:
    """Tell whether one of *types* is an article's, and not a page's or a list's."""
    return any(each.fullmatch(name) for name in types for each in _TYPES[:_ARTICLES])


def is_list(types: Iterable[str]) -> bool:
    """Tell whether one of *types* is that of a list of articles."""
    return any(map(_LISTS.fullmatch, types))


def _loaded(script: str) -> object:
    text = _WRAPPING_END.sub("", _WRAPPING.sub("", script, count=1))
    for candidate in (text, _TRAILING_COMMA.sub("", text), unescape(text)):
        try:
            return json.loads(candidate, strict=False)  # lines may break inside strings
        except (ValueError, RecursionError):
            continue
    types = _LEGIBLE_TYPE.findall(text)
    return {**dict(reversed(_LEGIBLE.findall(text))), "@type": types[:1]} if types else None


def _nodes(value: object, depth: int) -> Iterator[_Node]:
    if isinstance(value, list) and depth:
        for each in value:
            yield from _nodes(each, depth - 1)
    elif isinstance(value, Mapping):
        yield value
        for key in (*_INSIDE, "author", "publisher") if depth else ():
            yield from _nodes(value.get(key), depth - 1)


def _types(node: _Node) -> list[str]:
    said = node.get("@type")
    names = said if isinstance(said, list) else [said]
    return [each.rpartition("/")[2] for each in names if isinstance(each, str)]


def _rank(node: _Node) -> int | None:
    ranks = (rank for rank, each in enumerate(_TYPES) if any(map(each.fullmatch, _types(node))))
    return next(ranks, None)


def _texts(value: object, named: Mapping[str, _Node], *, is_address: bool) -> list[str]:
    """Give *value* as texts: its own, or the names, or the addresses, of what it refers to."""
    found: list[str] = []
    for said in value if isinstance(value, list) else [value]:
        each = said
        if isinstance(said, Mapping):
            there = named.get(str(said.get("@id")), said)
            each = said.get("@id") if is_address else said.get("name") or there.get("name")
        if isinstance(each, str) and each.strip():
            found.append(unescape(each).strip())
    return found
