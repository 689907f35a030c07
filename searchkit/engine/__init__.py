"""The index: articles in, a published generation on disk, hits out.

`build` and `update` publish a generation, `check` reads one whole, `Index` searches the live one;
`facets` and `timeline` count what was found, `similar` asks for more like an article, `completions`
lists the words of an index and `entities` its names, `mentioned` what an article of it mentions;
`explain` says why an article is found.
Trees of ``whoosh.query`` are evaluated whatever syntax they came from.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from searchkit.engine.index import SORTS, Index, Scored
from searchkit.engine.report import Report

if TYPE_CHECKING:
    from searchkit.engine.completion import completions
    from searchkit.engine.explaining import explain
    from searchkit.engine.found import facets, timeline
    from searchkit.engine.inventory import entities, mentioned
    from searchkit.engine.likeness import similar
    from searchkit.engine.publishing import build, update
    from searchkit.engine.soundness import check

__all__ = [
    "SORTS",
    "Index",
    "Report",
    "Scored",
    "build",
    "check",
    "completions",
    "entities",
    "explain",
    "facets",
    "mentioned",
    "similar",
    "timeline",
    "update",
]

#: Where the names stand that a search has no use for: it need not wait until they are loaded.
_LATER = {
    "build": "searchkit.engine.publishing",
    "update": "searchkit.engine.publishing",
    "check": "searchkit.engine.soundness",
    "facets": "searchkit.engine.found",
    "timeline": "searchkit.engine.found",
    "similar": "searchkit.engine.likeness",
    "completions": "searchkit.engine.completion",
    "explain": "searchkit.engine.explaining",
    "entities": "searchkit.engine.inventory",
    "mentioned": "searchkit.engine.inventory",
}


def __getattr__(name: str) -> object:
    """Load what is asked for the first time (PEP 562)."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(name=name, obj=__name__)
