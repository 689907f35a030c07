"""What a query tree looks for in a field's text: the stems and phrases to mark in a hit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from whoosh import query as whoosh

from searchkit.analysis import PLAIN, Chain
from searchkit.query.fields import STEM, VIEWS
from searchkit.query.named import Named
from searchkit.query.usage import UNKNOWN, Usage


@dataclass(frozen=True, slots=True)
class Wanted:
    """Stems to mark wherever they stand, sequences of stems to mark as one, and skeletons.

    What stem and skeleton of a word are, *chain* says.
    """

    stems: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    chain: Chain = PLAIN
    skeletons: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether there is anything to mark."""
        return bool(self.stems or self.phrases or self.skeletons)


def wanted(tree: whoosh.Query, field: str, usage: Usage = UNKNOWN) -> Wanted:
    """Collect what *tree*, made with *usage*, looks for in the stems of *field*, exclusions aside.

    Names of entities are looked for wherever they stand.

    >>> from searchkit.query import parse
    >>> sorted(wanted(parse("العقوبات -الروسية").tree, "body").stems)
    ['عقوب']
    """
    view = next(view.name for view in VIEWS[field] if view.form == STEM)
    leaves = list(_leaves(tree))
    said = [leaf for leaf in leaves if not isinstance(leaf, Named) and leaf.fieldname == view]
    named = [tuple(map(usage.chain.stem, leaf.words)) for leaf in leaves if isinstance(leaf, Named)]
    return Wanted(
        frozenset(leaf.text for leaf in said if isinstance(leaf, whoosh.Term))
        | {words[0] for words in named if len(words) == 1},
        tuple(tuple(leaf.words) for leaf in said if isinstance(leaf, whoosh.Phrase))
        + tuple(words for words in named if len(words) > 1),
        usage.chain,
        frozenset(map(usage.chain.skeleton, usage.rare)),
    )


class Marks(NamedTuple):
    """What to mark in the title and in the body of a hit."""

    title: Wanted
    body: Wanted


def marks(tree: whoosh.Query, usage: Usage) -> Marks:
    """Collect what *tree*, made with *usage*, looks for in titles and bodies."""
    return Marks(wanted(tree, "title", usage), wanted(tree, "body", usage))


def words(tree: whoosh.Query) -> str:
    """Write the words that *tree* looks for, in its order, as a query for any of them.

    >>> words(whoosh.Or([whoosh.Term("title", "نفط"), whoosh.Term("body", "غاز")]))
    'نفط OR غاز'
    """
    found = (leaf.text for leaf in _leaves(tree) if isinstance(leaf, whoosh.Term))
    return " OR ".join(dict.fromkeys(found))


def _leaves(node: whoosh.Query) -> Iterator[whoosh.Term | whoosh.Phrase | Named]:
    if isinstance(node, whoosh.Term | whoosh.Phrase | Named):
        yield node
    elif not isinstance(node, whoosh.Not):
        for child in node.children():
            yield from _leaves(child)
