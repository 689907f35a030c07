"""The commands about the program itself: its settings, its index, its completion."""

import os

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
    set_ = {name: (getattr(config, name), origin) for name, origin in config.origins.items()}
    if screen.format(config) in {"json", "jsonl"}:
        named = {name: {"value": value, "from": origin} for name, (value, origin) in set_.items()}
        put(text.as_json({"format_version": 1, "index": facts or None, "settings": named}))
    else:
        for name, fact in facts.items():
            put(f"{name}: {fact}")
        for name, (value, origin) in set_.items():
            put(f"setting {name}: {value} ({origin})")
        if screen.format(config) == "human":
            from searchkit.terminal.sample import sample  # noqa: PLC0415  only people look at it

            for line in sample(os.environ, screen):
                put(line)
    if fault:
        raise fault
    return DONE


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
