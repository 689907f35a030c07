"""Markup inside a field, as feeds and databases carry it, to lines of text."""

import html
import re

#: Tags that part lines; all others are dropped where they stand.
BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "div", "dd", "dl", "dt", "figcaption"),
    *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol"),
    *("p", "pre", "section", "table", "tbody", "td", "th", "tr", "ul"),
}
#: Elements whose text is none of the article's.
HIDDEN = {"script", "style", "iframe", "noscript", "template", "svg"}

_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|strong|em|h[1-6]|ul|ol|li|img|figure|table|blockquote|font)\b[^<>]*>"
    r"|&(?:nbsp|quot|amp|lt|gt|[lr]aquo|[lr]dquo|#\d{2,6}|#x[\da-f]{2,5});",
    re.IGNORECASE,
)
#: WordPress' own marks in a text.
_SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|audio|video|playlist)\b[^\[\]<>]*+\]")
_TOKEN = re.compile(r"<!--|-->|<(/?)([a-z][\w:-]*+)[^<>]*+>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def has_markup(text: str) -> bool:
    """Tell whether *text* has tags or entities of HTML in it.

    >>> has_markup("<p>خبر</p>"), has_markup("أرباح &amp; خسائر"), has_markup("س < ص")
    (True, True, False)
    """
    return ("<" in text or "&" in text) and _MARKUP.search(text) is not None


def plain(text: str) -> str:
    r"""Give *text* without its markup, a line for each block; without blocks, its lines stay.

    >>> plain("<p>وقع <b>أمس</b>&nbsp;كما\nقيل.</p><p>ثم انتهى.</p>").split("\n")
    ['', 'وقع أمس\xa0كما قيل.', '', 'ثم انتهى.', '']
    """
    if "[" in text:
        text = _SHORTCODE.sub("", text)
    if "<" not in text:
        return html.unescape(text)
    pieces: list[str] = []
    hidden, at, has_blocks = "", 0, False
    for match in _TOKEN.finditer(text):
        tag = (match[2] or "").lower()
        if hidden:
            hidden = "" if _ends(match, tag, hidden) else hidden
        else:
            pieces.append(text[at : match.start()])
            hidden = "!" if match[0] == "<!--" else tag if tag in HIDDEN and not match[1] else ""
        if tag in BLOCKS:
            has_blocks = True
            pieces.append("\0")
        at = match.end()
    pieces.append("" if hidden else text[at:])
    joined = "".join(pieces)
    if has_blocks:
        joined = _SPACE.sub(" ", joined).replace("\0 ", "\0").replace(" \0", "\0")
    return html.unescape(joined.replace("\0", "\n"))


def _ends(match: re.Match[str], tag: str, hidden: str) -> bool:
    """Tell whether the token *match* ends the element or comment *hidden*."""
    return match[0] == "-->" if hidden == "!" else bool(match[1]) and tag == hidden
