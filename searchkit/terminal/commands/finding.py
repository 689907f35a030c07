"""The commands that find articles and show them."""

import sys

import click

from searchkit import Archive, Config
from searchkit.hits import Result
from searchkit.terminal import text
from searchkit.terminal.options import (
    Listing,
    QueryCommand,
    archive_words,
    listing_flags,
    settings,
    typed,
)
from searchkit.terminal.reporting import remark, understood
from searchkit.terminal.screen import Screen, put
from searchkit.terminal.statuses import DONE, NO_HITS
from searchkit.terminal.talk import say

QUERY_HELP = """
\b
QUERY, quoted if the shell would take it apart:
  word word           articles with both words, in any of their forms; of
                      three or more with enough of them; with any, if none has
  "two words"         … with the words side by side; «two words» too
  +word  a AND b      … with the word, or both, in any case
  -word  (a OR b)     … without the word; with one of the words
  ="as printed"       … with just these forms
  begin*  mistypd~    … with words that begin so; with nearly this word
  title:WORD          … in this field; fields are title, body, source,
                      author, section, tag, id
  person:NAME         … with a person, under any name; place, org, event
                      and, for any of these, entity likewise
  date:2022  date:2022-05..2022-07  after:2022-05-30  before:2022
  since:2022-05       … published then
  -                   read the query from standard input

Fields and words of dates are Arabic too, as العنوان: المصدر: بعد:مايو 2022.
The whole language: docs/query-language.md.
"""


@click.command(cls=QueryCommand, epilog=QUERY_HELP)
@click.argument("words", nargs=-1, metavar="QUERY...", shell_complete=archive_words)
@settings("index", "limit", "snippets", "sort", "format", "color", "bidi", "pager")
@listing_flags
@click.option("--collapse", is_flag=True, help="Show one article of those that tell one story.")
@click.option("--explain", is_flag=True, help="Say how the query was understood.")
def search(  # noqa: PLR0913  each is a flag
    config: Config,
    screen: Screen,
    words: tuple[str, ...],
    *,
    listing: Listing,
    collapse: bool,
    explain: bool,
) -> int:
    """Find the articles that match QUERY and show where."""
    shown = _snippets(config, screen, listing)
    with Archive.open(config.index) as archive:
        result = archive.search(
            typed(words),
            limit=config.limit,
            offset=listing.offset,
            sort=config.sort,
            snippets=shown,
            collapse=collapse,
        )
    remark(result.notes, screen)
    if explain:
        for line in (result.parsed, *result.explained):
            say(f"query: {line}", screen)
    return _shown(result, config, screen, listing)


@click.command()
@click.argument("article_id", metavar="ID")
@settings("index", "limit", "snippets", "format", "color", "bidi", "pager")
@listing_flags
def like(config: Config, screen: Screen, article_id: str, *, listing: Listing) -> int:
    """Find articles that say what the article ID says."""
    shown = _snippets(config, screen, listing)
    with Archive.open(config.index) as archive:
        result = archive.like(article_id, limit=config.limit, offset=listing.offset, snippets=shown)
    return _shown(result, config, screen, listing)


@click.command(cls=QueryCommand)
@click.argument("words", nargs=-1, required=True, metavar="QUERY...", shell_complete=archive_words)
@click.argument("article_id", metavar="ID")
@settings("index", "format", "color", "bidi", "pager")
def explain(config: Config, screen: Screen, words: tuple[str, ...], article_id: str) -> int:
    """Say why QUERY finds the article ID, or why not.

    Each word of QUERY is listed with the field and the form in which it is met, the words as
    printed there, and its part of the score; the parts add up to the score of the hit.
    """
    with Archive.open(config.index) as archive:
        explained = archive.explain(typed(words), article_id)
    remark(explained.notes, screen)
    match screen.format(config):
        case "json" | "jsonl":
            put(text.as_json(explained.to_dict()))
        case "plain":
            for line in text.reasons(explained):
                put(line)
        case _:
            from searchkit.terminal import human, pager  # noqa: PLC0415  for people only

            lines = human.rendered(human.explanation(explained), screen)
            pager.show(lines, screen, config.pager)
    return DONE if explained.score is not None else NO_HITS


@click.command(cls=QueryCommand)
@click.argument("words", nargs=-1, metavar="[QUERY]...", shell_complete=archive_words)
@settings("index")
def export(config: Config, screen: Screen, words: tuple[str, ...]) -> int:
    """Print whole articles as JSON Lines.

    All that match QUERY, or all there are.

    The lines can be built again: searchkit export QUERY | searchkit build - --index FOLDER
    """
    status = NO_HITS
    with Archive.open(config.index) as archive:
        for article in archive.export(understood(archive, words, screen)):
            put(text.as_json(article.to_dict()))
            status = DONE
    return status


def _snippets(config: Config, screen: Screen, listing: Listing) -> int:
    """Give how many pieces of text of each hit will be shown."""
    is_listed = listing.what != "hits" or screen.format(config) == "plain"
    return 0 if is_listed else config.snippets


def _shown(result: Result, config: Config, screen: Screen, listing: Listing) -> int:
    """Print *result* in the format that is asked for; give the exit status."""
    match screen.format(config) if listing.what == "hits" else listing.what:
        case "ids" | "paths" as what:
            for name in text.places(result, what):
                put(name if listing.end == "\0" else text.harmless(name), listing.end)
        case "json":
            put(text.as_json(result.to_dict()))
        case "jsonl":
            for hit in result.hits:
                put(text.as_json(hit.to_dict()))
        case "plain":
            for line in text.lines(result):
                put(line)
        case _:
            from searchkit.terminal import human, pager  # noqa: PLC0415  for people only

            lines = human.rendered(human.hits(result, listing.offset), screen)
            pager.show(lines, screen, config.pager)
            sys.stdout.flush()  # or the summary comes before the hits, where both go to one file
            say(text.summary(result, listing.offset))
    return DONE if result.total else NO_HITS


@click.command()
@click.argument("article_id", metavar="ID")
@settings("index", "format", "color", "bidi", "pager")
def show(config: Config, screen: Screen, article_id: str) -> int:
    """Show the article ID whole, as published.

    It is said who and what it mentions; in colour, names and dates are underlined where they stand.
    """
    with Archive.open(config.index) as archive:
        article = archive.show(article_id)
        mentioned = archive.mentioned(article)
    match screen.format(config):
        case "json" | "jsonl":
            values = article.to_dict() | mentioned.to_dict()
            put(text.as_json({"format_version": 1, **values}))
        case "plain":
            for line in text.page(article, mentioned):
                put(line)
        case _:
            from searchkit.terminal import human, pager  # noqa: PLC0415

            pager.show(human.rendered(human.page(article, mentioned), screen), screen, config.pager)
    return DONE
