"""What an article's record says of who and where it is about, beside its text."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from searchkit.analysis import fold
from searchkit.articles import Article

#: What the names under a key of a record are, by the key as folded; «countries» for one.
KINDS_OF_KEYS: Final[Mapping[str, str]] = {
    name: kind
    for kind, names in {
        "person": "person persons people شخص اشخاص شخصيات",
        "place": "country countries place places location locations city cities بلد بلدان دوله دول "
        "مكان اماكن مدينه مدن",
        "org": "org orgs organization organizations organisation organisations company companies "
        "منظمه منظمات جهه جهات شركه شركات",
        "event": "event events حدث احداث",
    }.items()
    for name in names.split()
}

_DEEPEST = 2


def stated(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the kind and the name of each entity that the record of *article* lists.

    >>> from searchkit.articles import Place
    >>> listed = {"classes": {"country": ["روسيا", "الصين"]}}
    >>> list(stated(Article("1", "خبر", "", Place("a.jsonl"), extra=listed)))
    [('place', 'روسيا'), ('place', 'الصين')]
    """
    yield from _stated(article.extra, _DEEPEST)


def _stated(values: Mapping[str, object], depth: int) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        kind = KINDS_OF_KEYS.get(fold(name))
        if kind:
            yield from ((kind, text) for text in _texts(value))
        elif isinstance(value, Mapping) and depth > 1:
            yield from _stated(value, depth - 1)


def _texts(value: object) -> Iterator[str]:
    listed: Iterable[object] = value if isinstance(value, list) else [value]
    for each in listed:
        text = each.get("name") if isinstance(each, Mapping) else each
        if isinstance(text, str) and text.strip():
            yield " ".join(text.split())
