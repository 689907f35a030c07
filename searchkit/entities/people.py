"""People as the tagger marks them, put right by what is known of countries and of words.

A nationality or a country before a name is no part of it; neighbouring marks are one name; a word
that no archive has seen goes on a name it stands behind.
"""

from collections.abc import Iterable, Iterator, Sequence

from searchkit.entities import packaged
from searchkit.entities.rules import is_of_country
from searchkit.entities.spans import Span

_CLITICS = ("و", "ف", "ب", "ل", "ك")
_SHORTEST = 3  # letters of a word that goes on a name


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
    place = places.get(first)
    if place and place.last <= last:
        yield place
        first = place.last
    while first < last and is_of_country(forms[first]):
        first += 1
    if first == last:
        return
    while last < len(forms) and _is_unknown(forms[last]):
        last += 1
    yield span._replace(first=first, last=last)


def _is_unknown(form: str) -> bool:
    """Tell whether *form* is a word that is in no list or group, nor is it without a clitic."""
    if len(form) < _SHORTEST or not form.isalpha() or form.startswith("ال") or form.isascii():
        return False
    groups = packaged.groups()
    bare = form[1:] if form.startswith(_CLITICS) else form
    return not groups.of(form) and not groups.of(bare)
