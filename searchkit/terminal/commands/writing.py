"""The commands that make and check an index."""

import click

from searchkit import Archive, Config
from searchkit.terminal import text
from searchkit.terminal.options import safety_flags, settings
from searchkit.terminal.reporting import progress, reported
from searchkit.terminal.screen import Screen, put
from searchkit.terminal.statuses import DONE, FAILED
from searchkit.terminal.talk import Talk, say, talk_flags


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@settings("index", "corpus", "format", "jobs")
@safety_flags
@talk_flags
def build(  # noqa: PLR0913  each is a flag
    config: Config,
    screen: Screen,
    paths: tuple[str, ...],
    *,
    allow_shrink: bool,
    strict: bool,
    talk: Talk,
) -> int:
    """Build the index from articles.

    PATHs are files and folders with web and text pages, JSON, CSV, feeds, TREC collections and
    MySQL dumps, compressed or in zip and tar archives too; a PATH of - is standard input. The old
    index serves until the new one is whole. What could not be indexed is named, and listed in
    bad.jsonl in the index folder.
    """
    with progress(config, screen, talk) as bar:
        report = Archive.build(
            paths or (config.corpus,),
            config.index,
            allow_shrink=allow_shrink,
            strict=strict,
            jobs=config.jobs,
            aliases=config.aliases or None,
            progress=bar,
        )
    return reported(report, config, screen, talk)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@settings("index", "corpus", "format", "jobs")
@click.option("--prune", is_flag=True, help="Remove the articles that PATHs do not have any more.")
@safety_flags
@talk_flags
def update(  # noqa: PLR0913  each is a flag
    config: Config,
    screen: Screen,
    paths: tuple[str, ...],
    *,
    prune: bool,
    allow_shrink: bool,
    strict: bool,
    talk: Talk,
) -> int:
    """Add new articles to the index, replace changed ones.

    An article is known again by its id, and has changed if anything of it has. Takes seconds where
    a build takes minutes; where nothing has changed the index stays as it is.
    """
    with progress(config, screen, talk) as bar:
        report = Archive.update(
            paths or (config.corpus,),
            config.index,
            prune=prune,
            allow_shrink=allow_shrink,
            strict=strict,
            jobs=config.jobs,
            aliases=config.aliases or None,
            progress=bar,
        )
    return reported(report, config, screen, talk)


@click.command()
@settings("index", "format")
def check(config: Config, screen: Screen) -> int:
    """Compare every checksum of the index.

    Each file that is bad is named, and the status is 2.
    """
    faults = Archive.check(config.index)
    if screen.format(config) in {"json", "jsonl"}:
        put(text.as_json({"format_version": 1, "faults": faults}))
    for fault in faults:
        say(f"index: {fault}")
    if faults:
        say(f"index: {config.index}: build it again from the articles")
        return FAILED
    if screen.is_watched:
        say(f"{config.index}: sound")
    return DONE
