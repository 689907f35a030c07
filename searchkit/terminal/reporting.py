"""What a build or an update says while it runs and when it is done, on standard error."""

import contextlib
from collections.abc import Callable, Iterator, Sequence

import click

from searchkit import Archive, BadRecord, Config, NothingToIndex, Report, Result
from searchkit.terminal import text
from searchkit.terminal.options import QUIET, VERBOSE, typed
from searchkit.terminal.screen import Screen, put

_BAD_SHOWN = 20  # bad records named on the terminal; all of them are in bad.jsonl


def say(line: str) -> None:
    """Talk to the person at the terminal, on standard error."""
    click.echo(f"searchkit: {text.harmless(line)}", err=True)


def remark(result: Result) -> None:
    """Say what had to be guessed about a query."""
    for note in result.notes:
        say(f"query: {note.en}")


def understood(archive: Archive, words: tuple[str, ...]) -> str:
    """Give the query that *words* make, which may be empty, and say what had to be guessed."""
    query = typed(words)
    if query.strip():
        remark(archive.search(query, limit=0))
    return query


@contextlib.contextmanager
def progress(screen: Screen, talk: str | None) -> Iterator[Callable[[], None]]:
    """Show a bar while articles are read, if somebody watches; name what a vain build found."""
    try:
        if talk == QUIET or not screen.is_watched:
            yield lambda: None
        else:
            from searchkit.terminal import human  # noqa: PLC0415

            with human.progress() as bar:
                task = bar.add_task("", total=None)
                yield lambda: bar.advance(task)
    except NothingToIndex as error:
        for line in _named(error.bad, len(error.bad), "bad.jsonl") if talk != QUIET else ():
            say(line)
        raise


def reported(report: Report, config: Config, screen: Screen, talk: str | None) -> int:
    """Say what *report* tells, as much of it as *talk* asks for; give the exit status 0."""
    if talk != QUIET:
        count = report.bad_count + report.duplicate_count
        for line in _named((*report.bad, *report.duplicates), count, str(report.account)):
            say(line)
        if talk == VERBOSE or screen.is_watched:
            say(_summed_up(report, config.index))
    if config.format.startswith("json"):
        put(text.as_json(report.to_dict()))
    return 0


def _named(records: Sequence[object], count: int, account: str) -> Iterator[str]:
    """Name the *records* that were not indexed, up to a screenful."""
    for record in records[:_BAD_SHOWN]:
        if isinstance(record, BadRecord):
            yield f"{record.place}: {record.reason}"
    if count > _BAD_SHOWN:
        yield f"… and {count - _BAD_SHOWN:,} more, all in {account}"


def _summed_up(report: Report, index: str) -> str:
    changes = {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "bad": report.bad_count,
        "duplicate": report.duplicate_count,
        "undated": report.undated,
    }
    counts = ", ".join(f"{count:,} {name}" for name, count in changes.items() if count)
    size = report.index_bytes / 2**20
    articles = "1 article" if report.indexed == 1 else f"{report.indexed:,} articles"
    return (
        f"{counts or 'nothing new'} in {report.seconds:.1f} s;"
        f" {index} holds {articles}, {size:.1f} MB"
    )
