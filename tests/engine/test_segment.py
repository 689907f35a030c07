"""Segments on the disk: what they hold, and what happens when a byte of them is wrong."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from whoosh import query

from searchkit.analysis import PLAIN
from searchkit.engine.evaluation.search import (
    Order,
    by_number,
    by_score,
    matches,
    number_facets,
    text_facets,
)
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.checking import check
from searchkit.engine.segments.deletions import deleted_with, read_deleted, write_deleted
from searchkit.engine.segments.merge import merge
from searchkit.engine.segments.schema import Entry, Schema, View, each
from searchkit.engine.segments.segment import Segment
from searchkit.engine.segments.writing import Means, write_segment
from searchkit.errors import IndexDamaged

SCHEMA = Schema(
    (View("body", "body", each(PLAIN.stem)), View("body_exact", "body")), ("date",), ("source",)
)
DAY = date(2024, 3, 1).toordinal()
WORDS = [
    "وزير",
    "الخارجية",
    "يزور",
    "القاهرة",
    "غدا",
    "ويلتقي",
    "الرئيس",
    "في",
    "قصر",
    "الاتحادية",
    "مساء",
]


def entries(count: int = 200) -> list[Entry]:
    random = np.random.default_rng(7)
    return [
        Entry(
            f"id-{number}",
            {
                "body": " ".join(random.choice(WORDS, random.integers(0, 60))),
                "source": random.choice(["الشرق", "الغرب"]),
            },
            {"date": None if number % 10 == 0 else DAY + number // 2},
            f"«نص» {number} — ✓".encode() if number % 7 else b"\xff\x00",
        )
        for number in range(count)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_segment(entries(), SCHEMA, tmp_path / "segment", means=Means(memory=1 << 16))
    return tmp_path / "segment"


def test_what_was_stored_comes_back(folder: Path) -> None:
    segment = Segment(folder)
    assert list(segment.stored) == [entry.stored for entry in entries()]
    assert segment.stored[199] == entries()[199].stored
    assert segment.text("source")[3] == entries()[3].texts["source"]
    assert segment.article("id-42") == 42
    assert segment.article("id-x") == -1


def test_memory_does_not_change_the_segment(folder: Path, tmp_path: Path) -> None:
    write_segment(entries(), SCHEMA, tmp_path / "at once")
    for name in ("view.body", "columns", "stored"):
        assert (tmp_path / "at once" / name).stat().st_size == pytest.approx(
            (folder / name).stat().st_size, rel=0.01
        )
    one, other = Segment(tmp_path / "at once"), Segment(folder)
    terms = range(len(one.view("body").vocabulary))
    for ours, theirs in zip(
        one.view("body").postings.flat(terms), other.view("body").postings.flat(terms), strict=True
    ):
        assert ours.tolist() == theirs.tolist()


def test_sound_segments_have_no_faults(folder: Path, tmp_path: Path) -> None:
    assert check(folder) == []
    segment = Segment(folder)
    merge([(segment, deleted_with(None, range(0, 200, 3), 200)), (segment, None)], tmp_path / "m")
    assert check(tmp_path / "m") == []
    assert Segment(tmp_path / "m").count == 333


def test_orders_offsets_and_facets(folder: Path) -> None:
    snapshot = Snapshot.open([(folder, None)])
    found = matches(snapshot, query.Every())
    newest = by_number(snapshot, found, Order("date", descending=True), limit=200)
    days = snapshot.number("date")[newest.articles[:180]].tolist()
    assert days == sorted(days, reverse=True)
    assert [a % 10 for a in newest.articles[180:].tolist()] == [0] * 20
    assert by_number(snapshot, found, Order("date"), limit=3, offset=1).articles.tolist() == [
        2,
        3,
        4,
    ]
    tail = by_score(found, limit=5, offset=198)
    assert (tail.total, tail.articles.tolist()) == (200, [198, 199])
    assert sum(text_facets(snapshot, found.articles, "source").values()) == 200
    assert number_facets(snapshot, found.articles, "date")[DAY + 3] == 2


def test_a_flipped_byte_is_found_and_never_crashes_a_search(folder: Path) -> None:
    random = np.random.default_rng(3)
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        for place in random.integers(0, len(whole), 12).tolist():
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
            assert check(folder), f"{path.name} at {place}"
            try_to_search(folder)
        path.write_bytes(whole)
    assert check(folder) == []


def try_to_search(folder: Path) -> None:
    try:
        snapshot = Snapshot.open([(folder, None)])
        for word in WORDS:
            found = matches(
                snapshot, query.Phrase("body", [PLAIN.stem(word), PLAIN.stem(WORDS[0])], slop=3)
            )
            found = matches(
                snapshot, query.Or([query.Term("body_exact", word), query.Prefix("body", word[:2])])
            )
            page = by_score(found, limit=10)
            snapshot.texts("source", page.articles)
            [snapshot.stored(article) for article in page.articles.tolist()]
    except IndexDamaged:
        pass


@pytest.mark.parametrize("name", ["view.body", "columns", "stored", "manifest.json"])
def test_a_truncated_file_is_refused(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(IndexDamaged, match=name):
        Segment(folder)


def test_an_index_without_articles_finds_nothing(tmp_path: Path) -> None:
    write_segment([], SCHEMA, tmp_path / "empty")
    write_segment(entries(3), SCHEMA, tmp_path / "three")
    three = Segment(tmp_path / "three")
    merge([(three, np.ones(3, np.bool_))], tmp_path / "gone")
    for name in ("empty", "gone"):
        assert check(tmp_path / name) == []
        snapshot = Snapshot.open([(tmp_path / name, None)])
        tree = query.Or(
            [query.Every(), query.Not(query.Term("body", "x")), query.Prefix("body", "a")]
        )
        assert by_score(matches(snapshot, tree), limit=10).total == 0
    assert by_score(matches(Snapshot([]), query.Term("body", "x")), limit=1).total == 0


def test_deletions_are_kept_beside_the_segment(tmp_path: Path) -> None:
    mask = deleted_with(None, [3, 5], 9)
    write_deleted(tmp_path / "1.deleted", mask)
    assert np.flatnonzero(read_deleted(tmp_path / "1.deleted", 9)).tolist() == [3, 5]
    content = bytearray((tmp_path / "1.deleted").read_bytes())
    content[-1] ^= 1
    (tmp_path / "1.deleted").write_bytes(content)
    with pytest.raises(IndexDamaged):
        read_deleted(tmp_path / "1.deleted", 9)
