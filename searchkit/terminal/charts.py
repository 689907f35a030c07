"""Counts for people: a line of numbers and a bar for each, and last what is counted.

Lines begin with numbers and bars, which no terminal moves; a name in Arabic stands at the end.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from searchkit.terminal import text
from searchkit.terminal.screen import Screen, put

if TYPE_CHECKING:
    from searchkit.engine.completion import Completion
    from searchkit.engine.found import Facets, Point, Timeline
    from searchkit.engine.inventory import Entity

_WHOLE, _HALF = "━", "╸"  # lines: blocks of neighbouring bars would run into one another
_OTHERS = 3  # names shown beside the main one
_EMPTY = 3  # points without articles in a row; of more only the first is shown
_LARGE = 0.01  # a share that is written with one decimal place of percent; smaller ones with two
_LABELS = {"day": 10, "week": 10, "month": 7, "year": 4}  # letters of a day in ISO form


def bar(part: float, width: int) -> str:
    """Draw *part*, from 0 to 1, of a bar of *width* cells, to half a cell.

    >>> bar(0.5, 5)
    '━━╸  '
    """
    halves = max(round(part * width * 2), bool(part))  # what is there is seen
    full, rest = divmod(halves, 2)
    return (_WHOLE * full + _HALF * rest).ljust(width)


def show(lines: Iterable[str], screen: Screen) -> None:
    """Print *lines*, their Arabic as *screen* needs it."""
    # Imported where it is needed: rich is loaded for people only.
    from rich.text import Text  # noqa: PLC0415

    from searchkit.terminal import human  # noqa: PLC0415

    for line in map(Text, lines):
        line.truncate(screen.width, overflow="ellipsis")
        for shown in human.rendered([human.Block(line, 0)], screen):
            put(shown)


def facets(counted: "Facets", screen: Screen) -> Iterator[str]:
    """Draw the values of a field by how many articles have them."""
    width = screen.width // 3
    counts = [each.count for each in counted.values]
    for each in counted.values:
        part = bar(each.count / max(counts), width)
        yield f"{each.count:>{_digits(counts)},}  {part} {text.harmless(each.value)}"
    if counted.without:
        yield f"{counted.without:>{_digits(counts)},}  {'':{width}} without {counted.by}"


def words(found: "Sequence[Completion]") -> Iterator[str]:
    """List words by how many articles have them."""
    counts = [each.articles for each in found]
    for each in found:
        kind = f"{each.kind or '':6}  " if any(one.kind for one in found) else ""
        yield f"{each.articles:>{_digits(counts)},}  {kind}{text.harmless(each.word)}"


def entities(found: "Sequence[Entity]") -> Iterator[str]:
    """List entities by how many articles have them, each with some of its other names."""
    counts = [each.articles for each in found]
    for each in found:
        others = "، ".join(each.aliases[:_OTHERS]) + ("، …" if each.aliases[_OTHERS:] else "")
        named = f"{each.name} = {others}" if others else each.name
        yield f"{each.articles:>{_digits(counts)},}  {each.kind:6}  {text.harmless(named)}"


def timeline(counted: "Timeline", screen: Screen) -> Iterator[str]:
    """Draw counts over time, and beside them the share of what the archive has of that time."""
    points = counted.points
    counts = [point.count for point in points]
    label, digits = _LABELS[counted.unit], _digits(counts)
    width = max((screen.width - label - digits - len("      100.0 % ")) // 2, 1)
    highest = max((point.share for point in points), default=0)
    places = 1 if highest >= _LARGE else 2
    if points:
        yield f"{counted.unit:{label}}  {'articles':{digits + 1 + width}}  share of the archive"
    for point in _without_gaps(points):
        if point is None:
            yield "…"
            continue
        raw = f"{point.count:>{digits},} {bar(point.count / max(counts), width)}"
        share = f"{100 * point.share:5.{places}f} % {bar(point.share / highest, width)}"
        yield f"{point.first.isoformat()[:label]}  {raw}  {share}"
    if counted.undated:
        yield f"{'':{label}}  {counted.undated:>{digits},} undated"


def _without_gaps(points: "Sequence[Point]") -> "Iterator[Point | None]":
    """Yield *points*, and None for all but the first of many without articles."""
    for has_articles, run in groupby(points, lambda point: point.count > 0):
        same = list(run)
        yield from same if has_articles or len(same) <= _EMPTY else [same[0], None]


def _digits(counts: "Sequence[int]") -> int:
    return len(f"{max(counts, default=0):,}")
