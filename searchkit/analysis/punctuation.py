"""Where the sentences of a text are, as Arabic newspapers punctuate.

A sentence ends at ``. ! ? ؟ …`` or a line break. A full stop ends none inside a number, after an
initial (د. أ. م.) or between Latin letters; closing quotes and brackets stay with their sentence.
"""

import re
from itertools import pairwise

# Beginning with a set of characters, which lets the search skip to the next of them.
_STOP = re.compile(r"[\n.!?؟…]+[»”\"')\]]*")
_INITIAL = re.compile(r"(?:^|[^\w])[^\W\d_]$")
_SOFT = re.compile(r"[،؛:,;]\s+")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """List the spans of the sentences of ``text[start:end]``, without white space around them.

    >>> text = "وصل د. سعيد إلى 12.5 مليون. متى؟"
    >>> [text[start:end] for start, end in sentences(text)]
    ['وصل د. سعيد إلى 12.5 مليون.', 'متى؟']
    """
    cuts = pairwise(bounds(text, start, len(text) if end is None else end))
    spans = (trimmed(text, *cut) for cut in cuts)
    return [span for span in spans if span]


def bounds(text: str, start: int, end: int) -> list[int]:
    """List where sentences end within ``text[start:end]``, between *start* and *end*.

    >>> bounds("متى؟ هنا.", 0, 9)
    [0, 4, 9, 9]
    """
    stops = _STOP.finditer(text, start, end)
    return [start, *(stop.end() for stop in stops if _ends(text, stop)), end]


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """List the spans between the commas, semicolons and colons of ``text[start:end]``.

    >>> text = "قال، ثم مضى"
    >>> [text[start:end] for start, end in clauses(text, 0, len(text))]
    ['قال،', 'ثم مضى']
    """
    spans = []
    whole = trimmed(text, start, end)
    if not whole:
        return []
    start, end = whole
    for comma in _SOFT.finditer(text, start, end):
        spans.append((start, comma.start() + 1))
        start = comma.end()
    return [*spans, (start, end)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the span of ``text[start:end]`` without white space around it, None if it is all.

    >>> trimmed(" كلمة ", 0, 6)
    (1, 5)
    """
    piece = text[start:end]
    inside = piece.strip()
    if not inside:
        return None
    first = start + piece.index(inside[0])
    return first, first + len(inside)


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Tell whether *stop* ends a sentence: a lone full stop may be part of a word or a number."""
    start, end = stop.span()
    if text[start] != "." or "\n" in stop[0]:
        return True
    following = text[end : end + 1]
    if following and not following.isspace():
        return False
    return not _INITIAL.search(text, max(start - 2, 0), start)
