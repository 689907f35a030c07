"""The manual page, made from the commands: ``python -m searchkit.terminal.manual`` prints it."""

import inspect
import re
import sys
from collections.abc import Iterator

import click

from searchkit.config import NAMES
from searchkit.terminal.app import program
from searchkit.terminal.commands.finding import QUERY_HELP

_FILES = (
    ("~/.config/searchkit/config.toml", "The settings, a line each, as limit = 20."),
    ("./corpus, ./index", "What is read and where the index is, unless set otherwise."),
)


def page() -> Iterator[str]:
    """Yield the lines of the manual page, in the language of man(7)."""
    context = click.Context(program, info_name="searchkit", **program.context_settings)
    yield '.TH SEARCHKIT 1 "" searchkit "User Commands"'
    yield from _section("NAME", ["searchkit \\- search archives of Arabic news"])
    yield from _section("SYNOPSIS", [".B searchkit", ".I COMMAND", "[\\fIOPTION\\fR]..."])
    yield from [".br", ".B searchkit", ".I QUERY"]
    yield from _section("DESCRIPTION", _prose(program.help or ""))
    yield ".SH COMMANDS"
    for name, command in program.commands.items():
        yield from _command(name, command, context)
    yield from _section("QUERIES", _prose(inspect.cleandoc(QUERY_HELP)))
    yield ".SH ENVIRONMENT"
    for name in NAMES:
        yield from _entry(f"SEARCHKIT_{name.upper()}", f"The setting {name}.")
    yield from _entry("SEARCHKIT_CONFIG", "The file of settings.")
    yield from _entry("NO_COLOR, FORCE_COLOR", "Whether to send colors; --color beats both.")
    yield from _entry("PAGER", "What shows output that is longer than the window.")
    yield ".SH FILES"
    for path, meaning in _FILES:
        yield from _entry(path, meaning)


def _command(name: str, command: click.Command, context: click.Context) -> Iterator[str]:
    own = click.Context(command, info_name=name, parent=context)
    pieces = command.collect_usage_pieces(own)
    yield f".SS {_escaped(' '.join(['searchkit', name, *pieces]))}"
    yield from _prose(inspect.cleandoc(command.help or ""))
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from _entry(*(parameter.get_help_record(own) or ("", "")))
    if command.epilog and command.epilog != QUERY_HELP:
        yield ".PP"
        yield from _prose(inspect.cleandoc(command.epilog))


def _section(title: str, lines: "Iterator[str] | list[str]") -> Iterator[str]:
    yield f".SH {title}"
    yield from lines


def _entry(term: str, meaning: str) -> Iterator[str]:
    yield from [".TP", f".B {_escaped(term)}", _escaped(meaning) or "\\&"]


def _prose(text: str) -> Iterator[str]:
    """Write *text* in paragraphs; those that click leaves as they are keep their lines."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if number:
            yield ".PP"
        if paragraph.startswith("\b"):
            yield from [".nf", *map(_escaped, paragraph.splitlines()[1:]), ".fi"]
        else:
            yield _escaped(" ".join(paragraph.split()))


def _escaped(text: str) -> str:
    """Write *text* so that troff prints it: no line of it is taken for a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # it is a file
    sys.stdout.writelines(f"{line}\n" for line in page())
