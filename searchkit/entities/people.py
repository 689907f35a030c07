"""People as the tagger marks them, put right by what is known of countries and of words.

A nationality or a country before a name is no part of it; neighbouring marks are one name; a word
that is in no group and ends as foreign surnames do goes on the name it stands behind.
"""

from collections.abc import Iterable, Iterator, Sequence

from searchkit.entities import packaged
from searchkit.entities.gazetteer import countries, gazetteer
from searchkit.entities.rules import is_of_country
from searchkit.entities.senses import NO_NAME
from searchkit.entities.spans import Span

_CLITICS = ("و", "ف", "ب", "ل", "ك")
_SHORTEST = 5  # letters of a word that goes on a name
_SURNAMES = ("وف", "يف", "وفا", "يفا", "سكي", "يتش", "نكو", "يان", "زاده", "فيلي", "وغلو", "ين")


def put_right(
    tagged: Iterable[Span], known: Iterable[Span], forms: Sequence[str]
) -> Iterator[Span]:
    """Yield *tagged* with people put right, where *known* spans are names of the lists."""
    places = {span.first: span for span in known if span.kind == "place"}
    for span in _joined(tagged, forms):
        if span.kind == "person":
            yield from _person(span, places, forms)
        else:
            yield span


def _joined(tagged: Iterable[Span], forms: Sequence[str]) -> Iterator[Span]:
    """Yield *tagged*, neighbouring people as one."""
    held: Span | None = None
    for span in tagged:
        follows = held and held.kind == span.kind == "person" and held.last == span.first
        if held and follows and not forms[span.first].startswith("و"):
            held = held._replace(last=span.last)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _person(span: Span, places: dict[int, Span], forms: Sequence[str]) -> Iterator[Span]:
    """Yield *span* without what is no person, but with an unknown word behind it."""
    first, last = span.first, span.last
    if any(char.isdigit() for form in forms[first:last] for char in form):
        return
    place = places.get(first)
    if place and place.last <= last and forms[first][place.clitic :] in countries():
        yield place
        first = place.last
    while first < last and _qualifies(forms, first, last):
        first += 1
    while first < last - 1 and _names_nothing(forms[first]):
        first += 1
    while first < last - 1 and _names_nothing(forms[last - 1]):
        last -= 1
    if first == last:
        return
    while last < len(forms) and _is_surname(forms[last]):
        last += 1
    yield from _apart(span._replace(first=first, last=last), forms)


def _qualifies(forms: Sequence[str], first: int, last: int) -> bool:
    """Tell whether the word at *first* says of what country or office the person behind it is."""
    form = forms[first]
    is_adjective = form.startswith("ال") and form.endswith("ي") and first + 1 < last
    return is_of_country(form) or (is_adjective and forms[first + 1] in gazetteer().given)


def _names_nothing(form: str) -> bool:
    return packaged.senses().of(form) == NO_NAME and form not in gazetteer().given


def _apart(span: Span, forms: Sequence[str]) -> Iterator[Span]:
    """Yield the people of *span*: a conjunction and a given name begin another."""
    known = gazetteer()
    first = span.first
    for index in range(span.first + 1, span.last):
        form = forms[index]
        if form.startswith("و") and form[1:] in known.given - known.ambiguous:
            yield span._replace(first=first, last=index)
            first = index
    yield span._replace(first=first)


def _is_surname(form: str) -> bool:
    """Tell whether *form* ends as Slavic, Turkic or Armenian surnames do, and is no known word."""
    if len(form) < _SHORTEST or form.startswith("ال") or not form.endswith(_SURNAMES):
        return False
    groups = packaged.groups()
    bare = form[1:] if form.startswith(_CLITICS) else form
    return not groups.of(form) and not groups.of(bare)
