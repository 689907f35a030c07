"""An account of the records of a build: what each became, and where it stands."""

import json
from collections.abc import Callable, Iterable, Iterator

from searchkit.articles import Article, BadRecord, Place


class Census:
    """Counts records as they pass by on their way into the index."""

    def __init__(self) -> None:
        """Start without any record."""
        self.places: dict[str, Place] = {}  # of the last article with each id
        self.bad: list[BadRecord] = []
        self.duplicates: list[BadRecord] = []

    def articles(
        self, records: Iterable[Article | BadRecord], progress: Callable[[], None]
    ) -> Iterator[Article]:
        """Yield the articles of *records*; note what every record is and call *progress* for it."""
        for record in records:
            progress()
            if isinstance(record, BadRecord):
                self.bad.append(record)
                continue
            if earlier := self.places.get(record.id):
                reason = f"duplicate: replaced by {record.place}, which has the same id {record.id}"
                self.duplicates.append(BadRecord(earlier, reason))
            self.places[record.id] = record.place
            yield record

    def account(self) -> str:
        """Name what is not in the index, as JSON Lines: file, line and reason of each record."""
        return "".join(
            json.dumps(
                {"file": record.place.path, "line": record.place.line, "reason": record.reason},
                ensure_ascii=False,
            )
            + "\n"
            for record in (*self.bad, *self.duplicates)
        )
