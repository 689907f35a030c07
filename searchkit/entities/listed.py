"""The names of the gazetteer in an article: the longest at each place."""

from collections.abc import Iterator, Sequence

from searchkit.analysis import fold
from searchkit.entities.gazetteer import Tree, beginning
from searchkit.entities.pieces import Pieces
from searchkit.entities.spans import Span


def listed(pieces: Pieces) -> Iterator[Span]:
    """Yield the places and organizations of the lists that *pieces* name.

    >>> from searchkit.entities.pieces import cut
    >>> list(listed(cut("وصل إلى الأمم المتحدة")))
    [Span(first=2, last=4, kind='org', clitic=0)]
    """
    forms = [fold(text) for text in pieces.texts]
    index = 0
    while index < len(forms):
        span = _longest(forms, index)
        if span:
            yield span
        index = span.last if span else index + 1


def _longest(forms: Sequence[str], first: int) -> Span | None:
    """Give the longest name that begins at *first*, the one with the least before it."""
    best: Span | None = None
    for clitic, tree in beginning(forms[first]):
        last, kind = _walked(forms, first + 1, tree)
        if kind and (best is None or last > best.last):
            best = Span(first, last, kind, len(clitic) - clitic.endswith("لل"))
    return best


def _walked(forms: Sequence[str], index: int, tree: Tree) -> tuple[int, str]:
    """Follow *forms* from *index* into *tree*: where the longest name ends, and its kind."""
    end, kind = index, tree.get("", "")
    while index < len(forms):
        below = tree.get(forms[index])
        if not isinstance(below, dict):
            break
        tree, index = below, index + 1
        if "" in tree:
            end, kind = index, tree[""]
    return end, str(kind)
