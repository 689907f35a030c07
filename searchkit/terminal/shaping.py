"""Arabic letters in the forms they take beside each other, for terminals that do not join them.

The forms are those Unicode keeps for such devices (Arabic Presentation Forms A and B), read from
the character database: nothing here is a table of our own.
"""

import unicodedata
from functools import cache
from itertools import pairwise
from typing import NamedTuple

_TATWEEL, _JOINER, _NON_JOINER = "\u0640", "\u200d", "\u200c"

_LETTERS = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))
_LAM_ALEFS = range(0xFEF5, 0xFEFD)
_FORMS = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}
_BEFORE, _AFTER = 1, 2  # joins the letter before it, the letter after it


class _Tables(NamedTuple):
    """Form of a letter, or of lam and an alef, by the sides on which it is joined."""

    letters: dict[str, dict[int, str]]
    ligatures: dict[str, dict[int, str]]


def shape(text: str) -> list[str]:
    """Give what to print for each character of *text*: nothing for a lam that joined its alef.

    >>> [f"{ord(glyph):X}" for glyph in shape("باب")]
    ['FE91', 'FE8E', 'FE8F']
    """
    letters, ligatures = _tables()
    glyphs = list(text)
    seen = [place for place, char in enumerate(text) if not _is_transparent(char)]
    joined = _joined(text, seen)
    for place, sides in joined.items():
        glyphs[place] = letters.get(text[place], {}).get(sides, glyphs[place])
    for lam, alef in pairwise(seen):
        if forms := ligatures.get(text[lam] + text[alef]):
            # In the place of the alef, so that from the right the marks of both come after it.
            glyphs[lam], glyphs[alef] = "", forms[joined[lam] & _BEFORE]
    return glyphs


def _joined(text: str, seen: list[int]) -> dict[int, int]:
    """Tell of each character *seen* in *text* on which sides it is joined."""
    joined = dict.fromkeys(seen, 0)
    for before, place in pairwise(seen):
        if _sides(text[before]) & _AFTER and _sides(text[place]) & _BEFORE:
            joined[before] |= _AFTER
            joined[place] |= _BEFORE
    return joined


@cache
def _sides(char: str) -> int:
    """Tell on which sides *char* can be joined."""
    if char in {_TATWEEL, _JOINER}:
        return _BEFORE | _AFTER
    forms = _tables().letters.get(char, {})
    return max(forms, default=0)


@cache
def _is_transparent(char: str) -> bool:
    """Tell whether letters join over *char*: marks, and controls but those that part them."""
    category = unicodedata.category(char)
    is_control = category == "Cf" and unicodedata.bidirectional(char) in {"BN", "L", "R", "AL"}
    return category in {"Mn", "Me"} or (is_control and char not in {_JOINER, _NON_JOINER})


@cache
def _tables() -> _Tables:
    tables = _Tables({}, {})
    for code in _LETTERS:
        form, *codes = unicodedata.decomposition(chr(code)).split() or [""]
        source = "".join(chr(int(each, 16)) for each in codes)
        if form in _FORMS and len(source) == 1:
            tables.letters.setdefault(source, {})[_FORMS[form]] = chr(code)
        elif code in _LAM_ALEFS:
            tables.ligatures.setdefault(source, {})[_FORMS[form]] = chr(code)
    return tables
