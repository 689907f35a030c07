"""From paths to articles: the one loop over files, what they hold, and the records in it."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from searchkit.articles import files, packed
from searchkit.articles.encoding import HEAD
from searchkit.articles.model import Article, BadRecord, Place
from searchkit.articles.packed import Part
from searchkit.articles.record import article
from searchkit.articles.shapes import recognised, suffix_of


def load(paths: Iterable[str | Path]) -> Iterator[Article | BadRecord]:
    """Give every record of *paths*, in file order, as an article or as a bad record.

    *paths* are files, folders (read with all below them, by name) and ``-`` for standard input.
    Nothing is dropped silently: a file of no known shape, an unreadable one and a record without
    text are bad records. Raises `searchkit.errors.ArchiveNotFound` at once for a path that does
    not exist.
    """
    return chain.from_iterable(map(_read, files.walk(paths)))


def _read(path: Path | BadRecord) -> Iterator[Article | BadRecord]:
    if isinstance(path, BadRecord):
        yield path
        return
    shown = files.shown(path)
    try:
        with files.opened(path) as stream:
            for part in packed.parts(shown, stream):
                yield from [part] if isinstance(part, BadRecord) else _records(part)
    except OSError as error:
        yield BadRecord(Place(shown), packed.reason_of(error))


def _records(part: Part) -> Iterator[Article | BadRecord]:
    """Yield the records of *part*, and what is wrong with it where they end too early."""
    place = None
    try:
        head = part.stream.peek(HEAD)
        shape = recognised(part.name, head)
        if shape is None:
            yield BadRecord(Place(part.place), _unknown(part.name) if head else "empty file")
            return
        for record, line in shape.read(part.stream):
            place = Place(part.place, line)
            yield BadRecord(place, record) if isinstance(record, str) else article(record, place)
    except OSError as error:
        yield BadRecord(place or Place(part.place), packed.reason_of(error))
    else:
        if place is None:
            yield BadRecord(Place(part.place), "empty file")


def _unknown(name: str) -> str:
    suffix = suffix_of(name)
    if packed.unpacked(name) != name:
        return f"damaged: not what the suffix {suffix} says"
    return f"{suffix or 'no suffix'}: no reader for this shape of file"
