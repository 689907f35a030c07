"""Names on their way into an index: those in an article, and which are names of one entity."""

from collections.abc import Mapping

from searchkit.articles import Article
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.names import Listed
from searchkit.entities.aliases import Aliases
from searchkit.entities.keys import key, searchable
from searchkit.entities.metadata import stated
from searchkit.entities.naming import Evidence, mains
from searchkit.query.fields import KINDS

#: A name of more letters is a mistake.
_LONGEST = 120


def names_of(article: Article) -> dict[str, list[str]]:
    """Give the names in *article* by kind, each once, in the order in which they are met."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for kind, name in stated(article):
        if len(name) <= _LONGEST and key(name):
            found[kind].setdefault(name)
    return {kind: list(names) for kind, names in found.items()}


class Naming:
    """Tells the main names of a segment to be written, beside those of the index *before* it.

    What an index says of a name stays; a build, which has none before it, names anew.
    """

    def __init__(self, aliases: Aliases, before: Snapshot) -> None:
        """Name by *aliases*, after what *before* says."""
        self._aliases = aliases
        self._before = before

    def mains(self, kind: str, listed: Listed) -> Mapping[str, str]:
        """Give the main name of each name of *kind* that is not its own."""
        counts = dict(zip(listed.texts, listed.counts(), strict=True))
        evidence = Evidence(self._aliases)
        if not self._before.parts:
            return mains(kind, counts, evidence)
        return mains(kind, counts, evidence, lambda name: _known(self._before, kind, name))


def _known(snapshot: Snapshot, kind: str, name: str) -> str | None:
    """Give the main name that *name*, or another of the same key, has in *snapshot*."""
    line = f"{searchable(name)}\n".encode("utf-8", "surrogatepass")
    for _, names in snapshot.names(kind):
        number = names.number(name)
        if number < 0:
            number = names.with_line(line)
        if number >= 0:
            return names.text(int(names.main[number]))
    return None
