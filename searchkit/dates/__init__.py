"""Dates as Arabic writes them -> `DateSpan`.

`find` lists the dates in running text, `parse` reads a whole expression (a date line, a query
value). Both take the day the text is read from, usually the day it was published. Impossible
dates are not found; no string makes either raise.
"""

from searchkit.dates.extent import extent
from searchkit.dates.finding import find, parse
from searchkit.dates.span import Calendar, DateSpan, Granularity

__all__ = ["Calendar", "DateSpan", "Granularity", "extent", "find", "parse"]
