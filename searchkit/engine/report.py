"""What a build or an update has done, in counts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchkit.articles import BadRecord


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the records, and what the index holds now.

    Every record was *added*, *changed* or *unchanged*, or is one of *bad_count* bad ones or of
    *duplicate_count* replaced by a later record of the same id; *bad* and *duplicates* are the
    first of these, and the file *account* names all. *removed* articles were in the index and not
    among the records. *indexed* is all that the index holds, *undated* those without a date.
    *seconds* is the whole time, *index_bytes* the size of generation number *generation*.
    """

    indexed: int
    added: int
    changed: int
    unchanged: int
    removed: int
    undated: int
    bad: tuple[BadRecord, ...]
    bad_count: int
    duplicates: tuple[BadRecord, ...]
    duplicate_count: int
    seconds: float
    index_bytes: int
    generation: int
    account: Path

    def to_dict(self) -> dict[str, Any]:
        """Give the counts as plain values that JSON can carry."""
        return {
            "format_version": 1,
            "indexed": self.indexed,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "undated": self.undated,
            "bad": self.bad_count,
            "duplicates": self.duplicate_count,
            "replaced": self.duplicate_count + self.changed,
            "seconds": round(self.seconds, 3),
            "index_bytes": self.index_bytes,
            "generation": self.generation,
        }
