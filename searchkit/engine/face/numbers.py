"""Number columns as Whoosh's NUMERIC fields see them: terms of falling precision."""

from functools import cached_property

import numpy as np
from whoosh.columns import ColumnReader
from whoosh.fields import NUMERIC

from searchkit.engine.segments.arrays import Ints, Longs, Mask
from searchkit.engine.segments.columns import MISSING

_OFFSET = 1 << 31  # what makes a signed 32-bit number sort as unsigned


class NumberTerms:
    """The terms of a number column and the articles of each, derived from the column."""

    def __init__(self, field: NUMERIC, values: Ints, live: Mask | None) -> None:
        """Take the *values* of all articles; deleted ones have no terms."""
        self._field = field
        known = values != MISSING
        self._articles = np.flatnonzero(known if live is None else known & live)
        self._sortable: Longs = values[self._articles].astype(np.int64) + _OFFSET

    @cached_property
    def terms(self) -> list[bytes]:
        """All terms, sorted."""
        return [
            self._field.sortable_to_bytes(number << shift, shift)
            for shift in range(0, self._field.bits, self._field.shift_step)
            for number in np.unique(self._sortable >> shift).tolist()
        ]

    def articles(self, term: bytes) -> Longs:
        """Give the articles whose number starts as *term* says."""
        shift, number = term[0], int.from_bytes(term[1:], "big")
        found: Longs = self._articles[self._sortable >> shift == number]
        return found


class NumberColumn(ColumnReader):
    """A number column for Whoosh's sorting and facets; unknown values sort last."""

    def __init__(self, values: Ints, default: int) -> None:
        """Read *values*, giving *default* for unknown ones."""
        self._values, self._default, self._reverse = values, default, False

    def __len__(self) -> int:
        """Give the number of articles."""
        return len(self._values)

    def __getitem__(self, docnum: int) -> int:
        """Give the value of an article."""
        value = int(self._values[docnum])
        return self._default if value == MISSING else value

    def sort_key(self, docnum: int) -> int:  # type: ignore[override] # as Whoosh's own do
        """Give what the article sorts by."""
        value = self[docnum]
        return -value if self._reverse and value != self._default else value

    def set_reverse(self) -> None:
        """Sort from the greatest to the smallest from now on."""
        self._reverse = True
