"""The commands that find articles and show them."""

import sys

import click

from searchkit import Archive, Config
from searchkit.terminal import pager, text
from searchkit.terminal.options import QueryCommand, settings
from searchkit.terminal.reporting import say
from searchkit.terminal.screen import Screen, put
from searchkit.terminal.statuses import DONE, NO_HITS

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


@click.command(cls=QueryCommand, epilog=QUERY_HELP)
@click.argument("words", nargs=-1, metavar="QUERY...")
@settings("index", "limit", "snippets", "sort", "format", "color", "bidi", "pager")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Hits to pass over [0].")
@click.option("--explain", is_flag=True, help="Say how the query was understood.")
def search(
    config: Config, screen: Screen, words: tuple[str, ...], *, offset: int, explain: bool
) -> int:
    """Find the articles that match QUERY and show where."""
    format_ = screen.format(config)
    shown = 0 if format_ == "plain" else config.snippets
    query = sys.stdin.read() if words == ("-",) else " ".join(words)
    with Archive.open(config.index) as archive:
        result = archive.search(
            query, limit=config.limit, offset=offset, sort=config.sort, snippets=shown
        )
    for note in result.notes:
        say(f"query: {note.en}")
    if explain:
        say(f"query: {result.parsed}")
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
            from searchkit.terminal import human  # noqa: PLC0415

            pager.show(human.rendered(human.page(article), screen), screen, config.pager)
    return DONE
