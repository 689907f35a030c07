"""The settings and where each comes from: defaults < file < environment < flags.

The file is ``$XDG_CONFIG_HOME/searchkit/config.toml``, or the one ``SEARCHKIT_CONFIG`` names; the
environment has ``SEARCHKIT_INDEX`` for *index*, and so on.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from searchkit.errors import ConfigError

CHOICES = {
    "sort": ("relevance", "newest", "oldest"),
    "format": ("auto", "human", "plain", "json", "jsonl"),
    "color": ("auto", "always", "never"),
    "bidi": ("auto", "off", "on", "isolate", "words"),
}


@dataclass(frozen=True, slots=True)
class Config:
    """The settings; *origins* says of each where it was set."""

    corpus: str = "corpus"
    index: str = "index"
    limit: int = 10
    snippets: int = 2
    sort: str = "relevance"
    format: str = "auto"
    color: str = "auto"
    bidi: str = "auto"
    pager: str = "auto"
    jobs: int = 0
    aliases: str = ""
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def load(cls, environment: Mapping[str, str], flags: Mapping[str, object]) -> Self:
        """Settle every setting; a flag that is None was not given.

        Raises `ConfigError` for an unreadable file, an unknown key, a value that does not fit.
        """
        path = settings_file(environment)
        layers = [(str(path), _read(path, must_exist=bool(environment.get("SEARCHKIT_CONFIG"))))]
        layers.append(("environment", _from_environment(environment)))
        layers.append(("flag", {name: value for name, value in flags.items() if value is not None}))
        values: dict[str, Any] = {}
        origins = dict.fromkeys(NAMES, "default")
        for origin, layer in layers:
            for name, value in layer.items():
                values[name] = _checked(name, value, origin)
                origins[name] = origin
        return cls(**values, origins=origins)


_FILE = "file"
_COUNT = re.compile("[0-9]{1,9}")
NAMES = tuple(each.name for each in fields(Config) if each.name != "origins")
_TYPES = {each.name: type(each.default) for each in fields(Config)}


def settings_file(environment: Mapping[str, str]) -> Path:
    """Give the file that settings are read from, whether or not it exists."""
    if named := environment.get("SEARCHKIT_CONFIG"):
        return Path(named)
    home = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "~"), ".config")
    return Path(home, "searchkit", "config.toml")


def _read(path: Path, *, must_exist: bool) -> dict[str, object]:
    try:
        text = path.read_text(encoding="utf-8")
        # Imported where it is needed: most people have no such file.
        import tomllib  # noqa: PLC0415

        return tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError) as error:
        if must_exist:
            raise ConfigError(_FILE, "no such file", str(path)) from error
        return {}
    except OSError as error:
        raise ConfigError(_FILE, str(error.strerror).lower(), str(path)) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(_FILE, f"not TOML: {error}", str(path)) from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    named = {name: environment.get(f"SEARCHKIT_{name.upper()}") for name in NAMES}
    return {name: value for name, value in named.items() if value}


def _checked(name: str, value: object, origin: str) -> object:
    """Give *value* as the type that setting *name* has."""
    if name not in NAMES:
        close = difflib.get_close_matches(name, NAMES, n=1)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise ConfigError(name, f"no such setting{hint}", origin)
    if _TYPES[name] is int:
        if not isinstance(value, bool) and _COUNT.fullmatch(str(value)):
            return int(str(value))
        raise ConfigError(name, f"{value!r} is not a whole number", origin)
    allowed = CHOICES.get(name)
    if not isinstance(value, str) or (allowed and value not in allowed):
        raise ConfigError(name, f"{value!r} is not {' | '.join(allowed or ('text',))}", origin)
    return value
