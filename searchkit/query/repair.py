"""What is put right in a query before it is read: controls and its length."""

from typing import NamedTuple

from searchkit.query.lexer import Cleaned, clean
from searchkit.query.notes import Note, note

#: A query has no more characters than this: a long headline has a hundred.
LONGEST = 2000


class Repaired(NamedTuple):
    """A query as it is read, the way back to what was typed, and notes on what was changed."""

    cleaned: Cleaned
    notes: tuple[Note, ...]

    @property
    def text(self) -> str:
        """The query as it is read."""
        return self.cleaned.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the text, of at least one character, to the query as typed."""
        return self.cleaned.span(start, end)


def repaired(query: str) -> Repaired:
    """Make *query* ready to be read.

    >>> len(repaired("كلمة " * 1000).text)
    2000
    """
    text, places = clean(query[: LONGEST + 1]) if len(query) > LONGEST else clean(query)
    notes = []
    if len(query) > LONGEST:
        kept = text[:LONGEST].rfind(" ") + 1 or min(len(text), LONGEST)
        text, places = text[:kept], places[:kept]
        rest = places[-1] + 1 if kept else 0
        notes.append(note("too-long", (rest, len(query)), f"{LONGEST:,}"))
    return Repaired(Cleaned(text, places), tuple(notes))
