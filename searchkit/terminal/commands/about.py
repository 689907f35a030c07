"""The commands about the program itself: its settings, its index, its completion."""

import os
from collections.abc import Iterator

import click

from searchkit import Archive, Config, IndexFault
from searchkit.terminal import text
from searchkit.terminal.options import settings
from searchkit.terminal.screen import Screen, put
from searchkit.terminal.statuses import DONE

SHELLS = ("bash", "zsh", "fish")

COMPLETION_HELP = """
Words of queries are completed by those of the archive.

\b
bash: eval "$(searchkit completion bash)" in ~/.bashrc
zsh:  eval "$(searchkit completion zsh)" in ~/.zshrc
fish: searchkit completion fish > ~/.config/fish/completions/searchkit.fish
"""


@click.command()
@settings("index", "corpus", "limit", "snippets", "sort", "format", "color", "bidi", "pager")
def status(config: Config, screen: Screen) -> int:
    """Describe the index and the settings.

    Of every setting it is said where it was set. On a terminal a sample shows how Arabic looks.
    """
    try:
        with Archive.open(config.index) as archive:
            facts, fault = archive.status(), None
    except IndexFault as error:
        facts, fault = {}, error
    if screen.format(config) in {"json", "jsonl"}:
        settings_ = {name: {"value": value, "from": at} for name, value, at in _settled(config)}
        put(text.as_json({"format_version": 1, "index": facts or None, "settings": settings_}))
    else:
        for name, fact in facts.items():
            put(f"{name}: {fact}")
        for name, value, origin in _settled(config):
            put(f"setting {name}: {value} ({origin})")
        if screen.format(config) == "human":
            _show_sample(screen)
    if fault:
        raise fault
    return DONE


def _settled(config: Config) -> Iterator[tuple[str, object, str]]:
    """Give name, value and origin of every setting."""
    for name, origin in config.origins.items():
        yield name, getattr(config, name), origin


def _show_sample(screen: Screen) -> None:
    from searchkit.terminal.sample import sample  # noqa: PLC0415  only people look at it

    for line in sample(os.environ, screen):
        put(line)


@click.command(epilog=COMPLETION_HELP)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print what makes SHELL complete commands and words."""
    # Imported where it is needed, which is once in the life of a shell.
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    made = get_completion_class(shell)
    if made:
        put(made(context.find_root().command, {}, "searchkit", "_SEARCHKIT_COMPLETE").source())
    return DONE
