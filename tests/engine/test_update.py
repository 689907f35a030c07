"""An update adds what is new, replaces what has changed, and leaves the rest as it is."""

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from searchkit.articles import Article, BadRecord, Place
from searchkit.engine import Index, Report, build, check, store, update
from searchkit.errors import ArchiveShrank, IndexDamaged, NothingToIndex
from searchkit.query import parse

BAD = BadRecord(Place("كسر.jsonl", 7), "broken JSON")


def article(number: int, body: str = "نص") -> Article:
    place = Place("news.jsonl", number)
    day = dt.date(2020, 1, 1) + dt.timedelta(number)
    return Article(str(number), f"خبر {number}", body, place, date=day, source="تاس")


def articles(*numbers: int) -> list[Article]:
    return [article(number) for number in numbers]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of the articles 0 to 9."""
    build(tmp_path, articles(*range(10)))
    return tmp_path


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.indexed, report.added, report.changed, report.unchanged, report.removed


def found(path: Path, query: str) -> list[str]:
    with Index(path) as index:
        total, hits = index.search(parse(query).tree, limit=1000)
    assert total == len(hits)
    return sorted((hit.article.id for hit in hits), key=int)


def files(index: Path) -> dict[str, int]:
    return {
        str(path): path.stat().st_mtime_ns
        for path in (index / "current.json", *index.glob("*-0*"), *index.glob("*-0*/*"))
    }


def test_new_articles_are_added(index: Path) -> None:
    report = update(index, articles(10, 11))
    assert counts(report) == (12, 2, 0, 0, 0)
    assert found(index, "نص") == [str(number) for number in range(12)]
    assert store.live(index).number == report.generation == 2
    assert check(index) == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"title": "خبر آخر"}, id="title"),
        pytest.param({"body": "نص آخر"}, id="body"),
        pytest.param({"date": None}, id="date"),
        pytest.param({"tags": ("وسم",)}, id="tags"),
        pytest.param({"extra": {"photo": "صورة"}}, id="extra"),
        pytest.param({"place": Place("other.jsonl", 3)}, id="place"),
        pytest.param({"place": Place("news.jsonl", 4)}, id="line"),
    ],
)
def test_any_change_replaces_the_article(index: Path, changes: dict[str, object]) -> None:
    changed = dataclasses.replace(article(3), **changes)  # type: ignore[arg-type] # by name
    report = update(index, [changed])
    assert counts(report) == (10, 0, 1, 0, 0)
    assert found(index, "نص") == [str(number) for number in range(10)]
    with Index(index) as opened:
        assert opened.article("3") == changed


def test_of_a_changed_article_the_old_words_are_gone(index: Path) -> None:
    update(index, [article(3, "ميناء")])
    assert found(index, "ميناء") == ["3"]
    assert "3" not in found(index, "نص")


def test_where_nothing_has_changed_nothing_is_published(index: Path) -> None:
    before = files(index)
    report = update(index, articles(*range(10)))
    assert counts(report) == (10, 0, 0, 10, 0)
    assert (report.generation, files(index)) == (1, before)
    assert report.index_bytes == store.live(index).facts["bytes"]


def test_bad_records_alone_in_an_update_are_an_error(index: Path) -> None:
    before = files(index)
    with pytest.raises(NothingToIndex) as caught:
        update(index, [BAD], prune=True)
    assert caught.value.bad == (BAD,)
    assert files(index) == before


def test_articles_not_named_stay_unless_pruned(index: Path) -> None:
    assert counts(update(index, articles(*range(8)))) == (10, 0, 0, 8, 0)
    report = update(index, articles(*range(8)), prune=True)
    assert counts(report) == (8, 0, 0, 8, 2)
    assert found(index, "نص") == [str(number) for number in range(8)]
    assert check(index) == []


def test_all_kinds_of_change_at_once(index: Path) -> None:
    records: list[Article | BadRecord] = [*articles(*range(7)), article(7, "ميناء"), BAD]
    records += article(20), article(20, "بحر")
    report = update(index, records, prune=True)
    assert counts(report) == (9, 1, 1, 7, 2)
    assert (len(report.bad), len(report.duplicates)) == (1, 1)
    assert found(index, "ميناء OR بحر") == ["7", "20"]
    assert report.to_dict()["replaced"] == 2


def test_pruning_too_much_must_be_allowed(index: Path) -> None:
    with pytest.raises(ArchiveShrank, match="10 to 1"):
        update(index, articles(3), prune=True)
    assert len(found(index, "نص")) == 10
    report = update(index, articles(3), prune=True, allow_shrink=True)
    assert counts(report) == (1, 0, 0, 1, 9)
    assert found(index, "نص") == ["3"]


TWICE = [
    pytest.param([article(50, "ميناء"), article(50, "بحر")], 50, (11, 1, 0, 0, 0), id="new"),
    pytest.param([article(3, "ميناء"), article(3, "بحر")], 3, (10, 0, 1, 0, 0), id="changed"),
    pytest.param([article(3), article(3, "بحر")], 3, (10, 0, 1, 0, 0), id="same, then changed"),
    pytest.param([article(3, "بحر")] * 3, 3, (10, 0, 1, 0, 0), id="three times"),
]


@pytest.mark.parametrize(("records", "number", "expected"), TWICE)
def test_of_duplicates_within_one_update_the_last_counts(
    index: Path, records: list[Article], number: int, expected: tuple[int, ...]
) -> None:
    report = update(index, records)
    assert counts(report) == expected
    assert len(report.duplicates) == len(records) - 1
    assert found(index, "بحر") == [str(number)]
    assert found(index, "ميناء") == []
    with Index(index) as opened:
        assert opened.article(str(number)) == records[-1]


def test_an_unchanged_article_twice_is_a_duplicate(index: Path) -> None:
    report = update(index, articles(3, 3))
    assert counts(report) == (10, 0, 0, 1, 0)
    assert (len(report.duplicates), report.generation) == (1, 1)


def test_changed_and_back_within_one_update(index: Path) -> None:
    update(index, [article(3, "بحر"), article(3)])
    assert found(index, "بحر") == []
    assert len(found(index, "نص")) == 10


def test_an_update_of_no_index_is_a_build(tmp_path: Path) -> None:
    built = build(tmp_path / "one", articles(*range(5)))
    updated = update(tmp_path / "two", articles(*range(5)))
    assert counts(updated) == counts(built) == (5, 5, 0, 0, 0)
    assert (updated.generation, updated.index_bytes) == (1, built.index_bytes)
    assert found(tmp_path / "two", "نص") == found(tmp_path / "one", "نص")


def test_an_update_of_an_index_that_cannot_be_read_refuses_and_removes_nothing(
    index: Path,
) -> None:
    (index / "current.json").unlink()
    segments = sorted(index.glob("segment-*"))
    with pytest.raises(IndexDamaged, match="missing"):
        update(index, articles(1, 2))
    assert sorted(index.glob("segment-*")) == segments
    assert counts(build(index, articles(1, 2), allow_shrink=True)) == (2, 2, 0, 0, 0)
    assert found(index, "نص") == ["1", "2"]


def test_an_update_of_a_damaged_index_says_so(index: Path) -> None:
    for path in index.glob("segment-*/view.title"):
        path.unlink()
    with pytest.raises(IndexDamaged):
        update(index, articles(1))
    assert counts(build(index, articles(*range(10)))) == (10, 10, 0, 0, 0)
    assert check(index) == []


def test_the_facts_follow(index: Path) -> None:
    undated = dataclasses.replace(article(0), date=None)
    report = update(index, [undated, article(100)])
    facts = store.live(index).facts
    assert (facts["articles"], facts["undated"], report.undated) == (11, 1, 1)
    assert (facts["first"], facts["last"]) == ("2020-01-02", "2020-04-10")
    size = sum(path.stat().st_size for path in index.rglob("*-0*") if path.is_file())
    size += sum(path.stat().st_size for path in index.glob("*-0*/*"))
    assert facts["bytes"] == report.index_bytes == size


def test_the_report_of_an_update_as_json(index: Path) -> None:
    values = update(index, [*articles(*range(9)), article(10)], prune=True).to_dict()
    wanted = {"indexed": 10, "added": 1, "changed": 0, "unchanged": 9, "removed": 1, "undated": 0}
    assert {name: values[name] for name in wanted} == wanted
    assert json.loads(json.dumps(values)) == values
