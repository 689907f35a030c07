"""The packaged table of month names, and that its script still makes it."""

import json
import runpy
from pathlib import Path

import pytest

from searchkit.dates.months import MonthFamily, month_families

DATA = Path(__file__).parents[2] / "searchkit" / "data"


@pytest.mark.parametrize("family", month_families(), ids=lambda family: family.name)
def test_a_family_names_twelve_months_and_each_name_once(family: MonthFamily) -> None:
    names = [name for spellings in family.months for name in spellings]

    assert len(family.months) == 12
    assert len(names) == len(set(names))


@pytest.mark.parametrize("calendar", ["gregorian", "hijri"])
def test_a_name_means_one_month_in_all_families(calendar: str) -> None:
    meanings: dict[str, set[int]] = {}
    for family in month_families():
        if family.calendar == calendar:
            for number, spellings in enumerate(family.months, start=1):
                for name in spellings:
                    meanings.setdefault(name, set()).add(number)

    assert [name for name, months in meanings.items() if len(months) > 1] == []


def test_the_script_makes_the_table() -> None:
    pytest.importorskip("babel", reason="the script reads CLDR through babel")
    script = runpy.run_path(str(DATA / "make_months.py"))
    table = json.loads((DATA / "months.json").read_text(encoding="utf-8"))

    assert script["gregorian_families"]() == table["families"][:-1]
    assert table["families"][-1]["months"] == script["HIJRI"]
