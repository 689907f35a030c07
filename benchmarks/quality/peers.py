"""The rows that are not ours: rules for words under BM25, and tantivy with its own analysis."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Protocol

import numpy as np

from benchmarks.quality import light10, lucene
from benchmarks.quality.ranking import DEEPEST, Longs, Ranking, Rule, Vocabulary, Weighting
from benchmarks.quality.sets import Collection
from searchkit.analysis import words

NO_ANALYSIS = "no analysis"
LUCENE = "light10 as in Lucene"

_LUCENE = Weighting(k1=1.2, b=0.75)  # its defaults
_OURS = Weighting(k1=0.9, b=0.85)


class Row(Protocol):
    """Something that ranks a collection."""

    def ranks(self, queries: Sequence[str], targets: Sequence[int]) -> Longs:
        """Give the rank of each target under its query, 0 where it is too far behind."""


def rows(collection: Collection, *, jvm: bool = False) -> Iterator[tuple[str, Row]]:
    """Yield each peer that can run here, with its name, ready to rank *collection*.

    Lucene itself is among them only if there may be a *jvm*: light10 stands for it.
    """
    vocabulary = Vocabulary(collection.texts)
    yield NO_ANALYSIS, Ranking(vocabulary, str.lower, _OURS)
    yield LUCENE, Ranking(vocabulary, light10.term, _LUCENE)
    if rule := _snowball():
        yield "Snowball", Ranking(vocabulary, rule, _OURS)
    if row := _tantivy(collection):
        yield "tantivy", row
    if jvm and (command := lucene.command()):
        with closing(lucene.Lucene(command, collection.texts)) as running:
            yield "Lucene itself", running


def _snowball() -> Rule | None:
    try:
        import Stemmer  # noqa: PLC0415  a peer, if it is there
    except ImportError:
        return None
    stemmer = Stemmer.Stemmer("arabic")
    return lambda word: str(stemmer.stemWord(word.lower()))


def _tantivy(collection: Collection) -> Row | None:
    try:
        import tantivy  # noqa: F401, PLC0415  a peer, if it is there
    except ImportError:
        return None
    return _Tantivy(collection)


class _Tantivy:
    """An index in memory, with tantivy's tokenizer and its Arabic stemmer, which is Snowball's."""

    def __init__(self, collection: Collection) -> None:
        """Index *collection*, title and body as one text."""
        import tantivy  # noqa: PLC0415  as above

        analyzer = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.stemmer("arabic"))
            .build()
        )
        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("place", stored=True)
        schema.add_text_field("text", tokenizer_name="arabic")
        self._index = tantivy.Index(schema.build())
        self._index.register_tokenizer("arabic", analyzer)
        writer = self._index.writer()
        for place, text in enumerate(collection.texts):
            writer.add_document(tantivy.Document(place=place, text=text))
        writer.commit()
        self._index.reload()

    def ranks(self, queries: Sequence[str], targets: Sequence[int]) -> Longs:
        """Ask for any of the words of each query."""
        searcher = self._index.searcher()
        found = np.zeros(len(queries), np.int64)
        for at, (query, target) in enumerate(zip(queries, targets, strict=True)):
            asked = " ".join(word[0].lower() for word in words(query))
            hits = searcher.search(self._index.parse_query(asked, ["text"]), DEEPEST).hits
            places = [searcher.doc(address)["place"][0] for _, address in hits]
            found[at] = 1 + places.index(target) if target in places else 0
        return found
