"""Whoosh's description of our fields: analysers, field types, and the weighting of our scores."""

from collections.abc import Iterator

import numpy as np
from whoosh import fields
from whoosh.analysis import Analyzer, Token
from whoosh.matching.mcore import Matcher
from whoosh.scoring import BaseScorer, WeightingModel, WeightScorer
from whoosh.searching import Searcher

from searchkit.analysis import analyze
from searchkit.engine.evaluation.scoring import BM25
from searchkit.engine.segments.schema import ID, Schema, View


class ViewAnalyzer(Analyzer):
    """Cuts a text as articles were cut, into the terms of one view."""

    def __init__(self, view: View) -> None:
        """Give the terms of *view*."""
        self.view = view

    def __call__(self, value: str, **_options: object) -> Iterator[Token]:
        """Yield Whoosh's tokens of *value*, with positions and offsets."""
        found = list(analyze(value))
        terms = self.view.terms([token.text for token in found], np.ones(len(found), np.int64))
        for one, text in zip(found, terms, strict=True):
            token = Token(positions=True, chars=True, stopped=False, boost=1.0)
            token.text = text
            token.pos, token.startchar, token.endchar = one.position, one.start, one.end
            yield token


def whoosh_schema(schema: Schema) -> fields.Schema:
    """Describe *schema* to Whoosh: TEXT for each view, NUMERIC for numbers, ID for the id."""
    described = fields.Schema()
    described.add(ID, fields.ID(unique=True, stored=True))
    for view in schema.views:
        stored = view.name == view.field and view.field in schema.texts
        described.add(view.name, fields.TEXT(ViewAnalyzer(view), phrase=True, stored=stored))
    for name in schema.numbers:
        described.add(name, fields.NUMERIC(int, stored=True, sortable=True))
    for name in schema.texts:
        if name not in described:
            described.add(name, fields.STORED())
    return described


class Weighting(WeightingModel):
    """Gives under Whoosh's own searcher the scores that the engine gives."""

    def __init__(self, bm25: BM25 | None = None) -> None:
        """Weigh by *bm25*."""
        self.bm25 = bm25 or BM25()

    def idf(self, searcher: Searcher, fieldname: str, text: bytes | str) -> float:
        """Give the weight of a term, by live articles."""
        parent = searcher.get_parent()
        return self.bm25.idf(parent.doc_frequency(fieldname, text), parent.doc_count())

    def scorer(
        self, searcher: Searcher, fieldname: str, text: bytes | str, qf: int = 1
    ) -> BaseScorer:
        """Give what scores the articles with a term, however often it is in the query."""
        del qf
        if not searcher.schema[fieldname].scorable:
            return WeightScorer(1.0)
        return _Scorer(self.bm25, searcher, fieldname, text)


class _Scorer(BaseScorer):
    def __init__(self, bm25: BM25, searcher: Searcher, fieldname: str, text: bytes | str) -> None:
        parent = searcher.get_parent()
        self._bm25, self._field, self._reader = bm25, fieldname, searcher.reader()
        self._idf = parent.idf(fieldname, text)
        self._mean = parent.field_length(fieldname) / max(parent.doc_count(), 1) or 1.0

    def score(self, matcher: Matcher) -> float:
        tf, bm25 = matcher.weight(), self._bm25
        length = self._reader.doc_field_length(matcher.id(), self._field, 0) / self._mean
        score: float = (
            self._idf * tf * (bm25.k1 + 1) / (tf + bm25.k1 * (1 - bm25.b + bm25.b * length))
        )
        return score
