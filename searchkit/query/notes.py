"""What the parser tells about a query that it had to guess at: in Arabic and in English."""

from dataclasses import dataclass
from typing import Any

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
    "unknown-field": (
        "لا حقل باسم «{name}»؛ بُحث عنه نصًا{hint}",
        "no field is called {name}; searched as text{hint}",
    ),
    "bad-date": ("«{name}» ليس تاريخًا؛ أُهمل", "{name} is not a date; ignored"),
    "reversed-range": (
        "أول المدة بعد آخرها؛ بُدّل بينهما",
        "the range ends before it begins; its ends were swapped",
    ),
    "lone-field": (
        "«{name}» بلا قيمة تلتصق به؛ بُحث عنه نصًا",
        "{name} has no value right behind it; searched as text",
    ),
    "any-word": (
        "لا مقال فيه كل الكلمات؛ هذه مقالات فيها بعضها",
        "no article has all the words; these have some of them",
    ),
}


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
    """Make the note of *code*; *name* is the word it is about, *hint* a better name for it."""
    arabic, english = _TEXTS[code]
    return Note(
        "info" if code == "any-word" else "warning",
        code,
        span,
        arabic.format(name=name, hint=f"؛ أتقصد {hint}؟" if hint else ""),
        english.format(name=name, hint=f"; did you mean {hint}?" if hint else ""),
    )
