"""Names on their way into an index: those in an article, and which are names of one entity."""

from collections.abc import Iterable, Mapping
from itertools import chain

from searchkit.articles import Article
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.names import Listed
from searchkit.engine.segments.schema import Said
from searchkit.entities import Mention, field_text
from searchkit.entities.aliases import Aliases
from searchkit.entities.keys import key, searchable
from searchkit.entities.merging import Evidence, Known, mains
from searchkit.entities.metadata import stated
from searchkit.query.fields import KINDS

#: Of two texts one is in Latin letters, the other in Arabic ones, if this is left of their scripts.
_BOTH = 3
#: A name of more letters is a mistake.
_LONGEST = 120


def names_of(article: Article, mentions: Iterable[Mention]) -> dict[str, list[str]]:
    """Give the names in *article* by kind, each once: of *mentions*, then as stated."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for kind, name in chain(((each.kind, each.name) for each in mentions), stated(article)):
        if len(name) <= _LONGEST and key(name):
            found[kind].setdefault(name)
    return {kind: list(names) for kind, names in found.items()}


def said(article: Article, mentions: Iterable[Mention]) -> tuple[Said, ...]:
    """Give what *article* calls an entity in another script than its name: kind, form, name.

    «"Innoprom" (إينوبروم)» is one entity, as the mentions say; other articles have but one of both.
    """
    forms = (
        (each.kind, field_text(article, each.field)[each.start : each.end], each.name)
        for each in mentions
    )
    return tuple(
        dict.fromkeys(one for one in forms if _scripts(one[1]) ^ _scripts(one[2]) == _BOTH)
    )


def _scripts(text: str) -> int:
    """Give the scripts of *text*: 1 for Latin letters, 2 for others, 3 for both."""
    letters = {letter.isascii() for letter in text if letter.isalpha()}
    return (True in letters) + 2 * (False in letters)


class Naming:
    """Tells the main names of a segment to be written, beside those of the index *before* it.

    What an index says of a name stays; a build, which has none before it, names anew.
    """

    def __init__(self, aliases: Aliases, before: Snapshot) -> None:
        """Name by *aliases*, after what *before* says."""
        self._aliases = aliases
        self._before = before

    def mains(self, kind: str, listed: Listed, said: Mapping[Said, int]) -> Mapping[str, str]:
        """Give the main name of each name of *kind* that is not its own, after what is *said*."""
        counts = dict(zip(listed.texts, listed.counts(), strict=True))
        forms = {(form, name): n for (of, form, name), n in said.items() if of == kind}
        evidence = Evidence(self._aliases, forms)
        if not self._before.parts:
            return mains(kind, counts, evidence)
        return mains(kind, counts, evidence, _all_known(self._before, kind))


def _all_known(snapshot: Snapshot, kind: str) -> Known:
    """Give what `known` gives, prepared to be asked for many names."""
    found: dict[bytes, str] = {}
    for _, names in snapshot.names(kind):
        for line, main in zip(names.lines.splitlines(), names.main.tolist(), strict=True):
            if line not in found:
                found[line] = names.text(main)
    return lambda name: found.get(_line(name))


def known(snapshot: Snapshot, kind: str, name: str) -> str | None:
    """Give the main name in *snapshot* of what is spelled as *name*; None for what is new."""
    line = _line(name) + b"\n"
    for _, names in snapshot.names(kind):
        number = names.with_line(line)
        if number >= 0:
            return names.text(int(names.main[number]))
    return None


def _line(name: str) -> bytes:
    return searchable(name).encode("utf-8", "surrogatepass")
