"""SQLite's FTS5 on terms made elsewhere: contentless, with field lengths, beside plain tables."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from benchmarks.engines import LIMIT, Answer, Row
from benchmarks.queries import Query

_TABLES = """
    CREATE TABLE articles (n INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, date INTEGER);
    CREATE TABLE stored (n INTEGER PRIMARY KEY, json TEXT);
    CREATE VIRTUAL TABLE fts USING fts5(
        text, content='', columnsize=1, detail=full, tokenize="ascii tokenchars '.,'"
    );
"""
_COUNT = "SELECT count(*) FROM fts WHERE fts MATCH ?"
_BEST = f"""
    SELECT title, date FROM
        (SELECT rowid AS n FROM fts WHERE fts MATCH ? ORDER BY rank LIMIT {LIMIT})
    JOIN articles USING (n)
"""  # noqa: S608  a constant
_DATED = "FROM fts JOIN articles ON n = fts.rowid WHERE fts MATCH ? AND date BETWEEN ? AND ?"
_COUNT_DATED = f"SELECT count(*) {_DATED}"
_BEST_DATED = f"SELECT title, date {_DATED} ORDER BY rank LIMIT {LIMIT}"


class Fts5:
    """A connection to a database file."""

    def __init__(self, folder: Path) -> None:
        """Open the database in *folder*."""
        self._base = sqlite3.connect(folder / "articles.db")

    @staticmethod
    def build(rows: Iterable[Row], folder: Path) -> None:
        """Insert *rows* in one transaction, then merge what FTS5 has."""
        base = sqlite3.connect(folder / "articles.db")
        base.executescript(_TABLES)
        _insert(base, rows)
        base.execute("INSERT INTO fts(fts) VALUES('optimize')")
        base.commit()
        base.close()

    def search(self, query: Query) -> Answer:
        """Count in one statement and rank in another."""
        given = (_match(query), *(query.days or ()))
        count, best = (_COUNT_DATED, _BEST_DATED) if query.days else (_COUNT, _BEST)
        total = self._base.execute(count, given).fetchone()[0]
        return Answer(total, self._base.execute(best, given).fetchall())

    def add(self, rows: Iterable[Row]) -> None:
        """Commit *rows*."""
        _insert(self._base, rows)
        self._base.commit()

    def close(self) -> None:
        """Close the database."""
        self._base.close()


def _insert(base: sqlite3.Connection, rows: Iterable[Row]) -> None:
    for row in rows:
        values = (row.id, row.title, row.day)
        new = base.execute("INSERT INTO articles(id, title, date) VALUES (?, ?, ?)", values)
        base.execute("INSERT INTO stored VALUES (?, ?)", (new.lastrowid, row.stored))
        base.execute("INSERT INTO fts(rowid, text) VALUES (?, ?)", (new.lastrowid, row.terms))


def _match(query: Query) -> str:
    if query.kind == "prefix3":
        return f'"{query.terms[0]}"*'
    if query.kind == "phrase2":
        return '"{}"'.format(" ".join(query.terms))
    return (" OR " if query.kind == "or3" else " AND ").join(f'"{term}"' for term in query.terms)
