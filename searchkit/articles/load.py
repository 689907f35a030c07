"""From paths to articles: the table of readers, and the one loop over them."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from searchkit.articles import files, jsonlines, textpage
from searchkit.articles.model import Article, BadRecord, Place
from searchkit.articles.record import article
from searchkit.articles.shape import Reader

#: The reader of each shape, by the suffix below any compression.
READERS: dict[str, Reader] = {
    ".txt": textpage.read,
    ".jsonl": jsonlines.read,
    ".ndjson": jsonlines.read,
}


def load(paths: Iterable[str | Path]) -> Iterator[Article | BadRecord]:
    """Give every record of *paths*, in file order, as an article or as a bad record.

    *paths* are files, folders (read with all below them, by name) and ``-`` for JSON Lines on
    standard input. Nothing is dropped silently: a file of no known shape, an unreadable one and a
    record without text are bad records. Raises `searchkit.errors.ArchiveNotFound` at once for a
    path that does not exist.
    """
    return chain.from_iterable(map(_read, files.walk(paths)))


def _read(path: Path | BadRecord) -> Iterator[Article | BadRecord]:
    if isinstance(path, BadRecord):
        yield path
        return
    shape, shown = files.shape_of(path), files.shown(path)
    if (reader := READERS.get(shape)) is None:
        reason = f"{shape or 'no suffix'}: no reader for this shape of file"
        yield BadRecord(Place(shown), reason)
        return
    place = None
    try:
        with files.opened(path) as stream:
            for record, line in reader(stream):
                place = Place(shown, line)
                if isinstance(record, str):
                    yield BadRecord(place, record)
                else:
                    yield article(record, place)
    except files.READ_ERRORS as error:
        yield BadRecord(place or Place(shown), files.reason_of(error))
    else:
        if place is None:
            yield BadRecord(Place(shown), "empty file")
