"""What a web page shows around its article: heading, dates, byline."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from lxml.html import HtmlElement

from searchkit.articles.web.datelines import labelled_days, words_in
from searchkit.articles.web.lines import (
    Line,
    holders_of,
    is_elsewhere,
    is_heading,
    lines,
    marks_of,
    spaced,
)

_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author(?:-?name)?|writer|كاتب)(?:$|[\s_-])", re.IGNORECASE
)
_BY = re.compile(
    r"(?:بقلم|(?:كتبت?|الكاتبة?|[إا]عداد|تحرير|by)\s*[:：])\s*[:：]?\s*", re.IGNORECASE
)
_BY_LATIN = re.compile(r"by\s+(?=[A-Z])", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[|•·]|\s{3,}|\d|(?:تاريخ|نشر|تحديث):)")

_BELOW, _ABOVE = 15, 8  # lines around the title among which its date and byline stand
_LONGEST_LINE = 15  # words of a line that is no prose
_LONGEST_TEXT = 300  # characters of such a line
_BYLINE_WORDS = 12


class Shown(NamedTuple):
    """What a page shows: lines above its heading and below, dates by label, and who wrote it."""

    above: list[Line]
    heading: str
    below: list[Line]
    published: list[str]
    dated: list[str]
    updated: list[str]
    author: str


def shown(tree: HtmlElement, title: str) -> Shown:
    """Read the page of *tree*; of several headings that which *title* tells of is the one.

    >>> from lxml.html import document_fromstring
    >>> page = "<h1>خبر</h1><p>نُشر في ٣ آب ٢٠١٣، آخر تحديث ٥ آب ٢٠١٣</p>"
    >>> shown(document_fromstring(page), "").published
    ['2013-08-03']
    """
    holders = holders_of(tree)
    page = list(lines(tree, holders))
    at = _heading(page, title)
    around = _around(page, at)
    found: dict[str, list[str]] = {"published": [], "dated": [], "updated": []}
    for label, day in labelled_days([line.hinted for line in around]):
        found[label].append(day)
    return Shown(
        page[: max(at, 0)],
        page[at].text if at >= 0 else "",
        page[at + 1 :],
        **found,
        author=_hinted_author(tree, holders) or _labelled_author(around),
    )


def _heading(page: Sequence[Line], title: str) -> int:
    """Find the line of the title: a first heading that the title begins or ends with, or longest.

    -1 if there is none.
    """
    for tags in (("h1",), ("h1", "h2")):
        candidates = [at for at, line in enumerate(page) if line.tag in tags]
        said = [at for at in candidates if page[at].text in title]
        if said or (candidates and tags == ("h1",)):
            return max(said or candidates, key=lambda at: len(page[at].text))
    return -1


def _around(page: Sequence[Line], at: int) -> list[Line]:
    """Give the lines that may tell of the title at *at*: those below, then above, nearest first."""
    below = page[at + 1 : at + 1 + _BELOW]
    above = page[max(at - _ABOVE, 0) : max(at, 0)][::-1]
    return [
        line
        for line in (*below, *above)
        if not is_heading(line)
        and len(line.hinted) < _LONGEST_TEXT
        and words_in(line.hinted) <= _LONGEST_LINE
    ]


def _hinted_author(tree: HtmlElement, holders: AbstractSet[HtmlElement]) -> str:
    """Give the text of the first element that its markup calls the author's."""
    for element in tree.iter("a", "address", "div", "p", "span", "li", "strong", "b", "h4", "h5"):
        if element.get("rel") == "author" or _BYLINE.search(marks_of(element)):
            inside = (
                each
                for each in element.iterancestors()
                if each not in holders and is_elsewhere(each)
            )
            name = _name(spaced(element.text_content()))
            if name and next(inside, None) is None:
                return name
    return ""


def _labelled_author(around: Sequence[Line]) -> str:
    for line in around:
        if match := _BY.match(line.hinted) or _BY_LATIN.match(line.hinted):
            return _name(line.hinted[match.start() :])
    return ""


def _name(text: str) -> str:
    """Take a name out of a byline: without its label, and what stands behind a stroke or a date."""
    match = _BY.match(text) or _BY_LATIN.match(text)
    name = text[match.end() :] if match else text
    if between := _BETWEEN.search(name):
        name = name[: between.start()]
    return name.strip() if words_in(name) <= _BYLINE_WORDS else ""


def is_byline(line: str) -> bool:
    """Tell whether *line* begins as a byline does.

    >>> is_byline("بقلم: هالة الصباغ"), is_byline("كتب الوزير")
    (True, False)
    """
    return bool(_BY.match(line))
