"""How a stem may be spelled in print: what to look for in a text before it is analysed.

A letter is printed as itself or as one of its variants. Those that Arabic newspapers use every day
are tried one by one; the others, and marks, are rare enough to look at every word that has one.
"""

import re
from functools import lru_cache
from itertools import product

from searchkit.analysis.tokens import PRESENTATION
from searchkit.letters import FOLD, SILENT, VARIANTS

_EVERYDAY = "أإآىئةؤ"
_FIRST_LETTER, _LAST_LETTER = "\u0621", "\u064a"
_SPELLINGS = {
    letter: letter + "".join(each for each in _EVERYDAY if VARIANTS[ord(each)] == letter)
    for letter in VARIANTS.values()
}

#: A character that leaves no trace in a form, or stands for a letter of which it is no everyday
#: spelling.
ODD = re.compile(
    "["
    + PRESENTATION
    + "".join(
        re.escape(chr(point)) for point, letter in FOLD.items() if chr(point) not in _EVERYDAY
    )
    + "]"
)

#: What leaves no trace in a form: at the end of a word it does not part the letters of a stem.
SILENT_LETTERS = frozenset(map(chr, SILENT))

# Microseconds that looking for one text in an article takes, and the places where one of so many
# letters is found in vain.
_LOOKING, _IN_VAIN = 1.6, (100.0, 6.0, 0.6, 0.1, 0.0)


@lru_cache(maxsize=1 << 12)
def printed_parts(stem: str) -> tuple[str, ...]:
    """List texts one of which stands, in lower case, in a printed word with *stem*, or else `ODD`.

    Of stems that are neither Arabic letters nor ASCII nothing is known: an empty text.

    >>> printed_parts("عقوب"), printed_parts("gas"), printed_parts("été")
    (('عقوب', 'عقؤب'), ('gas',), ('',))
    """
    if stem.isascii():
        return (stem,)
    if min(stem) < _FIRST_LETTER or max(stem) > _LAST_LETTER:
        return ("",)
    ends = range(1, len(stem) + 1)
    parts = (stem[start:end] for end in ends for start in range(end))
    part = min(parts, key=_effort)
    return tuple(map("".join, product(*(_SPELLINGS.get(letter, letter) for letter in part))))


def _effort(part: str) -> float:
    spelled = 1
    for letter in part:
        spelled *= len(_SPELLINGS.get(letter, letter))
    return spelled * (_LOOKING + _IN_VAIN[min(len(part), len(_IN_VAIN)) - 1])
