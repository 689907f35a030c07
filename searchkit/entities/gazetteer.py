"""Names that are known beforehand: places, organizations and given names of ``searchkit/data``.

A name is found by its folded words, each as listed; the first may have a conjunction or preposition
before it. How the lists were made, and their licences, stand in the lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeAlias

from searchkit.analysis import fold, words

#: A tree of names by their words; under "" the kind of the name that ends there.
Tree: TypeAlias = "dict[str, Tree | str]"

# What may stand before the first word of a name, and what of the word it took away.
_CLITICS = (
    ("", ""),
    *((clitic, "") for clitic in ("و", "ب", "ل", "ك", "ف", "وب", "ول", "فب", "فل")),
    ("لل", "ال"),
    ("ولل", "ال"),
)
_BEHIND_LETTER = 3  # letters that a word must have behind a clitic of one letter


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by their folded words, and the given names of people."""

    names: Tree
    given: frozenset[str]
    ambiguous: frozenset[str]

    def beginning(self, form: str) -> tuple[tuple[str, Tree], ...]:
        """List what names may begin with *form*: the clitic before it, and the names behind it.

        >>> [clitic for clitic, _ in gazetteer().beginning("وللامم")]
        ['ولل']
        """
        found = []
        for clitic, taken in _CLITICS:
            rest = taken + form[len(clitic) :]
            if form.startswith(clitic) and (not clitic or len(rest) >= _BEHIND_LETTER):
                tree = self.names.get(rest)
                if isinstance(tree, dict):
                    found.append((clitic, tree))
        return tuple(found)


@cache
def gazetteer() -> Gazetteer:
    """Read the packaged lists, once.

    >>> gazetteer().names["اسيا"]
    {'': 'place'}
    """
    names: Tree = {}
    for kind, listed in (("org", _organizations()), ("place", _places())):
        for name in listed:
            tree = names
            for word in words(name):
                tree = tree.setdefault(fold(word[0]), {})  # type: ignore[assignment]
            tree.setdefault("", kind)
    given, ambiguous = _given_names()
    return Gazetteer(names, given | ambiguous, ambiguous)


@lru_cache(maxsize=1 << 16)
def beginning(form: str) -> tuple[tuple[str, Tree], ...]:
    """Give `Gazetteer.beginning` of the packaged lists."""
    return gazetteer().beginning(form)


@cache
def countries() -> frozenset[str]:
    """Give the folded names, of one word, of the territories that have a code of two letters.

    >>> {"روسيا", "مصر"} <= countries()
    True
    """
    rows = (line.split("\t") for line in _lines("places.txt"))
    listed = (name for code, *names in rows if len(code) == 2 for name in names)  # noqa: PLR2004
    return frozenset(fold(name) for name in listed if " " not in name)


def _lines(name: str) -> Iterator[str]:
    text = files("searchkit").joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _organizations() -> Iterator[str]:
    return (name for line in _lines("organizations.txt") for name in line.split(" = "))


def _places() -> Iterator[str]:
    return (name for line in _lines("places.txt") for name in line.split("\t")[1:])


def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    plain: set[str] = set()
    words_too: set[str] = set()
    for line in _lines("given_names.txt"):
        _, colon, listed = line.rpartition(":")
        (words_too if colon else plain).update(map(fold, listed.split()))
    return frozenset(plain - words_too), frozenset(words_too)
