"""The skeleton of a stem: its consonants without what a pattern put around and between them.

Broken plurals (كتاب, كتب), verbs and nouns of one root (استخدم, خدمة) share one; so do, at times,
words that have nothing to do with each other. It adds to a score, and seldom decides alone.
"""

from functools import lru_cache

from searchkit.analysis.stemmer import is_arabic

_ALEF, _HAMZA, _TEH = "ا", "ء", "ت"
_ROOT = 3  # letters of most roots
#: How words of the tenth form begin, and the letters with which patterns begin.
_TENTH = frozenset(["است", "يست", "تست", "نست", "مست"])
_PATTERN_LETTERS = frozenset("يتنمسا")
#: What follows some of them in further patterns: يتعلم, متعلم, اجتمع, انقلب.
_SECOND_LETTERS = {"ي": _TEH, "م": _TEH, "ا": "تن"}


@lru_cache(maxsize=1 << 17)
def skeleton(stem: str) -> str:
    """Give the consonants of *stem*; other than Arabic letters stay as they are.

    >>> skeleton("كتاب"), skeleton("كتب"), skeleton("استخدام"), skeleton("خدم")
    ('كتب', 'كتب', 'خدم', 'خدم')
    """
    if not is_arabic(stem):
        return stem
    if len(stem) <= _ROOT:
        return stem[0] + stem[2] if len(stem) == _ROOT and stem[1] == _ALEF else stem
    return _consonants(_without_pattern(stem))


def _without_pattern(stem: str) -> str:
    """Drop the letters with which a pattern begins, if a root is left."""
    if stem[:3] in _TENTH and len(stem) >= 3 + _ROOT:
        return stem[3:]
    if stem[0] not in _PATTERN_LETTERS:
        return stem
    rest = stem[1:]
    if rest[0] in _SECOND_LETTERS.get(stem[0], "") and len(_consonants(rest[1:])) >= _ROOT:
        rest = rest[1:]
    return rest if len(_consonants(rest)) >= _ROOT else stem


def _consonants(letters: str) -> str:
    """Drop alefs and hamzas behind the first letter; of و and ي as many as there are too many."""
    kept = letters[:1] + letters[1:].replace(_ALEF, "").replace(_HAMZA, "")
    at = 1
    while len(kept) > _ROOT and at < len(kept):
        if kept[at] in "وي":
            kept = kept[:at] + kept[at + 1 :]
        else:
            at += 1
    return kept
