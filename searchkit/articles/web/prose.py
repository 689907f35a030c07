"""The text of the article in a web page: its paragraphs, and which of them are subheads."""

import logging
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import NamedTuple, TypeAlias

import trafilatura
from lxml.etree import _Element, iterwalk
from lxml.html import HtmlElement
from trafilatura.settings import DEFAULT_CONFIG

from searchkit.analysis.tokens import unified
from searchkit.articles import textpage

# It warns of what it cannot read; where no handler is, Python writes that to stderr.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
# A page without text is no error here, and not worth a warning.
_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MIN_OUTPUT_SIZE"] = "0"

#: What stands below articles and is of none, folded: about comments, terms, rights.
_NOTICE = re.compile(
    "تعبر عن (?:راي|وجهه نظر)|جميع الحقوق محفوظه|حقوق النشر|سياسه الخصوصيه|شروط الاستخدام"
    "|ارشادات الاستخدام|اشترك في (?:نشرتنا|النشره|قناتنا)|تابعونا (?:علي|عبر)|تابعنا (?:علي|عبر)"
    "|حمل(?:وا)? (?:التطبيق|تطبيق)|all rights reserved"
)
_FEW_WORDS = 4
_LITTLE = 500  # characters
_LINES = frozenset(("item", "row", "p", "head", "lb", "quote"))
_LINE_ENDS = re.compile(r"\s+")


#: A line of the text, and whether it is a heading.
Row: TypeAlias = tuple[str, bool]


class Prose(NamedTuple):
    """The lines of an article, none empty; those that are headings; the texts of all links."""

    lines: list[str]
    headings: frozenset[str]
    links: frozenset[str]


def prose(tree: HtmlElement, given: Sequence[Row] = ()) -> Prose:
    """Extract the article of *tree*, or take its lines as *given*.

    A line that is one link leads to another article, and goes; but for a heading of few words,
    which may be the name of a section as well.

    >>> from lxml.html import document_fromstring
    >>> page = "<article><h2>عنوان</h2><p>وقع الخبر أمس في المدينة القديمة.</p></article>"
    >>> prose(document_fromstring(page)).lines
    ['عنوان', 'وقع الخبر أمس في المدينة القديمة.']
    """
    rows = given or _extracted(tree)
    linked = frozenset(" ".join(link.text_content().split()) for link in tree.iter("a"))
    kept = [
        (line, is_heading)
        for line, is_heading in rows
        if line not in linked or (is_heading and len(line.split()) < _FEW_WORDS)
    ]
    lines = textpage.without_links([line for line, _ in kept])
    while lines and _NOTICE.search(unified(lines[-1])):
        lines.pop()
    headings = frozenset(line for line, is_heading in kept if is_heading)
    return Prose(lines, headings, linked)


def _extracted(tree: HtmlElement) -> list[Row]:
    rows = _by_trafilatura(tree, fast=True)
    # Its second opinion takes as long again, and helps only where the first finds next to nothing.
    if sum(len(line) for line, _ in rows) < _LITTLE:
        rows = _by_trafilatura(tree, fast=False) or rows
    return rows


def _by_trafilatura(tree: HtmlElement, *, fast: bool) -> list[Row]:
    found = trafilatura.bare_extraction(
        tree, fast=fast, include_comments=False, with_metadata=False, config=_CONFIG
    )
    body = getattr(found, "body", None)  # typed as a document, or a dictionary, or None
    return [] if body is None else [pair for part in body for pair in _lines(part)]


def _lines(part: _Element) -> Iterator[Row]:
    """Yield the lines of one part of the text, and whether they are a heading."""
    words: list[str] = []
    for event, element in iterwalk(part, events=("start", "end")):
        words.append("\n" if element.tag in _LINES else " " if element.tag == "cell" else "")
        if event == "start":
            words.append(_LINE_ENDS.sub(" ", element.text or ""))
        elif element is not part:
            words.append(_LINE_ENDS.sub(" ", element.tail or ""))
    for line in "".join(words).split("\n"):
        if text := " ".join(line.split()):
            yield text, part.tag == "head"
