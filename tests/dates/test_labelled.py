"""The labelled expressions beside the project, where they are."""

import csv
from datetime import date
from pathlib import Path

import pytest

from searchkit.dates import find

TABLE = Path(__file__).parents[2].parent / "shared" / "data" / "dates_dev.tsv"


@pytest.mark.skipif(not TABLE.exists(), reason="needs ../shared/data/dates_dev.tsv")
def test_all_but_one_labelled_expressions_are_read() -> None:
    """The one is «أول رجب عام 1388ه», which we hold to be a date."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))

    wrong = [row["expression"] for row in rows if found(row) != labelled(row)]

    assert len(wrong) <= 1, wrong


def labelled(row: dict[str, str]) -> list[tuple[str, str]]:
    return [(row["first"], row["last"])] if row["first"] else []


def found(row: dict[str, str]) -> list[tuple[str, str]]:
    spans = find(row["expression"], date.fromisoformat(row["anchor"]))
    return [(str(span.first), str(span.last)) for span in spans]
