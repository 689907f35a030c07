"""One query, read less and less strictly: what to search for when nothing was found."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from searchkit.errors import QueryError
from searchkit.query import build
from searchkit.query.fields import ENTITY_FIELDS
from searchkit.query.notes import note
from searchkit.query.parse import Parsed, parse, understood
from searchkit.query.syntax import (
    Boost,
    Either,
    Enough,
    In,
    Must,
    Node,
    required,
    weighted,
    within,
)
from searchkit.query.usage import Lookup, unknown


def attempts(text: str, *, lookup: Lookup = unknown, today: date | None = None) -> Iterator[Parsed]:
    """Yield the readings of *text* in the order in which they should be tried.

    First as it is typed, then with any of its words; then both once more with the names of fields
    as they were probably meant, where a name is a slip, and with names of people, places,
    organizations and events as words of the text. Each has a note on what it took the liberty of.
    *lookup* is as in `parse`. Raises `QueryError` if nothing is left to search.

    >>> [[note.code for note in each.notes] for each in attempts("وزير persn:بوتين")][-1]
    ['field-read-as', 'name-as-text', 'any-word']
    """
    typed = parse(text, lookup=lookup, today=today)
    readings = [typed]
    yield from (typed, _loosened(typed, text))
    # If all there is to search was taken for a name, nothing is left.
    with suppress(QueryError):
        guessed = parse(text, lookup=lookup, today=today, guess_fields=True)
        if guessed.syntax != typed.syntax:
            readings.append(guessed)
            yield from (guessed, _loosened(guessed, text))
    for parsed in readings:
        if names := list(_names(parsed.syntax)):
            notes = [note("name-as-text", each.span, hint=f"{each.field}:") for each in names]
            read = understood(_in_text(parsed.syntax), (*parsed.notes, *notes), lookup)
            yield from (read, _loosened(read, text))


def _names(node: Node) -> Iterator[In]:
    """Yield what *node* asks of names of entities and does not exclude."""
    match node:
        case In(field=field) if field in ENTITY_FIELDS:
            yield node
        case Must() | Boost() | In():
            yield from _names(node.child)
        case Enough() | Either():
            for child in node.children:
                yield from _names(child)


def _in_text(node: Node) -> Node:
    """Look for names of entities in titles and bodies; beside other things all of them must be."""
    match node:
        case In(field=field) if field in ENTITY_FIELDS:
            return node.child
        case In():
            return within(node.field, _in_text(node.child), node.span)
        case Must():
            return required(_in_text(node.child))
        case Boost():
            return weighted(_in_text(node.child), node.factor)
        case Enough():
            return replace(node, children=tuple(map(_beside_others, node.children)))
        case Either():
            return replace(node, children=tuple(map(_in_text, node.children)))
    return node


def _beside_others(node: Node) -> Node:
    is_name = isinstance(node, In) and node.field in ENTITY_FIELDS
    return required(_in_text(node)) if is_name else _in_text(node)


def _loosened(parsed: Parsed, text: str) -> Parsed:
    """Ask for any of the words that are not required."""
    remark = note("any-word", (0, len(text)))
    loose = build.tree(parsed.syntax, "any", parsed.usage)
    return replace(parsed, tree=loose, notes=(*parsed.notes, remark), match="any")
