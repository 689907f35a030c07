"""Results as plain text and as JSON: no styles, no wrapping, nothing that a pipe could not use."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from searchkit.articles import Article, Place
from searchkit.hits import Result
from searchkit.query import KINDS

if TYPE_CHECKING:
    from searchkit.engine.explaining import Explanation
    from searchkit.engine.inventory import Mentioned

# Controls of hostile articles could move the cursor, rename the window or reorder the line.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Put a space for each control character of *text*, one for one: offsets stay as they are.

    >>> harmless("سطر" + chr(10) + "آخر")
    'سطر آخر'
    """
    return _CONTROL.sub(" ", text)


def summary(result: Result, offset: int) -> str:
    """Say in one line how many hits there are, and which of them are shown."""
    if not result.total:
        return "no hits"
    hits = "1 hit" if result.total == 1 else f"{result.total:,} hits"
    count = len(result.hits)
    part = "" if count == result.total else ", none shown"
    if 0 < count < result.total:
        part = f", {offset + 1}–{offset + count} shown"
    return f"{hits}{part} ({result.took_ms:.0f} ms)"


def lines(result: Result) -> Iterator[str]:
    """Render each hit as one line: id, date and title between tabs."""
    for hit in result.hits:
        day = hit.date.isoformat() if hit.date else "-"
        yield "\t".join([harmless(hit.id), day, harmless(hit.title)])


def places(result: Result, what: str) -> Iterator[str]:
    """Name the hits by their ids, or by the files they are in, each once."""
    if what == "ids":
        yield from (hit.id for hit in result.hits)
    else:
        yield from dict.fromkeys(Place.parse(hit.place).path for hit in result.hits)


def verdict(explained: "Explanation") -> str:
    """Say in one line which place an article has among the hits, and its score."""
    hits = "1 hit" if explained.total == 1 else f"{explained.total:,} hits"
    if explained.score is None:
        return f"{harmless(explained.id)} is not found by the query, which has {hits}"
    return f"{harmless(explained.id)} is {explained.rank:,} of {hits}, score {explained.score:.4f}"


def reasons(explained: "Explanation") -> Iterator[str]:
    """Render each part of a score as one line: score, piece of the query, field, form, words.

    There are tabs between them; what is missing has no score.
    """
    for reason in explained.reasons:
        words = "، ".join(reason.words) or "-"
        cells = (reason.query, reason.field or "-", reason.form or "-", words)
        yield "\t".join([f"{reason.score:.4f}", *map(harmless, cells)])
    for piece in explained.missing:
        yield "\t".join(["-", harmless(piece), "-", "-", "-"])


def fields(article: Article) -> Iterator[tuple[str, str]]:
    """Name the fields that *article* has besides title and text, each with its value in a line."""
    values = article.to_dict()
    extra = values.pop("extra")
    for name in ("title", "body", "subheads", "precision"):
        del values[name]
    for name, value in (values | extra).items():
        if value not in (None, "", []):
            listed = "، ".join(map(str, value)) if isinstance(value, list) else str(value)
            yield harmless(name), harmless(listed)


def names(mentioned: "Mentioned") -> Iterator[tuple[str, str]]:
    """Name the kinds of entities that an article mentions, each with the names of all in a line."""
    for kind in KINDS:
        found = [name for of, name in mentioned.entities if of == kind]
        if found:
            yield f"{kind} mentioned", harmless("، ".join(found))


def page(article: Article, mentioned: "Mentioned") -> Iterator[str]:
    """Render *article* as its title, its fields and its text, a line each."""
    yield harmless(article.title)
    for name, value in (*fields(article), *names(mentioned)):
        yield f"{name}: {value}"
    yield ""
    yield from map(harmless, article.body.split("\n"))


def as_json(values: object) -> str:
    """Render plain values as JSON on one line, Arabic as it is."""
    return json.dumps(values, ensure_ascii=False)
