"""The index on stock Whoosh: articles in, hits out."""

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice, pairwise
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from whoosh import index as whoosh_index
from whoosh import query as whoosh
from whoosh import sorting

from searchkit.analysis import stem
from searchkit.analysis.lexicon import Lexicon
from searchkit.articles import Article
from searchkit.engine.schema import BM25, STORED, schema
from searchkit.query.fields import DATE, ID, STEM, VIEWS

#: What Whoosh raises when the bytes of an index are not what it wrote.
DAMAGE = (
    *(OSError, EOFError, ValueError, LookupError, AttributeError, TypeError, AssertionError),
    *(NotImplementedError, whoosh_index.IndexError, struct.error, UnpicklingError, zlib.error),
)

_BUFFER_MB = 512  # of postings that Whoosh sorts in memory before it writes a run to disk
_BATCH = 200  # articles analysed at once

_NO_DAY = 2**31 - 1  # what Whoosh puts into a column where an article has no date


def _latest_first(day: int) -> int:
    return -day if day != _NO_DAY else 0


#: How hits can be ordered; articles without a date come last in both orders by date.
_ORDER = {
    "relevance": None,
    "newest": sorting.TranslateFacet(_latest_first, sorting.FieldFacet(DATE)),
    "oldest": sorting.FieldFacet(DATE),
}
SORTS = tuple(_ORDER)


@dataclass(frozen=True, slots=True)
class Scored:
    """An article that matches, and its score: 0 if the hits are sorted by date."""

    article: Article
    score: float


def write(articles: Iterator[Article], folder: Path) -> None:
    """Index *articles* into the empty *folder*; of several with one id the last stays."""
    index = whoosh_index.create_in(str(folder), schema())
    analysis = _Analysis()
    numbers: dict[str, int] = {}
    replaced: list[int] = []
    following = count()
    writer = index.writer(limitmb=_BUFFER_MB)
    for batch in _batches(articles):
        for article, terms in zip(batch, analysis.terms(batch), strict=True):
            if article.id in numbers:
                replaced.append(numbers[article.id])
            numbers[article.id] = next(following)
            writer.add_document(**terms, **_columns(article))
    writer.commit()
    if replaced:
        writer = index.writer()
        for number in replaced:
            writer.delete_document(number)
        writer.commit(merge=False)
    index.close()


class Reader:
    """An open generation; it keeps seeing it after a newer one is published."""

    def __init__(self, folder: Path) -> None:
        """Open the index in *folder*; whatever Whoosh raises means that it is damaged."""
        self._searcher = whoosh_index.open_dir(str(folder)).searcher(weighting=BM25())

    def close(self) -> None:
        """Close the files of the generation."""
        self._searcher.close()

    def search(
        self, tree: whoosh.Query, *, limit: int, offset: int, sort: str
    ) -> tuple[int, list[Scored]]:
        """Count the articles that match *tree*, and give *limit* of them from *offset* on."""
        results = self._searcher.search(tree, limit=max(offset + limit, 1), sortedby=_ORDER[sort])
        shown = range(offset, min(offset + limit, results.scored_length()))
        hits = [
            Scored(_unpacked(results.fields(place)), results.score(place) or 0.0) for place in shown
        ]
        return len(results), hits

    def article(self, article_id: str) -> Article | None:
        """Give the article whose id is *article_id*, None if there is none."""
        stored = self._searcher.document(**{ID: article_id})
        return _unpacked(stored) if stored else None


class _Analysis:
    """The terms of articles in every view; what was analysed once is looked up from then on."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._exact: list[bytes] = []
        self._stems: list[bytes] = []

    def terms(self, articles: Sequence[Article]) -> Iterator[dict[str, list[bytes]]]:
        """Yield for each of *articles* the terms of its every view, in the order of the text."""
        texts = [_texts(article)[field] for article in articles for field in VIEWS]
        ids, bounds = self._lexicon.encode(texts)
        new = self._lexicon.forms[len(self._exact) :]
        self._exact += map(str.encode, new)
        self._stems += (stem(form).encode() for form in new)
        numbers, cuts = ids.tolist(), bounds.tolist()
        spans = pairwise(cuts)
        for _ in articles:
            yield {
                view.name: [(self._stems if view.form == STEM else self._exact)[n] for n in found]
                for views, (start, end) in zip(VIEWS.values(), spans, strict=False)
                for found in [numbers[start:end]]
                for view in views
            }


def _texts(article: Article) -> dict[str, str]:
    """Give the text of each field of `VIEWS`."""
    return {
        "title": article.title,
        "body": article.body,
        "source": article.source or "",
        "author": article.author or "",
        "section": article.section or "",
        "tag": "\n".join(article.tags),
    }


def _columns(article: Article) -> dict[str, Any]:
    """Give what is indexed of *article* besides its words."""
    packed = zlib.compress(json.dumps(article.to_dict(), ensure_ascii=False).encode(), level=6)
    day = article.date.toordinal() if article.date else None
    return {ID: article.id, DATE: day, STORED: packed}


def _unpacked(stored: dict[str, Any]) -> Article:
    return Article.from_dict(json.loads(zlib.decompress(stored[STORED])))


def _batches(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while batch := list(islice(articles, _BATCH)):
        yield batch
