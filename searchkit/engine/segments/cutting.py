"""Batches of articles cut for a segment: all the work on them that needs no other batch.

Most of the time of a build goes into this, and nothing here remembers anything, so that any
process may do any batch (`searchkit.engine.segments.workers`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from searchkit.analysis.lexicon import Words, words_of
from searchkit.engine.segments.schema import Entry, Said
from searchkit.engine.segments.stored import Compressor, recode

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Plan(Generic[_T]):
    """How to cut: *make* an entry of each article, take these of its fields and columns.

    *make* must be a function of a module, for it is sent to other processes by its name; without a
    *dictionary* nothing is compressed.
    """

    make: Callable[[_T], Entry]
    fields: tuple[str, ...]
    numbers: tuple[str, ...]
    texts: tuple[str, ...]
    names: tuple[str, ...]
    dictionary: bytes | None = None


class Cut(NamedTuple):
    """A batch of entries: their *words*, field after field, and the other things they consist of.

    *numbers* and *texts* have a list for each column, *names* one for each kind; *said* is what
    articles call entities besides. *stored* is compressed or, if the plan had no dictionary,
    recoded only.
    """

    ids: list[str]
    words: Words
    numbers: list[list[int | None]]
    texts: list[list[str]]
    names: list[list[Sequence[str]]]
    said: list[Said]
    stored: list[bytes]


def cut(batch: Sequence[_T], plan: Plan[_T]) -> Cut:
    """Cut a *batch* of articles as *plan* says."""
    entries = [plan.make(article) for article in batch]
    recoded = recode([entry.stored for entry in entries])
    return Cut(
        [entry.id for entry in entries],
        words_of([entry.texts.get(field, "") for field in plan.fields for entry in entries]),
        [[entry.numbers.get(name) for entry in entries] for name in plan.numbers],
        [[entry.texts.get(name, "") for entry in entries] for name in plan.texts],
        [[entry.names.get(kind, ()) for entry in entries] for kind in plan.names],
        [one for entry in entries for one in entry.said],
        recoded if plan.dictionary is None else [*map(Compressor(plan.dictionary), recoded)],
    )
