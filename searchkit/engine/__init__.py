"""The index: articles in, a published generation on disk, hits out.

`build` fills and publishes a generation, `Index` searches the live one. Trees of ``whoosh.query``
are evaluated whatever syntax they came from.
"""

from searchkit.engine.build import Report, build
from searchkit.engine.index import SORTS, Index, Scored

__all__ = ["SORTS", "Index", "Report", "Scored", "build"]
