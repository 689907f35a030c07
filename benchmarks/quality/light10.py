"""What Lucene's ArabicAnalyzer makes of a word, after its public description.

Lower case, ASCII digits, stop words out, then letters made one and affixes taken off: light10 of
Larkey, Ballesteros and Connell, *Light Stemming for Arabic Information Retrieval* (2007), with the
minimal lengths and the order of Lucene's classes `ArabicNormalizer` and `ArabicStemmer`. With
``--lucene`` Lucene itself is a row beside it.
"""

from pathlib import Path

PREFIXES = ("ال", "وال", "بال", "كال", "فال", "لل", "و")
SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")

_LEFT = 2  # letters that must remain
_LEFT_AFTER_WAW = 3

_STOP_FILE = Path(__file__).with_name("stopwords.txt")
STOP_WORDS = frozenset(
    word
    for line in _STOP_FILE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)

_TATWEEL = "\u0640"
_VOWELS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"  # and no other mark
_NORMAL = str.maketrans("آأإىة", "ااايه", _TATWEEL + _VOWELS)


def term(word: str) -> str | None:
    """Give the term of a printed *word*; None for a stop word.

    >>> term("والمدرسة"), term("مُدَرِّسون"), term("التي"), term("٢٠٢٢")
    ('مدرس', 'مدرس', None, '2022')
    """
    word = "".join(str(int(char)) if char.isdecimal() else char for char in word.lower())
    return None if word in STOP_WORDS else stem(word.translate(_NORMAL))


def stem(word: str) -> str:
    """Take the first prefix that fits, then every suffix that fits, in order, off *word*.

    >>> stem("وبالكتاب"), stem("كتاباتها"), stem("ولد")
    ('بالكتاب', 'كتاب', 'ولد')
    """
    for prefix in PREFIXES:
        left = _LEFT_AFTER_WAW if prefix == "و" else _LEFT
        if word.startswith(prefix) and len(word) >= len(prefix) + left:
            word = word[len(prefix) :]
            break
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + _LEFT:
            word = word[: -len(suffix)]
    return word
