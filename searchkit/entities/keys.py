"""What is the same in every spelling of a name: the key it is grouped by, and what finds it.

Words are folded as terms are (hamza, alef, ة, ى) and lose their article. «عبد الفتاح» is printed
«عبدالفتاح» too, «أبو ظبي» «أبوظبي»: the key joins such words, a search finds either.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from searchkit.analysis import forms, words

_ARTICLE = "ال"
#: Letters that a word must keep: «الله» has no article, nor has «الي».
_LEFT_BY_ARTICLE = 3
#: Words that are often printed as one with the next, and those of which the next is recognised.
_JOINED = frozenset(["عبد", "ابو", "ابي", "ام"])
_SERVANT = "عبدال"
#: Clitics before an article, and before a name without one, the longest first.
_WITH_ARTICLE = ("وبال", "وكال", "فبال", "ولل", "فلل", "بال", "كال", "فال", "وال", "لل")
_CLITICS = ("وب", "ول", "وك", "و", "ب", "ل", "ك", "ف")
_SPLIT = (_SERVANT[:3], len(_SERVANT))
#: Names share their words.
_forms = lru_cache(maxsize=1 << 17)(forms)
#: Between the ways in which a name can be written.
OR = "|"


def bare(form: str) -> str:
    """Take the article off a folded *form*.

    >>> bare("العراق"), bare("الله")
    ('عراق', 'الله')
    """
    has_article = form.startswith(_ARTICLE) and len(form) >= len(_ARTICLE) + _LEFT_BY_ARTICLE
    return form[len(_ARTICLE) :] if has_article else form


def key(name: str) -> str:
    """Give the key of a printed *name*: names with the same key are one.

    >>> key("أبو ظبي"), key("عبد الفتّاح السيسى"), key("الإمارات العربيّة")
    ('ابوظبي', 'عبدالفتاح سيسي', 'امارات عربيه')
    """
    return " ".join(_joined(forms_of(name)))


def searchable(name: str) -> str:
    """Write the words of *name* so that whoever looks for some of them finds them.

    >>> searchable("عبد الفتاح السيسي"), searchable("أبوظبي")
    (' عبد فتاح سيسي | عبدالفتاح سيسي ', ' ابوظبي ')
    """
    return OR.join(f" {way} " for way in ways(forms_of(name)))


def ways(forms_: Sequence[str]) -> list[str]:
    """Write folded words in the ways that names are printed: apart, and joined.

    >>> ways(["ابو", "ظبي"]), ways(["عبدالله"])
    (['ابو ظبي', 'ابوظبي'], ['عبد الله', 'عبدالله'])
    """
    apart = " ".join(map(bare, _apart(forms_)))
    return list(dict.fromkeys([apart, " ".join(_joined(forms_))]))


def without_clitics(form: str) -> list[str]:
    """List what a folded word may be without what is written together with it.

    >>> without_clitics("لميشوستين"), without_clitics("وبالعراق"), without_clitics("دبي")
    (['ميشوستين'], ['عراق'], [])
    """
    for prefix in _WITH_ARTICLE:
        if form.startswith(prefix) and len(form) >= len(prefix) + _LEFT_BY_ARTICLE:
            return [form[len(prefix) :]]
    left = [form[len(clitic) :] for clitic in _CLITICS if form.startswith(clitic)]
    return [word for word in left if len(word) >= _LEFT_BY_ARTICLE]


def forms_of(name: str) -> list[str]:
    """Give the folded words of *name*."""
    return [form for word in words(name) for form in _forms(word[0])]


def _apart(forms_: Iterable[str]) -> list[str]:
    servant, length = _SPLIT
    found: list[str] = []
    for form in forms_:
        is_joined = form.startswith(_SERVANT) and len(form) > length
        found += [servant, form[len(servant) :]] if is_joined else [form]
    return found


def _joined(forms_: Sequence[str]) -> list[str]:
    found: list[str] = []
    prefix = ""
    for place, form in enumerate(forms_):
        if form in _JOINED and place + 1 < len(forms_) and not prefix:
            prefix = form
            continue
        found.append(prefix + form if prefix else bare(form))
        prefix = ""
    return found
