"""The flags that commands share, and what they settle: the configuration and the screen."""

import os
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import click

from searchkit.config import CHOICES, NAMES, Config
from searchkit.terminal.screen import Screen

_Command = TypeVar("_Command", bound=Callable[..., int])

_FLAGS: dict[str, Callable[[_Command], _Command]] = {
    "index": click.option("--index", metavar="FOLDER", help="Folder of the index [./index]."),
    "corpus": click.option(
        "--corpus", metavar="FOLDER", help="What to read when no PATH is given [./corpus]."
    ),
    "limit": click.option("-n", "--limit", type=click.IntRange(min=0), help="Hits to show [10]."),
    "snippets": click.option(
        "--snippets", type=click.IntRange(min=0), help="Pieces of text to show of each hit [2]."
    ),
    "sort": click.option("--sort", type=click.Choice(CHOICES["sort"]), help="[relevance]"),
    "format": click.option(
        "--format",
        type=click.Choice(CHOICES["format"][1:]),
        help="[human on a terminal, else plain]",
    ),
    "color": click.option("--color", type=click.Choice(CHOICES["color"]), help="[auto]"),
}


def settings(*names: str) -> Callable[[_Command], Callable[..., int]]:
    """Give a command the flags *names*, and call it with the settled config and the screen."""

    def decorate(command: _Command) -> Callable[..., int]:
        @wraps(command)
        def settled(**given: object) -> int:
            flags = {name: given.pop(name) for name in NAMES if name in given}
            config = Config.load(os.environ, flags)
            return command(config, Screen.of(config.color), **given)

        for name in reversed(names):
            settled = _FLAGS[name](settled)
        return settled

    return decorate
