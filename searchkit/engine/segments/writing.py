"""Build a segment from entries, with bounded memory.

First pass: texts become form numbers, spooled to the disk field by field, while columns and
stored bytes are written. Then, with all forms and their counts known, each view's terms are
derived from the forms and its postings sorted together. No posting is ever a Python object.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import numpy as np

from searchkit.analysis.lexicon import Lexicon
from searchkit.engine.segments.arrays import narrowest
from searchkit.engine.segments.columns import write_numbers, write_texts
from searchkit.engine.segments.files import FileWriter, FolderWriter
from searchkit.engine.segments.inversion import Spool, invert, terms_of
from searchkit.engine.segments.names import Listing, write_names
from searchkit.engine.segments.postings import Flat, PostingsWriter
from searchkit.engine.segments.schema import ID, Entry, Schema
from searchkit.engine.segments.segment import (
    COLUMNS,
    STORED,
    articles_file,
    facts,
    names_file,
    view_file,
)
from searchkit.engine.segments.stored import StoredWriter
from searchkit.engine.segments.vocabulary import write_vocabulary

MEMORY = 240 << 20  # bytes that sorting may take beside the lexicon and the columns

_BATCH = 256  # entries analysed at once
_BYTES_A_TOKEN = 120  # taken while the tokens of some terms are sorted and packed


def write_segment(
    entries: Iterable[Entry],
    schema: Schema,
    folder: Path,
    *,
    dictionary: bytes | None = None,
    memory: int = MEMORY,
) -> int:
    """Write the segment of *entries* as the new *folder*; give the number of articles.

    *dictionary* is that of a segment this one may be merged with, which saves compressing again;
    *memory* bounds what sorting takes, in bytes. The folder is whole when this returns; if it
    raises, what is there has no manifest and can only be deleted.
    """
    writer = FolderWriter(folder)
    spools = Path(folder, "spools")
    spools.mkdir()
    pass_one = _Analysis(schema, spools)
    with writer.file(STORED) as file:
        pass_one.read(entries, StoredWriter(file, dictionary))
    lengths = {field: spool.close() for field, spool in pass_one.spools.items()}
    with writer.file(COLUMNS) as file:
        pass_one.write_columns(file)
        for field, of_articles in lengths.items():
            file.add(f"length.{field}", narrowest(of_articles))
    for kind, listing in pass_one.listings.items():
        with writer.file(names_file(kind)) as file:
            listed = listing.close()
            write_names(file, listed, schema.mains(kind, listed))
    for field, spool in pass_one.spools.items():
        counts = spool.counts(lengths[field], len(pass_one.lexicon.forms))
        for view in schema.views:
            if view.field == field:
                terms = terms_of(view, pass_one.lexicon.forms, counts)
                at_once = max(memory // _BYTES_A_TOKEN, 1)
                flats = invert(spool, lengths[field], terms, at_once=at_once)
                write_view(writer, view.name, terms.terms, flats, len(pass_one.ids))
    write_ids(writer, pass_one.ids)
    shutil.rmtree(spools)
    fields = {view.name: view.field for view in schema.views}
    writer.close(facts(len(pass_one.ids), fields, schema.numbers, schema.texts, schema.names))
    return len(pass_one.ids)


def write_view(
    writer: FolderWriter, view: str, terms: list[bytes], flats: Iterable[Flat], count: int
) -> None:
    """Write the files of *view*: its sorted *terms* and their postings over *count* articles."""
    with writer.file(view_file(view)) as file, writer.file(articles_file(view)) as articles:
        postings = PostingsWriter(file, articles, count)
        for flat in flats:
            postings.add(flat)
        postings.close()
        write_vocabulary(file, terms)


def write_ids(writer: FolderWriter, ids: list[str]) -> None:
    """Write the view that leads from an id to its article."""
    spelled = np.array([one.encode("utf-8", "surrogatepass") for one in ids], object)
    order = np.argsort(spelled, kind="stable")
    terms, dfs = np.unique(spelled, return_counts=True) if len(ids) else (spelled, np.zeros(0, int))
    ones = np.ones(len(ids), np.int32)
    flat = Flat(dfs, order.astype(np.int32), ones, ones - 1)
    write_view(writer, ID, terms.tolist(), [flat], len(ids))


class _Analysis:
    """The first pass: what it has read so far."""

    def __init__(self, schema: Schema, folder: Path) -> None:
        """Spool the fields of *schema* into *folder*."""
        self._schema = schema
        self.lexicon = Lexicon()
        self.spools = {field: Spool(folder / field) for field in schema.fields}
        self.ids: list[str] = []
        self._numbers: Mapping[str, list[int | None]] = {name: [] for name in schema.numbers}
        self._texts: Mapping[str, list[str]] = {name: [] for name in schema.texts}
        self.listings = {kind: Listing() for kind in schema.names}

    def read(self, entries: Iterable[Entry], stored: StoredWriter) -> None:
        """Take all *entries*; what they store goes to *stored*."""
        for batch in _batches(entries):
            for field, spool in self.spools.items():
                encoded = self.lexicon.encode([entry.texts.get(field, "") for entry in batch])
                spool.add(encoded.ids, encoded.bounds)
            for entry in batch:
                self._take(entry)
                stored.add(entry.stored)
        stored.close()

    def _take(self, entry: Entry) -> None:
        self.ids.append(entry.id)
        for name, values in self._numbers.items():
            values.append(entry.numbers.get(name))
        for name, texts in self._texts.items():
            texts.append(entry.texts.get(name, ""))
        for kind, listing in self.listings.items():
            listing.add(entry.names.get(kind, ()))

    def write_columns(self, file: FileWriter) -> None:
        """Write the columns into *file*."""
        write_texts(file, f"text.{ID}", self.ids)
        for name, texts in self._texts.items():
            write_texts(file, f"text.{name}", texts)
        for name, values in self._numbers.items():
            write_numbers(file, f"number.{name}", values)


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    remaining = iter(entries)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
