"""What was read lately, kept as long as it fits: the way to what a reader asks for again."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

_T = TypeVar("_T")

_SHARE = 1 / 16  # of the room, that one item may take
_MISSED = 4096  # keys that were not found are known for a while
_OVERHEAD = 500  # bytes that an item takes beside its arrays, about


class Remembered(Generic[_T]):
    """Items by key, of at most *room* bytes together; those asked for longest ago go first.

    Safe to share between threads.
    """

    def __init__(self, room: int) -> None:
        """Keep nothing yet."""
        self._items: OrderedDict[Hashable, tuple[_T, int]] = OrderedDict()
        self._missed: OrderedDict[Hashable, None] = OrderedDict()
        self._lock = Lock()
        self._room = room
        self._taken = 0

    def get(self, key: Hashable) -> _T | None:
        """Give the item under *key*, None if it is not kept."""
        with self._lock:
            found = self._items.get(key)
            if found is None:
                return None
            self._items.move_to_end(key)
            return found[0]

    def missed_before(self, key: Hashable) -> bool:
        """Tell whether this has been asked about *key* lately: of what is asked for, most is once.

        >>> lists = Remembered[list[int]](1 << 20)
        >>> lists.missed_before("a"), lists.missed_before("a")
        (False, True)
        """
        with self._lock:
            before = key in self._missed
            self._missed[key] = None
            self._missed.move_to_end(key)
            if len(self._missed) > _MISSED:
                self._missed.popitem(last=False)
            return before

    def keep(self, key: Hashable, item: _T, size: int) -> _T:
        """Keep *item* of *size* bytes under *key*, unless it takes too much of the room.

        Give the item that is kept now, which may be that of another thread.
        """
        size += _OVERHEAD
        if size > self._room * _SHARE:
            return item
        with self._lock:
            kept, _ = self._items.setdefault(key, (item, size))
            if kept is item:
                self._taken += size
                while self._taken > self._room:
                    self._taken -= self._items.popitem(last=False)[1][1]
            return kept

    @property
    def has_room(self) -> bool:
        """Tell whether more can be kept without anything going."""
        return self._taken < self._room * (1 - _SHARE)
