"""Merge segments into one, without their deleted articles and without any text being cut again.

Articles keep their order and are numbered anew. The vocabularies of a view are united; postings are
read, filtered and joined for a run of terms at a time, which bounds the memory.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from searchkit.engine.segments.arrays import (
    Ints,
    Longs,
    Mask,
    bounds_of,
    narrowest,
    ranges,
    starts_of,
)
from searchkit.engine.segments.columns import write_numbers, write_texts
from searchkit.engine.segments.files import FolderWriter
from searchkit.engine.segments.names import merged, write_names
from searchkit.engine.segments.postings import Flat, PostingsWriter, select
from searchkit.engine.segments.schema import ID
from searchkit.engine.segments.segment import (
    COLUMNS,
    STORED,
    Segment,
    articles_file,
    facts,
    names_file,
    view_file,
)
from searchkit.engine.segments.stored import StoredWriter
from searchkit.engine.segments.vocabulary import write_vocabulary

_AT_ONCE = 1_000_000  # postings read at once


class _Source(NamedTuple):
    """A segment to merge: which articles stay and what number each gets."""

    segment: Segment
    kept: Mask
    numbers: Ints


def merge(parts: Sequence[tuple[Segment, Mask | None]], folder: Path) -> int:
    """Write the articles of *parts* that are not deleted as the new segment *folder*.

    Give their number. All segments must have the same views and columns.
    """
    sources = _sources(parts)
    first = sources[0].segment
    count = sum(int(source.kept.sum()) for source in sources)
    writer = FolderWriter.create(folder)
    _write_stored(writer, sources)
    _write_columns(writer, sources)
    for kind in first.kinds:
        with writer.file(names_file(kind)) as file:
            write_names(file, *merged([(s.segment, s.kept) for s in sources], kind))
    for view in [*first.fields, ID]:
        _merge_view(writer, view, sources)
    writer.close(facts(count, first.fields, first.numbers, first.texts, first.kinds))
    return count


def _sources(parts: Sequence[tuple[Segment, Mask | None]]) -> list[_Source]:
    sources, base = [], 0
    for segment, deleted in parts:
        kept = np.ones(segment.count, np.bool_) if deleted is None else ~deleted
        numbers = (np.cumsum(kept) - 1 + base).astype(np.int32)
        sources.append(_Source(segment, kept, numbers))
        base += int(kept.sum())
    return sources


def _write_stored(writer: FolderWriter, sources: list[_Source]) -> None:
    with writer.file(STORED) as file:
        stored = StoredWriter(file)
        for segment, kept, _ in sources:
            stored.copy(segment.stored, kept)
        stored.close()


def _write_columns(writer: FolderWriter, sources: list[_Source]) -> None:
    first = sources[0].segment
    with writer.file(COLUMNS) as file:
        for name in (ID, *first.texts):
            texts: list[str] = []
            for segment, kept, _ in sources:
                column = segment.text(name).texts()
                texts += [column[article] for article in np.flatnonzero(kept).tolist()]
            write_texts(file, f"text.{name}", texts)
        for name in first.numbers:
            values = np.concatenate([s.segment.number(name)[s.kept] for s in sources])
            write_numbers(file, f"number.{name}", values.tolist())
        for field in dict.fromkeys(first.fields.values()):
            lengths = np.concatenate([s.segment.lengths(field)[s.kept] for s in sources])
            file.add(f"length.{field}", narrowest(lengths))


def _merge_view(writer: FolderWriter, view: str, sources: list[_Source]) -> None:
    """Write *view*: the union of the vocabularies, of each term all postings that stay."""
    vocabularies = [list(source.segment.view(view).vocabulary.terms()) for source in sources]
    terms = sorted(set().union(*vocabularies))
    numbers = {term: number for number, term in enumerate(terms)}
    places = [
        np.fromiter(map(numbers.__getitem__, vocabulary), np.int64, len(vocabulary))
        for vocabulary in vocabularies
    ]
    del vocabularies, numbers
    kept: list[bytes] = []
    count = sum(int(source.kept.sum()) for source in sources)
    with writer.file(view_file(view)) as file, writer.file(articles_file(view)) as articles:
        postings = PostingsWriter(file, articles, count)
        for low, high in _cuts(view, sources, places, len(terms)):
            flat = _joined(view, sources, places, (low, high))
            used = np.flatnonzero(flat.dfs)
            kept += [terms[low + number] for number in used.tolist()]
            postings.add(flat._replace(dfs=flat.dfs[used]))
        postings.close()
        write_vocabulary(file, kept)


def _cuts(
    view: str, sources: list[_Source], places: list[Longs], terms: int
) -> Iterator[tuple[int, int]]:
    """Cut the united vocabulary into runs of about `_AT_ONCE` postings."""
    dfs = np.zeros(terms, np.int64)
    for source, place in zip(sources, places, strict=True):
        dfs[place] += source.segment.view(view).postings.dfs
    bounds, low = bounds_of(dfs), 0
    while low < terms:
        high = int(np.searchsorted(bounds, bounds[low] + _AT_ONCE, "right")) - 1
        high = max(high, low + 1)
        yield low, high
        low = high


def _joined(view: str, sources: list[_Source], places: list[Longs], run: tuple[int, int]) -> Flat:
    """Give the postings of a *run* of united terms from all *sources* together."""
    terms, flats = [], []
    for (segment, kept, numbers), place in zip(sources, places, strict=True):
        low, high = np.searchsorted(place, run).tolist()
        flat = segment.view(view).postings.flat(range(low, high))
        flat = select(flat, kept[flat.articles])
        terms.append(np.repeat(place[low:high] - run[0], flat.dfs))
        flats.append(flat._replace(articles=numbers[flat.articles]))
    of_posting = np.concatenate(terms)
    # Stable: within a term the segments stay in order, and so do the articles.
    order = np.argsort(of_posting, kind="stable")
    tfs = np.concatenate([flat.tfs for flat in flats])
    positions = np.concatenate([flat.positions for flat in flats])
    occurrences = ranges(starts_of(tfs)[order], tfs[order])
    return Flat(
        np.bincount(of_posting, minlength=run[1] - run[0]),
        np.concatenate([flat.articles for flat in flats])[order],
        tfs[order],
        positions[occurrences],
    )
