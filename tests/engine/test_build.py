"""A build accounts for every record, and never makes an index worse than it was."""

import dataclasses
import datetime as dt
import gc
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from searchkit.articles import Article, BadRecord, Place
from searchkit.engine import Index, Report, build, entries, store, update
from searchkit.engine.segments.columns import MISSING
from searchkit.errors import ArchiveFlawed, ArchiveShrank, IndexOutdated, NothingToIndex
from searchkit.query import parse


def article(number: int, title: str = "", day: dt.date | None = None) -> Article:
    place = Place("news.jsonl", number)
    return Article(str(number), title or f"خبر {number}", "نص", place, date=day)


def articles(count: int) -> list[Article]:
    return [article(number) for number in range(count)]


BAD = BadRecord(Place("كسر.jsonl", 7), "broken JSON")


def test_every_record_is_indexed_bad_or_duplicate(tmp_path: Path) -> None:
    records: list[Article | BadRecord] = [
        *articles(5),
        BAD,
        article(2, "خبر آخر"),
        BAD,
        article(2, "خبر أخير"),
    ]

    report = build(tmp_path, records)

    assert (report.indexed, len(report.bad), len(report.duplicates)) == (5, 2, 2)
    assert report.indexed + len(report.bad) + len(report.duplicates) == len(records)
    assert report.bad == (BAD, BAD)


def test_progress_is_called_for_every_record(tmp_path: Path) -> None:
    calls: list[None] = []
    build(tmp_path, [*articles(3), BAD, article(1)], progress=lambda: calls.append(None))
    assert len(calls) == 5


def test_of_articles_with_one_id_the_last_is_found(tmp_path: Path) -> None:
    titles = ["أول", "ثان", "ثالث"]
    build(tmp_path, [article(0), *(article(1, title) for title in titles)])

    with Index(tmp_path) as index:
        totals = [index.search(parse(title).tree)[0] for title in titles]
        shown = index.article("1")
        everything = index.search(parse("نص").tree)[0]

    assert totals == [0, 0, 1]
    assert shown == article(1, "ثالث")
    assert everything == 2


def test_duplicates_far_apart_are_replaced(tmp_path: Path) -> None:
    records = [*articles(450), *(article(number, "معدل") for number in (0, 199, 200, 449))]
    report = build(tmp_path, records)
    with Index(tmp_path) as index:
        found = index.search(parse("معدل").tree)
        everything = index.search(parse("نص").tree)[0]
    assert (report.indexed, len(report.duplicates)) == (450, 4)
    assert sorted(int(hit.article.id) for hit in found[1]) == [0, 199, 200, 449]
    assert (found[0], everything) == (4, 450)


def test_the_account_names_file_line_and_reason(tmp_path: Path) -> None:
    report = build(tmp_path, [BAD, article(1), article(1)])

    lines = report.account.read_text(encoding="utf-8").splitlines()
    bad, duplicate = map(json.loads, lines)

    assert report.account == tmp_path / "bad.jsonl"
    assert bad == {"file": "كسر.jsonl", "line": 7, "reason": "broken JSON"}
    assert (duplicate["file"], duplicate["line"]) == ("news.jsonl", 1)
    assert "duplicate" in duplicate["reason"]


def test_the_account_of_a_clean_build_is_empty(tmp_path: Path) -> None:
    build(tmp_path, [BAD, article(1)])
    report = build(tmp_path, [article(1)])
    assert report.account.read_bytes() == b""


def test_undated_articles_are_counted(tmp_path: Path) -> None:
    day = dt.date(2022, 5, 30)
    report = build(tmp_path, [article(1, day=day), article(2), article(3, day=day), article(3)])
    facts = store.live(tmp_path).facts
    assert report.undated == facts["undated"] == 2
    assert (facts["first"], facts["last"]) == ("2022-05-30", "2022-05-30")


def test_articles_of_one_story_share_a_number(tmp_path: Path) -> None:
    texts = ["قال الوزير أمس " * 40, "قال الوزير غدا " * 20, "قال «الوزير» أمس " * 50, "نص", "نص"]
    told = [dataclasses.replace(article(n), body=body) for n, body in enumerate(texts)]
    build(tmp_path, told)
    with Index(tmp_path) as index:
        stories = index.snapshot.number(entries.STORY).tolist()
    assert stories[0] == stories[2] != stories[1]
    assert stories[3:] == [MISSING, MISSING]
    assert store.live(tmp_path).facts["reprints"] == 1


def test_the_facts_state_what_the_index_holds(tmp_path: Path) -> None:
    days = [dt.date(2013, 2, 16), dt.date(2025, 11, 2), None]
    dated = [article(number, day=day) for number, day in enumerate(days)]
    report = build(tmp_path, [*dated, BAD])
    facts = store.live(tmp_path).facts
    assert facts["articles"] == 3
    assert (facts["first"], facts["last"]) == ("2013-02-16", "2025-11-02")
    assert facts["bytes"] == report.index_bytes > 0
    assert store.live(tmp_path).number == report.generation == 1
    size = sum(path.stat().st_size for path in tmp_path.glob("*-0*/*"))
    assert report.index_bytes == size


