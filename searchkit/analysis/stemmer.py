"""The stem of a form: what is left without article, clitics and endings, judged by counted words.

Articles, prepositions, conjunctions and pronouns are written as one with the word they belong to,
and a letter alone does not tell whether it is one of them: the ب of بتونس is, that of بترول is not.
So a clitic or an ending is only taken off where what remains is itself a word of the archive, and
often enough. How often forms occur is *evidence* from outside; the rules are tables.
"""

import re
from collections.abc import Mapping
from typing import Protocol

ARTICLES = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ال", "ولل", "فلل", "لل")
CLITICS = {
    "و": ("و", "وب", "وك", "ول", "وس"),
    "ف": ("ف", "فب", "فك", "فل", "فس"),
    "ب": ("ب",),
    "ك": ("ك",),
    "ل": ("ل",),
    "س": ("س",),
}
#: Each ending, with the least number of letters it leaves.
SUFFIXES = (
    dict.fromkeys(["هما", "تهم", "تها", "ياته", "يات", "وها", "تين", "تان"], 3)
    | dict.fromkeys(
        ["ات", "ون", "ين", "ان", "يه", "ها", "هم", "هن", "كم", "نا", "ته", "وا", "تي"], 2
    )
    | dict.fromkeys(["ه", "ي"], 2)
    | dict.fromkeys(["ت", "ا", "و"], 3)
)
#: What an article may be written with, to count a word by: bare, and with the commonest four.
WITH_ARTICLE = ("ال", "لل", "وال", "بال")
_LONGER = ("وال", "بال")

#: How long the endings with that last letter are, the longest first.
_SIZES = {
    last: sorted({len(each) for each in SUFFIXES if each[-1] == last}, reverse=True)
    for last in {each[-1] for each in SUFFIXES}
}
_AFTER_ARTICLE = 2  # letters that must be left
_AFTER_CLITIC = 3
_SHORTEST = 4  # letters of a word that is taken apart, and of one that loses a second ending
_LEAST = 2  # occurrences without which a remainder is no word
_CLITIC_RATIO = 1.0  # of the occurrences of the word with the clitic
_WAW_RATIO = 0.2
_SUFFIX_RATIO = 0.5
_SUFFIX_ROUNDS = 2

_LAM, _MERGED, _WAW, _HEH = "ل", "لل", "و", "ه"
_ARABIC = re.compile("[\u0621-\u064a]+")


class Evidence(Protocol):
    """How often an archive prints a form."""

    def count(self, form: str) -> int:
        """Give how often *form* is printed exactly so."""
        ...

    def support(self, rest: str) -> int:
        """Give how often *rest* is printed bare or with one of `WITH_ARTICLE`."""
        ...


class Tally:
    """Evidence held in dictionaries: the counts of forms, and of what they are printed for."""

    def __init__(self, counts: Mapping[str, int], beside: "Tally | None" = None) -> None:
        """Add *counts* to those of a tally *beside*, which stays as it is."""
        self._beside = beside
        self._counts = counts
        self._support = dict(counts)
        for form, count in counts.items():
            if form.startswith(WITH_ARTICLE):
                rest = form[3 if form.startswith(_LONGER) else 2 :]
                self._support[rest] = self._support.get(rest, 0) + count

    def count(self, form: str) -> int:
        """Give how often *form* is printed exactly so."""
        return self._counts.get(form, 0) + (self._beside.count(form) if self._beside else 0)

    def support(self, rest: str) -> int:
        """Give how often *rest* is printed bare or with one of `WITH_ARTICLE`."""
        return self._support.get(rest, 0) + (self._beside.support(rest) if self._beside else 0)


def is_arabic(form: str) -> bool:
    """Tell whether *form* has Arabic letters only, and at least one."""
    return _ARABIC.fullmatch(form) is not None


def stem(form: str, evidence: Evidence) -> str:
    """Strip the affixes of a folded *form* as far as *evidence* bears that out.

    What is left is always a part of the form. Words of up to three letters, and other than Arabic
    letters, stay as they are.
    """
    if len(form) < _SHORTEST or not is_arabic(form):
        return form
    bare = _without_article(form, evidence)
    if bare is None:
        bare = _without_clitic(form, evidence)
    return _without_suffixes(bare, evidence)


def _without_article(form: str, evidence: Evidence) -> str | None:
    """Strip the article with what stands before it; None if there is none.

    للجنة is for a committee or for the garden: the ل of لجنة was written once, or not.
    """
    if not form.startswith(ARTICLES):
        return None
    article = next(each for each in ARTICLES if form.startswith(each))
    rest = form[len(article) :]
    if len(rest) < _AFTER_ARTICLE:
        return None
    if article.endswith(_MERGED) and evidence.support(_LAM + rest) > evidence.support(rest):
        return _LAM + rest
    return rest


def _without_clitic(form: str, evidence: Evidence) -> str:
    best, most = form, 0
    ratio = _WAW_RATIO if form[0] == _WAW else _CLITIC_RATIO
    for clitic in CLITICS.get(form[0], ()):
        if form.startswith(clitic) and len(form) >= len(clitic) + _AFTER_CLITIC:
            rest = form[len(clitic) :]
            support = evidence.support(rest)
            if support > most and support >= max(_LEAST, ratio * evidence.count(form)):
                best, most = rest, support
    return best


def _without_suffixes(form: str, evidence: Evidence) -> str:
    for _ in range(_SUFFIX_ROUNDS):
        stripped = _without_suffix(form, evidence)
        if stripped == form or len(stripped) <= _SHORTEST:
            return stripped
        form = stripped
    return form


def _without_suffix(form: str, evidence: Evidence) -> str:
    """Strip the longest ending that leaves a word, bare or with the ة of the feminine."""
    least = -1.0
    for size in _SIZES.get(form[-1], ()):
        left = SUFFIXES.get(form[-size:])
        if left is None or len(form) < size + left:
            continue
        if least < 0:
            least = max(_LEAST, _SUFFIX_RATIO * evidence.count(form))
        rest = form[:-size]
        if evidence.support(rest) + evidence.support(rest + _HEH) >= least:
            return rest
    return form
