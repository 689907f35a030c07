"""What reading arrays that do not hold together leads to, turned into `IndexDamaged`."""

from pathlib import Path
from types import TracebackType

from searchkit.errors import IndexDamaged

#: What numpy and Python raise for numbers that cannot be offsets, counts or texts.
SURPRISES = (IndexError, ValueError, TypeError, OverflowError, MemoryError, KeyError)


class reading:  # noqa: N801 - reads like a function; a class because a generator takes longer
    """Read the index in *folder*: whatever its arrays make fail is damage to it."""

    __slots__ = ("_folder",)

    def __init__(self, folder: Path) -> None:
        """Take the *folder* to name."""
        self._folder = folder

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Turn what was raised into `IndexDamaged` if it is a surprise."""
        if isinstance(error, SURPRISES):
            reason = f"arrays do not hold together: {error!r}"
            raise IndexDamaged(self._folder, reason) from error
