"""The commands that count what matches, and the one that completes words."""

import click

from searchkit import Archive, Config
from searchkit.archive import FACETS, UNITS
from searchkit.query import KINDS
from searchkit.terminal import charts, text
from searchkit.terminal.options import QueryCommand, archive_words, settings
from searchkit.terminal.reporting import understood
from searchkit.terminal.screen import Screen, put
from searchkit.terminal.statuses import DONE, NO_HITS


@click.command(cls=QueryCommand)
@click.argument("words", nargs=-1, metavar="[QUERY]...", shell_complete=archive_words)
@click.option("--by", type=click.Choice(FACETS), default="source", help="What to count by.")
@settings("index", "limit", "format", "bidi")
def facets(config: Config, screen: Screen, words: tuple[str, ...], *, by: str) -> int:
    """Count articles by source, section, person, place and so on.

    All that match QUERY are counted, or all there are. Names come by frequency; of years and months
    the latest are shown, in order.
    """
    with Archive.open(config.index) as archive:
        counted = archive.facets(understood(archive, words, screen), by=by, limit=config.limit)
    match screen.format(config):
        case "json" | "jsonl":
            put(text.as_json(counted.to_dict()))
        case "plain":
            for each in counted.values:
                put(f"{text.harmless(each.value)}\t{each.count}")
        case _:
            charts.show(charts.facets(counted, screen), screen)
    return DONE if counted.total else NO_HITS


@click.command(cls=QueryCommand)
@click.argument("words", nargs=-1, metavar="[QUERY]...", shell_complete=archive_words)
@click.option("--unit", type=click.Choice(UNITS), help="[by the time they span]")
@settings("index", "format")
def timeline(config: Config, screen: Screen, words: tuple[str, ...], *, unit: str | None) -> int:
    """Count articles over time.

    All that match QUERY are counted, or all there are, and which share of the archive's articles of
    that time they are.
    """
    with Archive.open(config.index) as archive:
        counted = archive.timeline(understood(archive, words, screen), unit=unit)
    match screen.format(config):
        case "json" | "jsonl":
            put(text.as_json(counted.to_dict()))
        case "plain":
            for point in counted.points:
                put(f"{point.first}\t{point.last}\t{point.count}\t{point.share:.6f}")
        case _:
            charts.show(charts.timeline(counted, screen), screen)
    return DONE if counted.total else NO_HITS


@click.command()
@click.argument("prefix", shell_complete=archive_words)
@settings("index", "limit", "format", "bidi")
def suggest(config: Config, screen: Screen, prefix: str) -> int:
    """List words and names of the archive that begin with PREFIX.

    Those of most articles come first; PREFIX may stand after ال.
    """
    with Archive.open(config.index) as archive:
        found = archive.suggest(prefix, limit=config.limit)
    match screen.format(config):
        case "json" | "jsonl":
            values = [each.to_dict() for each in found]
            put(text.as_json({"format_version": 1, "prefix": prefix, "words": values}))
        case "plain":
            for each in found:
                put(f"{text.harmless(each.word)}\t{each.articles}")
        case _:
            charts.show(charts.words(found), screen)
    return DONE if found else NO_HITS


@click.command()
@click.argument("prefix", default="", metavar="[PREFIX]")
@click.option("--kind", type=click.Choice(KINDS), help="Of this kind only.")
@settings("index", "limit", "format", "bidi")
def entities(config: Config, screen: Screen, prefix: str, *, kind: str | None) -> int:
    """List people, places, organizations and events.

    Those of most articles come first, each with its kind and its other names. With PREFIX those
    that have a name with a word that begins so.
    """
    with Archive.open(config.index) as archive:
        found = archive.entities(prefix, kind=kind, limit=config.limit)
    match screen.format(config):
        case "json":
            put(text.as_json([each.to_dict() for each in found]))
        case "jsonl":
            for each in found:
                put(text.as_json(each.to_dict()))
        case "plain":
            for each in found:
                names = map(text.harmless, (each.name, *each.aliases))
                put("\t".join([each.kind, str(each.articles), *names]))
        case _:
            charts.show(charts.entities(found), screen)
    return DONE if found else NO_HITS
