"""An index open for reading: one generation, until it is told to look for a newer one."""

from pathlib import Path
from typing import Self

from whoosh import query as whoosh

from searchkit.articles import Article
from searchkit.engine import store
from searchkit.engine.stock import DAMAGE, SORTS, Reader, Scored
from searchkit.errors import IndexDamaged

__all__ = ["SORTS", "Index", "Scored"]

_ATTEMPTS = 5  # at opening a generation, should writers replace it in that very moment


class Index:
    """The live generation of an index folder, open; close it or use it in a ``with``."""

    def __init__(self, path: Path) -> None:
        """Open the index at *path*.

        Raises `IndexNotFound`, `IndexDamaged` or `IndexOutdated`.
        """
        self.path = path
        self.generation, self._reader = _opened(path)

    def __enter__(self) -> Self:
        """Give the index itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the index."""
        self.close()

    def close(self) -> None:
        """Close the files of the generation."""
        self._reader.close()

    def search(
        self, tree: whoosh.Query, *, limit: int = 10, offset: int = 0, sort: str = "relevance"
    ) -> tuple[int, list[Scored]]:
        """Evaluate *tree*: the exact number of matches, and *limit* of them from *offset* on.

        *sort* is one of `SORTS`. Raises `IndexDamaged` if the files do not hold what they should.
        """
        try:
            return self._reader.search(tree, limit=limit, offset=offset, sort=sort)
        except DAMAGE as error:
            raise IndexDamaged(self.path, str(error) or type(error).__name__) from error

    def article(self, article_id: str) -> Article | None:
        """Give the article whose id is *article_id*, None if there is none."""
        try:
            return self._reader.article(article_id)
        except DAMAGE as error:
            raise IndexDamaged(self.path, str(error) or type(error).__name__) from error


def _opened(path: Path) -> tuple[store.Generation, Reader]:
    reason = ""
    for _ in range(_ATTEMPTS):
        generation = store.live(path)
        reason = store.fault(generation) or ""
        if not reason:
            try:
                return generation, Reader(generation.folder)
            except DAMAGE as error:
                reason = str(error) or type(error).__name__
        if store.is_live(generation):
            break
    raise IndexDamaged(path, reason)
