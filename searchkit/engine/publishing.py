"""From a stream of records to a published generation: all of it new, or added to the live one.

Both are one way: of the records those that the index has already are passed over, the rest becomes
a segment, what it replaces is marked as deleted, segments that have become too many
are merged, and all of that is published at once. A build starts from no segments.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from searchkit.articles import Article, BadRecord
from searchkit.engine import entries
from searchkit.engine.census import Census
from searchkit.engine.chains import read_chain, write_chain
from searchkit.engine.cutting import entry
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.naming import Naming
from searchkit.engine.report import Report
from searchkit.engine.segments.arrays import Integers
from searchkit.engine.segments.columns import MISSING
from searchkit.engine.segments.deletions import deleted_with, write_deleted
from searchkit.engine.segments.merge import merge
from searchkit.engine.segments.schema import Schema
from searchkit.engine.segments.workers import cores
from searchkit.engine.segments.writing import Means, write_segment
from searchkit.engine.store import Writing, writing
from searchkit.entities.aliases import Aliases
from searchkit.errors import ArchiveFlawed, ArchiveShrank, NothingToIndex
from searchkit.query.fields import DATE

#: Publishing less than this share of the live index's articles is refused: more often than not a
#: folder was moved or a disk is missing.
LEAST_SHARE = 0.8
#: A segment has at least this many times the articles of the next one: so there are few, and an
#: article is merged few times.
RATIO = 4
#: But a segment of less than this share of all articles may wait, with so many others, until they
#: are merged in one go: so most updates merge nothing.
TINY_SHARE = 1 / 64
WAITING = 3
#: A segment of which a larger share is deleted is written anew.
DEAD_SHARE = 0.15

_Paths: TypeAlias = list[tuple[Path, Path | None]]


def build(  # noqa: PLR0913  each is an option of the command line
    index: Path,
    records: Iterable[Article | BadRecord],
    *,
    origin: Sequence[str] = (),
    allow_shrink: bool = False,
    strict: bool = False,
    jobs: int = 0,
    aliases: str | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Report:
    """Index *records*, and nothing else, as the next generation of *index*, and publish it.

    *origin* names where they come from, for messages; *progress* is called for every record. As
    many processes as *jobs* work on long archives; 0 is one for each core. *aliases* is a table of
    names of entities beside ours (`searchkit.entities.aliases`). Raises `ConfigError` for a bad
    table, `IndexLocked`, `IndexUnwritable`, `NothingToIndex`, `ArchiveShrank` unless
    *allow_shrink*, or `ArchiveFlawed` if *strict*; in each case the live generation stays.
    """
    plan = _Plan(
        fresh=True,
        prune=False,
        allow_shrink=allow_shrink,
        strict=strict,
        jobs=jobs,
        origin=tuple(origin),
        aliases=Aliases.load(aliases),
    )
    return _publish(index, records, plan, progress)


def update(  # noqa: PLR0913  `build` and one more
    index: Path,
    records: Iterable[Article | BadRecord],
    *,
    prune: bool = False,
    origin: Sequence[str] = (),
    allow_shrink: bool = False,
    strict: bool = False,
    jobs: int = 0,
    aliases: str | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Report:
    """Add the new ones of *records* to *index* and replace those that have changed.

    With *prune* articles that are not among *records* are removed. Where nothing has changed the
    live generation stays. The rest is as in `build`.
    """
    plan = _Plan(
        fresh=False,
        prune=prune,
        allow_shrink=allow_shrink,
        strict=strict,
        jobs=jobs,
        origin=tuple(origin),
        aliases=Aliases.load(aliases),
    )
    return _publish(index, records, plan, progress)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to publish: from *fresh* or onto the live generation, with the rest *pruned* or kept."""

    fresh: bool
    prune: bool
    allow_shrink: bool
    strict: bool
    jobs: int
    origin: tuple[str, ...]
    aliases: Aliases


