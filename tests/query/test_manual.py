"""Every example of docs/query-language.md is understood as the page says."""

import re
from datetime import date
from pathlib import Path

import pytest

from searchkit.analysis import fold
from searchkit.query import parse, write
from searchkit.query.fields import NAMES

PAGE = (Path(__file__).parents[2] / "docs" / "query-language.md").read_text(encoding="utf-8")
TODAY = date(2021, 4, 5)


def _rows(page: str) -> list[list[str]]:
    """The rows of the tables that have a query and how it is understood."""
    rows: list[list[str]] = []
    columns: list[str] = []
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if "understood as" in line:
            columns = [cell.strip(" |") for cell in cells]
        elif not line.startswith("|"):
            columns = []
        elif columns and not line.startswith("|--"):
            found = dict(zip(columns, cells, strict=True))
            note = found.get("the note", "")
            rows.append([found["you type"].strip("`"), found["understood as"].strip("`"), note])
    return rows


@pytest.mark.parametrize(("query", "said", "note"), _rows(PAGE), ids=ascii)
def test_an_example_is_understood_as_the_manual_says(query: str, said: str, note: str) -> None:
    parsed = parse(query, today=TODAY)
    assert write(parsed.syntax) == said
    assert "".join(each.en for each in parsed.notes) == note


def test_the_manual_has_examples() -> None:
    assert len(_rows(PAGE)) > 50


def test_the_manual_lists_every_name_of_a_field() -> None:
    quoted = {fold(name).removeprefix("ال") for name in re.findall(r"`([^`\n]+)`", PAGE)}
    assert set(NAMES) - quoted == set()
