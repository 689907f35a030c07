"""What a search gives: articles that were found with what a list of them shows, and how it went."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from searchkit import highlight
from searchkit.engine import Scored
from searchkit.highlight import Snippet, Span
from searchkit.query import KINDS, Explained, Marks, Note

#: Raised when a name in the JSON of hits changes or goes; added names leave it as it is.
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found: what a result list shows of it, and where it met the query.

    *title_spans* are offsets into *title*, end-exclusive, in code points; *score* is 0 when hits
    are ordered by date; *reprints* are the ids of the other matching articles that tell its story,
    where hits were collapsed; *entities* are names by kind. The whole article is `Archive.show` of
    *id*.
    """

    id: str
    title: str
    date: dt.date | None
    source: str | None
    author: str | None
    section: str | None
    url: str | None
    score: float
    place: str
    title_spans: tuple[Span, ...]
    snippets: tuple[Snippet, ...]
    reprints: tuple[str, ...] = ()
    entities: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Give the hit as plain values that JSON can carry."""
        return {
            "id": self.id,
            "title": self.title,
            "date": self.date.isoformat() if self.date else None,
            "source": self.source,
            "author": self.author,
            "section": self.section,
            "url": self.url,
            "score": round(self.score, 4),
            "place": self.place,
            "title_spans": [list(span) for span in self.title_spans],
            "snippets": [
                {"text": each.text, "spans": [list(s) for s in each.spans], "start": each.start}
                for each in self.snippets
            ],
            "reprints": list(self.reprints),
            "entities": {kind: list(self.entities.get(kind, ())) for kind in KINDS},
        }


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: the exact *total* of hits, and those of them that were asked for.

    *parsed* is the query as it was understood, written as a query; *explained* says it in words.
    """

    query: str
    parsed: str
    explained: Explained
    notes: tuple[Note, ...]
    total: int
    took_ms: float
    hits: tuple[Hit, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain values that JSON can carry."""
        return {
            "format_version": FORMAT_VERSION,
            "query": self.query,
            "parsed": self.parsed,
            "explained": {"ar": self.explained.ar, "en": self.explained.en},
            "notes": [each.to_dict() for each in self.notes],
            "total": self.total,
            "took_ms": round(self.took_ms, 1),
            "hits": [hit.to_dict() for hit in self.hits],
        }


def hits(scored: Iterable[Scored], marked: Marks, snippets: int) -> Iterator[Hit]:
    """Show *scored* articles with the places that *marked* asks for, and so many *snippets*."""
    for each in scored:
        values = each.values
        title, body, day = values["title"], values["body"], values["date"]
        yield Hit(
            id=values["id"],
            title=title,
            date=dt.date.fromisoformat(day) if day else None,
            source=values["source"],
            author=values["author"],
            section=values["section"],
            url=values["url"],
            score=each.score,
            place=values["place"],
            title_spans=tuple(highlight.spans(title, marked.title)),
            snippets=tuple(highlight.snippets(body, marked.body, limit=snippets, title=title)),
            reprints=each.reprints,
            entities=each.names,
        )
