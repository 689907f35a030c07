"""`Archive.search` with a third view of titles and bodies, of the size of that of the stems.

A stand-in for a view that is still to come: the stems once more, under another name and weight.
Run as ``python -m benchmarks.third SOURCE INDEX`` with queries as JSON lines on its input, this is
the child, for the views of an index are those of the process that writes and reads it.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.queries import Query
from benchmarks.searches import measure as measure_searches
from searchkit import Archive
from searchkit.analysis import PLAIN
from searchkit.engine import entries
from searchkit.engine.segments.schema import View, each
from searchkit.query import fields

_WEIGHT = 0.3


def measure(source: Path, index: Path, asked: Iterable[Query]) -> dict[str, dict[str, float]]:
    """Index *source* with a third view into *index*; print and give what searches take there."""
    command = [sys.executable, "-m", "benchmarks.third", str(source), str(index)]
    lines = "\n".join(json.dumps(query) for query in asked)
    done = subprocess.run(command, input=lines, text=True, check=True, stdout=subprocess.PIPE)  # noqa: S603  ourselves
    *shown, figures = done.stdout.splitlines()
    print("with a third view:", *shown, sep="\n")
    found: dict[str, dict[str, float]] = json.loads(figures)
    return found


def widen() -> None:
    """Add the view to those that this process indexes and asks for."""
    added = []
    for field in fields.DEFAULT_FIELDS:
        name = f"{field}_third"
        fields.VIEWS[field] += (fields.View(name, fields.STEM, _WEIGHT),)
        added.append(View(name, field, each(PLAIN.stem)))
    entries.SCHEMA = replace(entries.SCHEMA, views=(*entries.SCHEMA.views, *added))


def main(source: str, index: str, lines: Iterable[str]) -> None:
    """Build, search, and print the figures."""
    widen()
    asked = [_query(*json.loads(line)) for line in lines]
    Archive.build([source], index)
    print(json.dumps(measure_searches(Path(index), asked)))


def _query(kind: str, raw: list[str], terms: list[str], days: list[int] | None) -> Query:
    return Query(kind, tuple(raw), tuple(terms), (days[0], days[1]) if days else None)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.stdin)