def _publish(
    index: Path,
    records: Iterable[Article | BadRecord],
    plan: _Plan,
    progress: Callable[[], None],
) -> Report:
    started = time.monotonic()
    with writing(index, onto_live=not plan.fresh) as writer:
        live: _Paths = writer.live.paths if writer.live else []
        kept: _Paths = [] if plan.fresh else live
        changes = _Changes(Snapshot.open(kept))
        folder = writer.new_segment()
        naming = Naming(plan.aliases, changes.before)
        with writer.accounting() as account:
            census = Census(account)
            chain, schema = _chained(writer, fresh=plan.fresh)
            written = write_segment(
                changes.new(census.articles(records, progress)),
                replace(schema, mains=naming.mains),
                folder,
                make=entry,
                means=Means(plan.jobs or cores(), dictionary=changes.dictionary),
            )
        if not census.places:
            raise NothingToIndex(plan.origin, census.bad)
        if plan.strict and census.bad_count:
            raise ArchiveFlawed(census.bad_count, census.bad, writer.account)
        if plan.prune:
            changes.remove_unseen(census.unread)
        parts = [*changes.parts(writer, kept), *changes.written(writer, folder, written)]
        parts, snapshot = _settled(writer, parts)
        before = writer.articles_before
        if snapshot.count < LEAST_SHARE * before and not plan.allow_shrink:
            raise ArchiveShrank(before, snapshot.count)
        facts = _facts(snapshot, [*parts, (chain, None)])
        number = writer.number
        if plan.fresh or changes.any or writer.live is None:
            writer.publish(parts, chain, facts)
        else:
            number = writer.live.number
    return Report(
        indexed=snapshot.count,
        added=written - len(changes.replaced) - len(changes.superseded),
        changed=len(changes.replaced),
        unchanged=len(changes.unchanged),
        removed=changes.removed,
        undated=facts["undated"],
        bad=tuple(census.bad),
        bad_count=census.bad_count,
        duplicates=tuple(census.duplicates),
        duplicate_count=census.duplicate_count,
        seconds=time.monotonic() - started,
        index_bytes=facts["bytes"],
        generation=number,
        account=writer.account,
    )


def _chained(writer: Writing, *, fresh: bool) -> tuple[Path, Schema]:
    """Give where the chain is and the schema, which learns it if there is none yet.

    The chain of the live generation serves until all is built anew: its segments' terms are of it.
    """
    if writer.live and not fresh:
        folder = writer.live.chain_folder
        return folder, entries.schema(read_chain(folder))
    folder = writer.new_chain()

    def learn(forms: Sequence[str], counts: Mapping[str, Integers]) -> Schema:
        chain = entries.learnt(forms, counts)
        write_chain(folder, chain)
        return entries.schema(chain)

    return folder, replace(entries.SCHEMA, learn=learn)


