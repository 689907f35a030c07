"""From a stream of records to a published generation, with an account of every record."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from searchkit.articles import Article, BadRecord, Place
from searchkit.engine import stock
from searchkit.engine.store import writing
from searchkit.errors import ArchiveShrank, NothingToIndex

#: A build that would publish less than this share of the live index's articles is refused: more
#: often than not a folder was moved or a disk is missing.
LEAST_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the records: every one was *indexed*, is among *bad*, or was a duplicate.

    *duplicates* counts articles replaced by a later one of the same id, *undated* the indexed ones
    without a date. *seconds* is the whole build, *index_bytes* the size of the generation.
    """

    indexed: int
    bad: tuple[BadRecord, ...]
    duplicates: tuple[BadRecord, ...]
    undated: int
    seconds: float
    index_bytes: int
    generation: int
    account: Path

    def to_dict(self) -> dict[str, Any]:
        """Give the counts as plain values that JSON can carry."""
        return {
            "format_version": 1,
            "indexed": self.indexed,
            "bad": len(self.bad),
            "duplicates": len(self.duplicates),
            "replaced": len(self.duplicates),
            "undated": self.undated,
            "seconds": round(self.seconds, 3),
            "index_bytes": self.index_bytes,
            "generation": self.generation,
        }


def build(
    index: Path,
    records: Iterable[Article | BadRecord],
    *,
    origin: Iterable[str] = (),
    allow_shrink: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Report:
    """Index *records* as the next generation of *index* and publish it.

    *origin* names where they come from, for messages; *progress* is called for every record.
    Raises `IndexLocked`, `IndexUnwritable`, `NothingToIndex`, or `ArchiveShrank` unless
    *allow_shrink*; in each case the live generation stays.
    """
    started = time.monotonic()
    census = _Census()
    with writing(index) as writer:
        stock.write(census.counted(records, progress), writer.folder)
        account = writer.report(census.account())
        if not census.places:
            raise NothingToIndex(list(origin))
        before = int(writer.live.facts["articles"]) if writer.live else 0
        if len(census.places) < LEAST_SHARE * before and not allow_shrink:
            raise ArchiveShrank(before, len(census.places))
        size = sum(path.stat().st_size for path in writer.folder.rglob("*"))
        published = writer.publish(census.facts() | {"bytes": size})
    return Report(
        indexed=len(census.places),
        bad=tuple(census.bad),
        duplicates=tuple(census.duplicates),
        undated=census.undated,
        seconds=time.monotonic() - started,
        index_bytes=size,
        generation=published.number,
        account=account,
    )


class _Census:
    """Counts records as they pass by on their way into the index."""

    def __init__(self) -> None:
        self.days: dict[str, date | None] = {}  # of each id
        self.places: dict[str, Place] = {}
        self.bad: list[BadRecord] = []
        self.duplicates: list[BadRecord] = []

    def counted(
        self, records: Iterable[Article | BadRecord], progress: Callable[[], None]
    ) -> Iterator[Article]:
        """Yield the articles of *records*, and remember what all of them were."""
        for record in records:
            progress()
            if isinstance(record, BadRecord):
                self.bad.append(record)
                continue
            if earlier := self.places.get(record.id):
                reason = f"duplicate: replaced by {record.place}, which has the same id {record.id}"
                self.duplicates.append(BadRecord(earlier, reason))
            self.places[record.id] = record.place
            self.days[record.id] = record.date
            yield record

    @property
    def undated(self) -> int:
        """How many of the articles have no date."""
        return sum(day is None for day in self.days.values())

    def facts(self) -> dict[str, Any]:
        """State what the index holds, for `searchkit status`."""
        days = [day.isoformat() for day in self.days.values() if day]
        return {
            "articles": len(self.places),
            "undated": self.undated,
            "first": min(days, default=None),
            "last": max(days, default=None),
            "bad": len(self.bad),
            "duplicates": len(self.duplicates),
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
        }

    def account(self) -> str:
        """Name what is not in the index, as JSON Lines: place and reason of each record."""
        return "".join(
            json.dumps(
                {"file": record.place.path, "line": record.place.line, "reason": record.reason},
                ensure_ascii=False,
            )
            + "\n"
            for record in (*self.bad, *self.duplicates)
        )
