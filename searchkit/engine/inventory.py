"""The entities of an index: which there are, and which an article mentions where."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from searchkit.articles import Article
from searchkit.dates import find
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.naming import known
from searchkit.engine.segments.damage import reading
from searchkit.engine.segments.names import Names
from searchkit.entities import extract
from searchkit.entities.keys import forms_of, key, ways
from searchkit.query.fields import KINDS

if TYPE_CHECKING:
    from searchkit.engine.segments.arrays import Longs

_Span: TypeAlias = tuple[int, int]
_GAP = "\n\n"
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity by its main name, in how many *articles* it is, and what else it is called."""

    name: str
    kind: str
    articles: int
    aliases: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the entity as plain values that JSON can carry."""
        return {
            "name": self.name,
            "kind": self.kind,
            "articles": self.articles,
            "aliases": list(self.aliases),
        }


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What an article mentions, and the spans in its title and text where it does.

    *entities* by kind and name, *dates* by their first and last day.
    """

    entities: Mapping[tuple[str, str], "Places"]
    dates: Mapping[tuple[date, date], "Places"]

    def to_dict(self) -> dict[str, Any]:
        """Give what is mentioned as plain values that JSON can carry."""
        return {
            "entities": [
                {"name": name, "kind": kind, **places.to_dict()}
                for (kind, name), places in self.entities.items()
            ],
            "dates": [
                {"from": first.isoformat(), "to": last.isoformat(), **places.to_dict()}
                for (first, last), places in self.dates.items()
            ],
        }


@dataclass(frozen=True, slots=True)
class Places:
    """Spans in a *title* and in a *body*, in order."""

    title: tuple[_Span, ...] = ()
    body: tuple[_Span, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the spans as plain values that JSON can carry."""
        return {"title_spans": list(map(list, self.title)), "spans": list(map(list, self.body))}

    def with_span(self, field: str, start: int, end: int) -> "Places":
        """Add a span of the title or the body; of other fields none is shown."""
        title = ((start, end),) if field == "title" else ()
        body = ((start, end),) if field == "body" else ()
        return Places(self.title + title, self.body + body)


def entities(
    snapshot: Snapshot, prefix: str = "", *, kinds: Sequence[str] = KINDS, limit: int
) -> list[Entity]:
    """List the *limit* entities of *kinds* with most articles, of those named as *prefix* begins.

    Any word of any of its names may begin so.
    """
    with reading(snapshot.folder):
        found = [
            (count, name, kind)
            for kind in kinds
            for name, count in _most(snapshot, kind, prefix, limit)
        ]
        best = sorted(found, key=lambda each: (-each[0], each[1]))[:limit]
        return [Entity(name, kind, n, _others(snapshot, kind, name)) for n, name, kind in best]


def _most(snapshot: Snapshot, kind: str, prefix: str, limit: int) -> list[tuple[str, int]]:
    """Give the *limit* main names with most live articles that lead from a name with *prefix*."""
    opened = snapshot.names(kind)
    asked = [_begun(names, prefix) for _, names in opened]
    wanted: set[str] = set()
    if len(opened) > 1:  # what is asked for in one segment is in all of them
        wanted = {names.text(n) for (_, names), its in zip(opened, asked, strict=True) for n in its}
    counts: Counter[str] = Counter()
    for (part, names), its in zip(opened, asked, strict=True):
        articles = np.arange(part.segment.count)
        counted = names.counts(articles if part.deleted is None else articles[~part.deleted])
        if len(opened) == 1:
            best = its[np.argsort(-counted[its], kind="stable")[:limit]]
        else:
            best = np.union1d(its, np.array(_numbers(names, wanted), np.int64))
        counts.update({names.text(n): int(counted[n]) for n in best[counted[best] > 0].tolist()})
    return nsmallest(limit, counts.items(), key=lambda each: (-each[1], each[0]))


def _begun(names: Names, prefix: str) -> "Longs":
    """Give the main names of the names that begin as *prefix* does, one of their words at least."""
    forms = forms_of(prefix)
    if not forms:
        return np.arange(0 if prefix.strip() else len(names))
    forms[-1] = forms[-1].removeprefix(_ARTICLE)  # of a word begun, however little is left
    found = [names.beginning(way.encode("utf-8", "surrogatepass")) for way in ways(forms)]
    return np.unique(names.main[np.concatenate(found)]).astype(np.int64)


def _numbers(names: Names, texts: Iterable[str]) -> list[int]:
    return [number for text in texts if (number := names.number(text)) >= 0]


def _others(snapshot: Snapshot, kind: str, name: str) -> tuple[str, ...]:
    """List what else is printed for *name*, or said by tables, the Latin names last.

    Of names that differ by hamzas, articles and the like one is enough.
    """
    found = (
        names.others(number)
        for _, names in snapshot.names(kind)
        if (number := names.number(name)) >= 0
    )
    others = {each for listed in found for each in listed}
    shortest_last = sorted(others, key=lambda each: (-len(each), each))
    distinct = {key(each): each for each in shortest_last}
    distinct.pop(key(name), None)
    return tuple(sorted(distinct.values(), key=_latin_last))


def _latin_last(name: str) -> tuple[bool, str]:
    return name.isascii(), name


def mentioned(snapshot: Snapshot, article: Article) -> Mentioned:
    """Find again what *article* of *snapshot* mentions: entities by their main names, and dates."""
    named: dict[tuple[str, str], Places] = {}
    with reading(snapshot.folder):
        for each in extract(article):
            place = each.kind, known(snapshot, each.kind, each.name) or each.name
            named[place] = named.get(place, Places()).with_span(each.field, each.start, each.end)
    dates: dict[tuple[date, date], Places] = {}
    body = len(article.title) + len(_GAP)
    for span in find(article.title + _GAP + article.body, article.date):
        days = span.first, span.last
        field, shift = ("title", 0) if span.start < body else ("body", body)
        where = field, span.start - shift, span.end - shift
        dates[days] = dates.get(days, Places()).with_span(*where)
    return Mentioned(named, dates)
