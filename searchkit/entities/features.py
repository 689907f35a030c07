"""What the tagger sees of a piece: features of its distinct text alone, whatever stands around it.

Because no feature looks at two words, the scores of a distinct text are added up once and kept.
The place of a word (two before … two behind) is the weights' business.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from searchkit.analysis import fold
from searchkit.dates.months import month_families
from searchkit.entities import vocabulary as words
from searchkit.entities.gazetteer import gazetteer
from searchkit.entities.learned import Learned
from searchkit.entities.pieces import LINE_END

_AFFIX = 4  # letters of the longest prefix and suffix that are features
_LONG = 9
_COARSER = (3, 5)  # low bits of a group's number that may differ
_CLITICS = ("وال", "بال", "فال", "كال", "ولل", "لل", "وب", "ول", "و", "ب", "ل", "ف", "ك")
_LEFT = 3  # letters that a word has without its clitic
_NISBA = ("يون", "يين", "يات", "يه", "ي")


@dataclass(frozen=True, slots=True)
class Features:
    """Features of a piece: *far* ones for words up to two places away, *near* ones for the next."""

    far: tuple[str, ...]
    near: tuple[str, ...] = ()


def features(text: str, groups: Learned, senses: Learned) -> Features:
    """List what *text* shows by itself, with the group it is in and what it mostly names.

    >>> none = Learned({})
    >>> features("،", none, none)
    Features(far=('p:،',), near=())
    >>> "title" in features("الرئيس", none, none).far
    True
    """
    if not text[0].isalnum():
        return Features((f"p:{text[:1] if text[0] == LINE_END else text[:2]}",))
    if text[0].isdigit():
        return Features(("0", f"0{min(len(text), 5)}"))
    form = fold(text) or text
    bare = _bare(form)
    far = [f"w:{form}", *_known(form, bare), *_facts(form, bare, groups, senses)]
    return Features(tuple(far), tuple(_letters(text, form, bare)))


def _bare(form: str) -> str:
    """Take the longest clitic and article off *form*."""
    for clitic in _CLITICS if form.startswith(_CLITICS) else ():
        if form.startswith(clitic) and len(form) >= len(clitic) + _LEFT:
            return form[len(clitic) :]
    return form.removeprefix("ال") if len(form) > _LEFT + 1 else form


def _known(form: str, bare: str) -> Iterator[str]:
    """Yield the lists that the word is in, as printed or (with a «~») without clitics."""
    for label, listed in _lists().items():
        if form in listed:
            yield label
        elif bare in listed:
            yield "~" + label


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    given = gazetteer()
    months = frozenset(
        fold(name)
        for family in month_families()
        for names in family.months
        for name in names
        if " " not in name
    )
    return {
        "title": words.TITLES,
        "org": words.ORG_HEADS,
        "place": words.PLACE_HEADS,
        "quotes": words.SPEECH,
        "particle": words.CLOSED,
        "given": given.given - given.ambiguous,
        "given?": given.ambiguous,
        "month": months,
    }


def _facts(form: str, bare: str, groups: Learned, senses: Learned) -> Iterator[str]:
    """Yield what was learnt of the word, or else of the word without clitics."""
    own, sense = groups.of(form), senses.of(form)
    group = own or groups.of(bare)
    if group:
        yield f"c{'' if own else '~'}{group - 1}"
        yield from (f"c{bits}:{group - 1 >> bits}" for bits in _COARSER)
    if sense or senses.of(bare):
        yield f"s{sense}" if sense else f"s~{senses.of(bare)}"


def _letters(text: str, form: str, bare: str) -> Iterator[str]:
    """Yield what the letters of the word show."""
    yield f"#{min(len(form), _LONG)}"
    if text != form:
        yield f"r:{text}"
    if bare != form:
        yield f"b:{bare}"
    for size in range(1, min(_AFFIX, len(form) - 1) + 1):
        yield f"<{form[:size]}"
        yield f">{form[-size:]}"
    if form.startswith(("ال", "وال", "بال", "لل", "فال", "كال")):
        yield "the"
    ending = next((nisba for nisba in _NISBA if form.endswith(nisba)), "")
    if ending and len(form) > _LEFT + len(ending):
        yield f"nisba{ending}"
    if text[0].isascii():
        yield f"latin{text[0].isupper():d}{text.isupper():d}"
