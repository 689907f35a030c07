"""The names of the gazetteer in an article: the longest at each place."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count

from searchkit.entities.gazetteer import Tree, beginning
from searchkit.entities.spans import Span


def listed(forms: Sequence[str]) -> Iterator[Span]:
    """Yield the places and organizations of the lists in a text of such folded *forms*.

    >>> list(listed(["وصل", "الي", "الامم", "المتحده"]))
    [Span(first=2, last=4, kind='org', clitic=0)]
    """
    behind = 0
    for index in compress(count(), map(beginning, forms)):
        if index >= behind and (span := _longest(forms, index)):
            yield span
            behind = span.last


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


#: The features of a piece that the lists know as one, first or later word of a name, by number.
LISTED_FEATURES = (
    "",
    *(
        f"g{clitic}{kind}{part}"
        for clitic in ("", "~")
        for kind in ("place", "org")
        for part in ("1", "B", "I")
    ),
)
_NUMBERS = {feature: number for number, feature in enumerate(LISTED_FEATURES)}


def listed_numbers(spans: Iterable[Span], size: int) -> list[int]:
    """Number, for each of *size* pieces, its feature of `LISTED_FEATURES`.

    >>> [LISTED_FEATURES[number] for number in listed_numbers([Span(1, 3, "org")], 3)]
    ['', 'gorgB', 'gorgI']
    """
    numbers = [0] * size
    for span in spans:
        prefix = f"g{'~' * bool(span.clitic)}{span.kind}"
        single = span.last == span.first + 1
        numbers[span.first] = _NUMBERS[prefix + ("1" if single else "B")]
        for index in range(span.first + 1, span.last):
            numbers[index] = _NUMBERS[f"{prefix}I"]
    return numbers
