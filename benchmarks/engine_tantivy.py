"""tantivy on terms made elsewhere; title and day come from its stored fields.

The JSON is stored beside them, as searchkit stores it. Text columns cannot be read from Python.
"""

from collections.abc import Iterable
from pathlib import Path

import tantivy

from benchmarks.engines import LIMIT, Answer, Row
from benchmarks.queries import Query

_HEAP = 128_000_000  # tantivy-py's own choice


class Tantivy:
    """An index with one thread to write it."""

    def __init__(self, folder: Path) -> None:
        """Open the index in *folder*."""
        self._index = tantivy.Index.open(str(folder))
        _register(self._index)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._writer: tantivy.IndexWriter | None = None

    @staticmethod
    def build(rows: Iterable[Row], folder: Path) -> None:
        """Write *rows* and wait for merges."""
        index = tantivy.Index(_schema(), path=str(folder))
        _register(index)
        writer = index.writer(_HEAP, num_threads=1)
        for row in rows:
            writer.add_document(_document(row))
        writer.commit()
        writer.wait_merging_threads()

    def search(self, query: Query) -> Answer:
        """Count and read the stored fields of the best."""
        found = self._searcher.search(self._tree(query), LIMIT)
        total = found.count
        read = (self._searcher.doc(address) for _, address in found.hits)
        return Answer(total, [(doc["title"][0], doc["date"][0]) for doc in read])

    def _tree(self, query: Query) -> tantivy.Query:
        make, schema = tantivy.Query, self._schema
        if query.kind == "prefix3":
            return make.regex_query(schema, "text", query.terms[0] + ".*")
        if query.kind == "phrase2":
            return make.phrase_query(schema, "text", list(query.terms))
        words = [make.term_query(schema, "text", term) for term in query.terms]
        if query.days:
            kind = tantivy.FieldType.Integer
            words.append(make.range_query(schema, "date", kind, *query.days))
        if len(words) == 1:
            return words[0]
        occur = tantivy.Occur.Should if query.kind == "or3" else tantivy.Occur.Must
        return make.boolean_query([(occur, word) for word in words])

    def add(self, rows: Iterable[Row]) -> None:
        """Commit *rows*; merges go on behind."""
        if not self._writer:
            self._writer = self._index.writer(_HEAP, num_threads=1)
        for row in rows:
            self._writer.add_document(_document(row))
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Wait for merges; tantivy unmaps what nobody refers to."""
        if self._writer:
            self._writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    made.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field("title", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_integer_field("date", stored=True, fast=True)
    made.add_text_field("text", tokenizer_name="spaces", index_option="position")
    made.add_bytes_field("stored", stored=True)
    return made.build()


def _register(index: tantivy.Index) -> None:
    spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("spaces", spaces)


def _document(row: Row) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("id", row.id)
    made.add_text("title", row.title)
    made.add_integer("date", row.day)
    made.add_text("text", row.terms)
    made.add_bytes("stored", row.stored.encode())
    return made
