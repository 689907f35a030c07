"""The month names of ``searchkit/data/months.json``, which `make_months.py` writes from CLDR.

Gives each spelling its calendar and number. Names are as printed; folding is the lexicon's.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from searchkit.dates.span import Calendar


@dataclass(frozen=True, slots=True)
class MonthFamily:
    """Twelve months as one region names them: *months* holds the spellings of each, usual first.

    >>> [family.months[4][0] for family in month_families() if family.name == "levantine"]
    ['أيار']
    """

    name: str
    calendar: Calendar
    months: tuple[tuple[str, ...], ...]


@cache
def month_families() -> tuple[MonthFamily, ...]:
    """Read the families from the packaged table, once.

    >>> [family.name for family in month_families()][:3]
    ['egyptian', 'levantine', 'tunisian']
    """
    table = json.loads(files("searchkit").joinpath("data/months.json").read_text(encoding="utf-8"))
    return tuple(
        MonthFamily(row["family"], row["calendar"], tuple(map(tuple, row["months"])))
        for row in table["families"]
    )
