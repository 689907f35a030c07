"""Which of the dates that a web page shows is that of publication, and which of an update."""

import re
from collections.abc import Iterator, Sequence

from searchkit import dates
from searchkit.dates import DateSpan
from searchkit.letters import MARKS

_LABELS = re.compile(
    r"\b(?:(?P<updated>(?:ال)?تحديثه?|(?:ال)?تعديله?|حدثت?|عدلت?|updated|modified)"
    r"|(?P<published>(?:ال)?نشر[ته]?|[أا]ضيفت?|published|posted)"
    r"|(?P<dated>ب?(?:ال)?تاريخ|date))\b",
    re.IGNORECASE,
)
_MARKS = re.compile(f"[{MARKS}]")
_WORD = re.compile(r"[^\W\d_]{2,}")

_WEAK = "dated"
_STRANGERS = 4  # words beside a date that has no label: the weekday, the time, a place
_LABEL_REACH = 40  # characters between a label and its date


def labelled_days(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the label and the day of each date in *lines*; a label may stand in a line before.

    >>> [*labelled_days(["آخر تحديث:", "5 آب 2013", "نُشر في 3 آب 2013"])]
    [('updated', '2013-08-05'), ('published', '2013-08-03')]
    """
    waiting = ""
    for line in lines:
        text = _MARKS.sub("", line)
        labels = list(_LABELS.finditer(text))
        spans = [span for span in dates.find(text) if span.granularity == "day"]
        for number, span in enumerate(spans):
            before = _before(labels, spans[number - 1].end if number else 0, span)
            above = [] if number else [waiting]
            behind = _behind(labels, span) if number == len(spans) - 1 else []
            label = _strongest([*before, *above, *behind])
            if label or _strangers(text, spans) <= _STRANGERS:
                yield label or _WEAK, span.first.isoformat()
        waiting = (labels[-1].lastgroup or "") if labels and not spans else ""


def _before(labels: Sequence[re.Match[str]], floor: int, span: DateSpan) -> list[str]:
    """Give the labels between *floor* and *span*, the nearest first."""
    reach = range(span.start - _LABEL_REACH, span.start + 1)
    near = [each for each in labels if floor <= each.start() and each.end() in reach]
    return [each.lastgroup or "" for each in near[::-1]]


def _behind(labels: Sequence[re.Match[str]], span: DateSpan) -> list[str]:
    """Give the labels behind the last date of a line: «28 August, last update 14:00»."""
    return [each.lastgroup or "" for each in labels if each.start() >= span.end]


def _strongest(told: Sequence[str]) -> str:
    """Give the first label that says more than that something is a date, else that, else none."""
    return next((each for each in told if each not in ("", _WEAK)), _WEAK if _WEAK in told else "")


def is_dateline(line: str) -> bool:
    """Tell whether *line* is a date, a label of one, or both, and nothing else.

    >>> is_dateline("آخر تحديث: 22 مايو 2019"), is_dateline("في 22 مايو 2019 وقع الخبر")
    (True, False)
    """
    text = _MARKS.sub("", line)
    spans = [span for span in dates.find(text) if span.granularity == "day"]
    labels = list(_LABELS.finditer(text))
    strangers = _strangers(text, spans)
    told = bool(spans) + bool(labels)
    return bool(told and strangers <= (0, 2, _STRANGERS)[told])


def _strangers(text: str, spans: Sequence[DateSpan]) -> int:
    for span in reversed(spans):
        text = f"{text[: span.start]} {text[span.end :]}"
    return words_in(text)


def words_in(text: str) -> int:
    """Count the words of *text*, single letters aside."""
    return len(_WORD.findall(text))
