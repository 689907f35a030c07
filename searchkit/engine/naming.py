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
from searchkit.entities.metadata import stated
from searchkit.entities.naming import Evidence, mains
from searchkit.query.fields import KINDS

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
    return tuple(dict.fromkeys(one for one in forms if one[1].isascii() != one[2].isascii()))


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
        return mains(kind, counts, evidence, lambda name: known(self._before, kind, name))


def known(snapshot: Snapshot, kind: str, name: str) -> str | None:
    """Give the main name that *name*, or another of the same key, has in *snapshot*."""
    line = f"{searchable(name)}\n".encode("utf-8", "surrogatepass")
    for _, names in snapshot.names(kind):
        number = names.number(name)
        if number < 0:
            number = names.with_line(line)
        if number >= 0:
            return names.text(int(names.main[number]))
    return None
