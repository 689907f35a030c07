"""Foreign names that are written in several ways: غوغل, جوجل and قوقل.

Two words are the same name in other letters if their consonants are, with غ, ج, ق and ك for one
sound, and little else differs. Words of Arabic are not judged so, for there vowels tell words
apart: who has an article, a letter that no foreign name needs, or is a given name, is left alone.
"""

import re
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from searchkit.entities.keys import bare, forms_of

_LIKE = Path(__file__).parents[1] / "data" / "like_names.txt"

#: Letters that stand for one sound of other languages, each under the first of them.
_SOUNDS = ("كغجق", "تطث", "سص", "زذ")
_SAME = str.maketrans({letter: sounds[0] for sounds in _SOUNDS for letter in sounds[1:]})
_LETTERS_OF = {sounds[0]: f"[{sounds}]" for sounds in _SOUNDS}
_VOWELS = "اويء"
#: Letters of sounds that Arabic alone has.
_ARABIC = frozenset("حعضظ")
_NO_VOWELS = str.maketrans("", "", _VOWELS)
_ARTICLE = "ال"
#: The ends of adjectives, which are made of names: «بولندي» is of بولندا.
_NISBA = ("ي", "يه")
_LEAST_CONSONANTS = 3
_LONG = 6  # letters of a word in which two may differ; a shorter one may have one more
_LONG_APART = 2


@lru_cache(maxsize=1 << 16)
def skeleton(form: str) -> str:
    """Give the consonants of a folded word, one letter for each sound, and how it begins.

    >>> skeleton("جوجل") == skeleton("قوقل"), skeleton("نتانياهو")
    (True, 'نتنه')
    """
    sounds = "".join(letter for letter, _ in groupby(form.translate(_SAME)))
    if len(sounds) > _LEAST_CONSONANTS:
        sounds = sounds.removesuffix("ه")
    return sounds[:1] + sounds[1:].translate(_NO_VOWELS)


def skeletons(key: str) -> str:
    """Give the skeletons of the words of a *key*, by which the same names are found."""
    return " ".join(map(skeleton, key.split(" ")))


def is_same(name: str, other: str, *, sounds_only: bool = False) -> bool:
    """Tell whether *name* and *other* are, word by word, the same in other letters.

    With *sounds_only* none but letters of one sound may differ.

    >>> is_same("غوغل", "جوجل"), is_same("محمد", "محمود"), is_same("بوتين", "بوتن")
    (True, False, True)
    """
    words, others = forms_of(name), forms_of(other)
    return len(words) == len(others) and all(
        bare(one) == bare(two) or _is_same_word(one, two, sounds_only=sounds_only)
        for one, two in zip(words, others, strict=True)
    )


def _is_same_word(one: str, two: str, *, sounds_only: bool) -> bool:
    if _is_arabic(one) or _is_arabic(two) or skeleton(one) != skeleton(two):
        return False
    if one.endswith(_NISBA) != two.endswith(_NISBA):
        return False
    sounds, others = one.translate(_SAME), two.translate(_SAME)
    if sounds == others:
        return len(sounds) > _LEAST_CONSONANTS
    if sounds_only or len(skeleton(one)) < _LEAST_CONSONANTS:
        return False
    if min(len(one), len(two)) >= _LONG:
        return distance(sounds, others) <= _LONG_APART
    # Of a short word one vowel for another makes another name: إيران, أوران.
    return len(sounds) != len(others) and distance(sounds, others) == 1


def _is_arabic(form: str) -> bool:
    return form.startswith(_ARTICLE) or not _ARABIC.isdisjoint(form) or form in like_names()


def distance(one: str, two: str) -> int:
    """Count the letters to add, to take away or to exchange between *one* and *two*.

    >>> distance("كتاب", "كاتب"), distance("بوتن", "بوتين")
    (2, 1)
    """
    row = list(range(len(two) + 1))
    for place, letter in enumerate(one, start=1):
        above, row[0] = row[0], place
        for column, other in enumerate(two, start=1):
            above, row[column] = (
                row[column],
                min(above + (letter != other), row[column] + 1, row[column - 1] + 1),
            )
    return row[-1]


def spellings(name: str) -> str | None:
    """Give a regular expression for what may be *name* in other letters; None if nothing may.

    >>> bool(re.fullmatch(spellings("قوقل"), "غوغل")), spellings("محمد")
    (True, None)
    """
    words = forms_of(name)
    if all(_is_arabic(word) or len(word) <= _LEAST_CONSONANTS for word in words):
        return None
    return " ".join(_spellings(bare(word)) for word in words)


def _spellings(form: str) -> str:
    vowels = f"(?:{'|'.join(_VOWELS)})*"  # not a class: the pattern is looked for in bytes too
    letters = (_LETTERS_OF.get(one, re.escape(one)).strip("[]") for one in skeleton(form))
    return vowels.join(f"(?:{'|'.join(each)})+" for each in letters) + f"(?:{'|'.join(_VOWELS)}|ه)*"


@cache
def like_names() -> frozenset[str]:
    """Give the Arabic names that differ from each other by little, folded."""
    lines = _LIKE.read_text(encoding="utf-8").splitlines()
    names = (line for line in lines if not line.startswith("#"))
    return frozenset(form for line in names for form in forms_of(line))
