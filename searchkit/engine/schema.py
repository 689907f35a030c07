"""What is indexed of an article: the Whoosh schema, and how scores are made."""

from collections.abc import Iterator, Sequence
from math import log

from whoosh import fields, formats, scoring
from whoosh.searching import Searcher

from searchkit.query.fields import DATE, ID, VIEWS

#: The field that carries the whole article, read only for the hits shown.
STORED = "article"

# The weights of BM25, measured on headline searches in Arabic news (docs/search-quality.md).
K1 = 0.9
B = 0.85


class Terms(fields.FieldType):
    """A field of terms made by searchkit's own analysis, one for each token, in order."""

    def __init__(self) -> None:
        """Keep positions, for phrases, and lengths, for scores."""
        super().__init__(formats.Positions(), analyzer=None, scorable=True)  # type: ignore[arg-type]

    def index(  # type: ignore[override]  # Whoosh passes options that terms have no use for
        self, value: Sequence[bytes], **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each distinct term of *value* with its frequency, weight and positions."""
        positions: dict[bytes, list[int]] = {}
        for position, term in enumerate(value):
            positions.setdefault(term, []).append(position)
        encode = formats.Positions().encode
        for term, places in positions.items():
            yield term, len(places), float(len(places)), encode(places)


class BM25(scoring.BM25F):
    """Okapi BM25 with an idf that is never negative, ln(1 + (N − df + ½) / (df + ½)).

    Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009; the idf
    is the one Lucene uses.
    """

    def __init__(self) -> None:
        """Take the measured weights."""
        super().__init__(B=B, K1=K1)

    def idf(self, searcher: Searcher, fieldname: str, text: bytes | str) -> float:
        """Weigh a term by how few of the articles have it."""
        everything = searcher.get_parent()
        having = everything.doc_frequency(fieldname, text)
        return log(1 + (everything.doc_count_all() - having + 0.5) / (having + 0.5))


def schema() -> fields.Schema:
    """Give the schema: every view of `searchkit.query.fields`, the id, the day and the article."""
    views = {view.name: Terms() for views in VIEWS.values() for view in views}
    return fields.Schema(
        **views,
        **{
            ID: fields.ID(unique=True),
            DATE: fields.NUMERIC(int, bits=32, sortable=True),
            STORED: fields.STORED(),
        },
    )
