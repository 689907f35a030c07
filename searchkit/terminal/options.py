"""The flags that commands share, what they settle, and how a query is told from them."""

import os
import re
import sys
from collections.abc import Callable
from functools import wraps
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from searchkit import Archive, SearchkitError
from searchkit.config import CHOICES, NAMES, Config
from searchkit.hits import FORMAT_VERSION
from searchkit.terminal.screen import Screen

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_SHORT_OPTION = re.compile(r"-h|-0|-n\d*")

_Command = TypeVar("_Command", bound=Callable[..., int])


def _format_flags(command: _Command) -> _Command:
    """Give a command the flags for the format of what it prints."""
    formats = click.Choice(CHOICES["format"][1:])
    version = click.option(
        "--format-version",
        type=click.IntRange(FORMAT_VERSION, FORMAT_VERSION),
        expose_value=False,
        help="Fail unless the JSON is of this version.",
    )
    json = click.option("--json", "format", flag_value="json", help="Short for --format json.")
    help_ = "[human on a terminal, else plain]"
    return click.option("--format", type=formats, help=help_)(json(version(command)))


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
    "format": _format_flags,
    "color": click.option("--color", type=click.Choice(CHOICES["color"]), help="[auto]"),
    "bidi": click.option(
        "--bidi",
        type=click.Choice(CHOICES["bidi"]),
        help="Whether to join and reorder Arabic here, or leave it to the terminal [auto].",
    ),
    "pager": click.option(
        "--no-pager", "pager", flag_value="off", help="Do not stop at the end of the window."
    ),
    "jobs": click.option(
        "-j", "--jobs", type=click.IntRange(min=0), help="Processes to work with [0: all cores]."
    ),
}


def settings(*names: str) -> Callable[[_Command], Callable[..., int]]:
    """Give a command the flags *names*, and call it with the settled config and the screen."""

    def decorate(command: _Command) -> Callable[..., int]:
        @wraps(command)
        def settled(**given: object) -> int:
            flags = {name: given.pop(name) for name in NAMES if name in given}
            config = Config.load(os.environ, flags)
            return command(config, Screen.of(config), **given)

        for name in reversed(names):
            settled = _FLAGS[name](settled)
        return settled

    return decorate


def typed(words: tuple[str, ...]) -> str:
    """Give the query that *words* make, or the one on standard input if they are ``-``."""
    return sys.stdin.read() if words == ("-",) else " ".join(words)


class QueryCommand(click.Command):
    """A command whose words may begin with a minus sign: it has no short options but -h, -n, -0."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the options out of *args*; all the rest is the query."""
        takes = {name for each in self.get_params(ctx) for name in each.opts if _has_value(each)}
        options: list[str] = []
        words: list[str] = []
        waiting = iter(args)
        for arg in waiting:
            if arg == "--":
                words += waiting
            elif arg.startswith("--") or _SHORT_OPTION.fullmatch(arg):
                options += [arg, *islice(waiting, 1)] if arg in takes else [arg]
            else:
                words.append(arg)
        return super().parse_args(ctx, [*options, *(["--", *words] if words else [])])


def _has_value(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Option) and not parameter.is_flag


def safety_flags(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the flags that say what to publish of an archive that has lost something."""
    shrink = click.option(
        "--allow-shrink", is_flag=True, help="Publish even if over a fifth of it is gone."
    )
    strict = click.option(
        "--strict", is_flag=True, help="Publish nothing if any record cannot be read."
    )
    return shrink(strict(command))


def archive_words(
    context: click.Context, _: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Complete a word of a query by the archive's own, for the shell."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415  only shells ask

    config = Config.load(os.environ, {"index": context.params.get("index")})
    try:
        with Archive.open(config.index) as archive:
            found = archive.suggest(incomplete)
    except SearchkitError:  # a shell that is completing wants words or nothing
        return []
    words = (each for each in found if each.kind is None)
    return [CompletionItem(each.word, help=f"{each.articles:,}") for each in words]


class Listing(NamedTuple):
    """Hits to pass over; what to print of the others, ``hits``, ``ids`` or ``paths``; its end."""

    offset: int = 0
    what: str = "hits"
    end: str = "\n"


def listing_flags(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the flags that say which hits to print and how, as *listing*, a `Listing`."""

    @click.option("--offset", type=click.IntRange(min=0), default=0, help="Hits to pass over [0].")
    @click.option(
        "--output",
        type=click.Choice(["hits", "ids", "paths"]),
        default="hits",
        help="Print only the ids of hits, or the files they are in [hits].",
    )
    @click.option("-0", "--null", is_flag=True, help="End each id or path with NUL, for xargs -0.")
    @wraps(command)
    def listing(*context: object, offset: int, output: str, null: bool, **given: object) -> int:
        asked = Listing(offset, output, "\0" if null else "\n")
        return command(*context, listing=asked, **given)

    return listing