def test_the_report_as_json(tmp_path: Path) -> None:
    report = build(tmp_path, [BAD, article(1), article(1)]).to_dict()
    wanted = {"indexed", "bad", "duplicates", "replaced", "seconds", "index_bytes", "generation"}
    assert wanted <= report.keys()
    assert (report["indexed"], report["bad"], report["duplicates"]) == (1, 1, 1)
    assert json.loads(json.dumps(report)) == report


@pytest.mark.parametrize("records", [[], [BAD]], ids=["no records", "bad ones only"])
def test_nothing_to_index_leaves_the_old_generation(
    tmp_path: Path, records: list[BadRecord]
) -> None:
    build(tmp_path, articles(3))
    with pytest.raises(NothingToIndex, match="news") as caught:
        build(tmp_path, records, origin=["news"])
    assert caught.value.paths == ("news",)
    assert _serves(tmp_path, 3)


@pytest.mark.parametrize("make", [build, update])
def test_a_strict_build_of_bad_records_leaves_the_old_generation(
    tmp_path: Path, make: Callable[..., Report]
) -> None:
    build(tmp_path, articles(3))
    with pytest.raises(ArchiveFlawed, match=r"^1 record cannot be read") as caught:
        make(tmp_path, [*articles(4), BAD], strict=True)
    assert (caught.value.count, caught.value.bad) == (1, (BAD,))
    assert caught.value.account.read_text(encoding="utf-8").count("\n") == 1
    assert _serves(tmp_path, 3)


def test_a_strict_build_of_good_records_is_published(tmp_path: Path) -> None:
    assert build(tmp_path, [*articles(3), article(1)], strict=True).indexed == 3


def test_an_archive_that_shrank_leaves_the_old_generation(tmp_path: Path) -> None:
    build(tmp_path, articles(10))
    with pytest.raises(ArchiveShrank, match="10 to 7") as caught:
        build(tmp_path, articles(7))
    assert (caught.value.before, caught.value.after) == (10, 7)
    assert _serves(tmp_path, 10)


def test_a_fifth_may_go(tmp_path: Path) -> None:
    build(tmp_path, articles(10))
    assert build(tmp_path, articles(8)).generation == 2


def test_shrinking_can_be_allowed(tmp_path: Path) -> None:
    build(tmp_path, articles(10))
    assert build(tmp_path, articles(1), allow_shrink=True).indexed == 1


def test_an_archive_of_another_version_must_not_shrink_either(tmp_path: Path) -> None:
    build(tmp_path, articles(10))
    current = tmp_path / "current.json"
    stated = json.loads(current.read_text(encoding="utf-8"))["stated"] | {"version": "0.0"}
    line = json.dumps(stated, ensure_ascii=False, sort_keys=True).encode()
    digest = hashlib.blake2b(line, digest_size=16).hexdigest()
    current.write_text(json.dumps({"stated": stated, "blake2b": digest}), encoding="utf-8")
    with pytest.raises(IndexOutdated):
        store.live(tmp_path)
    with pytest.raises(ArchiveShrank):
        build(tmp_path, articles(1))


def test_a_source_that_fails_leaves_the_old_generation(tmp_path: Path) -> None:
    build(tmp_path, articles(3))

    def failing() -> Iterator[Article]:
        yield article(1)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        build(tmp_path, failing())
    gc.collect()  # a file left open would be a warning, and so a failure, here and now
    assert _serves(tmp_path, 3)
    assert build(tmp_path, articles(4)).generation == 2


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(Article("1" * 5000, "خبر", "", Place("a")), id="very long id"),
        pytest.param(Article("1", "خبر", "", Place("a"), date=dt.date.min), id="first day"),
        pytest.param(Article("1", "خبر", "", Place("a"), date=dt.date.max), id="last day"),
        pytest.param(Article("1", "ك" * 70_000, "", Place("a")), id="very long word"),
        pytest.param(Article("1", "خبر", "و " * 70_000, Place("a")), id="very long text"),
        pytest.param(Article("1", "خبر\0", "\x1b[2J", Place("a")), id="control characters"),
    ],
)
def test_one_odd_record_does_not_stop_a_build(tmp_path: Path, odd: Article | BadRecord) -> None:
    report = build(tmp_path, [article(0), odd])
    with Index(tmp_path) as index:
        assert index.article("0") == article(0)
        total, _ = index.search(parse("خبر OR 0").tree)
    assert total >= 1
    assert report.indexed + len(report.bad) == 2


def _serves(path: Path, count: int) -> bool:
    """Whether *path* is the first generation of *count* articles and has no leftovers."""
    assert [folder.name for folder in path.glob("segment-*")] == ["segment-000001-1"]
    with Index(path) as index:
        return index.search(parse("نص").tree)[0] == count
