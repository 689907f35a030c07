"""Who, where, which organization, what event: the entities that an article names.

In comes an `Article`, out come `Mention` values whose offsets index the article's fields as they
were published. Nothing here knows of other articles: one name for an entity across an archive is
the index's business.
"""

from searchkit.entities.extraction import extract, field_text
from searchkit.entities.learned import Learned
from searchkit.entities.learning import learn
from searchkit.entities.model import FIELDS, KINDS, Mention

__all__ = ["FIELDS", "KINDS", "Learned", "Mention", "extract", "field_text", "learn"]
