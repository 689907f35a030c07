"""One query, read less and less strictly: what to search for when nothing was found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from searchkit.errors import QueryError
from searchkit.query import build
from searchkit.query.notes import note
from searchkit.query.parse import Parsed, parse
from searchkit.query.usage import Lookup, unknown


def attempts(text: str, *, lookup: Lookup = unknown, today: date | None = None) -> Iterator[Parsed]:
    """Yield the readings of *text* in the order in which they should be tried.

    First as it is typed, then with any of its words; then both once more with the names of fields
    as they were probably meant, where a name is a slip. Each has a note on what it took the liberty
    of. *lookup* is as in `parse`. Raises `QueryError` if nothing is left to search.

    >>> [[note.code for note in each.notes] for each in attempts("وزير persn:بوتين")][-1]
    ['field-read-as', 'any-word']
    """
    typed = parse(text, lookup=lookup, today=today)
    yield typed
    yield _loosened(typed, text)
    try:
        guessed = parse(text, lookup=lookup, today=today, guess_fields=True)
    except QueryError:  # all there is to search was taken for a name
        return
    if guessed.syntax != typed.syntax:
        yield guessed
        yield _loosened(guessed, text)


def _loosened(parsed: Parsed, text: str) -> Parsed:
    """Ask for any of the words that are not required."""
    remark = note("any-word", (0, len(text)))
    loose = build.tree(parsed.syntax, "any", parsed.usage)
    return replace(parsed, tree=loose, notes=(*parsed.notes, remark), match="any")
