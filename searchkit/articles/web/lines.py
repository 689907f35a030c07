"""A web page as lines, as a reader sees them, without what is of the site or of other articles.

Hints of the markup, such as ``class="updated"``, are written beside each line as the words that
they stand for, so that one grammar reads labels and hints alike.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from searchkit import dates
from searchkit.articles import textpage

#: Elements that begin a line, and those that hold nothing of the article.
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {
    *("address", "article", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figure"),
    *("header", "hr", "li", "main", "ol", "p", "section", "table", "td", "th", "tr", "ul"),
}
_PASSED_OVER = frozenset(
    (
        *("aside", "button", "figcaption", "footer", "head", "iframe", "nav", "noscript"),
        *("script", "select", "style", "svg", "template"),
    )
)
#: Classes and ids of parts that belong to other articles, to readers or to the site.
_ELSEWHERE = re.compile(
    r"comment|disqus|related|read-?(?:more|also)|recommend|most-?(?:read|popular|view)|sidebar"
    r"|(?:^|[\s_-])(?:nav|menu|share|social|footer|ticker|breadcrumbs?|login)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: Notes of the rights in a page, at the foot of nearly every one.
_RIGHTS = re.compile(r"©|حقوق|copyright|all rights", re.IGNORECASE)

#: The words that markup stands for, by a pattern over its class, id and itemprop.
_MARKING = ("class", "id", "itemprop")
_HINTS = (
    (re.compile(r"publish(?!er)|pubdate|posted|post-?date", re.IGNORECASE), " نشر: "),
    (re.compile(r"updat|modif", re.IGNORECASE), " تحديث: "),
    (re.compile(r"(?<![a-z])(?:date|time)|stamp|تاريخ", re.IGNORECASE), " تاريخ: "),
)

_LONGEST_MARKS = 300  # characters of classes and ids that are looked at
_LONGEST_RIGHTS = 200


class Line(NamedTuple):
    """A line of the page, the tag of its element, and the line with hints and machines' dates."""

    text: str
    tag: str
    hinted: str


def lines(tree: HtmlElement, holders: AbstractSet[HtmlElement]) -> Iterator[Line]:
    """Yield the lines of the page in their order; none is empty.

    *holders* are the elements that are read whatever they are called.
    """
    text, hinted = [""], [""]
    tag = "body"
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        is_start = event == "start"
        if is_start and element not in holders and is_elsewhere(element):
            walk.skip_subtree()
            continue
        if element.tag in _BLOCKS:
            yield from _line(text, hinted, tag)
            text, hinted, tag = [], [], element.tag if is_start else "body"
        words = (element.text if is_start else element.tail) or ""
        text.append(words)
        hinted.append(_hint(element) + (_stamp(element) or words) if is_start else words)
    yield from _line(text, hinted, tag)


def _line(text: Sequence[str], hinted: Sequence[str], tag: str) -> Iterator[Line]:
    if said := spaced("".join(hinted)):
        yield Line(spaced("".join(text)), tag, said)


def spaced(text: str) -> str:
    """Give *text* with one space wherever white space is."""
    return " ".join(text.split())


def holders_of(tree: HtmlElement) -> set[HtmlElement]:
    """Give the elements around the headings of the first rank, the page itself, and its article.

    They are of the page whatever they are called: ``<div class="main with-sidebar">``.
    """
    marks = tree.iter("h1", "body", "main", "article")
    return {each for mark in marks for each in (mark, *mark.iterancestors())}


def rights(tree: HtmlElement) -> list[str]:
    """Give the texts, none longer than a line, that say whose the page is."""
    texts = (spaced(text) for text in tree.itertext() if _RIGHTS.search(text))
    return [text for text in texts if len(text) <= _LONGEST_RIGHTS]


def drop_clutter(tree: HtmlElement) -> None:
    """Take out of *tree* what is passed over here, so that nothing after has to look at it."""
    holders = holders_of(tree)
    for element in list(tree.iter(*_PASSED_OVER - {"head", "figcaption"})):
        if element not in holders and element.getparent() is not None:
            element.drop_tree()


def is_elsewhere(element: HtmlElement) -> bool:
    """Tell whether *element* is of the site, of readers, or of other articles."""
    if element.tag in _PASSED_OVER:
        return True
    marks = marks_of(element)
    return bool(marks and _ELSEWHERE.search(marks))


def marks_of(element: HtmlElement) -> str:
    """Give the names by which the markup tells what *element* is."""
    given = element.attrib
    return " ".join([given[key] for key in _MARKING if key in given])[:_LONGEST_MARKS]


def _hint(element: HtmlElement) -> str:
    marks = marks_of(element) + (" time" if element.tag == "time" else "")
    return next((words for pattern, words in _HINTS if pattern.search(marks)), "") if marks else ""


def _stamp(element: HtmlElement) -> str:
    """Give the day that an element names for machines, in place of «two hours ago»."""
    stamp = element.get("datetime") if element.tag == "time" else None
    day = dates.parse(stamp.strip()) if stamp else None
    return f"{day.first} " if day and day.granularity == "day" else ""


def reports(lines: Sequence[Line]) -> list[Line]:
    """Give the paragraphs among *lines*, and the headings with one below them.

    So a live blog is read, of whose many reports trafilatura would take the longest for the text.
    """
    kept = [line for line in lines if is_heading(line) or textpage.is_paragraph(line.text)]
    return [
        line
        for line, below in pairwise([*kept, Line("", "h1", "")])
        if not (is_heading(line) and is_heading(below))
    ]


def is_heading(line: Line) -> bool:
    """Tell whether *line* is a heading of any rank."""
    return line.tag in _HEADINGS


def linked_headings(lines: Sequence[Line], links: AbstractSet[str]) -> list[int]:
    """Give the numbers of the *lines* that are headings and nothing but one of *links*."""
    return [at for at, each in enumerate(lines) if is_heading(each) and each.text in links]
