"""What a query says: a tree of what was typed, before any view or term is thought of.

Every node has the *span* of the query it was read from, in code points, end-exclusive; spans do
not count when trees are compared. `searchkit.query.write` prints such a tree, and
`searchkit.query.build` makes the tree of it that the engine evaluates.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from searchkit.analysis import Token

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a query."""

    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A printed word, searched by its stem; what analysis makes several *tokens* of is a phrase."""

    text: str
    tokens: tuple[Token, ...] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Words in that order, searched by their stems; each at most *slop* places after the last."""

    text: str
    tokens: tuple[Token, ...] = field(compare=False, repr=False)
    slop: int = 1


@dataclass(frozen=True, slots=True)
class Exact(Phrase):
    """A word or phrase as printed."""


@dataclass(frozen=True, slots=True)
class Pattern(Node):
    """A word with ``*`` for any letters or ``?`` for one letter, folded."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy(Node):
    """A folded word, give or take *distance* letters."""

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class ArticleId(Node):
    """The id of one article."""

    text: str


@dataclass(frozen=True, slots=True)
class Days(Node):
    """Days of the date *field* from *first* to *last*, as ordinals; None leaves an end open."""

    field: str
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Everything(Node):
    """All articles, or those that have something in *field*."""

    field: str | None = None


@dataclass(frozen=True, slots=True)
class In(Node):
    """What *child* says, looked up in *field*."""

    field: str
    child: Node


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Without what *child* says."""

    child: Node


@dataclass(frozen=True, slots=True)
class Must(Node):
    """What *child* says, whatever else there is."""

    child: Node


@dataclass(frozen=True, slots=True)
class Boost(Node):
    """What *child* says, its score multiplied by *factor*."""

    child: Node
    factor: float


@dataclass(frozen=True, slots=True)
class Enough(Node):
    """Things side by side: all that is required, and enough of the others."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either(Node):
    """One of several things."""

    children: tuple[Node, ...]


def without(node: Node) -> Node:
    """Exclude what *node* says; twice is not at all."""
    if isinstance(node, Not):
        return node.child
    return Not(node.span, node.child if isinstance(node, Must) else node)


def required(node: Node) -> Node:
    """Require what *node* says, if it does not exclude anyway."""
    return node if isinstance(node, Not | Must) else Must(node.span, node)


def weighted(node: Node, factor: float) -> Node:
    """Multiply the score of *node*, if it has any; signs stay outside."""
    if factor == 1 or isinstance(node, Not):
        return node
    if isinstance(node, Must):
        return Must(node.span, Boost(node.span, node.child, factor))
    return Boost(node.span, node, factor)


def within(field_: str, node: Node, span: Span) -> Node:
    """Look *node* up in *field_*; signs move to the outside."""
    if isinstance(node, Not):
        return Not(span, within(field_, node.child, span))
    if isinstance(node, Must):
        return Must(span, within(field_, node.child, span))
    if isinstance(node, In | Everything):  # the nearer name counts
        return node
    return In(span, field_, node)


def joined(kind: type[Enough] | type[Either], nodes: Sequence[Node]) -> Node | None:
    """Join *nodes* as *kind*; one is itself, none is None."""
    if len(nodes) < 2:  # noqa: PLR2004  one needs no joining
        return nodes[0] if nodes else None
    return kind((nodes[0].span[0], nodes[-1].span[1]), tuple(nodes))
