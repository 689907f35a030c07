"""Damaged files: the index works or says that it is damaged, and nothing else ever comes out."""

import dataclasses
import datetime as dt
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.articles import Article, Place
from searchkit.engine import Index, build, check, update
from searchkit.engine.segments.segment import Segment
from searchkit.errors import IndexDamaged, IndexFault
from searchkit.query import parse

COUNT = 30
SEGMENT = "segment-000001-1"
QUERIES = [
    parse(q).tree for q in ("خبر", '"نص الخبر"', "source:تاس", "ميناء -date:2020-01", "-خبر")
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("whole") / "index"
    first = dt.date(2020, 1, 1)
    articles = [
        Article(
            id=str(number),
            title=f"خبر رقم {number}",
            body=f"نص الخبر {number} عن ميناء {number % 7}.",
            place=Place("news.jsonl", number),
            date=first + dt.timedelta(number) if number % 5 else None,
            source="تاس",
        )
        for number in range(COUNT)
    ]
    build(index, articles[:-3])
    update(index, [*articles[-3:], dataclasses.replace(articles[0], author="ليلى")])
    assert len(list(index.glob("segment-*"))) == 2
    assert len(list(index.glob("deleted-*"))) == 1
    return index


@pytest.fixture
def index(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "index")


def content(index: Path) -> list[Path]:
    """The files that the generation consists of, those with nothing in them left out."""
    files = sorted([*index.glob("*-0*/*"), *index.glob("deleted-*")])
    return [path for path in files if path.stat().st_size]


def read_everything(path: Path) -> None:
    with Index(path) as index:
        for tree in QUERIES:
            for sort in ("relevance", "newest", "oldest"):
                index.search(tree, limit=COUNT, sort=sort)
        for number in range(COUNT):
            index.article(str(number))


def test_the_whole_index_is_readable(index: Path) -> None:
    read_everything(index)


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(Path.unlink, id="deleted"),
        pytest.param(lambda path: path.write_bytes(b""), id="emptied"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-1]), id="one byte short"),
        pytest.param(
            lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), id="cut"
        ),
        pytest.param(lambda path: path.write_bytes(path.read_bytes() + b"0"), id="too long"),
    ],
)
def test_a_file_of_another_length_is_found_at_open(
    whole: Path, tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    for number, original in enumerate(content(whole)):
        index = shutil.copytree(whole, tmp_path / str(number))
        harm(index / original.relative_to(whole))
        with pytest.raises(IndexDamaged, match=original.name):
            Index(index)
        assert any(original.name in fault for fault in check(index))


def test_a_segment_that_is_gone_is_damage(index: Path) -> None:
    shutil.rmtree(index / SEGMENT)
    with pytest.raises(IndexDamaged, match=SEGMENT):
        Index(index)
    [fault] = check(index)
    assert SEGMENT in fault


def flipped(index: Path, seed: int) -> None:
    """Flip one bit of one file; check finds it, and a search works or says what is wrong."""
    chance = random.Random(seed)  # noqa: S311  a seed makes the damage repeatable
    path = chance.choice([index / "current.json", *content(index)])
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)

    faults = check(index)
    assert any(path.name in fault for fault in faults), (path, faults)
    harmless_or_damage(index)


def harmless_or_damage(index: Path) -> None:
    try:
        read_everything(index)
    except IndexFault as error:
        assert index in {error.path, error.path.parent}  # noqa: PT017  nothing raised is as good


@pytest.mark.parametrize("seed", range(60))
def test_a_flipped_bit_is_found_and_harmless_or_damage(index: Path, seed: int) -> None:
    flipped(index, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60, 500))
def test_each_of_many_flipped_bits_is_found(index: Path, seed: int) -> None:
    flipped(index, seed)


def test_no_flipped_bit_alters_a_stored_article_silently(whole: Path, tmp_path: Path) -> None:
    written = list(Segment(whole / SEGMENT).stored)
    folder = shutil.copytree(whole / SEGMENT, tmp_path / SEGMENT)
    data = (folder / "stored").read_bytes()
    chance = random.Random(1)  # noqa: S311  a seed makes the damage repeatable
    raised = 0
    for at in chance.sample(range(len(data)), 100):
        bit = bytes([data[at] ^ 1 << chance.randrange(8)])
        (folder / "stored").write_bytes(data[:at] + bit + data[at + 1 :])
        stored = Segment(folder).stored
        for number, expected in enumerate(written):
            try:
                assert stored[number] == expected
            except IndexDamaged:
                raised += 1
    assert raised > len(written)


@pytest.mark.parametrize("seed", range(10))
def test_overwritten_content_is_harmless_or_damage(index: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a seed makes the damage repeatable
    path = chance.choice(content(index))
    data = bytearray(path.read_bytes())
    at, length = chance.randrange(len(data)), chance.randrange(1, 512)
    data[at : at + length] = chance.randbytes(len(data[at : at + length]))
    path.write_bytes(data)

    assert any(path.name in fault for fault in check(index))
    harmless_or_damage(index)


@pytest.mark.parametrize("byte", [b"\x00", b"\x7f"], ids=["before", "after"])
def test_days_outside_the_calendar_are_damage(index: Path, byte: bytes) -> None:
    for path in index.glob("segment-*/columns"):
        path.write_bytes(byte * path.stat().st_size)
    with Archive.open(index) as archive, pytest.raises(IndexDamaged, match="hold together"):
        archive.timeline("خبر")


def test_a_build_mends_a_damaged_index(index: Path) -> None:
    for path in content(index):
        path.unlink()
    build(index, [Article("1", "خبر", "", Place("a"))], allow_shrink=True)
    with Index(index) as mended:
        assert mended.search(parse("خبر").tree)[0] == 1
