"""Whoosh's reader and index over a snapshot: any code written for Whoosh can read our index."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

import numpy as np
from whoosh.columns import ColumnReader
from whoosh.fields import NUMERIC
from whoosh.index import Index
from whoosh.matching.mcore import Matcher
from whoosh.reading import IndexReader, TermInfo, TermNotFound
from whoosh.searching import Searcher
from whoosh.writing import IndexWriter

from searchkit.engine.evaluation import expansion
from searchkit.engine.evaluation.named import articles_of
from searchkit.engine.evaluation.scoring import BM25
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.face.matcher import ArrayMatcher, Positions, Scorer
from searchkit.engine.face.numbers import NumberColumn, NumberTerms
from searchkit.engine.face.schema import Weighting, whoosh_schema
from searchkit.engine.segments.arrays import Floats, Integers, Longs
from searchkit.engine.segments.postings import ARTICLE_BITS
from searchkit.engine.segments.schema import ID, Schema
from searchkit.query.named import Named

#: Makes Whoosh's stored fields of the bytes stored with an article.
Unpack = Callable[[bytes], Mapping[str, object]]


class SnapshotReader(IndexReader):
    """Reads a snapshot as one atomic Whoosh reader."""

    def __init__(self, snapshot: Snapshot, schema: Schema, unpack: Unpack | None = None) -> None:
        """Read *snapshot*; *unpack*, if given, adds fields to the stored ones."""
        self.snapshot = snapshot
        self.schema = whoosh_schema(schema)
        self._unpack = unpack
        self._numbers = {
            name: NumberTerms(self._numeric(name), snapshot.number(name), snapshot.live)
            for name in snapshot.number_columns
        }

    def __contains__(self, term: tuple[str, bytes | str]) -> bool:
        """Tell whether a live article has *term*."""
        return term[0] in self.schema and self.doc_frequency(*term) > 0

    def indexed_field_names(self) -> list[str]:
        """Name the fields with terms."""
        return sorted([ID, *self.snapshot.fields, *self._numbers])

    def all_terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield every field and term, in order."""
        for field in self.indexed_field_names():
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield *fieldname* and its terms from *prefix* on; unlike Whoosh, of this field only."""
        for term in self._terms_from(fieldname, prefix):
            yield fieldname, term

    def _terms_from(self, field: str, start: bytes) -> Iterable[bytes]:
        if field in self._numbers:
            return (term for term in self._numbers[field].terms if term >= start)
        runs = [
            view.vocabulary.terms(range(view.vocabulary.first_from(start), len(view.vocabulary)))
            for _, view in self.snapshot.views(field)
        ]
        terms = (term for term, _ in groupby(heapq.merge(*runs)))
        if self.snapshot.live is None:
            return terms
        return (term for term in terms if len(self._found(field, term)[0]))

    def _found(self, field: str, term: bytes) -> tuple[Longs, Floats]:
        """Give the live articles with *term* and its frequency in each."""
        if field in self._numbers:
            articles = self._numbers[field].articles(term)
            return articles, np.ones(len(articles), np.float32)
        return self.snapshot.matches(field, term)

    def named(self, node: Named) -> list[int]:
        """Give the live articles with an entity that *node* names, ascending."""
        return [int(article) for article in articles_of(self.snapshot, node)]

    def term_info(self, fieldname: str, text: bytes | str) -> TermInfo:
        """Give the statistics of a term; raise `TermNotFound`."""
        articles, tfs = self._found(fieldname, self._text_to_bytes(fieldname, text))
        if not len(articles):
            raise TermNotFound((fieldname, text))
        lengths: Integers | Floats = tfs
        if fieldname in self.snapshot.fields:
            lengths = self.snapshot.lengths(fieldname)[articles]
        return TermInfo(
            weight=float(tfs.sum()),
            df=len(articles),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(tfs.max()),
            minid=int(articles[0]),
            maxid=int(articles[-1]),
        )

    def doc_frequency(self, fieldname: str, text: bytes | str) -> int:
        """Give how many live articles have a term."""
        return len(self._found(fieldname, self._text_to_bytes(fieldname, text))[0])

    def frequency(self, fieldname: str, text: bytes | str) -> int:
        """Give how often a term occurs in live articles."""
        return int(self._found(fieldname, self._text_to_bytes(fieldname, text))[1].sum())

    def postings(
        self, fieldname: str, text: bytes | str, scorer: Scorer | None = None, **_options: object
    ) -> ArrayMatcher:
        """Give a matcher of the live articles with a term; raise `TermNotFound`."""
        term = self._text_to_bytes(fieldname, text)
        articles, tfs = self._found(fieldname, term)
        if not len(articles):
            raise TermNotFound((fieldname, text))
        positions = None
        if fieldname in self.snapshot.fields:
            positions = self._positions(fieldname, term, articles)
        return ArrayMatcher(articles, tfs, (fieldname, term), scorer=scorer, positions=positions)

    def _positions(self, view: str, term: bytes, articles: Longs) -> Positions:
        """Give what reads the positions of *term* at a place of *articles*, once they are asked."""
        read: list[list[list[int]]] = []

        def at(place: int) -> list[int]:
            if not read:
                read.append(self._all_positions(view, term))
            return read[0][place]

        del articles  # the live ones, in the same order
        return at

    def _all_positions(self, view: str, term: bytes) -> list[list[int]]:
        """Give the positions of *term* in each live article that has it."""
        places = self.snapshot.places(view, term)
        firsts = np.flatnonzero(np.diff(places >> ARTICLE_BITS)) + 1
        positions = places & (1 << ARTICLE_BITS) - 1
        return [run.tolist() for run in np.split(positions, firsts)]

    def terms_within(
        self, fieldname: str, text: str, maxdist: int, prefix: int = 0
    ) -> Iterator[str]:
        """Yield the terms within *maxdist* edits of *text* that share its first letters."""
        found: set[bytes] = set()
        for _, view in self.snapshot.views(fieldname):
            near = expansion.near(view.vocabulary, text, distance=maxdist, prefix=prefix)
            found.update(view.vocabulary[number] for number in near.tolist())
        for term in sorted(found):
            if self.snapshot.live is None or (fieldname, term) in self:
                yield term.decode("utf-8", "surrogatepass")

    def has_deletions(self) -> bool:
        """Tell whether any article is deleted."""
        return self.snapshot.live is not None

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether an article is deleted."""
        return self.snapshot.live is not None and not self.snapshot.live[docnum]

    def doc_count_all(self) -> int:
        """Count the articles, deleted ones included."""
        return self.snapshot.count_all

    def doc_count(self) -> int:
        """Count the live articles."""
        return self.snapshot.count

    def field_length(self, fieldname: str) -> int:
        """Count the tokens of a field in live articles."""
        known = fieldname in self.snapshot.fields
        return self.snapshot.total_length(fieldname) if known else 0

    def min_field_length(self, fieldname: str) -> int:
        """Give the fewest tokens an article has in a field."""
        return int(self.snapshot.lengths(fieldname).min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        """Give the most tokens an article has in a field."""
        known = fieldname in self.snapshot.fields
        return int(self.snapshot.lengths(fieldname).max(initial=0)) if known else 0

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Count the tokens of a field in one article."""
        known = fieldname in self.snapshot.fields
        return int(self.snapshot.lengths(fieldname)[docnum]) if known else default

    def stored_fields(self, docnum: int) -> dict[str, object]:
        """Give id, shown texts and numbers of an article, and what *unpack* makes of the rest."""
        shown: dict[str, object] = {ID: self.snapshot.text(ID, docnum)}
        shown |= {name: self.snapshot.text(name, docnum) for name in self.snapshot.text_columns}
        for name in self.snapshot.number_columns:
            value = self.column_reader(name)[docnum]
            if value != self._default(name):
                shown[name] = value
        if self._unpack:
            shown |= self._unpack(self.snapshot.stored(docnum))
        return shown

    def has_vector(self, docnum: int, fieldname: str) -> bool:  # noqa: ARG002 - Whoosh's signature
        """Say that there are no term vectors."""
        return False

    def vector(self, docnum: int, fieldname: str, format_: object = None) -> Matcher:
        """Refuse: there are no term vectors."""
        raise NotImplementedError(fieldname, docnum, format_)

    def has_column(self, fieldname: str) -> bool:
        """Tell whether a field can be sorted by its column."""
        return fieldname in self._numbers

    def column_reader(
        self,
        fieldname: str,
        column: object = None,  # noqa: ARG002 - Whoosh's signature
        reverse: bool = False,  # noqa: FBT001, FBT002 - Whoosh's signature
        translate: bool = True,  # noqa: ARG002, FBT001, FBT002 - Whoosh's signature
    ) -> ColumnReader:
        """Give the column of a number field."""
        values = self.snapshot.number(fieldname)
        reader = NumberColumn(values, self._default(fieldname))
        if reverse:
            reader.set_reverse()
        return reader

    def _default(self, column: str) -> int:
        return int(self._numeric(column).max_value)

    def _numeric(self, column: str) -> NUMERIC:
        field = self.schema[column]
        if not isinstance(field, NUMERIC):
            raise TypeError(column)
        return field


class SnapshotIndex(Index):
    """A read-only Whoosh index over a snapshot."""

    def __init__(self, snapshot: Snapshot, schema: Schema, unpack: Unpack | None = None) -> None:
        """Show *snapshot*; see `SnapshotReader` for *unpack*."""
        self._reader = SnapshotReader(snapshot, schema, unpack)
        self.schema = self._reader.schema

    def is_empty(self) -> bool:
        """Tell whether there is no live article."""
        return self._reader.doc_count() == 0

    def reader(self, reuse: IndexReader | None = None) -> SnapshotReader:  # noqa: ARG002 - Whoosh's signature
        """Give the reader of the snapshot."""
        return self._reader

    def searcher(self, **options: object) -> Searcher:
        """Give a stock searcher that, by default, scores as the engine does."""
        options.setdefault("weighting", Weighting(BM25()))
        return super().searcher(**options)

    def writer(self, **_options: object) -> IndexWriter:
        """Refuse: the index is written by searchkit's own build and update."""
        message = "this index is read-only for Whoosh; write it with searchkit"
        raise NotImplementedError(message)
