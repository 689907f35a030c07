"""The match rule: which of the words side by side an article must have.

Why it is this one: docs/decisions/0006-match-rule.md.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from searchkit.query.syntax import Boost, Either, Enough, Fuzzy, Node, Pattern, Phrase, Word

#: How many of the words side by side an article must have: enough of them, or any.
Match: TypeAlias = Literal["enough", "any"]

#: So few words must all be there, however common they are: whoever types two means both.
_FEW = 2
#: An article must have more than one part in so many of what all the words are worth.
_PARTS = 3
#: What a rare word is worth, and all that is no plain word; a common word is worth less.
FULL = 500


class Parts(NamedTuple):
    """What stands side by side: what is *required*, and the *others*.

    Those of the others that match must be worth *least* together.
    """

    required: tuple[Node, ...]
    others: tuple[Node, ...]
    worths: tuple[int, ...]
    least: int


def parted(node: Enough, match: Match, worth: Mapping[str, int]) -> Parts:
    """Part what stands side by side, each but once, where words have this *worth*.

    >>> from searchkit.query import parse
    >>> found = parted(parse("من زار مدينة دبي").syntax, "enough", {"من": 10, "زار": 300})
    >>> found.worths, found.least
    ((10, 300, 500, 500), 437)
    """
    children = list(dict.fromkeys(node.children))
    required = tuple(each for each in children if _is_required(each, match))
    others = tuple(each for each in children if not _is_required(each, match))
    if match == "any":
        return Parts(required, others, (1,) * len(others), min(len(others), 1))
    return Parts(required, others, *enough([_worth(each, worth) for each in others]))


def enough(worths: Sequence[int]) -> tuple[tuple[int, ...], int]:
    """Give how much of *worths* must be there, and the worths that this is to be counted by.

    >>> enough([500, 5]), enough([500, 500, 500]), enough([5, 500, 300])
    (((1, 1), 2), ((500, 500, 500), 501), ((5, 500, 300), 269))
    """
    if len(worths) <= _FEW:
        return (1,) * len(worths), len(worths)
    return tuple(worths), sum(worths) // _PARTS + 1


def _worth(node: Node, worth: Mapping[str, int]) -> int:
    if isinstance(node, Boost):
        return _worth(node.child, worth)
    if isinstance(node, Word) and len(node.tokens) == 1:
        return worth.get(node.tokens[0].text, FULL)
    return FULL


def _is_required(node: Node, match: Match) -> bool:
    """Tell whether *node* must match whatever stands beside it.

    Phrases and alternatives must where enough has to match: whoever writes them means them.
    """
    match node:
        case Word() | Pattern() | Fuzzy():
            return False
        case Boost():
            return _is_required(node.child, match)
        case Phrase():
            return match == "enough"
        case Either() | Enough():
            is_meant = match == "enough" and isinstance(node, Either)
            return is_meant or all(_is_required(each, "any") for each in node.children)
        case _:
            return True
