"""Copied web pages: one article a file, its fields recognised by where their lines stand.

A page is, from the top: navigation, the title, a line with the date (or the date first), labelled
lines such as ``بقلم: …``, paragraphs with subheads among them, a publisher's line, more labelled
lines, links to other articles. Every part may be missing.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from searchkit import dates
from searchkit.analysis import fold
from searchkit.articles.encoding import LONGEST, decoded, whole
from searchkit.articles.shape import Found
from searchkit.letters import BIDI_CONTROLS

#: Labels before a colon, folded, and the record's key that takes what stands behind them.
LABELS = {
    "المصدر": "source",
    "مصدر": "source",
    "بقلم": "author",
    "الكاتب": "author",
    "كتب": "author",
    "كتبت": "author",
    "اعداد": "author",
    "القسم": "section",
    "الوسوم": "tags",
    "وسوم": "tags",
    "كلمات مفتاحيه": "tags",
    "الرابط": "url",
    "الصوره": "photo",
    "صوره": "photo",
    "تصوير": "photo",
}
#: Headings over lists of links to other articles, folded.
LINK_HEADINGS = ("اقرا ايضا", "اقرا المزيد", "مواضيع ذات صله", "اخبار ذات صله", "شاهد ايضا")
#: A folded word that may stand beside the date on a date line.
DATE_COMPANION = re.compile(
    "نشر|بتاريخ|تاريخ|النشر|يوم|في|الساعه|بتوقيت|غرينتش|الموافق|ص|م|صباحا|مساء|gmt"
    "|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت"
)

_EDGE = 12  # lines from either end among which dates and labels are looked for
_LONGEST_DATE_LINE = 200  # characters
_EARLY = 2000  # characters of a paragraph among which a date is looked for
_LABEL_WORDS = 15  # a labelled line with more is a paragraph
_TITLE_WORDS = 4
_SHORT = 12  # words at most in a subhead or a publisher's line, and fewer than in a paragraph
_LINK_WORDS = 20
_LONG = 40  # a line of more words is a paragraph however it ends

_BIDI = re.compile(f"[{BIDI_CONTROLS}]")
_LABELLED = re.compile(r"([^:：]{2,20})[:：]\s*(\S.*)")
_FULL_STOP = re.compile(r"[.!؟…؛:][»”\"')\]]*$")
_LANGUAGE = re.compile(r"[A-Za-z]{2}|عربي|العربية|English|Français|Русский", re.IGNORECASE)
_BETWEEN_LANGUAGES = re.compile(r"[\s|/·,،]+")
_BETWEEN_PAGES = re.compile(r"\s[|/·›»>]\s")
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0621-\u064a]")


class _Page(NamedTuple):
    """The lines of a page, stripped, none empty, sorted into parts."""

    title: str
    day: date | None
    body: list[str]


def looks(text: str) -> bool:
    """Tell whether *text* is mostly Arabic, for a page has no other marks."""
    return 5 * len(_ARABIC.findall(text)) > 4 * sum(map(str.isalpha, text))


def read(stream: BinaryIO) -> Iterator[Found]:
    """Yield the one record of a text page, or the reason why it has none."""
    data = whole(stream)
    if data is None:
        yield Found(f"a text page of more than {LONGEST // 2**20} MB")
        return
    try:
        text = decoded(data)
    except ValueError as error:
        yield Found(str(error))
        return
    if text.lstrip().startswith("<"):
        yield Found("markup, not a text page: no reader for this shape of file")
    elif text.strip():
        yield Found(page(text))


def page(text: str) -> dict[str, object]:
    r"""Recognise the fields of a copied page; *subheads* are numbers of lines of *body*.

    >>> page("خبر من أربع كلمات\n2022-05-30\nوقع الخبر أمس.\nالمصدر: تاس")["source"]
    'تاس'
    """
    lines = [line for line in map(str.strip, _BIDI.sub("", text).splitlines()) if line]
    at = _date_line(lines)
    record, lines = labelled(lines, keep=at)
    if at is not None:  # labelled lines above it are gone
        at = _date_line(lines)
    title, day, body = _parted(lines, at)
    body = without_links(body)
    if len(body) > 1 and _is_heading(body[-1]) and not _is_heading(body[-2]):
        record["publisher"] = body.pop()
        record.setdefault("source", record["publisher"])
    subheads = [number for number in range(1, len(body)) if is_subhead(body, number)]
    return record | {"title": title, "date": day, "body": body, "subheads": subheads}


def _date_line(lines: Sequence[str]) -> int | None:
    """Find the first line near the top that holds a date and hardly anything else."""
    return next((at for at, line in enumerate(lines[:_EDGE]) if _day_of(line)), None)


@lru_cache(maxsize=_EDGE)  # the lines of one page are asked for more than once
def _day_of(line: str) -> date | None:
    if len(line) > _LONGEST_DATE_LINE or _words(line) > _SHORT:
        return None
    days = [span for span in dates.find(line) if span.granularity == "day"]
    rest = line
    for span in reversed(days):
        rest = rest[: span.start] + " " + rest[span.end :]
    words = map(fold, _WORD.findall(rest))
    strangers = [word for word in words if not DATE_COMPANION.fullmatch(word)]
    return days[0].first if days and len(strangers) <= 1 else None


def labelled(lines: Sequence[str], keep: int | None) -> tuple[dict[str, object], list[str]]:
    """Take the labelled lines out of head and tail, but for the one numbered *keep*."""
    record: dict[str, object] = {}
    rest = []
    for at, line in enumerate(lines):
        match = _LABELLED.fullmatch(line)
        key = LABELS.get(fold(match[1].strip())) if match else None
        inside = _EDGE <= at < len(lines) - _EDGE
        if match and key and not inside and at != keep and _words(line) <= _LABEL_WORDS:
            record.setdefault(key, match[2])
        else:
            rest.append(line)
    return record, rest


def _parted(lines: list[str], at: int | None) -> _Page:
    """Part *lines* into title, date and body by the date line *at*, or by the first paragraph."""
    below = at if at is not None else _first_paragraph(lines)
    title = _title_among(lines[:below])
    if at is None:
        body = lines[title + 1 :] if title is not None else lines[below:]
        if not body:  # short lines alone: none of them is navigation
            return _Page("".join(lines[:1]), None, lines[1:])
        return _Page(lines[title] if title is not None else "", _early_date(body), body)
    day = _day_of(lines[at])
    if title is not None:
        deck = [line for line in lines[title + 1 : at] if len(line.split()) >= _TITLE_WORDS]
        return _Page(lines[title], day, deck + lines[at + 1 :])
    if at + 1 < len(lines) and not is_paragraph(lines[at + 1]):
        return _Page(lines[at + 1], day, lines[at + 2 :])
    return _Page("", day, lines[at + 1 :])


def _first_paragraph(lines: Sequence[str]) -> int:
    return next((at for at, line in enumerate(lines) if is_paragraph(line)), len(lines))


def _title_among(lines: Sequence[str]) -> int | None:
    """Choose the longest line as the title; one word, or a choice of languages, is navigation."""
    lengths = {at: len(line.split()) for at, line in enumerate(lines) if not _is_navigation(line)}
    longest = max(lengths, key=lengths.__getitem__, default=None)
    return longest if longest is not None and lengths[longest] > 1 else None


def _early_date(body: Sequence[str]) -> date | None:
    """Take the first full date of the first two paragraphs, for a page without a date line."""
    spans = (span for line in body[:2] for span in dates.find(line[:_EARLY]))
    return next((span.first for span in spans if span.granularity == "day"), None)


def without_links(body: Sequence[str]) -> list[str]:
    """Drop the lists of links: their heading and the lines below it up to a paragraph."""
    kept: list[str] = []
    inside = False
    for line in body:
        if _words(line) <= _LINK_WORDS and fold(line).startswith(LINK_HEADINGS):
            inside = True
        elif not inside or line.endswith(".") or _words(line) > _LINK_WORDS:
            inside = False
            kept.append(line)
    return kept


def _words(line: str) -> int:
    """Count the words of *line*; one more than `_LONG` stands for any more."""
    return len(line.split(None, _LONG))


def _is_navigation(line: str) -> bool:
    """Tell whether *line* offers languages, or other pages between upright strokes and the like."""
    languages = all(map(_LANGUAGE.fullmatch, filter(None, _BETWEEN_LANGUAGES.split(line))))
    return languages or len(_BETWEEN_PAGES.findall(line)) > 1


def is_paragraph(line: str) -> bool:
    """Tell whether *line* is running text: long, or longer than a heading and closed."""
    words = _words(line)
    return words > _LONG or (words > _SHORT and bool(_FULL_STOP.search(line)))


def _is_heading(line: str) -> bool:
    return _words(line) <= _SHORT and not _FULL_STOP.search(line)


def is_subhead(body: Sequence[str], number: int) -> bool:
    """Tell whether line *number* of *body* is a heading above a paragraph."""
    following = body[number + 1 : number + 2]
    return _is_heading(body[number]) and any(_words(line) > _SHORT for line in following)
