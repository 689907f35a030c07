"""What a word mostly names, as counted in what the tagger found in an archive."""

from collections.abc import Mapping

from searchkit.entities.learned import Learned

_KINDS = ("person", "place", "org")
#: A sense by the share of its occurrences in which the word was part of such a name.
_SHARES = (0.3, 0.6, 0.9)
#: The sense of a word that is in no name.
NO_NAME, _MIXED = 1, 2
_FIRST = 3
_RARELY = 0.05
#: A word that is met less often has no sense.
LEAST = 5


def sense(total: int, named: Mapping[str, int]) -> int:
    """Give the sense of a word that was met *total* times, *named* as part of names by kind.

    >>> sense(10, {"person": 10}), sense(10, {}), sense(3, {"person": 3})
    (5, 1, 0)
    """
    if total < LEAST:
        return 0
    most, kind = max((named.get(kind, 0), kind) for kind in _KINDS)
    share = most / total
    if share < _SHARES[0]:
        return _MIXED if share >= _RARELY else NO_NAME
    grade = sum(share >= least for least in _SHARES) - 1
    return _FIRST + _KINDS.index(kind) * len(_SHARES) + grade


def is_everyday(form: str, groups: Learned, senses: Learned) -> bool:
    """Tell whether *form* is a known word that mostly names nothing."""
    known = senses.of(form)
    return known in (NO_NAME, _MIXED) if known else bool(groups.of(form))
