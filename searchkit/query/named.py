"""The node of ``whoosh.query`` trees that stands for entities by one of their names."""

from copy import copy
from typing import Any, Self

from whoosh import query as whoosh
from whoosh.matching import ListMatcher, NullMatcher
from whoosh.matching.mcore import Matcher
from whoosh.reading import IndexReader
from whoosh.searching import SearchContext, Searcher


class Named(whoosh.Query):
    """Articles with an entity of one of *kinds* of which one name has all *words* in their order.

    With no words any entity will do.
    Words are folded, and may have ``*`` for any letters and ``?`` for one; *distance* letters of a
    single word may be others. Which names are those of one entity is what the index knows.
    """

    def __init__(
        self, kinds: tuple[str, ...], words: tuple[str, ...], distance: int = 0, boost: float = 1.0
    ) -> None:
        """Look for *words* among the names of *kinds*."""
        self.kinds = kinds
        self.words = words
        self.distance = distance
        self.boost = boost

    def __repr__(self) -> str:
        """Write the node as trees are written."""
        near = f"~{self.distance}" if self.distance else ""
        return f"Named({'|'.join(self.kinds)!r}, {' '.join(self.words) + near!r})"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        """Compare what is looked for."""
        return isinstance(other, Named) and self._facts() == other._facts()

    def __hash__(self) -> int:
        """Hash what is looked for."""
        return hash(self._facts())

    def _facts(self) -> tuple[object, ...]:
        return self.kinds, self.words, self.distance, self.boost

    def with_boost(self, boost: float) -> Self:
        """Give the node with another *boost*."""
        other = copy(self)
        other.boost = boost
        return other

    def normalize(self) -> Self:
        """Give the node itself: nothing about it can be simpler."""
        return self

    def estimate_size(self, ixreader: IndexReader) -> int:
        """Give how many articles there are at most."""
        return int(ixreader.doc_count_all())

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Match in Whoosh's own searcher; only an index of ours knows the names of entities."""
        del context
        named: Any = getattr(searcher.reader(), "named", None)
        articles = named(self) if named else []
        if not articles:
            return NullMatcher()  # type: ignore[no-any-return]
        return ListMatcher(articles, [self.boost] * len(articles))
