"""The commands that find articles and show them."""

import sys

import click

from searchkit import Archive, Config
from searchkit.archive import Result
from searchkit.terminal import text
from searchkit.terminal.options import QueryCommand, archive_words, offset_flag, settings, typed
from searchkit.terminal.reporting import remark, understood
from searchkit.terminal.screen import Screen, put
from searchkit.terminal.statuses import DONE, NO_HITS
from searchkit.terminal.talk import say

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


@click.command(cls=QueryCommand, epilog=QUERY_HELP)
@click.argument("words", nargs=-1, metavar="QUERY...", shell_complete=archive_words)
@settings("index", "limit", "snippets", "sort", "format", "color", "bidi", "pager")
@offset_flag
@click.option("--explain", is_flag=True, help="Say how the query was understood.")
def search(
    config: Config, screen: Screen, words: tuple[str, ...], *, offset: int, explain: bool
) -> int:
    """Find the articles that match QUERY and show where."""
    format_ = screen.format(config)
    shown = 0 if format_ == "plain" else config.snippets
    with Archive.open(config.index) as archive:
        result = archive.search(
            typed(words), limit=config.limit, offset=offset, sort=config.sort, snippets=shown
        )
    remark(result.notes)
    if explain:
        for line in (result.parsed, *result.explained):
            say(f"query: {line}")
    return _shown(result, config, screen, offset)


@click.command()
@click.argument("article_id", metavar="ID")
@settings("index", "limit", "snippets", "format", "color", "bidi", "pager")
@offset_flag
def like(config: Config, screen: Screen, article_id: str, *, offset: int) -> int:
    """Find articles that say what the article ID says."""
    shown = 0 if screen.format(config) == "plain" else config.snippets
    with Archive.open(config.index) as archive:
        result = archive.like(article_id, limit=config.limit, offset=offset, snippets=shown)
    return _shown(result, config, screen, offset)


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
    remark(explained.notes)
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
def export(config: Config, _: Screen, words: tuple[str, ...]) -> int:
    """Print whole articles as JSON Lines.

    All that match QUERY, or all there are.

    The lines can be built again: searchkit export QUERY | searchkit build - --index FOLDER
    """
    status = NO_HITS
    with Archive.open(config.index) as archive:
        for article in archive.export(understood(archive, words)):
            put(text.as_json(article.to_dict()))
            status = DONE
    return status


def _shown(result: Result, config: Config, screen: Screen, offset: int) -> int:
    """Print *result* in the format that is asked for; give the exit status."""
    match screen.format(config):
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

            lines = human.rendered(human.hits(result, offset), screen)
            pager.show(lines, screen, config.pager)
            sys.stdout.flush()  # or the summary comes before the hits, where both go to one file
            say(text.summary(result, offset))
    return DONE if result.total else NO_HITS


@click.command()
@click.argument("article_id", metavar="ID")
@settings("index", "format", "color", "bidi", "pager")
def show(config: Config, screen: Screen, article_id: str) -> int:
    """Show the article ID whole, as published."""
    with Archive.open(config.index) as archive:
        article = archive.show(article_id)
    match screen.format(config):
        case "json" | "jsonl":
            put(text.as_json({"format_version": 1, **article.to_dict()}))
        case "plain":
            for line in text.page(article):
                put(line)
        case _:
            from searchkit.terminal import human, pager  # noqa: PLC0415

            pager.show(human.rendered(human.page(article), screen), screen, config.pager)
    return DONE
