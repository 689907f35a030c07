"""One query, read less and less strictly: what to search for when nothing was found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from searchkit.analysis import PLAIN, Chain
from searchkit.errors import QueryError
from searchkit.query import build
from searchkit.query.notes import note
from searchkit.query.parse import Parsed, parse


def attempts(text: str, *, chain: Chain = PLAIN, today: date | None = None) -> Iterator[Parsed]:
    """Yield the readings of *text*, for an archive with *chain*, in the order to try them in.

    First as it is typed, then with any of its words; then both once more with the names of fields
    as they were probably meant, where a name is a slip. Each has a note on what it took the liberty
    of. Raises `QueryError` if nothing is left to search.

    >>> [[note.code for note in each.notes] for each in attempts("وزير persn:بوتين")][-1]
    ['field-read-as', 'any-word']
    """
    typed = parse(text, chain=chain, today=today)
    yield typed
    yield _loosened(typed, text, chain)
    try:
        guessed = parse(text, chain=chain, today=today, guess_fields=True)
    except QueryError:  # all there is to search was taken for a name
        return
    if guessed.syntax != typed.syntax:
        yield guessed
        yield _loosened(guessed, text, chain)


def _loosened(parsed: Parsed, text: str, chain: Chain) -> Parsed:
    """Ask for any of the words that are not required."""
    remark = note("any-word", (0, len(text)))
    loose = build.tree(parsed.syntax, "any", chain)
    return replace(parsed, tree=loose, notes=(*parsed.notes, remark), match="any")
