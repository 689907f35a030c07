"""The commands: read the flags, make one call of the library, render, give the exit status."""

import contextlib
import sys
from collections.abc import Callable, Iterator

import click

from searchkit import Archive, BadRecord, Config, IndexFault, Report
from searchkit.terminal import text
from searchkit.terminal.options import settings
from searchkit.terminal.screen import Screen

DONE, NO_HITS, FAILED = 0, 1, 2
QUIET, VERBOSE = "quiet", "verbose"

QUERY_HELP = """
\b
QUERY, quoted if the shell would take it apart:
  word word           articles with all the words, in any of their forms
  "two words"         … with the words side by side; «two words» too
  -word  (a OR b)     … without the word; with one of the words
  title:WORD          … in this field; fields are title, body, source,
                      author, section, tag, id
  date:2022  date:2022-05..2022-07  after:2022-05-30  before:2022
  since:2022-05       … published then
  -                   read the query from standard input

Fields have Arabic names too, as العنوان: المصدر: التاريخ: بعد: قبل:.
"""

_BAD_SHOWN = 20  # bad records named on the terminal; all of them are in bad.jsonl


def say(line: str) -> None:
    """Talk to the person at the terminal, on standard error."""
    click.echo(f"searchkit: {text.harmless(line)}", err=True)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@settings("index", "corpus", "format")
@click.option("--allow-shrink", is_flag=True, help="Publish even if over a fifth of it is gone.")
@click.option("-q", "--quiet", "talk", flag_value=QUIET, help="Say nothing but errors.")
@click.option("-v", "--verbose", "talk", flag_value=VERBOSE, help="Sum up even if not watched.")
def build(
    config: Config, screen: Screen, paths: tuple[str, ...], *, allow_shrink: bool, talk: str | None
) -> int:
    """Read every article of PATHs, files and folders, into a new index, and publish it.

    The old index serves until the new one is whole. A PATH of - reads JSON Lines from standard
    input. What could not be indexed is named, and listed in bad.jsonl in the index folder.
    """
    with _progress(screen, wanted=talk != QUIET) as advance:
        report = Archive.build(
            paths or (config.corpus,), config.index, allow_shrink=allow_shrink, progress=advance
        )
    if talk != QUIET:
        for line in _named(report):
            say(line)
        if talk == VERBOSE or screen.is_watched:
            say(_summed_up(report, config.index))
    if config.format.startswith("json"):
        click.echo(text.as_json(report.to_dict()))
    return DONE


@click.command(context_settings={"ignore_unknown_options": True}, epilog=QUERY_HELP)
@click.argument("words", nargs=-1, metavar="QUERY...")
@settings("index", "limit", "snippets", "sort", "format", "color")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Hits to pass over [0].")
@click.option("--explain", is_flag=True, help="Say how the query was understood.")
def search(
    config: Config, screen: Screen, words: tuple[str, ...], *, offset: int, explain: bool
) -> int:
    """Find the articles that match QUERY and show where."""
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    query = sys.stdin.read() if words == ("-",) else " ".join(words)
    with Archive.open(config.index) as archive:
        result = archive.search(
            query, limit=config.limit, offset=offset, sort=config.sort, snippets=config.snippets
        )
    for note in result.notes:
        say(f"query: {note.en}")
    if explain:
        say(f"query: {result.parsed}")
    match _format(config, screen):
        case "json":
            click.echo(text.as_json(result.to_dict()))
        case "jsonl":
            for hit in result.hits:
                click.echo(text.as_json(hit.to_dict()))
        case "plain":
            for line in text.lines(result):
                click.echo(line)
        case _:
            from searchkit.terminal import human  # noqa: PLC0415  rich is loaded for people only

            human.show(human.hits(result, offset), screen)
            say(text.summary(result, offset))
    return DONE if result.total else NO_HITS


@click.command()
@click.argument("article_id", metavar="ID")
@settings("index", "format", "color")
def show(config: Config, screen: Screen, article_id: str) -> int:
    """Show the article ID whole, as published."""
    with Archive.open(config.index) as archive:
        article = archive.show(article_id)
    match _format(config, screen):
        case "json" | "jsonl":
            click.echo(text.as_json({"format_version": 1, **article.to_dict()}))
        case "plain":
            for line in text.page(article):
                click.echo(line)
        case _:
            from searchkit.terminal import human  # noqa: PLC0415

            human.show(human.page(article), screen)
    return DONE


@click.command()
@settings("index", "corpus", "limit", "snippets", "sort", "format", "color")
def status(config: Config, screen: Screen) -> int:
    """Describe the index, and say of every setting where it comes from."""
    try:
        with Archive.open(config.index) as archive:
            facts, fault = archive.status(), None
    except IndexFault as error:
        facts, fault = {}, error
    set_ = {name: (getattr(config, name), origin) for name, origin in config.origins.items()}
    if _format(config, screen) in {"json", "jsonl"}:
        named = {name: {"value": value, "from": origin} for name, (value, origin) in set_.items()}
        click.echo(text.as_json({"format_version": 1, "index": facts or None, "settings": named}))
    else:
        for name, fact in facts.items():
            click.echo(f"{name}: {fact}")
        for name, (value, origin) in set_.items():
            click.echo(f"setting {name}: {value} ({origin})")
    if fault:
        raise fault
    return DONE


def _format(config: Config, screen: Screen) -> str:
    if config.format != "auto":
        return config.format
    return "human" if screen.is_terminal else "plain"


@contextlib.contextmanager
def _progress(screen: Screen, *, wanted: bool) -> Iterator[Callable[[], None]]:
    if not (wanted and screen.is_watched):
        yield lambda: None
        return
    from searchkit.terminal import human  # noqa: PLC0415

    with human.progress() as bar:
        task = bar.add_task("", total=None)
        yield lambda: bar.advance(task)


def _named(report: Report) -> Iterator[str]:
    """Name the records that were not indexed, up to a screenful."""
    records: tuple[BadRecord, ...] = (*report.bad, *report.duplicates)
    for record in records[:_BAD_SHOWN]:
        yield f"{record.place}: {record.reason}"
    if len(records) > _BAD_SHOWN:
        yield f"… and {len(records) - _BAD_SHOWN:,} more, all in {report.account}"


def _summed_up(report: Report, index: str) -> str:
    return (
        f"{report.indexed:,} articles indexed in {report.seconds:.1f} s, {len(report.bad):,} bad, "
        f"{len(report.duplicates):,} replaced, {report.undated:,} undated; "
        f"{index} is generation {report.generation}, {report.index_bytes / 2**20:.1f} MB"
    )
