"""What a query was understood to say, in words: in Arabic and in English."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from searchkit.query.build import Match, least_of, parted
from searchkit.query.syntax import (
    ArticleId,
    Boost,
    Days,
    Either,
    Enough,
    Everything,
    Exact,
    Fuzzy,
    In,
    Must,
    Node,
    Not,
    Pattern,
    Phrase,
    Word,
)


class Explained(NamedTuple):
    """The same in both languages."""

    ar: str
    en: str


_TEXTS = {
    "word": Explained("«{text}» بأي صيغة", "“{text}” in any form"),
    "phrase": Explained("عبارة «{text}»", "the phrase “{text}”"),
    "near": Explained(
        "عبارة «{text}» وبين كل كلمتين منها {count} على الأكثر",
        "the phrase “{text}” with at most {count} between two of its words",
    ),
    "exact": Explained("«{text}» كما كُتبت", "“{text}” as printed"),
    "prefix": Explained("كلمة أولها «{text}»", "a word that begins with “{text}”"),
    "pattern": Explained("كلمة على صورة «{text}»", "a word of the form “{text}”"),
    "fuzzy": Explained(
        "«{text}» بفرق {count} في الحروف على الأكثر", "“{text}” or {count} letter(s) off"
    ),
    "id": Explained("المقال الذي معرّفه «{text}»", "the article whose id is “{text}”"),
    "day": Explained("{field} في {first}", "{field} on {first}"),
    "days": Explained("{field} من {first} إلى {last}", "{field} from {first} to {last}"),
    "from": Explained("{field} من {first} فصاعدًا", "{field} from {first} on"),
    "until": Explained("{field} حتى {last}", "{field} until {last}"),
    "dated": Explained("{field} معروف", "{field} is known"),
    "everything": Explained("كل المقالات", "all articles"),
    "something": Explained("{field} مذكور", "there is a {field}"),
    "in": Explained("في {field}: {child}", "in {field}: {child}"),
    "not": Explained("ليس {child}", "not {child}"),
    "must": Explained("{child} حتمًا", "certainly {child}"),
    "boost": Explained("{child} بوزن {factor:g}", "{child} with weight {factor:g}"),
    "all": Explained("كل من ({parts})", "all of ({parts})"),
    "either": Explained("واحد من ({parts})", "one of ({parts})"),
    "least": Explained("{count} على الأقل من ({parts})", "at least {count} of ({parts})"),
}
_FIELDS = {
    "title": Explained("العنوان", "title"),
    "body": Explained("النص", "text"),
    "source": Explained("المصدر", "source"),
    "author": Explained("الكاتب", "author"),
    "section": Explained("القسم", "section"),
    "tag": Explained("الوسوم", "tags"),
    "person": Explained("الأشخاص", "people"),
    "place": Explained("الأماكن", "places"),
    "org": Explained("الجهات", "organizations"),
    "event": Explained("الأحداث", "events"),
    "entity": Explained(
        "الأشخاص والأماكن والجهات والأحداث", "people, places, organizations, events"
    ),
    "date": Explained("تاريخ النشر", "published"),
    "event_date": Explained("تاريخ مذكور", "mentioned date"),
}
_ALIKE = Explained("مقالات تشبه المقال «{text}»", "articles like “{text}”")
_BETWEEN = Explained("؛ ", "; ")


def describe(syntax: Node, match: Match = "enough") -> Explained:
    """Say what a query was understood to say.

    >>> from searchkit.query import parse
    >>> describe(parse("نفط غاز فحم after:2022 -source:تاس").syntax).en
    'all of (published from 2023-01-01 on; not in source: “تاس” in any form; \
at least 2 of (“نفط” in any form; “غاز” in any form; “فحم” in any form))'
    """
    return _TELLERS[type(syntax)](syntax, match)


def alike(article_id: str) -> Explained:
    """Say that articles like one are looked for."""
    return Explained(*(text.format(text=article_id) for text in _ALIKE))


def _said(key: str, **facts: object) -> Explained:
    """Fill the texts of *key*; what is told in both languages is given as `Explained`."""
    arabic, english = (
        {name: fact[place] if isinstance(fact, Explained) else fact for name, fact in facts.items()}
        for place in range(2)
    )
    return Explained(_TEXTS[key].ar.format_map(arabic), _TEXTS[key].en.format_map(english))


def field_name(name: str) -> Explained:
    """Give what field *name* is called in either language."""
    return _FIELDS.get(name, Explained(name, name))


def _listed(key: str, told: Sequence[Explained], count: int = 0) -> Explained:
    if len(told) == 1:
        return told[0]
    parts = Explained(*(_BETWEEN[place].join(each[place] for each in told) for place in range(2)))
    return _said(key, parts=parts, count=count)


def _enough(node: Enough, match: Match) -> Explained:
    required, loose = ([describe(each, match) for each in part] for part in parted(node, match))
    least = least_of(len(loose), match)
    if least == len(loose):
        return _listed("all", required + loose)
    return _listed("all", [*required, _listed("either" if least == 1 else "least", loose, least)])


def _either(node: Either, match: Match) -> Explained:
    return _listed("either", [describe(each, match) for each in node.children])


def _phrase(node: Phrase, _: Match) -> Explained:
    if len(node.tokens) == 1:
        return _said("word", text=node.text)
    if node.slop > 1:
        return _said("near", text=node.text, count=node.slop - 1)
    return _said("phrase", text=node.text)


def _pattern(node: Pattern, _: Match) -> Explained:
    if node.text.endswith("*") and not set("*?") & set(node.text[:-1]):
        return _said("prefix", text=node.text[:-1])
    return _said("pattern", text=node.text)


def _days(node: Days, _: Match) -> Explained:
    first, last = _day(node.first), _day(node.last)
    keys = {(True, True): "days", (True, False): "from", (False, True): "until"}
    key = keys.get((bool(first), bool(last)), "dated")
    is_one = first == last and bool(first)
    return _said("day" if is_one else key, field=field_name(node.field), first=first, last=last)


def _day(ordinal: int | None) -> str:
    if ordinal is None:
        return ""
    try:
        return date.fromordinal(ordinal).isoformat()
    except (ValueError, OverflowError):  # the day before the first year, or after the last
        return str(ordinal)


def _everything(node: Everything, _: Match) -> Explained:
    return _said("something", field=field_name(node.field)) if node.field else _said("everything")


_TELLERS: dict[type[Node], Callable[[Any, Match], Explained]] = {
    Word: lambda node, _: _said("word", text=node.text),
    Phrase: _phrase,
    Exact: lambda node, _: _said("exact", text=node.text),
    Pattern: _pattern,
    Fuzzy: lambda node, _: _said("fuzzy", text=node.text, count=node.distance),
    ArticleId: lambda node, _: _said("id", text=node.text),
    Days: _days,
    Everything: _everything,
    In: lambda node, match: _said(
        "in", field=field_name(node.field), child=describe(node.child, match)
    ),
    Not: lambda node, match: _said("not", child=describe(node.child, match)),
    Must: lambda node, match: _said("must", child=describe(node.child, match)),
    Boost: lambda node, match: _said(
        "boost", child=describe(node.child, match), factor=node.factor
    ),
    Enough: _enough,
    Either: _either,
}
