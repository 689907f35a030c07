"""Why an article is found: which word of a query is met where in it, with its part of the score."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from whoosh import query as whoosh

from searchkit.analysis import forms, words
from searchkit.articles import Article
from searchkit.engine import cutting, entries
from searchkit.engine.evaluation.leaves import Leaf, leaves, positions, score_of
from searchkit.engine.evaluation.matches import Matches
from searchkit.engine.evaluation.search import matches
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.damage import reading
from searchkit.errors import ArticleNotFound
from searchkit.query import Explained, Note, Parsed, absent, describe, holds, met, write
from searchkit.query.fields import DATE, ID, VIEWS

_Span: TypeAlias = tuple[int, int]

_NOWHERE = (0, 0)  # the place of what nobody typed
#: The field and the form of each view.
_VIEWS = {view.name: (name, view.form) for name, views in VIEWS.items() for view in views}


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a score: what of the query is met, by which words of which field, in which form.

    *span* is the place of *query* in the query; *spans* are those of the words in the text of
    *field*, *words* how they are printed, each once. A condition has no *form*, and what is
    excluded no *field* either.
    """

    query: str
    span: _Span
    field: str | None
    form: str | None
    words: tuple[str, ...]
    spans: tuple[_Span, ...]
    score: float
    explained: Explained

    def to_dict(self) -> dict[str, Any]:
        """Give the reason as plain values that JSON can carry."""
        return {
            "query": self.query,
            "span": list(self.span),
            "field": self.field,
            "form": self.form,
            "words": list(self.words),
            "spans": [list(span) for span in self.spans],
            "score": round(self.score, 4),
            "explained": self.explained._asdict(),
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the article *id* is, or is not, among the *total* hits of *query*.

    *rank* is its place among them by score, the best at 1, and *score* the sum of the scores of the
    *reasons*; both are None if it is no hit. *missing* lists what of the query it does not meet.
    """

    query: str
    parsed: str
    explained: Explained
    notes: tuple[Note, ...]
    id: str
    title: str
    total: int
    rank: int | None
    score: float | None
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the explanation as plain values that JSON can carry."""
        return {
            "format_version": 1,
            "query": self.query,
            "parsed": self.parsed,
            "explained": self.explained._asdict(),
            "notes": [each.to_dict() for each in self.notes],
            "id": self.id,
            "title": self.title,
            "total": self.total,
            "rank": self.rank,
            "score": None if self.score is None else round(self.score, 4),
            "reasons": [each.to_dict() for each in self.reasons],
            "missing": list(self.missing),
        }


class _Printed(NamedTuple):
    """The *text* of a field, and the span of the word at each position."""

    text: str
    spans: list[_Span]


def explain(snapshot: Snapshot, query: str, parsed: Parsed, article_id: str) -> Explanation:
    """Explain how an article of *snapshot* meets *query*, which was read as *parsed*.

    Raises `ArticleNotFound`.
    """
    with reading(snapshot.folder):
        number = snapshot.article(article_id)
    if number < 0:
        raise ArticleNotFound(article_id)
    article = entries.read(snapshot, number)
    found = matches(snapshot, parsed.tree)
    score = score_of(found, number)
    asked = [leaf for leaf in leaves(snapshot, parsed.tree, number) if _span(leaf) != _NOWHERE]
    asked.sort(key=_span)  # the views of a word stay in their order
    printed = _printed(article)
    return Explanation(
        query=query,
        parsed=write(parsed.syntax),
        explained=describe(parsed.syntax, parsed.match, parsed.usage),
        notes=parsed.notes,
        id=article.id,
        title=article.title,
        total=len(found.articles),
        rank=None if score is None else _rank(found, number, score),
        score=score,
        reasons=tuple(
            _reason(query, printed, group, _places(snapshot, group, number))
            for group in _grouped([leaf for leaf in asked if leaf.score is not None])
        ),
        missing=tuple(_missing(query, asked)),
    )


def _span(leaf: Leaf) -> _Span:
    """Give the place of the query that *leaf* stands for; an empty one for what nobody typed."""
    start, end = leaf.node.startchar, leaf.node.endchar
    return _NOWHERE if start is None or end is None else (start, end)


def _rank(found: Matches, number: int, score: float) -> int:
    """Give the place of article *number* among those *found*, equals in the order of numbers."""
    before = found.scores[: int(found.articles.searchsorted(number))] == score
    return 1 + int(np.count_nonzero(found.scores > score)) + int(np.count_nonzero(before))


def _grouped(found: Sequence[Leaf]) -> list[list[Leaf]]:
    """Put together what stands for the same piece of the query in the same view."""
    groups: dict[tuple[_Span, str], list[Leaf]] = {}
    for leaf in found:
        groups.setdefault((_span(leaf), _view(leaf.node)), []).append(leaf)
    return list(groups.values())


def _view(node: whoosh.Query) -> str:
    """Name the view that *node* looks something up in, of a condition the first one."""
    names = (each.fieldname for each in node.leaves() if hasattr(each, "fieldname"))
    return next(names, "")


def _places(snapshot: Snapshot, group: Sequence[Leaf], number: int) -> list[int]:
    """Give where the article *number* has what *group* looks up, as positions in its field."""
    found = [positions(snapshot, leaf.node, number) for leaf in group]
    return sorted({place for each in found for places in each.values() for place in places})


def _reason(
    query: str, printed: Mapping[str, _Printed], group: Sequence[Leaf], places: Sequence[int]
) -> Reason:
    """Say what *group*, met at *places* of its field, adds to the score of what is *printed*."""
    node, (start, end) = group[0].node, _span(group[0])
    asked = query[start:end]
    score = sum(leaf.score or 0.0 for leaf in group)
    if isinstance(node, whoosh.Not):
        return Reason(asked, (start, end), None, None, (), (), score, absent(asked))
    field, form = _VIEWS.get(_view(node), (_view(node), None))
    if isinstance(node, whoosh.ConstantScoreQuery):
        form = None
    text, found = printed.get(field, _Printed("", []))
    spans = tuple(dict.fromkeys(found[place] for place in places if place < len(found)))
    met_by = tuple(dict.fromkeys(text[first:last] for first, last in spans))
    if not found and text:  # a day or an id
        met_by = (text,)
    said = met(asked, field, form, met_by) if form else holds(asked, field, met_by)
    return Reason(asked, (start, end), field, form, met_by, spans, score, said)


def _printed(article: Article) -> dict[str, _Printed]:
    """Give what is printed in each field of *article*; its day and its id have no words."""
    texts = cutting.texts(article)
    printed = {
        field: _Printed(
            texts[field],
            [(word.start(), word.end()) for word in words(texts[field]) for _ in forms(word[0])],
        )
        for field in VIEWS
    }
    day = article.date.isoformat() if article.date else ""
    return printed | {DATE: _Printed(day, []), ID: _Printed(article.id, [])}


def _missing(query: str, asked: Sequence[Leaf]) -> Iterator[str]:
    """Give what of the query none of its leaves is met for."""
    pieces: dict[_Span, list[Leaf]] = {}
    for leaf in asked:
        pieces.setdefault(_span(leaf), []).append(leaf)
    for (start, end), group in pieces.items():
        if all(leaf.score is None for leaf in group):
            sign = "-" if isinstance(group[0].node, whoosh.Not) else ""
            yield sign + query[start:end]
