"""What the parser tells about a query that it had to guess at: in Arabic and in English."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: Codes of notes on what was understood as it was meant; all others are warnings.
_INFORMATION = frozenset(["also-searched", "any-word", "name-as-text", "read-as"])

_TEXTS = {
    "unclosed-quote": (
        "علامة الاقتباس لم تُغلق؛ أُغلقت في آخر البحث",
        "missing closing quote; closed at the end of the query",
    ),
    "unclosed-bracket": (
        "القوس لم يُغلق؛ أُغلق في آخر البحث",
        "missing closing bracket; closed at the end of the query",
    ),
    "stray-bracket": ("قوس إغلاق زائد؛ أُهمل", "closing bracket without an opening one; ignored"),
    "mirrored-bracket": (
        "القوسان معكوسان؛ قُرئا كأنهما صحيحان",
        "the brackets are the wrong way round; read as if they were right",
    ),
    "too-deep": (
        "أقواس داخل أقواس أكثر مما يُقرأ؛ أُهمل هذا القوس",
        "brackets nested too deeply; this one was ignored",
    ),
    "too-long": (
        "البحث أطول من {name} حرف؛ أُهمل الباقي",
        "the query is longer than {name} characters; the rest was ignored",
    ),
    "too-many-patterns": (
        "في البحث أكثر من {hint} كلمات ناقصة أو تقريبية؛ بُحث عن «{name}» كلمةً كاملة",
        "more than {hint} words with * or ~; {name} was searched as a whole word",
    ),
    "no-pattern": (
        "«{name}» لا تصلح كلمة ناقصة أو تقريبية؛ بُحث عنها كما هي",
        "{name} cannot be searched with * or ~; searched as it is",
    ),
    "trailing-minus": (
        "الناقص بعد «{name}» لا يستثنيها؛ ضعه قبلها",
        "a minus behind {name} does not exclude it; put it before the word",
    ),
    "unknown-field": (
        "لا حقل باسم «{name}»؛ بُحث عنه نصًا{hint}",
        "no field is called {name}; searched as text{hint}",
    ),
    "field-read-as": (
        "لا حقل باسم «{name}»؛ قُرئ «{hint}»",
        "no field is called {name}; read as {hint}",
    ),
    "bad-date": ("«{name}» ليس تاريخًا؛ أُهمل", "{name} is not a date; ignored"),
    "no-such-month": (
        "«{name}» ليس تاريخًا: لا شهر رقمه {hint}؛ أُهمل",
        "{name} is not a date: there is no month {hint}; ignored",
    ),
    "no-such-day": (
        "«{name}» ليس تاريخًا: لا يوم رقمه {hint} في ذلك الشهر؛ أُهمل",
        "{name} is not a date: that month has no day {hint}; ignored",
    ),
    "not-a-date": (
        "«{name}» ليس تاريخًا؛ بُحث عنه نصًا",
        "{name} is not a date; searched as text",
    ),
    "read-as": ("قُرئ «{name}» على أنه {hint}", "{name} was read as {hint}"),
    "reversed-range": (
        "أول المدة بعد آخرها؛ بُدّل بينهما",
        "the range ends before it begins; its ends were swapped",
    ),
    "lone-field": (
        "«{name}» بلا قيمة تلتصق به؛ بُحث عنه نصًا",
        "{name} has no value right behind it; searched as text",
    ),
    "also-searched": (
        "«{name}» ليست في الأرشيف؛ بُحث عن «{hint}» أيضًا",
        "{name} is not in the archive; {hint} was searched for as well",
    ),
    "name-as-text": (
        "لا اسم كهذا في {hint} مع بقية البحث؛ بُحث عنه نصًا",
        "no such name in {hint} with the rest of the query; searched as text",
    ),
    "any-word": (
        "لا مقال فيه ما يكفي من الكلمات؛ هذه مقالات فيها بعضها",
        "no article has enough of the words; these have some of them",
    ),
}
_ASKS_BACK = "unknown-field"
_MOST_TOLD = 10  # of more remarks on one query nobody reads the rest


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on ``query[span[0]:span[1]]``: *level* ``warning`` or ``info``, a stable *code*."""

    level: str
    code: str
    span: tuple[int, int]
    ar: str
    en: str

    def to_dict(self) -> dict[str, Any]:
        """Give the note as plain values that JSON can carry."""
        return {
            "level": self.level,
            "code": self.code,
            "span": list(self.span),
            "ar": self.ar,
            "en": self.en,
        }


def note(code: str, span: tuple[int, int], name: str = "", hint: str = "") -> Note:
    """Make the note of *code*; *name* is the word it is about, *hint* what to say about it."""
    arabic, english = _TEXTS[code]
    hints = hint, hint
    if code == _ASKS_BACK:
        hints = (f"؛ أتقصد {hint}؟", f"; did you mean {hint}?") if hint else ("", "")
    return Note(
        "info" if code in _INFORMATION else "warning",
        code,
        span,
        arabic.format(name=name, hint=hints[0]),
        english.format(name=name, hint=hints[1]),
    )


def told(notes: Iterable[Note]) -> list[str]:
    """Say what *notes* say, in English: each remark once, and of very many the first.

    >>> told([note("stray-bracket", (at, at + 1)) for at in range(2000)])
    ['closing bracket without an opening one; ignored']
    """
    texts = list(dict.fromkeys(each.en for each in notes))
    rest = len(texts) - _MOST_TOLD
    return [*texts[:_MOST_TOLD], f"… and {rest:,} remarks more"] if rest > 0 else texts
