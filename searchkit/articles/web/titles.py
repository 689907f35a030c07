"""The title of an article without the name of its site."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from searchkit.analysis.tokens import unified

_SEPARATOR = re.compile(r"\s+(?:[-–—|/•·:»«]|::|>>)\s+|\s*[|]\s*")
_LETTERS = re.compile(r"[\W_]+")
_OUTLET = re.compile(r"(?:صحيفة|جريدة|مجلة|وكالة|موقع|بوابة|شبكة|قناة)\s")
_LONGEST = 500  # characters of what may be a title with a name, and is no attack
_LONGEST_NAME = 4  # words of a site's name behind a stroke that nothing else tells of


class Titled(NamedTuple):
    """A title, and the name of the site that stood with it, if one did."""

    title: str
    site: str = ""


def without_site(title: str, names: Iterable[str], heading: str) -> Titled:
    """Take the site's name off *title*: one of *names*, or what is more than the page's *heading*.

    >>> without_site("فوز المنتخب - رياضة | الرأي", [], "فوز المنتخب")
    Titled(title='فوز المنتخب', site='الرأي')
    >>> without_site("أمطار - وسيول", ["الرأي"], "").title
    'أمطار - وسيول'
    """
    known = [key for name in names if (key := _key(name))]
    cuts = list(_SEPARATOR.finditer(title)) if len(title) <= _LONGEST else []
    if heading and (parts := _parted(title, heading, cuts)):
        return parts
    site = ""
    for cut in reversed(cuts):
        tail = title[cut.end() :].strip()
        if not _is_known(tail, known) and (heading or not _is_name(tail, cut[0])):
            break
        title, site = title[: cut.start()].strip(), site or tail
    for cut in cuts[:1]:
        if cut.end() < len(title) and _is_known(title[: cut.start()], known):
            title, site = title[cut.end() :].strip(), title[: cut.start()].strip()
    return Titled(title, site)


def site_of(title: str, rights: Iterable[str]) -> str:
    """Give the part of a page's *title* that claims the *rights* below it, if one does.

    >>> site_of("بريد الضاد - ثقافة", ["© بريد الضاد، جميع الحقوق محفوظة"])
    'بريد الضاد'
    """
    claims = "".join(map(_key, rights))
    parts = map(str.strip, _SEPARATOR.split(title[:_LONGEST]))
    return next((part for part in parts if (key := _key(part)) and key in claims), "")


def _parted(title: str, heading: str, cuts: Iterable[re.Match[str]]) -> Titled | None:
    """Part *title* where one side of a separator is the *heading*; the site is the far end."""
    for cut in cuts:
        before, behind = title[: cut.start()].strip(), title[cut.end() :].strip()
        if _key(before) == _key(heading):
            return Titled(before, _SEPARATOR.split(behind)[-1].strip())
        if _key(behind) == _key(heading):
            return Titled(behind, _SEPARATOR.split(before)[0].strip())
    return None


def _is_known(part: str, known: Iterable[str]) -> bool:
    """Tell whether *part* is one of the *known* names, or begins with one, as ``CNN.com`` does."""
    key = _key(part)
    return bool(key) and any(key == name or key.startswith(name) for name in known)


def _is_name(part: str, separator: str) -> bool:
    is_said = "|" in separator or _OUTLET.match(part) is not None
    return is_said and len(part.split()) <= _LONGEST_NAME


def _key(text: str) -> str:
    return _LETTERS.sub("", unified(text))
