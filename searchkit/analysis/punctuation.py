"""Where the sentences of a text are, as Arabic newspapers punctuate.

A sentence ends at ``. ! ? ؟ …`` or a line break. A full stop ends none inside a number, after an
initial (د. أ. م.) or between Latin letters; closing quotes and brackets stay with their sentence.
"""

import re

_END = re.compile(
    r"""
    \n+
    | [!?؟…]+ [»”"')\]]*
    | (?<! \b[^\W\d_] ) \.+ [»”"')\]]* (?= \s | $ )    # «د.» is a title, «12.5» and «a.b» go on
    """,
    re.VERBOSE,
)
_SOFT = re.compile(r"[،؛:,;]\s")


def sentences(text: str) -> list[tuple[int, int]]:
    """List the spans of the sentences of *text*, without the white space around them.

    >>> text = "وصل د. سعيد إلى 12.5 مليون. متى؟"
    >>> [text[start:end] for start, end in sentences(text)]
    ['وصل د. سعيد إلى 12.5 مليون.', 'متى؟']
    """
    cuts = [0, *(end.end() for end in _END.finditer(text)), len(text)]
    return [span for span in map(_trimmed, [text] * len(cuts), cuts, cuts[1:]) if span[0] < span[1]]


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """List the spans between the commas, semicolons and colons of ``text[start:end]``.

    >>> text = "قال، ثم مضى"
    >>> [text[start:end] for start, end in clauses(text, 0, len(text))]
    ['قال،', 'ثم مضى']
    """
    cuts = [start, *(comma.end() for comma in _SOFT.finditer(text, start, end)), end]
    return [span for span in map(_trimmed, [text] * len(cuts), cuts, cuts[1:]) if span[0] < span[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
