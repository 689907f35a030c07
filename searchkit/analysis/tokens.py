"""Where words begin and end, and the form each is matched by.

A word is a run of letters and digits; marks, joiners, tatweel and bidi controls inside it are part
of it as printed, and so is one of ``. , ٫ ٬`` between two digits. Its *form* is the word folded:
lower case, without marks and tatweel, one letter for each family of spelling variants, ASCII
digits. The fold follows the steps of docs/architecture.md; every step has its table in
`searchkit.letters`.
"""

import re
import unicodedata
from collections.abc import Iterator

from pyarabic.araby_const import TATWEEL

from searchkit.letters import BIDI_CONTROLS, FOLD, JOINERS, MARKS

#: A form longer than this is cut: nobody types it, and hostile input is full of such words.
FORM_LENGTH = 100

_LETTER = rf"[^\W_{TATWEEL}]"
_SILENT = rf"[{MARKS}{JOINERS}{BIDI_CONTROLS}{TATWEEL}]*+"
_UNIT = rf"(?:\d{_SILENT}[.,٫٬](?={_SILENT}\d)|{_LETTER})"
_WORD = re.compile(rf"{_UNIT}(?:{_SILENT}{_UNIT})*+[{MARKS}{JOINERS}{TATWEEL}]*+")
_WORD_KEPT = re.compile(f"({_WORD.pattern})")

# Presentation forms and full-width letters: code points that Unicode keeps for old encodings.
PRESENTATION = "\ufb50-\ufdff\ufe70-\ufefc\uff00-\uffef"
_PRESENTATION = re.compile(f"[{PRESENTATION}]")
# One code point that stands for several words, as the honorific after the Prophet's name.
_PHRASE_SIGN = re.compile("[\ufdfa\ufdfb]")


def has_presentation_forms(text: str) -> bool:
    """Tell whether *text* has code points that are folded by NFKC, to one letter or several."""
    return bool(_PRESENTATION.search(text))


def words(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each word of *text*, in order; its span covers the word as printed.

    >>> [match[0] for match in words("كَتَبَ 12.5 سطرًا، ثمّ…")]
    ['كَتَبَ', '12.5', 'سطرًا', 'ثمّ']
    """
    return _WORD.finditer(text)


def split(text: str) -> list[str]:
    """Cut *text* into what stands before, between and behind its words, and the words.

    Joined together the parts are *text*; every other one, from the second on, is a word.

    >>> split("قال: نعم.")
    ['', 'قال', ': ', 'نعم', '.']
    """
    return _WORD_KEPT.split(text)


def forms(word: str) -> tuple[str, ...]:
    """Give the form of a printed *word*: none if nothing is left, several for a phrase sign.

    >>> forms("الأَوْلـــى"), forms("٢٠٢٢"), forms("\u0640")
    (('الاولي',), ('2022',), ())
    """
    if has_presentation_forms(word):
        spaced = _PHRASE_SIGN.sub(r" \g<0> ", word)
        return tuple(filter(None, map(fold, unicodedata.normalize("NFKC", spaced).split())))
    form = fold(word)
    return (form,) if form else ()


def fold(word: str) -> str:
    """Fold one *word* without presentation forms; folding again changes nothing.

    >>> fold("مَدْرَسَةٌ"), fold("Innoprom")
    ('مدرسه', 'innoprom')
    """
    return unified(word)[:FORM_LENGTH]


def unified(text: str) -> str:
    """Write *text* with one letter for each family of variants: what `fold` does, to any length."""
    # Lower first: «İ» becomes «i» and a mark. A final sigma depends on its place in the word.
    return text.lower().replace("ς", "σ").translate(FOLD)
