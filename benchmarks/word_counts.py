"""Write ``word_counts.txt.xz``: the forms that Arabic news prints most, each with its count.

Run at development time (``python -m benchmarks.word_counts ant_*.jsonl.xz``); the library reads
only the file. The arguments are archives of the ANT corpus, which ``word_counts.md`` credits.
"""

import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from searchkit.analysis.lexicon import Lexicon
from searchkit.analysis.stemmer import is_arabic
from searchkit.articles import Article, load

FILE = Path(__file__).parents[1] / "searchkit" / "data" / "word_counts.txt.xz"
LEAST = 5  # occurrences of a form that is kept
LONGEST = 15  # letters
BATCH = 256


def main(paths: list[str]) -> None:
    """Count the forms of the articles in *paths*, each text once."""
    texts = list(dict.fromkeys(_texts(paths)))
    lexicon, counts = Lexicon(), Counter[int]()
    for start in range(0, len(texts), BATCH):
        ids = lexicon.encode(texts[start : start + BATCH]).ids
        numbers, found = np.unique(ids, return_counts=True)
        counts.update(dict(zip(numbers.tolist(), found.tolist(), strict=True)))
    kept = {lexicon.forms[number]: count for number, count in counts.items() if count >= LEAST}
    forms = sorted(form for form in kept if is_arabic(form) and len(form) <= LONGEST)
    with lzma.open(FILE, "wt", encoding="utf-8", preset=9) as file:
        file.writelines(f"{form} {kept[form]}\n" for form in forms)
    print(f"{len(texts)} articles, {counts.total()} words, {len(forms)} forms kept")


def _texts(paths: list[str]) -> Iterator[str]:
    for article in load(paths):
        if isinstance(article, Article):
            yield f"{article.title}\n{article.body}"


if __name__ == "__main__":
    main(sys.argv[1:])
