"""One name for each entity of an archive, whatever it was printed as.

In come the distinct names of one kind with how many articles have each, out comes the main name of
each that is not its own. The steps go from what is sure to what is guarded: the same key; tables of
aliases; what articles say themselves, as «"Innoprom" (إينوبروم)»; a clitic before a name that is
more frequent without; the same in other letters; a surname and who mostly has it. Only distinct
names are looked at, never mentions.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from searchkit.entities.aliases import Alias, Aliases
from searchkit.entities.gazetteer import gazetteer
from searchkit.entities.keys import forms_of, key, without_clitics
from searchkit.entities.transliteration import is_same, like_names, skeletons

#: How many times as frequent a name must be without the letter before it.
_MORE_FREQUENT = 3
#: The share of the articles with a surname that its most frequent bearer must have, and how often
#: he must be named in full for each time that the surname stands alone.
_DOMINANT, _IN_FULL, _LEAST_IN_FULL = 0.7, 0.2, 2
#: The kinds of which names of several words may differ by more than letters of one sound.
_FOREIGN = frozenset(["person", "place"])
_PERSON = "person"
_SHORTEST_SURNAME = 3
_SERVANT = "عبد"

#: Gives the main name that a name has already, None for a new one.
Known: TypeAlias = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What naming goes by besides the names: *aliases*, and what articles say.

    *said* counts the articles for each pair of a form and the name of what it is a form of.
    """

    aliases: Aliases = field(default_factory=Aliases)
    said: Mapping[tuple[str, str], int] = field(default_factory=dict)


def mains(
    kind: str, counts: Mapping[str, int], evidence: Evidence, known: Known | None = None
) -> dict[str, str]:
    """Give the main name of each name of *kind* in *counts* that is not its own.

    *counts* tells how many articles have a name. Where *known* is given, what it gives stays as it
    is, and of the others nothing is guessed. Names that no article has, but tables or articles say
    are others, are among the keys, so that they are found.

    >>> mains("org", {"غوغل": 9, "جوجل": 3, "الغوغل": 1}, Evidence())
    {'الغوغل': 'غوغل', 'جوجل': 'غوغل'}
    """
    settled = {name: main for name in counts if known and (main := known(name))}
    groups = _Groups({name: count for name, count in counts.items() if name not in settled})
    tabled = {
        each: alias for each in groups.keys if (alias := evidence.aliases.of.get((kind, each)))
    }
    for each, alias in tabled.items():
        groups.settle(each, alias)
    said = sorted(evidence.said, key=lambda pair: (-evidence.said[pair], pair))
    for form, name in said:
        groups.join(key(form), key(name))
    for guess in _GUESSES if known is None else ():
        for one, other in guess(kind, groups):
            groups.join(one, other)
    found = groups.mains() | settled
    others = {form: found.get(name, name) for form, name in said if name in counts}
    for each, alias in tabled.items():
        title = groups.title(each)
        others |= {
            name: title for name in alias.names if evidence.aliases.of[kind, key(name)] is alias
        }
    return {name: main for name, main in (others | found).items() if name != main}


