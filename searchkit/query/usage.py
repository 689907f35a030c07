"""What a query has to know of the archive it is for, without knowing an index.

A parser knows what was typed; whoever has an index says what that is in its archive (`Lookup`).
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from searchkit.analysis import PLAIN, Chain
from searchkit.query.fields import DEFAULT_FIELDS
from searchkit.query.syntax import Boost, Either, Enough, In, Must, Node, Word


class Meant(NamedTuple):
    """What was probably meant by a slip: one form, or two without the space; as it is *printed*."""

    forms: tuple[str, ...]
    printed: str


@dataclass(frozen=True, slots=True, eq=False)
class Usage:
    """How an archive uses words: its *chain*, and what was probably *meant* by those it has not.

    If all that was typed is in next to no article, it is *rare*: articles with its skeletons match.
    What is in many articles has a smaller *worth* than what tells a few of them from the others.
    """

    chain: Chain = PLAIN
    meant: Mapping[str, Meant] = field(default_factory=dict)
    rare: frozenset[str] = frozenset()
    worth: Mapping[str, int] = field(default_factory=dict)


#: Gives for forms that were typed how the archive uses them.
Lookup: TypeAlias = Callable[[Collection[str]], Usage]

#: How words are used in no archive.
UNKNOWN = Usage()


def unknown(_: Collection[str]) -> Usage:
    """Know no archive."""
    return UNKNOWN


def single_words(node: Node) -> Iterator[Word]:
    """Yield the plain words that *node* looks for in titles and bodies."""
    match node:
        case Word(tokens=(_,)):
            yield node
        case Enough() | Either():
            for child in node.children:
                yield from single_words(child)
        case In(field=name) if name not in DEFAULT_FIELDS:
            return
        case In() | Must() | Boost():
            yield from single_words(node.child)
