"""What the program says on standard error, and in a log where one is asked for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Self, TextIO

import click

from searchkit.errors import ConfigError, SearchkitError
from searchkit.terminal.screen import Screen
from searchkit.terminal.text import harmless

QUIET, VERBOSE = "quiet", "verbose"
_LOG = "log"


def say(line: str, screen: Screen | None = None) -> None:
    """Talk to the person at the terminal, on standard error; with the Arabic of *line* as needed.

    A line for a *screen* that is watched is wrapped, and ordered as what the screen shows is.
    """
    whole = f"searchkit: {harmless(line)}"
    if screen and screen.is_watched and screen.is_terminal:
        from rich.text import Text  # noqa: PLC0415  for people only

        from searchkit.terminal import human  # noqa: PLC0415

        block = human.Block(Text(whole), 0)
        for shown in human.rendered([block], replace(screen, color=False)):
            click.echo(shown, err=True)
    else:
        click.echo(whole, err=True)


@dataclass(frozen=True, slots=True)
class Talk:
    """How much a command says, *level* `QUIET`, `VERBOSE` or None, and the *log* it keeps.

    The log has all of it whatever the level is, each line with its time.
    """

    level: str | None = None
    log: TextIO | None = None

    @classmethod
    def open(cls, level: str | None, path: str | None) -> Self:
        """Go on with the log at *path*, if there is to be one; raise `ConfigError` if it cannot."""
        if path is None:
            return cls(level)
        try:
            return cls(level, Path(path).open("a", encoding="utf-8", errors="backslashreplace"))
        except OSError as error:
            raise ConfigError(_LOG, f"{path}: {str(error.strerror).lower()}", "flag") from error

    def __enter__(self) -> Self:
        """Give the talk itself."""
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Note the *error* that ends the command, and close the log."""
        if isinstance(error, SearchkitError):
            self.note(f"{error.kind}: {error}")
        elif error is not None:
            self.note(f"ended by {type(error).__name__}")
        if self.log:
            self.log.close()

    def say(self, line: str) -> None:
        """Say *line*, unless asked to be quiet, and note it."""
        if self.level != QUIET:
            say(line)
        self.note(line)

    def note(self, line: str) -> None:
        """Write *line* to the log."""
        if self.log:
            now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
            self.log.write(f"{now} {harmless(line)}\n")
            self.log.flush()


def talk_flags(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the flags that say how much it talks, as argument *talk*, a `Talk`."""

    @click.option("-q", "--quiet", "talk", flag_value=QUIET, help="Say nothing but errors.")
    @click.option("-v", "--verbose", "talk", flag_value=VERBOSE, help="Sum up even if not watched.")
    @click.option("--log", metavar="FILE", help="Append all that is said to FILE, with the time.")
    @wraps(command)
    def talking(*context: object, talk: str | None, log: str | None, **given: object) -> int:
        with Talk.open(talk, log) as opened:
            return command(*context, talk=opened, **given)

    return talking
