"""The archive's own words, and names of its entities, that begin as somebody has begun to type."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from searchkit.analysis import fold
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.inventory import entities
from searchkit.engine.printing import TEXTS, articles_with, printed
from searchkit.engine.segments.damage import reading
from searchkit.entities.keys import forms_of

_ARTICLE = "ال"
_NAMES = 3  # of so many completions one may be a name


@dataclass(frozen=True, slots=True)
class Completion:
    """A word as most often printed, without marks, and in how many *articles* it is at all.

    With a *kind* it is the name of an entity, of several words perhaps.
    """

    word: str
    articles: int
    kind: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the word, its count and its kind as plain values that JSON can carry."""
        return {"word": self.word, "articles": self.articles, "kind": self.kind}


def completions(snapshot: Snapshot, prefix: str, *, limit: int) -> list[Completion]:
    """List frequent words and names that begin with *prefix*, or with ال and then it.

    There are at most *limit*, the most frequent first; a third of them may be names.
    """
    names = [
        Completion(each.name, each.articles, each.kind)
        for each in entities(snapshot, prefix, limit=limit // _NAMES)
        if prefix.strip() and len(forms_of(each.name)) > 1  # a name of one word is a word
    ]
    found = [*_words(snapshot, prefix, limit - len(names)), *names]
    return sorted(found, key=lambda each: (-each.articles, each.word))


def _words(snapshot: Snapshot, prefix: str, limit: int) -> list[Completion]:
    """List the *limit* most frequent words that begin with *prefix*, or with ال and then it."""
    begun = fold(prefix.strip())
    if not begun:
        return []
    with reading(snapshot.folder):
        counts = _counted(snapshot, begun)
        if not begun.startswith(_ARTICLE):
            counts |= _counted(snapshot, _ARTICLE + begun)
        # Counts of a term in the title and in the body are each at most that of its articles.
        likely = nlargest(2 * limit, counts, key=lambda term: (counts[term], term))
        found = {term: articles_with(snapshot, term) for term in likely}
        best = sorted(likely, key=lambda term: (-len(found[term]), term))[:limit]
        return [
            Completion(printed(snapshot, term, found[term]), len(found[term]))
            for term in best
            if len(found[term])
        ]


def _counted(snapshot: Snapshot, prefix: str) -> Counter[str]:
    """Count for each term with *prefix* the articles of the view that has most of them."""
    counts: Counter[str] = Counter()
    for view in TEXTS:
        counts |= Counter(dict(_terms(snapshot, view, prefix.encode("utf-8", "surrogatepass"))))
    return counts


def _terms(snapshot: Snapshot, view: str, prefix: bytes) -> Iterator[tuple[str, int]]:
    total: Counter[bytes] = Counter()
    for _, opened in snapshot.views(view):
        numbers = opened.vocabulary.prefixed(prefix)
        terms = opened.vocabulary.terms(numbers)
        total.update(dict(zip(terms, opened.postings.dfs_of(numbers).tolist(), strict=True)))
    for term, count in total.items():
        yield term.decode("utf-8", "surrogatepass"), count
