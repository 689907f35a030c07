"""What extraction gives: mentions of people, places, organizations and events in an article."""

from dataclasses import dataclass

#: The kinds of entities.
KINDS = ("person", "place", "org", "event")

#: The fields of an article whose texts have mentions, in the order of reading.
FIELDS = ("title", "body", "author", "source", "publisher", "photo", "tag")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an article names an entity.

    *kind* is one of `KINDS`. *start* and *end* are offsets into the text of *field*, one of
    `FIELDS`, as `field_text` gives it. *name* is the one name that the entity has within the
    article: in published spelling, without clitics, the same for all its mentions.
    """

    kind: str
    start: int
    end: int
    field: str
    name: str
