"""The index: articles in, a published generation on disk, hits out.

`build` and `update` publish a generation, `Index` searches the live one. Trees of ``whoosh.query``
are evaluated whatever syntax they came from.
"""

from searchkit.engine.index import SORTS, Index, Scored
from searchkit.engine.publishing import Report, build, update
from searchkit.engine.soundness import check

__all__ = ["SORTS", "Index", "Report", "Scored", "build", "check", "update"]
