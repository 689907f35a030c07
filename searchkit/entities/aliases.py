"""Tables of names that no rule would bring together: السعودية, المملكة العربية السعودية.

A line of a table is a kind, the main name, and other names, between tabs; what begins with # is a
remark. ``data/aliases.tsv`` comes with searchkit, users add a table of their own. The gazetteers
say which names are those of one place or organization too, but not which is the main one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from searchkit.entities.keys import key
from searchkit.errors import ConfigError

_DATA = Path(__file__).parents[1] / "data"
_KINDS = frozenset(["person", "place", "org", "event"])
_LEAST_FIELDS = 3
_SETTING = "aliases"
_PLACES, _ORGANIZATIONS = _DATA / "places.txt", _DATA / "organizations.txt"


class Alias(NamedTuple):
    """All *names* of an entity; *is_titled*: the first is the one to show."""

    names: tuple[str, ...]
    is_titled: bool


@dataclass(frozen=True, slots=True)
class Aliases:
    """The entities of some tables, by kind and the key of each of their names."""

    of: Mapping[tuple[str, str], Alias] = field(default_factory=dict)

    @classmethod
    def load(cls, extra: str | Path | None = None) -> "Aliases":
        """Read our own tables, and first the one at *extra*, whose word counts before theirs.

        Raises `ConfigError` if *extra* cannot be read or has a line that is none of a table.
        """
        return cls(_read_all(_lines(Path(extra))) if extra else _ours())


@cache
def _ours() -> Mapping[tuple[str, str], Alias]:
    """Read our own tables: once, for reading them takes longer than a small update."""
    return _read_all(())


def _read_all(extra: Iterable[list[str]]) -> Mapping[tuple[str, str], Alias]:
    titled = chain(extra, _lines(_DATA / "aliases.tsv"))
    others = chain(_lines(_DATA / "territories.tsv"), _gazetteers())
    of: dict[tuple[str, str], Alias] = {}
    for lines, is_titled in ((titled, True), (others, False)):
        for kind, *names in lines:
            _add(of, kind, Alias(tuple(names), is_titled))
    return of


def _add(of: dict[tuple[str, str], Alias], kind: str, alias: Alias) -> None:
    """Add *alias* to what has its first name already; a name belongs to what had it first."""
    before = of.get((kind, key(alias.names[0])))
    if before:
        alias = before._replace(names=tuple(dict.fromkeys(before.names + alias.names)))
    for name in alias.names:
        place = kind, key(name)
        if of.get(place) in (None, before):
            of[place] = alias


def _gazetteers() -> Iterator[list[str]]:
    """Read the lists of places and organizations; their remarks begin with # too."""
    for line in _read(_PLACES).splitlines():
        if not line.startswith("#"):
            yield ["place", *line.split("\t")[1:]]
    for line in _read(_ORGANIZATIONS).splitlines():
        if line and not line.startswith("#"):
            yield ["org", *map(str.strip, line.split("="))]


def _lines(path: Path) -> Iterator[list[str]]:
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            fields = [part.strip() for part in line.split("\t")]
            if fields[0] not in _KINDS or len(fields) < _LEAST_FIELDS or not all(map(key, fields)):
                reason = f"line {number} is not a kind, a name and other names between tabs"
                raise ConfigError(_SETTING, reason, str(path))
            yield fields


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(_SETTING, (error.strerror or "").lower(), str(path)) from error
    except UnicodeDecodeError as error:
        raise ConfigError(_SETTING, "not UTF-8", str(path)) from error
