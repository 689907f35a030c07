"""Files of any shape to articles.

In come paths, out come `Article` values and, for what cannot be one, `BadRecord` values with place
and reason. Texts stay as published; only white space around lines goes.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from searchkit.articles.model import Article, BadRecord, Place

if TYPE_CHECKING:
    from searchkit.articles.loading import load
    from searchkit.articles.shapes import SHAPES

__all__ = ["SHAPES", "Article", "BadRecord", "Place", "load"]

#: Where the names stand that a search has no use for: it need not wait until they are loaded.
_LATER = {"load": "searchkit.articles.loading", "SHAPES": "searchkit.articles.shapes"}


def __getattr__(name: str) -> object:
    """Load what is asked for the first time (PEP 562)."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(name=name, obj=__name__)
