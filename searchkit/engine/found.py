"""All articles that match a tree, and what they are made of: values of a field, spans of days."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from searchkit.articles import Article
from searchkit.engine import entries
from searchkit.engine.evaluation.search import name_facets, number_facets, text_facets
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.arrays import Integers, Longs
from searchkit.engine.segments.columns import MISSING
from searchkit.engine.segments.damage import reading
from searchkit.query.fields import DATE, KINDS

#: The units of a timeline, each with the most days that it is chosen for.
_UNITS = {"day": 31, "week": 26 * 7, "month": 5 * 366, "year": date.max.toordinal()}

_END = date.max.toordinal() + 1  # the day after the last that can be written
_LETTERS_OF_SPAN = {"year": 4, "month": 7}  # of a day in ISO form


@dataclass(frozen=True, slots=True)
class Found:
    """The *articles* of a *snapshot* that match, ascending; they stay what they are."""

    snapshot: Snapshot
    articles: Longs

    def __len__(self) -> int:
        """Give the number of articles."""
        return len(self.articles)

    def __iter__(self) -> Iterator[Article]:
        """Read one article after the other."""
        for number in self.articles.tolist():
            yield entries.read(self.snapshot, number)


@dataclass(frozen=True, slots=True)
class Facet:
    """A *value* of a field, and how many of the articles have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What *total* articles have in field *by*: the most frequent values, spans of time in order.

    *without* of the articles have no value.
    """

    by: str
    total: int
    without: int
    values: tuple[Facet, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the counts as plain values that JSON can carry."""
        values = [{"value": each.value, "count": each.count} for each in self.values]
        return {
            "format_version": 1,
            "by": self.by,
            "total": self.total,
            "without": self.without,
            "values": values,
        }


@dataclass(frozen=True, slots=True)
class Point:
    """The days from *first* to *last*: how many of the articles, and which *share* of all."""

    first: date
    last: date
    count: int
    share: float

    def to_dict(self) -> dict[str, Any]:
        """Give the point as plain values that JSON can carry."""
        return {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "count": self.count,
            "share": round(self.share, 6),
        }


@dataclass(frozen=True, slots=True)
class Timeline:
    """How articles spread over time, a point for each *unit* between the first and the last."""

    unit: str
    total: int
    undated: int
    points: tuple[Point, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the timeline as plain values that JSON can carry."""
        return {
            "format_version": 1,
            "unit": self.unit,
            "total": self.total,
            "undated": self.undated,
            "points": [point.to_dict() for point in self.points],
        }


def facets(found: Found, by: str, *, limit: int) -> Facets:
    """Count *found* by a field; of names the *limit* most frequent, of spans the latest."""
    counts, without = _counted(found, by)
    if by in _LETTERS_OF_SPAN:
        values = sorted(counts.items())[-limit or len(counts) :]
    else:
        values = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:limit]
    return Facets(by, len(found), without, tuple(Facet(*each) for each in values))


def _counted(found: Found, by: str) -> tuple[Counter[str], int]:
    """Count the values of field *by*, and the articles without any."""
    if by in KINDS:
        return name_facets(found.snapshot, found.articles, by)
    with reading(found.snapshot.folder):
        if letters := _LETTERS_OF_SPAN.get(by):
            days = number_facets(found.snapshot, found.articles, DATE)
            counts: Counter[str] = Counter()
            for day, count in days.items():
                counts[date.fromordinal(day).isoformat()[:letters]] += count
            return counts, len(found) - days.total()
        if by in entries.SCHEMA.texts:
            counts = text_facets(found.snapshot, found.articles, by)
            return counts, counts.pop("", 0)
    values = [_values(article, by) for article in found]
    return Counter(value for each in values for value in each), values.count(())


def _values(article: Article, by: str) -> tuple[str, ...]:
    if by == "tag":
        return tuple(dict.fromkeys(article.tags))
    value: str | None = getattr(article, by)
    return (value,) if value else ()


def timeline(found: Found, unit: str | None = None) -> Timeline:
    """Count *found* over time by *unit*; by default the time they span chooses it."""
    snapshot = found.snapshot
    with reading(snapshot.folder):
        all_days = snapshot.number(DATE)
        days = all_days[found.articles]
        living = all_days[snapshot.living(np.arange(snapshot.count_all))]
    days = days[days != MISSING]
    undated = len(found) - len(days)
    if not len(days):
        return Timeline(unit or "day", len(found), undated, ())
    first, last = int(days.min()), int(days.max())
    with reading(snapshot.folder):  # damaged days may lie outside the calendar
        oldest, newest = date.fromordinal(first), date.fromordinal(last)
    unit = unit or next(name for name, most in _UNITS.items() if last - first < most)
    starts = _starts(unit, oldest, newest)
    counts, whole = (_spread(values, starts) for values in (days, living))
    points = (
        Point(date.fromordinal(start), date.fromordinal(end - 1), count, count / max(all_, 1))
        for start, end, count, all_ in zip(starts, starts[1:], counts, whole, strict=False)
    )
    return Timeline(unit, len(found), undated, tuple(points))


def _spread(days: Integers, starts: list[int]) -> list[int]:
    """Count the *days* from each of *starts* up to the next."""
    bounds = np.searchsorted(np.sort(days), starts)
    return [int(count) for count in np.diff(bounds)]


def _starts(unit: str, first: date, last: date) -> list[int]:
    """Give the first days of the spans from *first* to *last*, and of the one after."""
    match unit:
        case "day" | "week":
            step = 7 if unit == "week" else 1
            start = first.toordinal() - (first.weekday() if unit == "week" else 0)
            starts = range(start, last.toordinal() + step + 1, step)
            return [min(each, _END) for each in starts]
        case "month":
            return [_first_of(month) for month in range(_month(first), _month(last) + 2)]
        case _:
            return [_first_of(year * 12) for year in range(first.year, last.year + 2)]


def _month(day: date) -> int:
    """Number the months from the year 0 on."""
    return day.year * 12 + day.month - 1


def _first_of(month: int) -> int:
    """Give the ordinal of the first day of a numbered *month*, which may be beyond the calendar."""
    year, rest = divmod(month, 12)
    return _END if year > date.max.year else date(year, rest + 1, 1).toordinal()
