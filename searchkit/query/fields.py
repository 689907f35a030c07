"""The fields a query can name, the views they are searched through, and their other names.

A text field has one or more *views*: the same tokens under another term each, with a weight in
the sum of scores. The engine indexes the views of this table, and the parser asks for them.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from searchkit.analysis import Chain, fold

STEM, EXACT, SKELETON = "stem", "exact", "skeleton"


class View(NamedTuple):
    """One way a field's tokens are indexed: by their stem, their exact form or their skeleton."""

    name: str
    form: str
    weight: float

    def term(self, form: str, chain: Chain) -> str:
        """Give what a folded *form* is indexed as in this view of an archive with *chain*."""
        if self.form == EXACT:
            return form
        return chain.stem(form) if self.form == STEM else chain.skeleton(form)


_WEIGHTS = ((STEM, 1.0), (EXACT, 0.5), (SKELETON, 0.8))
#: What the views of a title weigh against those of a body (docs/decisions/0010-three-views.md).
_TITLE = 0.2


def _views(field: str, weight: float) -> tuple[View, ...]:
    """Give the three views of *field*; that of stems has its name."""
    return tuple(
        View(field if form == STEM else f"{field}_{form}", form, round(weight * share, 3))
        for form, share in _WEIGHTS
    )


#: The views of each text field, that which words match by first.
VIEWS: dict[str, tuple[View, ...]] = {
    "title": _views("title", _TITLE),
    "body": _views("body", 1.0),
    "source": (View("source", EXACT, 1.0),),
    "author": (View("author", EXACT, 1.0),),
    "section": (View("section", EXACT, 1.0),),
    "tag": (View("tag", EXACT, 1.0),),
}
#: What a word without a field is looked up in.
DEFAULT_FIELDS = ("title", "body")
#: The field of publication days, as proleptic Gregorian ordinals (``date.toordinal``).
DATE = "date"
#: The field of article ids, each one term.
ID = "id"
#: The field of dates mentioned in the text, as names of units (`searchkit.dates.units`).
EVENT_DATE = "event_date"
#: No field of the index: the words behind it are looked up as printed.
AS_PRINTED = "exact"

#: Fields that take a date, and which end of it bounds the hits: (from, to), in days after the
#: first (from) or last (to) day of what is given; None leaves that end open.
AFTER, SINCE, BEFORE, UNTIL = "after", "since", "before", "until"
DATE_FIELDS = (DATE, EVENT_DATE, AFTER, SINCE, BEFORE, UNTIL)
#: The kinds of entities, each a field of the names of its entities, and the field of all of them.
KINDS = ("person", "place", "org", "event")
ENTITY = "entity"
ENTITY_FIELDS = (*KINDS, ENTITY)

_OTHER_NAMES = {
    "title": "intitle headline عنوان",
    "body": "text نص متن",
    "source": "مصدر صحيفه وكاله",
    "author": "by كاتب بقلم",
    "section": "قسم",
    "tag": "tags وسم وسوم",
    ID: "معرف",
    AS_PRINTED: "حرفيا",
    DATE: "published تاريخ نشر",
    EVENT_DATE: "تاريخ_الحدث تاريخ_حدث",
    AFTER: "بعد",
    SINCE: "منذ من",
    BEFORE: "قبل",
    UNTIL: "حتي لغايه",
    "person": "شخص",
    "place": "مكان بلد مدينه",
    "org": "منظمه جهه شركه",
    "event": "حدث",
    ENTITY: "ent كيان",
}
NAMES: dict[str, str] = {
    name: name for name in (*VIEWS, ID, AS_PRINTED, *DATE_FIELDS, *ENTITY_FIELDS)
} | {other: name for name, others in _OTHER_NAMES.items() for other in others.split()}

_ARTICLE = re.compile("^ال(?=..)")
#: Of shorter names any word is a slip.
_SHORTEST_SLIP = 4


def named(name: str) -> str | None:
    """Give the field that *name* stands for, in either language; None if there is none.

    >>> named("المصدر"), named("Source"), named("colour")
    ('source', 'source', None)
    """
    folded = fold(name)
    return NAMES.get(folded) or NAMES.get(_ARTICLE.sub("", folded))


def nearly_named(name: str) -> str | None:
    """Give the name of a field that *name* is one slip away from: a letter, or two exchanged.

    >>> nearly_named("persn"), nearly_named("المصدرر"), nearly_named("عاجل")
    ('person', 'مصدر', None)
    """
    folded = _ARTICLE.sub("", fold(name))
    if len(folded) < _SHORTEST_SLIP:
        return None
    return next(filter(None, map(_slips().get, [folded, *_shortened(folded)])), None)


@cache
def _slips() -> dict[str, str]:
    """Map each name, and each name without one of its letters, to the name."""
    names = [name for name in NAMES if len(name) >= _SHORTEST_SLIP]
    shortened = {short: name for name in names for short in _shortened(name)}
    return shortened | {name: name for name in names}


def _shortened(name: str) -> Iterator[str]:
    return (name[:at] + name[at + 1 :] for at in range(len(name)))
