"""The order in which a terminal without bidi must be given the characters of a line.

The Unicode bidirectional algorithm (UAX #9) for one line of logical text without embeddings and
isolates, which nothing that we print has. In: a line, cut and wrapped already, and its base
direction. Out: places in the line, from left to right. Styles travel with the places.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeAlias

_TABLES = Path(__file__).parents[1] / "data" / "mirrors.json"
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}  # the same brackets, by their decomposition
_MOST_OPEN = 63  # brackets of which UAX #9 keeps track

#: A letter for each class of characters, so that the rules can be written as patterns. Classes
#: that are not here are neutral (`O`); those of `_IGNORED` are not seen by the rules.
_LETTERS = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "AN": "N",
    "ES": "S",
    "ET": "T",
    "CS": "C",
    "NSM": "M",
    "": "L",  # not assigned to any character
}
_IGNORED = frozenset(["BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"])
_BLANK = frozenset(["WS", "S", "B"])

_Rule: TypeAlias = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _to(letter: str) -> Callable[[re.Match[str]], str]:
    """Write *letter* over all that a pattern found."""
    return lambda match: letter * len(match[0])


#: Rules W1 to W7, in their order. The first letter of the text is the base direction.
_WEAK: tuple[_Rule, ...] = (
    (re.compile("(.)M+"), lambda match: match[1] * len(match[0])),
    (re.compile("A[^LRA]*"), lambda match: match[0].replace("E", "N")),
    (re.compile("A"), "R"),
    (re.compile("(?<=E)[SC](?=E)"), "E"),
    (re.compile("(?<=N)C(?=N)"), "N"),
    (re.compile("(?<=E)T+|T+(?=E)"), _to("E")),
    (re.compile("[STC]"), "O"),
    (re.compile("L[^LR]*"), lambda match: match[0].replace("E", "L")),
)
#: Rule N1: what stands between two of the same direction, in which numbers count as R.
_BETWEEN: tuple[_Rule, ...] = (
    (re.compile("(?<=L)O+(?=L)"), _to("L")),
    (re.compile("(?<=[REN])O+(?=[REN])"), _to("R")),
)
#: Rules I1 and I2: the level by base level and letter.
_LEVELS = ({"L": 0, "R": 1, "E": 2, "N": 2}, {"L": 2, "R": 1, "E": 2, "N": 2})
_STRONG = {"L": "L", "R": "R", "E": "R", "N": "R"}


class Placed(NamedTuple):
    """A character to print: its *place* in the logical line, and whether it runs from the right."""

    place: int
    is_rtl: bool


def visual(line: str, *, rtl: bool) -> list[Placed]:
    """Give the characters of *line* from left to right; marks stay behind their letters.

    Joiners and soft hyphens, which have no place of their own, are left out.

    >>> "".join("abc دار"[place] for place, _ in visual("abc دار", rtl=True))
    'راد abc'
    """
    levels_ = levels(line, rtl=rtl)
    clusters = _clusters(line, levels_)
    for level in range(max(levels_.values(), default=0), 0, -1):
        clusters = _reversed_from(level, clusters, levels_)
    return [Placed(place, bool(levels_[place] % 2)) for cluster in clusters for place in cluster]


def mirrored(char: str) -> str:
    """Give the mirror image of *char*, as text from right to left shows it.

    >>> mirrored("("), mirrored("ا")
    (')', 'ا')
    """
    return _tables()[0].get(char, char)


def levels(line: str, *, rtl: bool) -> dict[int, int]:
    """Give the embedding level of each place in *line*: odd ones run from right to left."""
    classes = [unicodedata.bidirectional(char) for char in line]
    seen = [place for place, class_ in enumerate(classes) if class_ not in _IGNORED]
    end = len(seen)
    while end and classes[seen[end - 1]] in _BLANK:  # L1
        end -= 1
    letters = _resolved([_LETTERS.get(classes[place], "O") for place in seen], seen, line, rtl=rtl)
    found = [_LEVELS[rtl][letter] for letter in letters[:end]] + [int(rtl)] * (len(seen) - end)
    return dict(zip(seen, found, strict=True))


def _resolved(kinds: list[str], seen: list[int], line: str, *, rtl: bool) -> str:
    """Resolve the *kinds* of the characters *seen* to directions and numbers: rules W1 to N2."""
    base = "R" if rtl else "L"
    letters = _ruled(base + "".join(kinds), _WEAK)
    chars = base + "".join(line[place] for place in seen)
    letters = _with_brackets(letters, chars, [False, *(kind == "M" for kind in kinds)])
    return _ruled(letters + base, _BETWEEN).replace("O", base)[1:-1]


def _ruled(letters: str, rules: tuple[_Rule, ...]) -> str:
    for pattern, change in rules:
        letters = pattern.sub(change, letters)
    return letters


def _with_brackets(letters: str, line: str, marks: list[bool]) -> str:
    """Apply rule N0: both brackets of a pair go the way of what they enclose, or of the base."""
    changed = list(letters)
    for opening, closing in _bracket_pairs(letters, line):
        inside = {_STRONG[each] for each in changed[opening + 1 : closing] if each != "O"}
        if not inside:
            continue
        base = changed[0]
        before = next(_STRONG[each] for each in reversed(changed[:opening]) if each != "O")
        direction = base if base in inside else before
        for place in (opening, closing):
            changed[place] = direction
            while (place := place + 1) < len(changed) and marks[place]:
                changed[place] = direction
    return "".join(changed)


def _bracket_pairs(letters: str, line: str) -> list[tuple[int, int]]:
    """Pair the brackets of *line* that are neutral, in the order of the opening ones."""
    _, closing_of = _tables()
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, char in _brackets(letters, line):
        if char in closing_of:
            if len(waiting) == _MOST_OPEN:
                return []
            waiting.append((closing_of[char], place))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == char:
                found.append((waiting[depth][1], place))
                del waiting[depth:]
                break
    return sorted(found)


def _brackets(letters: str, line: str) -> Iterator[tuple[int, str]]:
    for place, char in enumerate(line):
        if letters[place] == "O":
            yield place, _CANONICAL.get(char, char)


def _clusters(line: str, levels_: dict[int, int]) -> list[list[int]]:
    """Group the places in *line*: each character with the marks after it on its level (L3)."""
    clusters: list[list[int]] = []
    for place, level in levels_.items():
        is_mark = unicodedata.bidirectional(line[place]) == "NSM"
        if is_mark and clusters and levels_[clusters[-1][-1]] == level:
            clusters[-1].append(place)
        else:
            clusters.append([place])
    return clusters


def _reversed_from(
    level: int, clusters: list[list[int]], levels_: dict[int, int]
) -> list[list[int]]:
    """Reverse each run of *clusters* on *level* or a higher one (L2)."""
    ordered: list[list[int]] = []
    for is_high, run in groupby(clusters, lambda cluster: levels_[cluster[0]] >= level):
        here = list(run)
        ordered += reversed(here) if is_high else here
    return ordered


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Give the mirror image of each character, and the closing bracket of each opening one."""
    tables = json.loads(_TABLES.read_text(encoding="utf-8"))
    brackets = [[_CANONICAL.get(char, char) for char in pair] for pair in tables["brackets"]]
    return dict(tables["mirrors"]), dict(brackets)
