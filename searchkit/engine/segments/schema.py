"""What goes into the engine: entries, the views their texts are searched by, their columns.

An `Entry` is an article cut for the index. A `View` is a Whoosh field over the tokens of one text
field: all views of a field share its positions and lengths and differ in what the term of a token
is. The engine does not know what an article is, nor how a text becomes words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from searchkit.engine.segments.arrays import Integers
from searchkit.engine.segments.names import Listed

#: The name of the field that leads from an article's id to its number.
ID = "id"

#: Forms of a vocabulary and how often each occurs, to the term of each.
Terms: TypeAlias = Callable[[Sequence[str], Integers], Sequence[str]]

#: What an article calls an entity besides its name: kind, form, name.
Said: TypeAlias = tuple[str, str, str]

#: A kind, its names and the articles that have them, and how many articles say what, to the main
#: name of each name that has another.
Mains: TypeAlias = Callable[[str, Listed, Mapping[Said, int]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One article for the index.

    *texts* by token field (absent: empty), *numbers* by column (None: unknown; days are proleptic
    ordinals), *names* by kind, *said* what else the article calls them, *stored*
    whatever the caller wants back for a hit. An *id* names one live article.
    """

    id: str
    texts: Mapping[str, str]
    numbers: Mapping[str, int | None] = field(default_factory=dict)
    stored: bytes = b""
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    said: Sequence[Said] = ()


def as_it_is(entry: Entry) -> Entry:
    """Give *entry* itself: what makes an entry of one."""
    return entry


def each(term: Callable[[str], str]) -> Terms:
    """Make the terms of a view from a function of one form alone.

    >>> import numpy as np
    >>> each(str.upper)(["ab", "c"], np.array([1, 1]))
    ['AB', 'C']
    """
    return lambda forms, _counts: [term(form) for form in forms]


def each_its_own(_kind: str, _listed: Listed, _said: Mapping[Said, int]) -> Mapping[str, str]:
    """Let every name be its own main name."""
    return {}


def exact(forms: Sequence[str], _counts: Integers) -> Sequence[str]:
    """Give the forms themselves: the terms of an exact view."""
    return forms


@dataclass(frozen=True, slots=True)
class View:
    """A Whoosh field *name* over the tokens of text *field*; *terms* maps its vocabulary.

    *terms* is called once for a segment, with all forms of the field and their counts; equal
    forms must get equal terms as long as segments of one index are written.
    """

    name: str
    field: str
    terms: Terms = exact


@dataclass(frozen=True, slots=True)
class Schema:
    """The views of an index, its integer columns and the texts it can show without decompression.

    *texts* names text fields kept as published in a mapped column, beside the id of every article;
    *names* are the kinds of names that articles have, and *mains* is called once for each kind.
    *learn*, if there is one, is asked for the schema to write by as soon as all forms are known,
    and how often each is in every field: the same one, with other terms in its views.
    """

    views: tuple[View, ...]
    numbers: tuple[str, ...] = ("date",)
    texts: tuple[str, ...] = ("title", "source")
    learn: Callable[[Sequence[str], Mapping[str, Integers]], "Schema"] | None = None
    names: tuple[str, ...] = ()
    mains: Mains = each_its_own

    @property
    def fields(self) -> tuple[str, ...]:
        """The text fields that are cut into tokens, in the order of their first view."""
        return tuple(dict.fromkeys(view.field for view in self.views))

    def views_of(self, field: str) -> list[View]:
        """Give the views of text *field*."""
        return [view for view in self.views if view.field == field]
