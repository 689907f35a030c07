"""One name for each entity of an article, and the mentions that only the article itself reveals.

In come spans, out come the same with names: in published spelling, without clitics, the full name
of a person for the last name, the place for «جمهورية» and the place. Last names that the tagger
passed over are added where their bearer was named in full.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, takewhile

from searchkit.analysis import fold, words
from searchkit.entities.gazetteer import gazetteer
from searchkit.entities.model import KINDS
from searchkit.entities.pieces import Pieces
from searchkit.entities.recognition import Recognized
from searchkit.entities.spans import Span
from searchkit.entities.vocabulary import CLOSED, ORG_HEADS, PLACE_HEADS, SPEECH, TITLES

#: Letters and pairs written together with the word behind them; «لل» stands for «ل» and «ال».
_CLITICS = ("و", "ب", "ل", "ف", "ك", "وب", "ول", "فب", "فل")
_HEADS = ORG_HEADS | PLACE_HEADS | TITLES
_EVERYDAY = _HEADS | CLOSED | SPEECH
_PAIRS = {'"': '"', ")": "(", "»": "«", "”": "“"}
_OFTEN_MARKED = frozenset({"org", "event"})
_MARKED = re.compile(r"""[("«“]([^)"»”]+)|([A-Za-z]+)""")
_LEFT = 3  # letters that must be left of a word without its clitic
_LAST_NAME = 4  # letters that a last name must have to be looked for


@dataclass(frozen=True, slots=True)
class Named:
    """A span with the offsets of its name in the text, the name's words folded, and the name."""

    span: Span
    start: int
    end: int
    forms: tuple[str, ...]
    name: str

    @property
    def key(self) -> tuple[str, ...]:
        """The words without the article: what is the same for all spellings of a name."""
        return _bare_forms(self.forms)

    @property
    def marked(self) -> frozenset[str]:
        """The words in quotes, brackets or Latin letters: what others call an event, too."""
        return _marked(self.name) if self.span.kind in _OFTEN_MARKED else frozenset()


# Archives name the same entities again and again.
@lru_cache(maxsize=1 << 16)
def _bare_forms(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_key, forms))


@lru_cache(maxsize=1 << 16)
def _marked(name: str) -> frozenset[str]:
    marked = " ".join(chain.from_iterable(_MARKED.findall(name)))
    return frozenset(fold(word[0]) for word in words(marked))


@lru_cache(maxsize=1 << 16)
def _name_key(name: str) -> tuple[str, ...]:
    return tuple(_key(fold(word[0])) for word in words(name))


def named(found: Recognized, text: str, is_word: Callable[[str], bool]) -> list[Named]:
    """Name the entities that were *found* in *text*; *is_word* tells the everyday words."""
    pieces, forms, spans = found
    seen = Counter(forms)
    stripped = [_without_clitic(span, forms, seen, is_word) for span in spans]
    own = [_cut_out(span, pieces, forms, text) for span in stripped]
    full = sorted(own, key=lambda each: -len(each.forms))  # the fullest names first
    own += [_cut_out(span, pieces, forms, text) for span in _bare(full, found, is_word)]
    own.sort(key=lambda each: each.start)
    alike = {kind: [each for each in full if each.span.kind == kind] for kind in KINDS}
    return _unified([_full(each, alike[each.span.kind]) for each in own])


def _without_clitic(
    span: Span, forms: Sequence[str], seen: Mapping[str, int], is_word: Callable[[str], bool]
) -> Span:
    """Note the clitic before the name at *span*, if anything shows that it is one."""
    form = forms[span.first]
    if span.clitic:
        return span
    if form.startswith(("لل", "ولل")) and len(form) > _LEFT + 1:
        return span._replace(clitic=form.index("لل") + 1)
    known = gazetteer()
    if form in known.names or form in known.given or form in _HEADS:
        return span
    for clitic in _CLITICS if form.startswith(_CLITICS) else ():
        bare = form[len(clitic) :]
        if not form.startswith(clitic) or len(bare) < _LEFT:
            continue
        listed = bare in known.names or bare in known.given or bare.startswith("ال")
        more_often = seen.get(bare, 0) and seen[bare] * 3 >= seen[form]
        if listed or more_often or (is_word(bare) and not is_word(form)):
            return span._replace(clitic=len(clitic))
    return span


