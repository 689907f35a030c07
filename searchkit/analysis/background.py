"""How often Arabic news prints its commonest forms: evidence for archives too small to have any.

``searchkit/data/word_counts.txt.xz`` holds the counts; ``word_counts.md`` beside it says whose
texts were counted, ``benchmarks/word_counts.py`` did it. The file is read when it is first needed.
"""

import lzma
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "data" / "word_counts.txt.xz"


@cache
def background() -> Mapping[str, int]:
    """Give the common forms of news and how often each was counted.

    >>> background()["الحكومه"] > background()["والحكومه"] > 0
    True
    """
    with lzma.open(_FILE, "rt", encoding="utf-8") as file:
        fields = file.read().split()
    return dict(zip(fields[::2], map(int, fields[1::2]), strict=True))