class _Changes:
    """What articles are to those that a snapshot holds: new, changed or the same."""

    def __init__(self, before: Snapshot) -> None:
        self.before = before
        self._digests = before.number(entries.DIGEST) if before.parts else None
        self._place = count()
        self._written: dict[str, int] = {}  # ids to places in the new segment
        self.superseded: list[int] = []  # places of written articles that a later one replaces
        self.unchanged: set[int] = set()  # numbers in the snapshot
        self.replaced: set[int] = set()  # likewise
        self._unseen: set[int] = set()
        self.removed = 0

    @property
    def dictionary(self) -> bytes | None:
        """What the first segment of the snapshot compresses articles with."""
        parts = self.before.parts
        return parts[0].segment.stored.dictionary if parts else None

    def new(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Yield those of *articles* that must be written."""
        for article in articles:
            number = self.before.article(article.id) if self._digests is not None else -1
            if article.id in self._written:
                self.superseded.append(self._written[article.id])
            elif self._digests is not None and number >= 0:
                if int(self._digests[number]) == entries.digest(article):
                    self.unchanged.add(number)
                    continue
                self.unchanged.discard(number)
                self.replaced.add(number)
            self._written[article.id] = next(self._place)
            yield article

    def remove_unseen(self, unread: Collection[str]) -> None:
        """Delete every article of the snapshot that was not among the entries.

        Those from *unread* files and folders stay: that they are not there is not known.
        """
        everything = set(self.before.living(np.arange(self.before.count_all)).tolist())
        self._unseen = {
            number
            for number in everything - self.unchanged - self.replaced
            if not (unread and self._is_in(number, unread))
        }
        self.removed = len(self._unseen)

    def _is_in(self, number: int, paths: Collection[str]) -> bool:
        place = Path(entries.article(self.before.stored(number)).place.path)
        return any(place.is_relative_to(path) for path in paths)

    @property
    def any(self) -> bool:
        """Whether there is anything to publish."""
        return bool(self._written or self._unseen)

    def parts(self, writer: Writing, paths: _Paths) -> _Paths:
        """Give the segments of the snapshot, at *paths*, with the deletions that came about."""
        dead = np.array(sorted(self.replaced | self._unseen), np.int64)
        changed: _Paths = []
        for path, (segment, base, deleted) in zip(paths, self.before.parts, strict=True):
            inside = dead[(dead >= base) & (dead < base + segment.count)] - base
            if not len(inside):
                changed.append(path)
                continue
            deletions = writer.new_deletions()
            write_deleted(deletions, deleted_with(deleted, inside.tolist(), segment.count))
            changed.append((path[0], deletions))
        return changed

    def written(self, writer: Writing, folder: Path, total: int) -> _Paths:
        """Give the new segment of *total* entries, if it has any."""
        if not total:
            return []
        if not self.superseded:
            return [(folder, None)]
        deletions = writer.new_deletions()
        write_deleted(deletions, deleted_with(None, self.superseded, total))
        return [(folder, deletions)]


def _settled(writer: Writing, parts: _Paths) -> tuple[_Paths, Snapshot]:
    """Merge segments of *parts* until each is in proportion; give them, and them opened."""
    while True:
        snapshot = Snapshot.open(parts)
        living = [
            part.segment.count - (0 if part.deleted is None else int(part.deleted.sum()))
            for part in snapshot.parts
        ]
        due = _due(living, [part.segment.count for part in snapshot.parts])
        if due is None:
            return parts, snapshot
        merged: _Paths = []
        if any(living[due]):
            merged = [(writer.new_segment(), None)]
            merge([(part.segment, part.deleted) for part in snapshot.parts[due]], merged[0][0])
        parts = [*parts[: due.start], *merged, *parts[due.stop :]]


def _due(living: list[int], counts: list[int]) -> slice | None:
    """Choose neighbouring segments to be merged into one, given their living and all articles."""
    for place, (alive, total) in enumerate(zip(living, counts, strict=True)):
        if total - alive > DEAD_SHARE * total:
            return slice(place, place + 1)
    large = len(living)
    while large and living[large - 1] < TINY_SHARE * sum(living):
        large -= 1
    if len(living) - large > WAITING:
        return slice(large, len(living))
    for place in range(large - 1, 0, -1):
        if living[place - 1] < RATIO * living[place]:
            return slice(place - 1, place + 1)
    return None


def _facts(snapshot: Snapshot, parts: _Paths) -> dict[str, Any]:
    """State what the index holds, for `searchkit status`."""
    numbers = snapshot.living(np.arange(snapshot.count_all))
    days = snapshot.number(DATE)[numbers] if snapshot.parts else numbers
    known = days[days != MISSING]
    stories = snapshot.number(entries.STORY)[numbers] if snapshot.parts else numbers
    stories = stories[stories != MISSING]
    paths = [path for part in parts for path in part if path]
    files = [file for path in paths for file in ([path] if path.is_file() else path.iterdir())]
    return {
        "articles": snapshot.count,
        "undated": len(days) - len(known),
        "reprints": len(stories) - len(np.unique(stories)),
        "first": date.fromordinal(int(known.min())).isoformat() if len(known) else None,
        "last": date.fromordinal(int(known.max())).isoformat() if len(known) else None,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "bytes": sum(file.stat().st_size for file in files),
    }