def _cut_out(span: Span, pieces: Pieces, forms: Sequence[str], text: str) -> Named:
    """Cut the name at *span* out of *text*."""
    first = _behind_heads(span, forms)
    span = span._replace(first=first, clitic=span.clitic if first == span.first else 0)
    start, end = pieces.starts[span.first] + span.clitic, pieces.end(span.last - 1)
    end += _is_open(text[start:end], text[end : end + 1])
    name = text[start:end]
    if span.clitic and text[start - 1 : start + 1] == "لل":
        # «للأمم» is «ل» and «الأمم»; «للجنة» is «ل» and «اللجنة», two «ل» written for three.
        name = ("ال" if fold(name.split()[0]) in ORG_HEADS else "ا") + name
    words = (forms[index] for index in range(span.first, span.last) if forms[index][0].isalnum())
    mine = [*words]
    mine[0] = fold(name.split()[0]) if span.clitic else mine[0]
    return Named(span, start, end, tuple(mine), " ".join(name.split()))


def _is_open(name: str, behind: str) -> bool:
    """Tell whether the mark *behind* closes one that is open in *name*.

    >>> _is_open("معرض (Innoprom", ")"), _is_open('"أ" و"ب', '"'), _is_open("أ", ")")
    (True, True, False)
    """
    opening = _PAIRS.get(behind)
    if opening is None:
        return False
    return (
        bool(name.count(opening) % 2)
        if opening == behind
        else name.rfind(opening) > name.rfind(behind)
    )


def _behind_heads(span: Span, forms: Sequence[str]) -> int:
    """Give where the name begins behind «جمهورية», «مدينة» or a title, if a name is left."""
    outside = {"place": PLACE_HEADS, "person": TITLES}.get(span.kind, frozenset())
    known = gazetteer()
    first = span.first
    while first < span.last - 1 and forms[first] in outside:
        rest = forms[first + 1]
        if span.kind == "place" and rest not in known.names:
            break
        if span.kind == "person" and forms[first] in known.given:
            break
        first += 1
    return first


def _key(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > _LEFT + 1 else form


def _full(each: Named, longest: Sequence[Named]) -> Named:
    """Give *each* the name of the one among the *longest* of its kind that it shortens."""
    if each.span.kind == "person":
        key, size = each.key, len(each.forms)
        longer = takewhile(lambda other: len(other.forms) > size, longest)
        holders = [other for other in longer if _holds(other.key, key)]
        by_last = [other for other in holders if other.key[-len(key) :] == key] or holders
        before = [other for other in by_last if other.start <= each.start] or by_last
        return _called(each, before[0].name) if before else each
    if marked := each.marked:
        holder = next((other for other in longest if marked <= other.marked), each)
        return _called(each, holder.name)
    return each


def _holds(full: tuple[str, ...], part: tuple[str, ...]) -> bool:
    size = len(part)
    if part[0] not in full:
        return False
    return any(full[index : index + size] == part for index in range(len(full) - size + 1))


def _bare(
    own: Iterable[Named], found: Recognized, is_word: Callable[[str], bool]
) -> Iterator[Span]:
    """Yield the untagged words that name one of *own* wherever they stand.

    Those are last names of people, and names in quotes of organizations and events.
    """
    kinds = {
        form: each.span.kind
        for each in own
        for form in (each.forms[-1:] if each.span.kind == "person" else each.marked)
        if (len(each.forms) > 1 and _is_telling(form, is_word))
    }
    if not kinds:
        return
    spelled = {clitic + form: (clitic, form) for form in kinds for clitic in _CLITICS}
    spelled |= {form: ("", form) for form in kinds}
    taken = {index for span in found.spans for index in range(span.first, span.last)}
    for index, printed in enumerate(found.forms):
        if printed in spelled and index not in taken:
            clitic, form = spelled[printed]
            yield Span(index, index + 1, kinds[form], len(clitic))


def _is_telling(form: str, is_word: Callable[[str], bool]) -> bool:
    """Tell whether *form* names somebody wherever it stands."""
    known = gazetteer()
    if len(form) < _LAST_NAME or form in _EVERYDAY or not form.isalpha() or is_word(form):
        return False
    return form not in known.names and form not in known.given


def _unified(found: list[Named]) -> list[Named]:
    """Give all names with the same key the spelling that is most frequent, or came first."""
    keys = [(each.span.kind, _name_key(each.name)) for each in found]
    spelled: dict[tuple[str, tuple[str, ...]], Counter[str]] = defaultdict(Counter)
    for key, each in zip(keys, found, strict=True):
        spelled[key][each.name] += 1
    best = {key: max(names, key=names.__getitem__) for key, names in spelled.items()}
    return [_called(each, best[key]) for key, each in zip(keys, found, strict=True)]


def _called(each: Named, name: str) -> Named:
    return each if each.name == name else replace(each, name=name)
