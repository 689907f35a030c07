"""An account of the records of a build: what each became, and where it stands."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from searchkit.articles import Article, BadRecord, Place

#: Records kept to be named at once; all of them are in the account, however many there are.
KEPT = 1000


class Census:
    """Counts records as they pass by on their way into the index.

    *bad* and *duplicates* are the first of either; what is not in the index is written to *account*
    as JSON Lines: file, line and reason of each record.
    """

    def __init__(self, account: TextIO) -> None:
        """Start without any record."""
        self._account = account
        self.places: dict[str, Place] = {}  # of the last article with each id
        self.bad: list[BadRecord] = []
        self.bad_count = 0
        self.unread: set[str] = set()  # paths of what could not be read whole
        self.duplicates: list[BadRecord] = []
        self.duplicate_count = 0

    def articles(
        self, records: Iterable[Article | BadRecord], progress: Callable[[], None]
    ) -> Iterator[Article]:
        """Yield the articles of *records*; note what every record is and call *progress* for it."""
        for record in records:
            progress()
            if isinstance(record, BadRecord):
                self.bad_count += 1
                self.unread.add(record.place.path)
                self._note(record, self.bad)
                continue
            if earlier := self.places.get(record.id):
                reason = f"duplicate: replaced by {record.place}, which has the same id {record.id}"
                self.duplicate_count += 1
                self._note(BadRecord(earlier, reason), self.duplicates)
            self.places[record.id] = record.place
            yield record

    def _note(self, record: BadRecord, kept: list[BadRecord]) -> None:
        if len(kept) < KEPT:
            kept.append(record)
        place = record.place
        values = {"file": place.path, "line": place.line, "reason": record.reason}
        self._account.write(json.dumps(values, ensure_ascii=False) + "\n")
