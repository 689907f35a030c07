"""A table of queries: what each says, what it finds in corpus/, what is noted. `make golden`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from searchkit import Archive, QueryError
from searchkit.query import parse, write

TODAY = date(2021, 4, 5)
TABLE = Path(__file__).with_name("queries.txt")
SHOWN = 6


def _queries() -> list[str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.replace("\\u200f", "\u200f") for line in lines if not line.startswith("#")]


def _row(archive: Archive, query: str) -> str:
    """What *query* gives, on a few lines."""
    try:
        result = archive.search(query, limit=SHOWN, today=TODAY)
    except QueryError as error:
        return f"{query!r}\n    error at {error.position}: {error}\n"
    more = " …" if result.total > SHOWN else ""
    found = " ".join(hit.id for hit in result.hits)
    lines = [repr(query), f"    = {result.parsed}", f"    {result.total} {found}{more}".rstrip()]
    lines += [
        f"    {note.level} {note.code}: {query[slice(*note.span)]!r}: {note.en}"
        for note in result.notes
    ]
    return "\n".join(lines) + "\n"


def test_what_queries_say_find_and_note(
    corpus: Archive, golden: Callable[[str, str], None]
) -> None:
    golden("queries.txt", "".join(_row(corpus, query) for query in _queries()))


def test_the_table_is_long_and_mostly_arabic() -> None:
    queries = _queries()
    arabic = [query for query in queries if any("\u0620" <= char <= "\u06ff" for char in query)]
    assert len(queries) >= 150
    assert len(arabic) >= len(queries) / 2


def test_every_query_of_the_table_is_written_and_read_again() -> None:
    for query in _queries():
        try:
            parsed = parse(query, today=TODAY)
        except QueryError:
            continue
        assert parse(write(parsed.syntax), today=TODAY).syntax == parsed.syntax
