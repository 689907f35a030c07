"""What reading arrays that do not hold together leads to, turned into `IndexDamaged`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from searchkit.errors import IndexDamaged

#: What numpy and Python raise for numbers that cannot be offsets, counts or texts.
SURPRISES = (IndexError, ValueError, TypeError, OverflowError, MemoryError, KeyError)


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Read the index in *folder*: whatever its arrays make fail is damage to it."""
    try:
        yield
    except SURPRISES as error:
        reason = f"arrays do not hold together: {error!r}"
        raise IndexDamaged(folder, reason) from error
