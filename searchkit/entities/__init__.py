"""Who, where, which organization, what event: the entities that an article names.

In comes an `Article`, out come `Mention` values whose offsets index the article's fields as they
were published. Nothing here knows of other articles: one name for an entity across an archive is
the index's business.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searchkit.entities.extraction import extract, field_text
    from searchkit.entities.learned import Learned
    from searchkit.entities.learning import learn
    from searchkit.entities.model import FIELDS, KINDS, Mention

__all__ = ["FIELDS", "KINDS", "Learned", "Mention", "extract", "field_text", "learn"]

#: Where the names stand: a search reads keys of names only, and need not wait for what finds them.
_LATER = {
    "extract": "searchkit.entities.extraction",
    "field_text": "searchkit.entities.extraction",
    "Learned": "searchkit.entities.learned",
    "learn": "searchkit.entities.learning",
    "FIELDS": "searchkit.entities.model",
    "KINDS": "searchkit.entities.model",
    "Mention": "searchkit.entities.model",
}


def __getattr__(name: str) -> object:
    """Load what is asked for the first time (PEP 562)."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(name=name, obj=__name__)
