"""How an archive prints a term: terms are folded, readers are shown words as published."""

from collections import Counter

import numpy as np

from searchkit.analysis import forms, words
from searchkit.engine import entries
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.arrays import NO_LONGS, Longs
from searchkit.letters import SILENT

#: The views of what is read of an article, word by word.
TEXTS = ("title_exact", "body_exact")

_READ = 3  # articles to look up the spelling of a word in that no title has
_TITLES = 50  # titles to look it up in


def articles_with(snapshot: Snapshot, term: str) -> Longs:
    """Give the live articles that have *term* in title or body."""
    encoded = term.encode("utf-8", "surrogatepass")
    found = NO_LONGS
    for view in TEXTS:
        found = np.union1d(found, snapshot.matches(view, encoded)[0])
    return found


def printed(snapshot: Snapshot, term: str, articles: Longs | None = None) -> str:
    """Give the most frequent spelling of *term* in some of the *articles* that have it."""
    if articles is None:
        articles = articles_with(snapshot, term)
    encoded = term.encode("utf-8", "surrogatepass")
    titled = snapshot.matches("title_exact", encoded)[0][:_TITLES]
    texts = snapshot.texts("title", titled)
    if not texts:
        texts = [entries.read(snapshot, number).body for number in articles[:_READ].tolist()]
    spellings = Counter(
        word[0].translate(SILENT)
        for text in texts
        for word in words(text)
        if forms(word[0]) == (term,)
    )
    return max(spellings, key=lambda each: (spellings[each], each), default=term)
