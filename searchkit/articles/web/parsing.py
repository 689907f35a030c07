"""The text of a web page to a tree of elements, within limits."""

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from searchkit.articles.web.charset import UnreadablePage

#: Elements in a page; long live blogs have 20,000. trafilatura's time grows with the square of how
#: many stand in one paragraph: with this many, a page takes ten seconds at worst.
MOST_ELEMENTS = 25_000
#: Characters of text, each as often as there are elements around it, for trafilatura measures the
#: text of an element at every level. A book of 200,000 words at the usual depth of 20 has as many.
MOST_TEXT = 20_000_000
_NO_TEXT = frozenset(("script", "style"))


def parsed(text: str) -> HtmlElement:
    """Give the tree of a page, however broken its markup is; raise `UnreadablePage` otherwise.

    >>> parsed("<p>one<p>two").findtext(".//p")
    'one'
    """
    # As bytes, or a declaration of another encoding would be believed, or be an error. Without
    # huge_tree all below the 255th level is lost, and old pages never close their <font>.
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        tree = document_fromstring(text.encode(), parser=parser)
    except LxmlError as error:
        reason = "an empty page"
        raise UnreadablePage(reason) from error
    _check_size(tree)
    return tree


def _check_size(tree: HtmlElement) -> None:
    characters = 0
    depths: dict[HtmlElement, int] = {}
    for elements, element in enumerate(tree.iter(), start=1):
        if elements > MOST_ELEMENTS:
            reason = f"a web page of more than {MOST_ELEMENTS:,} elements"
            raise UnreadablePage(reason)
        depths[element] = depth = depths.get(element.getparent(), 0) + 1
        if element.tag not in _NO_TEXT:
            characters += depth * len(element.text or "")
        characters += depth * len(element.tail or "")
        if characters > MOST_TEXT:
            reason = "a web page of too much text, or nested too deeply"
            raise UnreadablePage(reason)
