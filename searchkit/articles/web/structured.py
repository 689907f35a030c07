"""What a web page says of itself for machines: JSON-LD, meta elements, microdata, links.

All of it becomes one mapping of statements: ``ld:headline`` is what JSON-LD says, ``meta:og:title``
a meta element, ``item:headline`` microdata, ``link:canonical`` a link.
`searchkit.articles.web.record` knows which to believe.
"""

from collections import defaultdict
from collections.abc import Mapping
from html import unescape

from lxml.html import HtmlElement

from searchkit.articles.web import jsonld

#: What is said, by the name of the statement, in the order of the page.
Statements = Mapping[str, list[str]]

_META_NAMES = ("property", "name", "http-equiv")
_ITEM_VALUES = ("content", "datetime")
#: Microdata properties that are things with a name of their own.
_NAMED_ITEMS = ("author", "publisher", "creator")
_ITEMS = frozenset(
    (
        *("headline", "datePublished", "dateModified", "dateCreated", "articleSection"),
        *("keywords", "inLanguage", *_NAMED_ITEMS),
    )
)
_LONGEST = 5_000  # characters of microdata; a property of more is the whole article


def statements(tree: HtmlElement) -> dict[str, list[str]]:
    """Gather what the page of *tree* says of itself; empty values are left out."""
    found: dict[str, list[str]] = defaultdict(list)
    scripts = []
    for element in tree.iter("html", "meta", "link", "script"):
        name, value = _said(element)
        if name == _SCRIPT:
            scripts.append(value)
        elif name and value.strip():
            found[name].append(unescape(value).strip())  # many are escaped twice
    for element in tree.iterfind(".//*[@itemprop]"):
        for name in set((element.get("itemprop") or "").split()) & _ITEMS:
            if value := _item(element, name):
                found[f"item:{name}"].append(value)
    for name, values in jsonld.article(scripts).items():
        found[f"ld:{name}"] += values
    return dict(found)


_SCRIPT = "script"


def _said(element: HtmlElement) -> tuple[str, str]:
    """Give the name and the value of one statement, the name empty if there is none."""
    if element.tag == "meta":
        name = next(filter(None, map(element.get, _META_NAMES)), "")
        return f"meta:{name.strip().lower()}" if name else "", element.get("content") or ""
    if element.tag == "link":
        return f"link:{(element.get('rel') or '').strip().lower()}", element.get("href") or ""
    if element.tag == "html":
        return "html:lang", element.get("lang") or element.get("xml:lang") or ""
    is_data = "ld+json" in (element.get("type") or "").lower()
    return (_SCRIPT, element.text or "") if is_data else ("", "")


def _item(element: HtmlElement, name: str) -> str:
    if name in _NAMED_ITEMS and (named := element.find(".//*[@itemprop='name']")) is not None:
        element = named
    if value := next(filter(None, map(element.get, _ITEM_VALUES)), None):
        return str(value).strip()
    text = str(element.text_content())
    return "" if len(text) > _LONGEST else " ".join(text.split())
