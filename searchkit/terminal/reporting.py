"""What a build or an update says while it runs and when it is done, on standard error."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence

from searchkit import (
    Archive,
    ArchiveFlawed,
    BadRecord,
    Config,
    IndexFault,
    Note,
    NothingToIndex,
    Report,
)
from searchkit.archive import Progress
from searchkit.query.notes import told
from searchkit.terminal import text
from searchkit.terminal.options import typed
from searchkit.terminal.screen import Screen, put
from searchkit.terminal.statuses import DONE, Terminated
from searchkit.terminal.talk import QUIET, VERBOSE, Talk, say

_BAD_SHOWN = 20  # bad records named on the terminal; all of them are in bad.jsonl


def remark(notes: Iterable[Note], screen: Screen) -> None:
    """Say what had to be guessed about a query."""
    for remark_ in told(notes):
        say(f"query: {remark_}", screen)


def understood(archive: Archive, words: tuple[str, ...], screen: Screen) -> str:
    """Give the query that *words* make, which may be empty, and say what had to be guessed."""
    query = typed(words)
    if query.strip():
        remark(archive.search(query, limit=0).notes, screen)
    return query


@contextlib.contextmanager
def progress(config: Config, screen: Screen, talk: Talk) -> Iterator[Progress]:
    """Show how far a build is, if somebody watches; name what a vain one found.

    A signal to terminate ends it as an interrupt would, so that nothing half done is left.
    """
    import signal  # noqa: PLC0415  only what takes long needs it

    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        if talk.level == QUIET or not screen.is_watched:
            yield Progress()
        else:
            from searchkit.terminal.bar import shown  # noqa: PLC0415  rich is for people only

            with shown(_articles(config)) as bar:
                yield bar
    except (NothingToIndex, ArchiveFlawed) as error:
        for line in _named(error.bad, len(error.bad), "bad.jsonl"):
            talk.say(line)
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(_: int, __: object) -> None:
    raise Terminated


def _articles(config: Config) -> int | None:
    """Give how many articles the live index has: about as many as will be read."""
    try:
        with Archive.open(config.index) as archive:
            return int(archive.status()["articles"])
    except IndexFault:
        return None


def reported(report: Report, config: Config, screen: Screen, talk: Talk) -> int:
    """Say what *report* tells, as much of it as *talk* asks for; give the exit status 0."""
    count = report.bad_count + report.duplicate_count
    for line in _named((*report.bad, *report.duplicates), count, str(report.account)):
        talk.say(line)
    if talk.level == VERBOSE or screen.is_watched:
        talk.say(_summed_up(report, config.index))
    else:
        talk.note(_summed_up(report, config.index))
    if config.format.startswith("json"):
        put(text.as_json(report.to_dict()))
    return DONE


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
