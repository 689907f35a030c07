"""One name for each entity: what is merged, and what is not."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from searchkit.entities.aliases import Aliases
from searchkit.entities.keys import key
from searchkit.entities.merging import Evidence, mains
from searchkit.errors import ConfigError

PAIRS = Path(__file__).with_name("pairs.tsv")
OFTEN, SELDOM = 20, 2


def pairs() -> list[tuple[str, bool, str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if not row[0].startswith("#")]
    return [(kind, sign == "=", name, other) for kind, sign, name, other in rows]


def judged(evidence: Evidence) -> list[tuple[bool, bool, str, str]]:
    """Each pair: whether it is one entity, whether it was taken for one, and the names."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, _, name, other in pairs():
        counts[kind][name] = OFTEN
        counts[kind].setdefault(other, SELDOM)
    found = {kind: mains(kind, names, evidence) for kind, names in counts.items()}
    return [
        (same, found[kind].get(name, name) == found[kind].get(other, other), name, other)
        for kind, same, name, other in pairs()
    ]


@pytest.mark.parametrize(
    ("evidence", "least"),
    [
        pytest.param(Evidence(Aliases.load()), 0.85, id="with tables"),
        pytest.param(Evidence(), 0.65, id="by rules alone"),
    ],
)
def test_names_of_one_entity_are_merged_and_no_others(evidence: Evidence, least: float) -> None:
    found = judged(evidence)
    missed = [(name, other) for same, merged, name, other in found if same and not merged]
    wrong = [(name, other) for same, merged, name, other in found if merged and not same]
    true = sum(same for same, *_ in found)
    assert len(found) >= 120
    assert 1 - len(missed) / true >= least, missed
    assert len(wrong) <= 0.02 * (len(found) - true), wrong


@pytest.mark.parametrize(
    ("kind", "counts", "expected"),
    [
        pytest.param("person", {"محمد": 9, "محمود": 9}, {}, id="given names"),
        pytest.param("org", {"الحكومة": 2, "حكومة": 1}, {"حكومة": "الحكومة"}, id="article"),
        pytest.param("place", {"روسيا": 3, "بروسيا": 1}, {"بروسيا": "روسيا"}, id="clitic"),
        pytest.param("place", {"روسيا": 2, "بروسيا": 1}, {}, id="clitic without evidence"),
        pytest.param("person", {"سعد القرني": 4, "فهد القرني": 4, "القرني": 1}, {}, id="families"),
        pytest.param("person", {"سعد القرني": 1, "القرني": 30}, {}, id="seldom named in full"),
        pytest.param("person", {"علي خان": 1, "علي": 1}, {}, id="given name alone"),
    ],
)
def test_names_are_merged_on_evidence(
    kind: str, counts: dict[str, int], expected: dict[str, str]
) -> None:
    assert mains(kind, counts, Evidence()) == expected


def test_what_articles_say_is_a_name_is_one() -> None:
    evidence = Evidence(said={("Innoprom", "إينوبروم"): 1})
    assert mains("event", {"إينوبروم": 3}, evidence) == {"Innoprom": "إينوبروم"}


def test_what_was_named_before_stays() -> None:
    known = {"جوجل": "قوقل"}.get
    assert mains("org", {"جوجل": 3, "غوغل": 9}, Evidence(), known) == {"جوجل": "قوقل"}


def test_tables_keep_two_entities_apart_whatever_is_between() -> None:
    counts = {"سلوفاكيا": 9, "سلوفينيا": 8, "سلوفانيا": 1}
    found = mains("place", counts, Evidence(Aliases.load()))
    assert found.get("سلوفاكيا") is None
    assert found.get("سلوفينيا") is None


@pytest.mark.parametrize(
    "line", ["place\tقطر", "country\tقطر\tQatar", "place\t\tQatar", "place\tقطر\t؟"]
)
def test_a_bad_line_of_a_table_is_named(tmp_path: Path, line: str) -> None:
    table = tmp_path / "aliases.tsv"
    table.write_text(f"# names\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 2"):
        Aliases.load(table)


def test_a_table_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.tsv"):
        Aliases.load(tmp_path / "none.tsv")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        pytest.param("أبو ظبي", "ابوظبى", id="joined"),
        pytest.param("عبد الله", "عبدالله", id="servant of God"),
        pytest.param("القاهرة", "قاهره", id="article and final letter"),
        pytest.param("الأمم المتّحدة", "الامم المتحدة", id="hamza and marks"),
    ],
)
def test_spellings_of_a_name_have_one_key(name: str, other: str) -> None:
    assert key(name) == key(other)
