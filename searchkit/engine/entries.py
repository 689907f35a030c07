"""Articles as entries of the index, and back: which field is searched through which view."""

import hashlib
import json

from searchkit.analysis import stem
from searchkit.articles import Article
from searchkit.dates import find
from searchkit.dates.units import units
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.naming import names_of, said
from searchkit.engine.segments.schema import Entry, Schema, View, each, exact
from searchkit.entities import extract
from searchkit.errors import IndexDamaged
from searchkit.query.fields import DATE, EVENT_DATE, KINDS, STEM, VIEWS

#: The number column that tells whether an article has changed: 31 bits of a hash of all of it.
DIGEST = "digest"

SCHEMA = Schema(
    views=(
        *(
            View(view.name, field, each(stem) if view.form == STEM else exact)
            for field, views in VIEWS.items()
            for view in views
        ),
        View(EVENT_DATE, EVENT_DATE),
    ),
    numbers=(DATE, DIGEST),
    texts=("title", "source"),
    names=KINDS,
)


def entry(article: Article) -> Entry:
    """Cut *article* for the index."""
    stored = json.dumps(article.to_dict(), ensure_ascii=False, separators=(",", ":")).encode()
    texts = {
        "title": article.title,
        "body": article.body,
        "source": article.source or "",
        "author": article.author or "",
        "section": article.section or "",
        "tag": "\n".join(article.tags),
        EVENT_DATE: " ".join(_mentioned(article)),
    }
    day = article.date.toordinal() if article.date else None
    numbers = {DATE: day, DIGEST: _digest(stored)}
    mentions = extract(article)
    names = names_of(article, mentions)
    return Entry(article.id, texts, numbers, stored, names, said(article, mentions))


def article(stored: bytes) -> Article:
    """Give the article that an entry *stored*.

    >>> from searchkit.articles import Place
    >>> one = Article("7", "عنوان", "نص", Place("a.txt"))
    >>> article(entry(one).stored) == one
    True
    """
    return Article.from_dict(json.loads(stored))


def read(snapshot: Snapshot, number: int) -> Article:
    """Give the article that is *number* in *snapshot*.

    Raises `IndexDamaged` if that is not what was written.
    """
    try:
        return article(snapshot.stored(number))
    except (ValueError, KeyError, TypeError) as error:
        part, _ = snapshot.part_of(number)
        raise IndexDamaged(part.segment.folder, f"stored article unreadable: {error}") from error


def fields(stored: bytes) -> dict[str, object]:
    """Give what an entry *stored* as the stored fields of a Whoosh hit, by field name."""
    values = json.loads(stored)
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _mentioned(article: Article) -> list[str]:
    """Name the units of the dates that *article* mentions, each once."""
    text = f"{article.title}\n\n{article.body}"
    return list(dict.fromkeys(unit for span in find(text, article.date) for unit in units(span)))


def _digest(stored: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(stored, digest_size=4).digest()) >> 1
