"""The entries of an index: what its views and columns are, and articles read back from it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from searchkit.analysis import PLAIN, Chain
from searchkit.articles import Article
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.arrays import Integers
from searchkit.engine.segments.schema import Schema, Terms, View, each, exact
from searchkit.errors import IndexDamaged
from searchkit.query.fields import DATE, DEFAULT_FIELDS, EVENT_DATE, EXACT, KINDS, STEM, VIEWS

#: The number column that tells whether an article has changed: 31 bits of a hash of all of it.
DIGEST = "digest"
#: The number column that articles share whose texts are one story; unknown where they are short.
STORY = "story"

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def schema(chain: Chain) -> Schema:
    """Describe the index of an archive with *chain*."""
    views = [
        View(view.name, field, _terms(view.form, chain))
        for field, views in VIEWS.items()
        for view in views
    ]
    return Schema(
        views=(*views, View(EVENT_DATE, EVENT_DATE)),
        numbers=(DATE, DIGEST, STORY),
        texts=("title", "source"),
        names=KINDS,
    )


def _terms(form: str, chain: Chain) -> Terms:
    if form == EXACT:
        return exact
    return each(chain.stem if form == STEM else chain.skeleton)


#: The views and columns of any index, whatever its terms are.
SCHEMA = schema(PLAIN)


def learnt(forms: Sequence[str], counts: Mapping[str, Integers]) -> Chain:
    """Learn the chain of an archive from its *forms* and the *counts* of each in every field."""
    total = np.sum([counts[field] for field in DEFAULT_FIELDS], axis=0)
    present = np.flatnonzero(total)
    return Chain.learn([forms[number] for number in present.tolist()], total[present])


def article(stored: str | bytes) -> Article:
    """Give the article that an entry *stored*.

    >>> from searchkit.articles import Place
    >>> one = Article("7", "عنوان", "نص", Place("a.txt"))
    >>> article(stored(one)) == one
    True
    """
    return Article.from_dict(json.loads(stored))


def read(snapshot: Snapshot, number: int) -> Article:
    """Give the article that is *number* in *snapshot*.

    Raises `IndexDamaged` if that is not what was written.
    """
    return Article.from_dict(values(snapshot, number))


def values(snapshot: Snapshot, number: int) -> dict[str, Any]:
    """Give the article that is *number* in *snapshot* as `Article.to_dict` does.

    Raises `IndexDamaged` if that is not what was written.
    """
    stored = snapshot.stored_text(number)
    try:
        return dict(json.loads(stored))
    except ValueError as error:
        part, _ = snapshot.part_of(number)
        raise IndexDamaged(part.segment.folder, f"stored article unreadable: {error}") from error


def fields(stored: bytes) -> dict[str, object]:
    """Give what an entry *stored* as the stored fields of a Whoosh hit, by field name."""
    values = json.loads(stored)
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def digest(article: Article) -> int:
    """Give what an entry of *article* has as its `DIGEST`."""
    return digest_of(stored(article))


def stored(article: Article) -> bytes:
    """Give what an entry of *article* stores."""
    return _JSON.encode(article.to_dict()).encode()


def digest_of(stored: bytes) -> int:
    """Give the `DIGEST` of an article of which an entry *stored* this."""
    return int.from_bytes(hashlib.blake2b(stored, digest_size=4).digest()) >> 1
