"""The light stem: a form without its article and commonest endings.

Affixes are those of light10 (Larkey, Ballesteros and Connell, *Light Stemming for Arabic
Information Retrieval*, 2007). No dictionary and no counts: a form always has the same stem. The
prepositions ب ل ك and the conjunction ف stay, for a first letter says too little about a word;
queries allow for them instead (`with_clitics`).
"""

from functools import lru_cache

ARTICLES = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "ال", "لل")
WAW = "و"
#: What else is written together with the word behind it.
CLITICS = ("ب", "ل", "ك", "ف")
SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")

_AFTER_ARTICLE = 2  # letters that must be left
_AFTER_WAW = 3
_AFTER_SUFFIX = 3
_WITH_CLITIC = 4  # a shorter word with a letter before it is too often another word
_WITHOUT_CLITIC = 6
_SUFFIX_ROUNDS = 2

_FIRST_LETTER, _LAST_LETTER = "\u0621", "\u064a"


@lru_cache(maxsize=1 << 18)
def stem(form: str) -> str:
    """Strip the affixes of a folded *form*; a form of other than Arabic letters stays as it is.

    >>> stem("وبالعقوبات"), stem("عقوبه"), stem("للصناعه"), stem("innoprom")
    ('عقوب', 'عقوب', 'صناع', 'innoprom')
    """
    if not _is_arabic(form):
        return form
    return _without_suffixes(_without_prefix(form))


def with_clitics(form: str) -> list[str]:
    """List the stems of *form* and of what it is with a clitic before it, or a long one without.

    A query for a word asks for any of them: تونس is printed as بتونس, لتونس and فتونس too.

    >>> with_clitics("تونس"), with_clitics("بيكاترينبورغ")[-1]
    (['تونس', 'بتونس', 'لتونس', 'كتونس', 'فتونس'], 'يكاترينبورغ')
    """
    if not _is_arabic(form) or form.startswith(ARTICLES):
        return [stem(form)]
    bare = form[1:] if form.startswith(WAW) and len(form) > _AFTER_WAW else form
    spelled = [bare]
    if len(bare) >= _WITH_CLITIC:
        spelled += [clitic + bare for clitic in CLITICS]
    if bare.startswith(CLITICS) and len(bare) > _WITHOUT_CLITIC:
        spelled.append(bare[1:])
    return list(dict.fromkeys(map(stem, spelled)))


def _is_arabic(form: str) -> bool:
    return bool(form) and min(form) >= _FIRST_LETTER and max(form) <= _LAST_LETTER


def _without_prefix(form: str) -> str:
    for article in ARTICLES if form.startswith(ARTICLES) else ():
        if form.startswith(article) and len(form) >= len(article) + _AFTER_ARTICLE:
            return form[len(article) :]
    if form.startswith(WAW) and len(form) > _AFTER_WAW:
        return form[1:]
    return form


def _without_suffixes(form: str) -> str:
    for _ in range(_SUFFIX_ROUNDS):
        for suffix in SUFFIXES if form.endswith(SUFFIXES) else ():
            if form.endswith(suffix) and len(form) >= len(suffix) + _AFTER_SUFFIX:
                form = form[: -len(suffix)]
                break
    return form
