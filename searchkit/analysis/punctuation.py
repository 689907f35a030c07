"""Where the sentences of a text are, as Arabic newspapers punctuate.

A sentence ends at ``. ! ? ؟ …`` or a line break. A full stop ends none inside a number, after an
initial (د. أ. م.) or between Latin letters; closing quotes and brackets stay with their sentence.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

# Beginning with a set of characters, which lets the search skip to the next of them.
_STOP = re.compile(r"[\n.!?؟…]+[»”\"')\]]*")
_INITIAL = re.compile(r"(?:^|[^\w])[^\W\d_]$")
_SOFT = re.compile(r"[،؛:,;]\s")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """List the spans of the sentences of ``text[start:end]``, without white space around them.

    >>> text = "وصل د. سعيد إلى 12.5 مليون. متى؟"
    >>> [text[start:end] for start, end in sentences(text)]
    ['وصل د. سعيد إلى 12.5 مليون.', 'متى؟']
    """
    last = len(text) if end is None else end
    stops = (stop.end() for stop in _STOP.finditer(text, start, last) if _ends(text, stop))
    return _spans(text, [start, *stops, last])


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """List the spans between the commas, semicolons and colons of ``text[start:end]``.

    >>> text = "قال، ثم مضى"
    >>> [text[start:end] for start, end in clauses(text, 0, len(text))]
    ['قال،', 'ثم مضى']
    """
    return _spans(text, [start, *(comma.end() for comma in _SOFT.finditer(text, start, end)), end])


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Tell whether *stop* ends a sentence: a lone full stop may be part of a word or a number."""
    if stop[0][0] != "." or "\n" in stop[0]:
        return True
    following = text[stop.end() : stop.end() + 1]
    if following and not following.isspace():
        return False
    return not _INITIAL.search(text, max(stop.start() - 2, 0), stop.start())


def _spans(text: str, cuts: Iterable[int]) -> list[tuple[int, int]]:
    """Give the spans between neighbouring *cuts*, trimmed, those with nothing in them left out."""
    spans = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if inside := piece.strip():
            first = start + piece.index(inside[0])
            spans.append((first, first + len(inside)))
    return spans