class _Groups:
    """Keys that are joined to larger and larger groups, each with its main key."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Begin with a group for each key of the names in *counts*."""
        self.spellings: dict[str, dict[str, int]] = defaultdict(dict)
        for name, count in counts.items():
            self.spellings[key(name)][name] = count
        #: How many articles have each key.
        self.keys = {
            each: sum(spelled.values()) for each, spelled in self.spellings.items() if each
        }
        self._parents: dict[str, str] = {}
        self._aliases: dict[str, Alias] = {}
        self._settled: dict[int, str] = {}

    def main(self, key_: str) -> str:
        """Give the main key of the group of *key_*."""
        while key_ in self._parents:
            key_ = self._parents[key_]
        return key_

    def settle(self, key_: str, alias: Alias) -> None:
        """Say that *key_* is a name of *alias*, as no key of another will be."""
        self._aliases[self.main(key_)] = alias
        first = self.main(self._settled.setdefault(id(alias), key_))
        self.join(*sorted([key_, first], key=self.keys.__getitem__))

    def join(self, one: str, other: str) -> None:
        """Join the group of *one* to that of *other*, unless tables say that they are two."""
        one, other = self.main(one), self.main(other)
        if one == other or not (one in self.keys and other in self.keys):
            return
        aliases = self._aliases
        if one in aliases and other not in aliases:  # what tables have keeps its name
            one, other = other, one
        if one in aliases and aliases[one] is not aliases[other]:
            return
        self._parents[one] = other
        self.keys[other] += self.keys[one]

    def title(self, key_: str) -> str:
        """Give the name to show for the group of *key_*."""
        main = self.main(key_)
        alias = self._aliases.get(main)
        if alias and alias.is_titled:
            return alias.names[0]
        return self.spelled(main)

    def spelled(self, key_: str) -> str:
        """Give the most frequent spelling of *key_*."""
        spelled = self.spellings[key_]
        return max(spelled, key=lambda name: (spelled[name], len(name), name))

    def mains(self) -> dict[str, str]:
        """Give the name to show for every name."""
        return {
            name: title
            for each, spelled in self.spellings.items()
            for title in [self.title(each)]
            for name in spelled
        }


def _clitics(_kind: str, groups: _Groups) -> Iterator[tuple[str, str]]:
    """Pair names that begin with a clitic with what is much more frequent without it."""
    for each, count in groups.keys.items():
        first, _, rest = each.partition(" ")
        if first in like_names() or forms_of(groups.spelled(each))[0] != first:
            continue  # no clitic stands behind an article
        for word in without_clitics(first):
            other = f"{word} {rest}".strip()
            if groups.keys.get(other, 0) >= _MORE_FREQUENT * count:
                yield each, other
                break


def _letters(kind: str, groups: _Groups) -> Iterator[tuple[str, str]]:
    """Pair names that are the same in other letters, the less frequent first."""
    alike: dict[str, list[str]] = defaultdict(list)
    for each in groups.keys:
        alike[skeletons(each)].append(each)
    spelled = {
        each: groups.spelled(each) for found in alike.values() for each in found[1:] and found
    }
    for found in alike.values():
        found.sort(key=lambda each: (-groups.keys[each], each))
        for place, each in enumerate(found[1:], start=1):
            for other in found[:place]:
                loose = kind in _FOREIGN or " " not in each
                if is_same(spelled[each], spelled[other], sounds_only=not loose):
                    yield each, other
                    break


def _surnames(kind: str, groups: _Groups) -> Iterator[tuple[str, str]]:
    """Pair each surname, or other end of a name, with the full name that mostly has it."""
    bearers: dict[str, Counter[str]] = defaultdict(Counter)
    for each, count in groups.keys.items() if kind == _PERSON else ():
        words = each.split(" ")
        for place in range(1, len(words)):
            bearers[" ".join(words[place:])][groups.main(each)] += count
    for short, full in bearers.items():
        # What has been joined to another name already is no name by itself.
        if short in groups.keys and groups.main(short) == short and _is_surname(short):
            name, count = max(full.items(), key=lambda pair: (pair[1], pair[0]))
            least = max(_DOMINANT * full.total(), _IN_FULL * groups.keys[short], _LEAST_IN_FULL)
            if count >= least:
                yield short, name


def _is_surname(short: str) -> bool:
    """Tell whether *short* may be the end of a name, and not that of another: of a father's."""
    first = short.partition(" ")[0]
    is_given = first in like_names() or first in gazetteer().given or first.startswith(_SERVANT)
    return len(short) >= _SHORTEST_SURNAME and not is_given


_GUESSES: tuple[Callable[[str, _Groups], Iterable[tuple[str, str]]], ...] = (
    _clitics,
    _letters,
    _surnames,
)
