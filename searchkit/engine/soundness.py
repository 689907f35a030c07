"""Whether an index is whole: every file of its live generation, read and compared."""

from pathlib import Path

from searchkit.engine import store
from searchkit.engine.segments.checking import check as check_segment
from searchkit.engine.segments.files import FolderReader
from searchkit.errors import IndexDamaged


def check(index: Path) -> list[str]:
    """Give a line for each fault of the live generation of *index*: which file, and what.

    Raises `IndexNotFound` or `IndexOutdated`.
    """
    while True:
        try:
            generation = store.live(index)
            faults = _faults(generation)
            if not faults or store.live(index) == generation:  # else a writer has replaced it
                return faults
        except IndexDamaged as damage:
            return [damage.reason]


def _faults(generation: store.Generation) -> list[str]:
    faults = [fault for each in generation.paths for fault in check_segment(*each)]
    try:
        return faults + FolderReader(generation.chain_folder).faults()
    except IndexDamaged as damage:
        return [*faults, f"{generation.chain}: {damage.reason}"]
