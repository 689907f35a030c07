"""Check a segment: every checksum, and everything that readers rely on without looking."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from searchkit.engine.segments.arrays import Integers, bounds_of
from searchkit.engine.segments.columns import TextColumn
from searchkit.engine.segments.damage import SURPRISES
from searchkit.engine.segments.deletions import read_deleted
from searchkit.engine.segments.names import faults as name_faults
from searchkit.engine.segments.postings import Flat, deltas
from searchkit.engine.segments.schema import ID
from searchkit.engine.segments.segment import (
    COLUMNS,
    STORED,
    Segment,
    ViewSegment,
    view_file,
)
from searchkit.errors import IndexDamaged

_AT_ONCE = 1_000_000  # postings read at once


def check(folder: Path, deletions: Path | None = None) -> list[str]:
    """Give a line for every fault of the segment in *folder* and its *deletions*; none: sound."""
    try:
        segment = Segment(folder)
        if deletions:
            read_deleted(deletions, segment.count)
    except IndexDamaged as damage:
        return [f"{folder.name}: {damage.reason}"]
    faults = segment.files.faults()
    if faults:
        return faults  # what is in such files is not worth reading
    return [f"{folder.name}/{fault}" for fault in _faults(segment)]


def _faults(segment: Segment) -> Iterator[str]:
    for view in (*segment.fields, ID):
        try:
            for fault in _view_faults(segment, view, segment.view(view)):
                yield f"{view_file(view)}: {fault}"
        except (IndexDamaged, *SURPRISES) as error:
            yield f"{view_file(view)}: cannot be read: {error}"
    checks = ((COLUMNS, _column_faults), (STORED, _stored_faults), ("names", _name_faults))
    for name, faults in checks:
        try:
            for fault in faults(segment):
                yield f"{name}: {fault}"
        except (IndexDamaged, *SURPRISES) as error:
            yield f"{name}: cannot be read: {error}"


def _view_faults(segment: Segment, name: str, view: ViewSegment) -> Iterator[str]:
    if not all(one < other for one, other in pairwise(view.vocabulary.terms())):
        yield "terms are not sorted and distinct"
    dfs = view.postings.dfs.astype(np.int64)
    if len(dfs) and (dfs.min() < 1 or dfs.max() > segment.count):
        yield "a term has no or too many articles"
        return
    lengths = np.zeros(segment.count, np.int64)
    for low, high in _cuts(dfs):
        flat = view.postings.flat(range(low, high))
        yield from _posting_faults(segment, flat)
        np.add.at(lengths, flat.articles, flat.tfs)
    expected = np.ones(segment.count, np.int64) if name == ID else None
    if expected is None:
        expected = segment.lengths(segment.fields[name]).astype(np.int64)
    if not np.array_equal(lengths, expected):
        yield "frequencies do not add up to the field's lengths"


def _posting_faults(segment: Segment, flat: Flat) -> Iterator[str]:
    firsts = np.zeros(len(flat.articles), np.bool_)
    firsts[bounds_of(flat.dfs)[:-1]] = True
    if (deltas(flat.articles, flat.dfs)[~firsts] < 1).any():
        yield "articles of a term are not ascending"
    if flat.articles.min() < 0 or flat.articles.max() >= segment.count:
        yield "an article's number is out of range"
    if flat.tfs.min() < 1:
        yield "a frequency is below 1"
        return
    firsts = np.zeros(len(flat.positions), np.bool_)
    firsts[bounds_of(flat.tfs)[:-1]] = True
    if (deltas(flat.positions, flat.tfs)[~firsts] < 1).any() or flat.positions.min() < 0:
        yield "positions are not ascending"


def _cuts(dfs: Integers) -> Iterator[tuple[int, int]]:
    bounds, low = bounds_of(dfs), 0
    while low < len(dfs):
        high = max(int(np.searchsorted(bounds, bounds[low] + _AT_ONCE, "right")) - 1, low + 1)
        yield low, high
        low = high


def _column_faults(segment: Segment) -> Iterator[str]:
    for name in segment.numbers:
        if len(segment.number(name)) != segment.count:
            yield f"{name} has not a value for each article"
    for field in set(segment.fields.values()):
        segment.lengths(field)  # raises if there is not one for each article
    for name in (ID, *segment.texts):
        yield from _text_faults(name, segment.text(name))
    for article, name in enumerate(segment.text(ID).texts()):
        if segment.article(name) < article:
            yield f"the id {name} does not lead to its article"


def _text_faults(name: str, column: TextColumn) -> Iterator[str]:
    texts = column.texts()  # raises if a code is out of range
    distinct = set(texts)
    if texts and len(distinct) < int(column.codes.max()) + 1:
        yield f"{name}: equal texts have different codes"


def _name_faults(segment: Segment) -> Iterator[str]:
    for kind in segment.kinds:
        yield from (f"{kind}: {fault}" for fault in name_faults(segment.names(kind)))


def _stored_faults(segment: Segment) -> Iterator[str]:
    if sum(1 for _ in segment.stored) != segment.count:
        yield "not every article has what was stored with it"
