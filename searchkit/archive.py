"""The facade: one object over the index, without logic of its own.

An embedding app needs `Archive` and the values it returns; a command of the command line is one
call of it.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from searchkit import articles, engine
from searchkit.analysis import Chain
from searchkit.articles import Article, BadRecord
from searchkit.engine import SORTS, Index, Report
from searchkit.engine.store import VERSION
from searchkit.errors import ArticleNotFound
from searchkit.hits import Result, hits
from searchkit.query import (
    KINDS,
    Parsed,
    Usage,
    alike,
    attempts,
    describe,
    everything,
    marks,
    words,
    write,
)

if TYPE_CHECKING:
    from searchkit.engine.completion import Completion
    from searchkit.engine.explaining import Explanation
    from searchkit.engine.face.index import SnapshotIndex
    from searchkit.engine.found import Facets, Found, Timeline
    from searchkit.engine.inventory import Entity, Mentioned

#: What articles can be counted by, and the spans of time of a timeline.
FACETS = ("source", "section", "author", "tag", *KINDS, "year", "month")
UNITS = ("day", "week", "month", "year")


class Progress(NamedTuple):
    """What to call while an index is made: *article* for every record, *stage* for what comes next.

    Stages are ``reading`` and ``writing``.
    """

    article: Callable[[], None] = lambda: None
    stage: Callable[[str], None] = lambda _: None


UNWATCHED = Progress()


class Archive:
    """An index open for searching; close it or use it in a ``with``."""

    def __init__(self, index: Index) -> None:
        """Search in *index*; use `open`, which takes a path."""
        self._index = index

    @classmethod
    def open(cls, index: str | Path = "index") -> Self:
        """Open the index in folder *index*.

        Raises `IndexNotFound`, `IndexDamaged` or `IndexOutdated`, all of them `IndexFault`.
        """
        return cls(Index(Path(index)))

    @staticmethod
    def build(  # noqa: PLR0913  each is an option of the command line
        paths: Iterable[str | Path],
        index: str | Path = "index",
        *,
        allow_shrink: bool = False,
        strict: bool = False,
        jobs: int = 0,
        aliases: str | None = None,
        progress: Progress = UNWATCHED,
    ) -> Report:
        """Read all articles of *paths* into a new generation of *index*, and publish it.

        The live generation serves until that moment, and goes on serving if anything fails.
        *jobs* processes work on an archive of more than some thousand articles, 0: one for each
        core. *aliases* is a file with names of entities, *progress* is told how far it is. Raises
        `ArchiveNotFound`, `NothingToIndex`, `ArchiveShrank` (not with *allow_shrink*),
        `ArchiveFlawed` (only if *strict*, for any bad record), `ConfigError` for *aliases*,
        `IndexLocked` or `IndexUnwritable`.
        """
        origin = [str(path) for path in paths]
        return engine.build(
            Path(index),
            _staged(articles.load(origin), progress),
            origin=origin,
            allow_shrink=allow_shrink,
            strict=strict,
            jobs=jobs,
            aliases=aliases,
            progress=progress.article,
        )

    @staticmethod
    def update(  # noqa: PLR0913  each is an option of the command line
        paths: Iterable[str | Path],
        index: str | Path = "index",
        *,
        prune: bool = False,
        allow_shrink: bool = False,
        strict: bool = False,
        jobs: int = 0,
        aliases: str | None = None,
        progress: Progress = UNWATCHED,
    ) -> Report:
        """Add the new articles of *paths* to *index* and replace those that have changed.

        With *prune* the articles that are not among *paths* any more are removed, but not those
        from files that could not be read whole. Where nothing has changed the live generation
        stays. Raises what `build` raises.
        """
        origin = [str(path) for path in paths]
        return engine.update(
            Path(index),
            _staged(articles.load(origin), progress),
            prune=prune,
            origin=origin,
            allow_shrink=allow_shrink,
            strict=strict,
            jobs=jobs,
            aliases=aliases,
            progress=progress.article,
        )

    @staticmethod
    def check(index: str | Path = "index") -> list[str]:
        """Read all of *index*, compare every checksum; a line for each fault, none if it is sound.

        Raises `IndexNotFound` or `IndexOutdated`.
        """
        return engine.check(Path(index))

    def refresh(self) -> bool:
        """Turn to the generation that is live now; tell whether it is another than before."""
        return self._index.refresh()

    @property
    def chain(self) -> Chain:
        """What the stems and skeletons of the open generation are: see docs/embedding.md."""
        return self._index.chain

    def whoosh_index(self) -> "SnapshotIndex":
        """Give the open generation as a read-only ``whoosh.index.Index``: see docs/embedding.md."""
        return self._index.whoosh_index()

    def __enter__(self) -> Self:
        """Give the archive itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the archive."""
        self.close()

    def close(self) -> None:
        """Close the files of the index."""
        self._index.close()

    def search(  # noqa: PLR0913  each is an option of the command line
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: str = "relevance",
        snippets: int = 2,
        collapse: bool = False,
        today: dt.date | None = None,
    ) -> Result:
        """Find the articles that match *query*, *limit* of them from *offset* on.

        *sort* is ``relevance``, ``newest`` or ``oldest``; each hit has at most *snippets* pieces of
        its text. With *collapse* one hit stands for all articles that tell its story, as that of an
        agency in several papers, and *total* counts stories. Where no article has enough of the
        words, those with some of them are found, and a note says so. Relative dates count from
        *today*. Raises `QueryError` if nothing is
        searched for, ValueError for a negative count or an unknown order.
        """
        if limit < 0 or offset < 0 or snippets < 0 or sort not in SORTS:
            reason = f"limit, offset, snippets are counts, sort is one of {', '.join(SORTS)}"
            raise ValueError(reason)
        started = time.perf_counter()
        tried = []
        for parsed in attempts(query, lookup=self._index.usage, today=today):
            tried.append(parsed)
            total, scored = self._index.search(
                parsed.tree, limit=limit, offset=offset, sort=sort, collapse=collapse
            )
            if total:
                break
        parsed = tried[-1] if total else tried[0]
        return Result(
            query=query,
            parsed=write(parsed.syntax),
            explained=describe(parsed.syntax, parsed.match, parsed.usage),
            notes=parsed.notes,
            total=total,
            hits=tuple(hits(scored, marks(parsed.tree, parsed.usage), snippets)),
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def like(
        self, article_id: str, *, limit: int = 10, offset: int = 0, snippets: int = 2
    ) -> Result:
        """Find the articles that say what the article *article_id* says, the most similar first.

        The words by which they were found stand for the query. Raises `ArticleNotFound`.
        """
        started = time.perf_counter()
        chain = self._index.chain
        tree = engine.similar(self._index.snapshot, chain, self.show(article_id))
        total, scored = self._index.search(tree, limit=limit, offset=offset)
        return Result(
            query=article_id,
            parsed=words(tree),
            explained=alike(article_id),
            notes=(),
            total=total,
            hits=tuple(hits(scored, marks(tree, Usage(chain)), snippets)),
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def facets(
        self, query: str = "", *, by: str, limit: int = 10, today: dt.date | None = None
    ) -> "Facets":
        """Count what matches *query*, or all there is, by one of the fields in `FACETS`.

        Gives the *limit* most frequent values, of years and months the latest. Raises what `search`
        raises.
        """
        if by not in FACETS or limit < 0:
            reason = f"limit is a count, by is one of {', '.join(FACETS)}"
            raise ValueError(reason)
        return engine.facets(self._find(query, today), by, limit=limit)

    def timeline(
        self, query: str = "", *, unit: str | None = None, today: dt.date | None = None
    ) -> "Timeline":
        """Count over time what matches *query*, or all there is, and say its share of the archive.

        *unit* is ``day``, ``week``, ``month`` or ``year``, or chosen by the time that hits span.
        Raises what `search` raises.
        """
        if unit not in {None, *UNITS}:
            reason = f"unit is one of {', '.join(UNITS)}"
            raise ValueError(reason)
        return engine.timeline(self._find(query, today), unit)

    def export(self, query: str = "", *, today: dt.date | None = None) -> Iterator[Article]:
        """Yield every article that matches *query*, or all there is, one after the other.

        Raises what `search` raises, before the first.
        """
        return iter(self._find(query, today))

    def entities(
        self, prefix: str = "", *, kind: str | None = None, limit: int = 10
    ) -> "list[Entity]":
        """List the *limit* most frequent entities, of one *kind* or of all in `KINDS`.

        With *prefix* those that have a name with a word that begins so.
        """
        if kind not in {None, *KINDS} or limit < 0:
            reason = f"limit is a count, kind is one of {', '.join(KINDS)}"
            raise ValueError(reason)
        kinds = (kind,) if kind else KINDS
        return engine.entities(self._index.snapshot, prefix, kinds=kinds, limit=limit)

    def mentioned(self, article: Article) -> "Mentioned":
        """Find what *article*, one that `show` gave, mentions where: entities and dates."""
        return engine.mentioned(self._index.snapshot, article)

    def suggest(self, prefix: str, *, limit: int = 10) -> "list[Completion]":
        """List frequent words of the archive that begin with *prefix*, and names of its entities.

        There are at most *limit*, a third of them names.
        """
        return engine.completions(self._index.snapshot, prefix, limit=limit)

    def explain(
        self, query: str, article_id: str, *, today: dt.date | None = None
    ) -> "Explanation":
        """Say why `search` finds the article *article_id* for *query*, or why it does not.

        What each word adds to the score, through which words of which field, adds up to the score
        of the hit. Raises what `search` raises, and `ArticleNotFound`.
        """
        parsed, found = self._understood(query, today)
        return engine.explain(found.snapshot, query, parsed, article_id)

    def _find(self, query: str, today: dt.date | None) -> "Found":
        """Give all that `search` would find for *query*; all articles for an empty one."""
        if not query.strip():
            return self._index.find(everything())
        return self._understood(query, today)[1]

    def _understood(self, query: str, today: dt.date | None) -> tuple[Parsed, "Found"]:
        """Give the first reading of *query* that finds something, else that as typed."""
        tried = []
        for parsed in attempts(query, lookup=self._index.usage, today=today):
            found = self._index.find(parsed.tree)
            tried.append((parsed, found))
            if found:
                return parsed, found
        return tried[0]

    def show(self, article_id: str) -> Article:
        """Give the article whose id is *article_id*, as published.

        Raises `ArticleNotFound`.
        """
        article = self._index.article(article_id)
        if article is None:
            raise ArticleNotFound(article_id)
        return article

    def status(self) -> dict[str, Any]:
        """State what the index holds: generation, articles, span of days, bytes, version.

        *reprints* are the articles that tell a story that another one tells.
        """
        generation = self._index.generation
        return {
            "generation": generation.number,
            **generation.facts,
            "segments": len(generation.parts),
            "version": VERSION,
        }


def _staged(
    records: Iterable[Article | BadRecord], progress: Progress
) -> Iterator[Article | BadRecord]:
    progress.stage("reading")
    yield from records
    progress.stage("writing")
