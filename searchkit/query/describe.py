"""What a query was understood to say, in words: in Arabic and in English."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from searchkit.query.fields import DEFAULT_FIELDS
from searchkit.query.rule import Match, parted
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
from searchkit.query.usage import UNKNOWN, Usage


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
    "enough": Explained(
        "ما يكفي من ({parts})، والأندر منها أثقل",
        "enough of ({parts}), of which rarer ones count for more",
    ),
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


class _Rule(NamedTuple):
    """How many of the words side by side must match, and what words are worth."""

    match: Match
    worth: Mapping[str, int]


def describe(syntax: Node, match: Match = "enough", usage: Usage = UNKNOWN) -> Explained:
    """Say what a query was understood to say, where words have this *usage*.

    >>> from searchkit.query import parse
    >>> describe(parse("نفط غاز فحم after:2022 -source:تاس").syntax).en
    'all of (published from 2023-01-01 on; not in source: “تاس” in any form; \
at least 2 of (“نفط” in any form; “غاز” in any form; “فحم” in any form))'
    """
    return _told(syntax, _Rule(match, usage.worth))


def _told(node: Node, rule: _Rule) -> Explained:
    return _TELLERS[type(node)](node, rule)


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


def _enough(node: Enough, rule: _Rule) -> Explained:
    found = parted(node, rule.match, rule.worth)
    required, others = ([_told(each, rule) for each in part] for part in found[:2])
    if found.least == sum(found.worths):
        return _listed("all", required + others)
    if found.least <= min(found.worths):
        return _listed("all", [*required, _listed("either", others)])
    if len(set(found.worths)) > 1:
        return _listed("all", [*required, _listed("enough", others)])
    count = -(-found.least // found.worths[0])
    return _listed("all", [*required, _listed("least", others, count)])


def _either(node: Either, rule: _Rule) -> Explained:
    return _listed("either", [_told(each, rule) for each in node.children])


def _in(node: In, rule: _Rule) -> Explained:
    within = rule if node.field in DEFAULT_FIELDS else rule._replace(worth={})
    return _said("in", field=field_name(node.field), child=_told(node.child, within))


def _phrase(node: Phrase, _: _Rule) -> Explained:
    if len(node.tokens) == 1:
        return _said("word", text=node.text)
    if node.slop > 1:
        return _said("near", text=node.text, count=node.slop - 1)
    return _said("phrase", text=node.text)


def _pattern(node: Pattern, _: _Rule) -> Explained:
    if node.text.endswith("*") and not set("*?") & set(node.text[:-1]):
        return _said("prefix", text=node.text[:-1])
    return _said("pattern", text=node.text)


def _days(node: Days, _: _Rule) -> Explained:
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


def _everything(node: Everything, _: _Rule) -> Explained:
    return _said("something", field=field_name(node.field)) if node.field else _said("everything")


_TELLERS: dict[type[Node], Callable[[Any, _Rule], Explained]] = {
    Word: lambda node, _: _said("word", text=node.text),
    Phrase: _phrase,
    Exact: lambda node, _: _said("exact", text=node.text),
    Pattern: _pattern,
    Fuzzy: lambda node, _: _said("fuzzy", text=node.text, count=node.distance),
    ArticleId: lambda node, _: _said("id", text=node.text),
    Days: _days,
    Everything: _everything,
    In: _in,
    Not: lambda node, rule: _said("not", child=_told(node.child, rule)),
    Must: lambda node, rule: _said("must", child=_told(node.child, rule)),
    Boost: lambda node, rule: _said("boost", child=_told(node.child, rule), factor=node.factor),
    Enough: _enough,
    Either: _either,
}
