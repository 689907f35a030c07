"""The address of a web page, and the date that it holds."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

#: Browsers note where a page that they save came from.
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_SAVED_WITHIN = 2048
#: An address that names a page. That of a site would give all its articles one id.
_PAGE = re.compile(r"https?://[^\s/]+/+[^\s/#]\S{,2000}", re.IGNORECASE)

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d{1,2}")
_DAY = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)([-_.])(?P<m>\d\d?)\2(?P<d>\d\d?)"
    r"|(?P<D>\d\d?)([-_.])(?P<M>\d\d?)\6(?P<Y>(?:19|20)\d\d)"
    r"|(?P<yy>(?:19|20)\d\d)(?P<mm>\d\d)(?P<dd>\d\d))(?!\d)"
)
_NAMES = (("y", "Y", "yy"), ("m", "M", "mm"), ("d", "D", "dd"))


def saved_from(text: str) -> str:
    """Give the address that a browser wrote into the page *text*, empty if it did not."""
    match = _SAVED.search(text[:_SAVED_WITHIN])
    return match[1] if match else ""


def page_address(addresses: Iterable[str]) -> str:
    """Give the first of *addresses* that names a page, and not a whole site or a part of it."""
    return next((each for each in addresses if _PAGE.fullmatch(each)), "")


def host(address: str) -> str:
    """Give the name of the site of *address*.

    >>> host("https://www.example.org/a")
    'example.org'
    """
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def day_of(address: str) -> str:
    """Give the day, or else the month, in the path of *address*: ``/2013/08/03/`` and the like.

    Words may stand between the year and the month, as in a section's folder.

    >>> day_of("http://example.org/2013/world/8/3/a.html"), day_of("http://example.org/2013/08/a")
    ('2013-08-03', '2013-08')
    """
    path = re.sub(r"^https?://[^/]*", "", address).partition("?")[0]
    return _day_of_folders(path.split("/")) or _day_of_name(path)


def _day_of_folders(folders: list[str]) -> str:
    at = next((at for at, each in enumerate(folders) if _YEAR.fullmatch(each)), None)
    if at is None:
        return ""
    numbers = [each for each in folders[at + 1 :] if _NUMBER.fullmatch(each)]
    month, day = (*map(int, numbers[:2]), 0, 0)[:2]
    if whole := _iso(int(folders[at]), month, day):
        return whole
    follows = folders[at + 1 : at + 2] == numbers[:1]
    return _iso(int(folders[at]), month, 1)[:7] if follows and month else ""


def _day_of_name(path: str) -> str:
    for match in _DAY.finditer(path):
        year, month, day = (
            int(match[one] or match[other] or match[third]) for one, other, third in _NAMES
        )
        if whole := _iso(year, month, day):
            return whole
    return ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
