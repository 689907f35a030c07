"""The commands: read the flags, make one call of the library, render, give the exit status."""

import sys

import click

from searchkit import Archive, Config, IndexFault
from searchkit.terminal import text
from searchkit.terminal.options import QueryCommand, settings, shrink_flag, talk_flags
from searchkit.terminal.reporting import progress, reported, say
from searchkit.terminal.screen import Screen, put

DONE, NO_HITS, FAILED = 0, 1, 2

QUERY_HELP = """
\b
QUERY, quoted if the shell would take it apart:
  word word           articles with both words, in any of their forms; of
                      three or more with half of them; with any, if none has
  "two words"         … with the words side by side; «two words» too
  +word  a AND b      … with the word, or both, in any case
  -word  (a OR b)     … without the word; with one of the words
  ="as printed"       … with just these forms
  begin*  mistypd~    … with words that begin so; with nearly this word
  title:WORD          … in this field; fields are title, body, source,
                      author, section, tag, id
  date:2022  date:2022-05..2022-07  after:2022-05-30  before:2022
  since:2022-05       … published then
  -                   read the query from standard input

Fields and words of dates are Arabic too, as العنوان: المصدر: بعد:مايو 2022.
The whole language: docs/query-language.md.
"""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@settings("index", "corpus", "format")
@shrink_flag
@talk_flags
def build(
    config: Config,
    screen: Screen,
    paths: tuple[str, ...],
    *,
    allow_shrink: bool,
    talk: str | None,
) -> int:
    """Read every article of PATHs, files and folders, into a new index, and publish it.

    The old index serves until the new one is whole. A PATH of - reads JSON Lines from standard
    input. What could not be indexed is named, and listed in bad.jsonl in the index folder.
    """
    with progress(screen, talk) as advance:
        report = Archive.build(
            paths or (config.corpus,),
            config.index,
            allow_shrink=allow_shrink,
            progress=advance,
        )
    return reported(report, config, screen, talk)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@settings("index", "corpus", "format")
@click.option("--prune", is_flag=True, help="Remove the articles that PATHs do not have any more.")
@shrink_flag
@talk_flags
def update(  # noqa: PLR0913  each is a flag
    config: Config,
    screen: Screen,
    paths: tuple[str, ...],
    *,
    prune: bool,
    allow_shrink: bool,
    talk: str | None,
) -> int:
    """Add the new articles of PATHs to the index, and replace those that have changed.

    An article is known again by its id, and has changed if anything of it has. Takes seconds where
    a build takes minutes; where nothing has changed the index stays as it is.
    """
    with progress(screen, talk) as advance:
        report = Archive.update(
            paths or (config.corpus,),
            config.index,
            prune=prune,
            allow_shrink=allow_shrink,
            progress=advance,
        )
    return reported(report, config, screen, talk)


@click.command()
@settings("index", "format")
def check(config: Config, screen: Screen) -> int:
    """Read the whole index, compare every checksum, and name each file that is bad."""
    faults = Archive.check(config.index)
    if _format(config, screen) in {"json", "jsonl"}:
        put(text.as_json({"format_version": 1, "faults": faults}))
    for fault in faults:
        say(f"index: {fault}")
    if faults:
        say(f"index: {config.index}: build it again from the articles")
        return FAILED
    if screen.is_watched:
        say(f"{config.index}: sound")
    return DONE


@click.command(cls=QueryCommand, epilog=QUERY_HELP)
@click.argument("words", nargs=-1, metavar="QUERY...")
@settings("index", "limit", "snippets", "sort", "format", "color")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Hits to pass over [0].")
@click.option("--explain", is_flag=True, help="Say how the query was understood.")
def search(
    config: Config, screen: Screen, words: tuple[str, ...], *, offset: int, explain: bool
) -> int:
    """Find the articles that match QUERY and show where."""
    format_ = _format(config, screen)
    shown = 0 if format_ == "plain" else config.snippets
    query = sys.stdin.read() if words == ("-",) else " ".join(words)
    with Archive.open(config.index) as archive:
        result = archive.search(
            query, limit=config.limit, offset=offset, sort=config.sort, snippets=shown
        )
    for note in result.notes:
        say(f"query: {note.en}")
    if explain:
        for line in (result.parsed, *result.explained):
            say(f"query: {line}")
    match format_:
        case "json":
            put(text.as_json(result.to_dict()))
        case "jsonl":
            for hit in result.hits:
                put(text.as_json(hit.to_dict()))
        case "plain":
            for line in text.lines(result):
                put(line)
        case _:
            from searchkit.terminal import human  # noqa: PLC0415  rich is loaded for people only

            human.show(human.hits(result, offset), screen)
            sys.stdout.flush()  # or the summary comes before the hits, where both go to one file
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
            put(text.as_json({"format_version": 1, **article.to_dict()}))
        case "plain":
            for line in text.page(article):
                put(line)
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
        put(text.as_json({"format_version": 1, "index": facts or None, "settings": named}))
    else:
        for name, fact in facts.items():
            put(f"{name}: {fact}")
        for name, (value, origin) in set_.items():
            put(f"setting {name}: {value} ({origin})")
    if fault:
        raise fault
    return DONE


def _format(config: Config, screen: Screen) -> str:
    if config.format != "auto":
        return config.format
    return "human" if screen.is_terminal else "plain"


ALL = (build, update, search, show, status, check)
