"""Organizations and events by the words that begin their names: the longest well-formed name.

Behind a head come definite words («وزارة الشؤون الخارجية»), the purpose («للتعاون الاقتصادي»), a
place or a name in quotes; the adjective of a country ends a name, as a title, a verb or a mark
does.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, count, product
from typing import NamedTuple

from searchkit.entities import heads
from searchkit.entities.gazetteer import beginning, countries, gazetteer
from searchkit.entities.pieces import LINE_END, Pieces
from searchkit.entities.spans import Span
from searchkit.entities.vocabulary import CLOSED, SPEECH, TITLES

_NOUN, _ADJECTIVES, _COUNTRY, _PURPOSE = "noun", "adjectives", "country", "purpose"
_ADJECTIVE = ("ي", "يه", "ه", "ا")
_OFFICES = {"الوزراء", "النواب"}  # titles that make a name of «مجلس»
_LONGEST = 8  # words
_MARKS = 4  # characters between two names in quotes
_IN_QUOTES = 7  # pieces
_OPENING, _CLOSING = frozenset('"«“(‘'), frozenset('"»”)’')
_CLITICS = ("", "و", "ب", "ل", "ف", "وب", "ول")


class Head(NamedTuple):
    """What kind of name a head begins, what must follow it, letters of clitics before it."""

    kind: str
    needs: str
    clitic: int
    is_feminine: bool


def by_heads(pieces: Pieces, forms: Sequence[str]) -> Iterator[Span]:
    """Yield the organizations and events among *pieces*, whose folded *forms* are given.

    >>> from searchkit.entities.pieces import cut
    >>> from searchkit.analysis import fold
    >>> pieces = cut("أعلنت وزارة الخارجية الروسية أمس في المعرض الصناعي الدولي")
    >>> [span[:3] for span in by_heads(pieces, [fold(text) for text in pieces.texts])]
    [(1, 4, 'org'), (6, 9, 'event')]
    """
    behind = 0
    for index in compress(count(), map(_heads().__contains__, forms)):
        if index >= behind and (span := _read(pieces, forms, index)):
            yield span
            behind = span.last


def _read(pieces: Pieces, forms: Sequence[str], index: int) -> Span | None:
    """Give the name whose head is the word at *index*, if it has what it needs."""
    head = _heads()[forms[index]]
    if index + 1 == len(forms):
        return None
    behind = index + 1
    last = _definite(forms, behind, head.needs)
    good = last > behind and _fits(head, forms, behind, last)
    if not good and head.needs == _NOUN and (place := _place(forms, behind)):
        last, good = place, True
    if good and head.kind == "event" and last < len(forms) and forms[last] in heads.ORDINALS:
        last += 1
    quoted = _quoted(pieces, last) if good or (head.needs == _NOUN and last == behind) else 0
    if quoted or good:
        return Span(index, quoted or last, head.kind, head.clitic)
    return None


def _opens(mark: str, *, again: bool) -> bool:
    """Tell whether *mark* ends in an opening one, *again* after the closing one of another name."""
    goes_on = mark[0] != LINE_END
    return goes_on and mark[-1] in _OPENING and again < len(mark) <= _MARKS


def _closes(mark: str) -> bool:
    return mark.lstrip(LINE_END)[:1] in _CLOSING


def _fits(head: Head, forms: Sequence[str], behind: int, last: int) -> bool:
    """Tell whether the definite words from *behind* to *last* make a name with *head*."""
    if head.needs == _COUNTRY:
        agrees = forms[behind].endswith("ه") == head.is_feminine
        return is_of_country(forms[behind]) and agrees
    if head.needs == _ADJECTIVES:
        return last - behind > (head.kind == "org")
    return forms[behind] not in heads.EVERYDAY


def _definite(forms: Sequence[str], index: int, head: str = "") -> int:
    """Give where the definite words from *index* on end: a noun, its adjectives, its purpose."""
    first = index
    if head == _NOUN and index < len(forms) and forms[index] in heads.LINKS:
        index += 1
    noun = index
    while index < min(len(forms), first + _LONGEST) and _goes_on(forms, index, noun, head):
        index += 1
        if is_of_country(forms[index - 1]):
            break
    if index == noun:
        return first
    has_purpose = index < len(forms) and forms[index].startswith("لل") and _may_be(forms[index])
    return _definite(forms, index + 1, _PURPOSE) if has_purpose else index


def _goes_on(forms: Sequence[str], index: int, noun: int, head: str) -> bool:
    """Tell whether the word at *index* belongs to the name whose first definite word is *noun*."""
    form = forms[index]
    if not (_may_be(form) or (index == noun and form in _OFFICES)):
        return False
    if form.startswith("وال"):
        # «والولايات» of «والولايات المتحدة» begins a name of its own.
        return head == _NOUN and index > noun and not beginning(form)
    if not form.startswith("ال"):
        return False
    is_first_noun = index == noun and head in (_NOUN, "")
    return is_first_noun or form.endswith(_ADJECTIVE) or form in heads.ADJECTIVES


def _may_be(form: str) -> bool:
    return not any(form in table for table in (heads.BESIDE_NAMES, TITLES, CLOSED, SPEECH))


def _place(forms: Sequence[str], index: int) -> int:
    """Give where the place that is named at *index* ends, 0 if none is."""
    tree = gazetteer().names
    end = 0
    while index < len(forms) and isinstance(below := tree.get(forms[index]), dict):
        tree, index = below, index + 1
        if tree.get("") == "place":
            end = index
    return end


def _quoted(pieces: Pieces, index: int) -> int:
    """Give where the names in quotes end that begin behind the mark at *index*, or 0.

    A name stays on its line: what is opened behind a title is not closed by the body.
    """
    texts, end = pieces.texts, 0
    while index < len(texts) and _opens(texts[index], again=bool(end)):
        inside = range(index + 1, min(len(texts), index + _IN_QUOTES))
        stops = (i for i in inside if texts[i][0] == LINE_END or _closes(texts[i]))
        index = next(stops, len(texts))
        if index - 1 not in inside or index == len(texts) or not _closes(texts[index]):
            break
        end = index
    return end


@cache
def _heads() -> dict[str, Head]:
    """Give the heads by their forms, also those with clitics."""
    table = (
        (heads.OF_ORGANIZATIONS, "org", _NOUN),
        (heads.DEFINITE_ORGANIZATIONS, "org", _ADJECTIVES),
        (heads.OF_COUNTRIES, "org", _COUNTRY),
        (heads.OF_EVENTS, "event", _NOUN),
        (heads.DEFINITE_EVENTS, "event", _ADJECTIVES),
    )
    found = {}
    for words, kind, needs in table:
        for word, clitic in product(words, _CLITICS):
            # «ل» takes the alef of an article away.
            taken = clitic.endswith("ل") and word.startswith("ال")
            feminine = word.endswith(("ه", "ات"))
            found[clitic + word[taken:]] = Head(kind, needs, len(clitic), feminine)
    return found


@cache
def _adjectives() -> frozenset[str]:
    """Make the definite adjectives of the countries: «الروسي», «الروسية» of «روسيا»."""
    found = set()
    for name in countries():
        root = name.removeprefix("ال")
        for ending in ("ستان", "يا", "يه", "ا", "ه"):
            if root.endswith(ending) and len(root) > len(ending) + 2:
                found.add(root.removesuffix(ending))
        found.add(root)
    found |= {"امريك", "اميرك", "خليج", "كردستان", "عرب", "اوروب", "كرد", "افريق"}
    return frozenset(f"ال{root}{ending}" for root in found for ending in ("ي", "يه"))


def is_of_country(form: str) -> bool:
    """Tell whether *form* is the adjective of a country, with the article.

    >>> is_of_country("الروسيه"), is_of_country("الخارجيه")
    (True, False)
    """
    return form in _adjectives()
