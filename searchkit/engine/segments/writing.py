"""Build a segment from articles, with bounded memory.

First pass: texts become form numbers, spooled to the disk field by field, while columns and
stored bytes are written. Then, with all forms and their counts known, each view's terms are
derived from the forms and its postings sorted together. No posting is ever a Python object. Other
processes cut batches of articles, and write views.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from searchkit.analysis.lexicon import Lexicon
from searchkit.engine.segments.arrays import narrowest
from searchkit.engine.segments.columns import write_numbers, write_texts
from searchkit.engine.segments.cutting import Cut, Plan, cut
from searchkit.engine.segments.files import Contents, FileWriter, FolderWriter
from searchkit.engine.segments.inversion import Spool, SpoolWriter, Terms, invert, terms_of
from searchkit.engine.segments.postings import Flat, PostingsWriter
from searchkit.engine.segments.schema import ID, Entry, Schema, View, as_it_is, exact
from searchkit.engine.segments.segment import COLUMNS, STORED, articles_file, facts, view_file
from searchkit.engine.segments.stored import StoredWriter
from searchkit.engine.segments.vocabulary import write_vocabulary
from searchkit.engine.segments.workers import Workers

MEMORY = 240 << 20  # bytes that sorting may take beside the lexicon and the columns

_BATCH = 256  # articles cut at once
_ALONE = 4  # batches that are cut before other processes are worth their start
_BYTES_A_TOKEN = 120  # taken while the tokens of some terms are sorted and packed

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Means:
    """What writing may use: *jobs* processes, *memory* bytes for sorting.

    *dictionary* is that of a segment the new one may be merged with, which saves compressing again.
    """

    jobs: int = 1
    memory: int = MEMORY
    dictionary: bytes | None = None


def write_segment(
    articles: Iterable[_T],
    schema: Schema,
    folder: Path,
    *,
    make: Callable[[_T], Entry] = as_it_is,  # type: ignore[assignment] # where they are entries
    means: Means = Means(),
) -> int:
    """Write the segment of *articles* as the new *folder*; give their number.

    *make*, a function of a module, makes an entry of an article, which may be one already. The
    folder is whole when this returns; if it raises, what is there has no manifest and can only be
    deleted. What is written does not depend on *means*.
    """
    writer = FolderWriter.create(folder)
    spools = folder / "spools"
    spools.mkdir()
    reading = _Reading(schema, spools)
    with Workers(means.jobs) as workers:
        with writer.file(STORED) as file:
            reading.read(articles, make, StoredWriter(file, means.dictionary), workers)
        lengths = {field: spool.close() for field, spool in reading.spools.items()}
        with writer.file(COLUMNS) as file:
            reading.write_columns(file)
            for field, of_articles in lengths.items():
                file.add(f"length.{field}", narrowest(of_articles))
        at_once = max(means.memory // _BYTES_A_TOKEN // workers.running, 1)
        written = []
        for field, of_articles in lengths.items():
            spool = Spool(spools / field, of_articles)
            for view, terms in _named(schema.views_of(field), reading.lexicon, spool):
                call = partial(_write_inverted, folder, view, spool, terms, at_once=at_once)
                written.append(workers.submit(call))
        write_ids(writer, reading.ids)
        for contents in written:
            writer.adopt(contents.result())
    shutil.rmtree(spools)
    fields = {view.name: view.field for view in schema.views}
    writer.close(facts(len(reading.ids), fields, schema.numbers, schema.texts))
    return len(reading.ids)


def _named(views: list[View], lexicon: Lexicon, spool: Spool) -> Iterator[tuple[str, Terms]]:
    """Yield the names of *views* of the field in *spool*, and the terms of each."""
    counts = spool.counts(len(lexicon.forms))
    # Those that take no time to name go first, so that no worker waits for the others.
    for view in sorted(views, key=lambda view: view.terms is not exact):
        yield view.name, terms_of(view, lexicon.forms, counts)


def _write_inverted(
    folder: Path, view: str, spool: Spool, terms: Terms, *, at_once: int
) -> Contents:
    """Write the files of *view* in *folder*; another process may have begun to and died."""
    for name in (view_file(view), articles_file(view)):
        (folder / name).unlink(missing_ok=True)
    writer = FolderWriter(folder)
    scratch = folder / "spools" / f"{view}.parted"
    flats = invert(spool, terms, scratch, at_once=at_once)
    write_view(writer, view, terms.terms, flats, spool.articles)
    return writer.contents


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


class _Reading:
    """The first pass: what it has read so far."""

    def __init__(self, schema: Schema, folder: Path) -> None:
        """Spool the fields of *schema* into *folder*."""
        self._schema = schema
        self.lexicon = Lexicon()
        self.spools = {field: SpoolWriter(folder / field) for field in schema.fields}
        self.ids: list[str] = []
        self._numbers: list[list[int | None]] = [[] for _ in schema.numbers]
        self._texts: list[list[str]] = [[] for _ in schema.texts]

    def read(
        self,
        articles: Iterable[_T],
        make: Callable[[_T], Entry],
        stored: StoredWriter,
        workers: Workers,
    ) -> None:
        """Take all *articles*; what they store goes to *stored*."""
        schema = self._schema
        batches = _batches(articles)
        plan = Plan(make, schema.fields, schema.numbers, schema.texts, stored.dictionary)
        for batch in islice(batches, _ALONE):
            done = cut(batch, plan)
            self._take(done)
            (stored.wait if plan.dictionary is None else stored.append)(done.stored)
        if stored.dictionary is not None:
            plan = replace(plan, dictionary=stored.dictionary)
            for done in workers.map(partial(cut, plan=plan), batches):
                self._take(done)
                stored.append(done.stored)
        stored.close()

    def _take(self, done: Cut) -> None:
        encoded = self.lexicon.numbered(done.words)
        count = len(done.ids)
        for place, spool in enumerate(self.spools.values()):
            spool.add(encoded.ids, encoded.bounds[place * count : (place + 1) * count + 1])
        self.ids += done.ids
        for column, values in zip(self._numbers, done.numbers, strict=True):
            column.extend(values)
        for shown, texts in zip(self._texts, done.texts, strict=True):
            shown.extend(texts)

    def write_columns(self, file: FileWriter) -> None:
        """Write the columns into *file*."""
        write_texts(file, f"text.{ID}", self.ids)
        for name, texts in zip(self._schema.texts, self._texts, strict=True):
            write_texts(file, f"text.{name}", texts)
        for name, values in zip(self._schema.numbers, self._numbers, strict=True):
            write_numbers(file, f"number.{name}", values)


def _batches(articles: Iterable[_T]) -> Iterator[list[_T]]:
    remaining = iter(articles)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
