"""Damaged files: the index works or says that it is damaged, and nothing else ever comes out."""

import datetime as dt
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from searchkit.articles import Article, Place
from searchkit.engine import Index, build
from searchkit.errors import IndexDamaged, IndexFault
from searchkit.query import parse

# A file that a back end could not read may be left to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

COUNT = 30
QUERIES = [
    parse(q).tree for q in ("خبر", '"نص الخبر"', "source:تاس", "ميناء -date:2020-01", "-خبر")
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("whole") / "index"
    first = dt.date(2020, 1, 1)
    build(
        index,
        [
            Article(
                id=str(number),
                title=f"خبر رقم {number}",
                body=f"نص الخبر {number} عن ميناء {number % 7}.",
                place=Place("news.jsonl", number),
                date=first + dt.timedelta(number) if number % 5 else None,
                source="تاس",
            )
            for number in range(COUNT)
        ],
    )
    return index


@pytest.fixture
def index(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "index")


def content(index: Path) -> list[Path]:
    """The files of the generation that have something in them."""
    [folder] = index.glob("generation-*")
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)


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
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:9]), id="cut"),
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


def test_a_generation_that_is_gone_is_damage(index: Path) -> None:
    [folder] = index.glob("generation-*")
    shutil.rmtree(folder)
    with pytest.raises(IndexDamaged, match="generation-000001"):
        Index(index)


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_is_harmless_or_damage(index: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a seed makes the damage repeatable
    path = chance.choice([index / "current.json", *content(index)])
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)

    try:
        read_everything(index)
    except IndexFault as error:
        assert error.path == index  # noqa: PT017  that nothing is raised is as good


@pytest.mark.parametrize("seed", range(10))
def test_overwritten_content_is_harmless_or_damage(index: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a seed makes the damage repeatable
    path = chance.choice(content(index))
    data = bytearray(path.read_bytes())
    at, length = chance.randrange(len(data)), chance.randrange(1, 512)
    data[at : at + length] = chance.randbytes(len(data[at : at + length]))
    path.write_bytes(data)

    try:
        read_everything(index)
    except IndexFault as error:
        assert error.path == index  # noqa: PT017  that nothing is raised is as good


@pytest.mark.parametrize("fact", ["generation", "version", "files"])
def test_a_missing_fact_is_damage(index: Path, fact: str) -> None:
    _rewrite(index, {fact: None})
    with pytest.raises(IndexDamaged):
        Index(index)


@pytest.mark.parametrize("value", [7, [], "x", {"a": "b"}, None], ids=type)
def test_a_list_of_files_that_is_none_is_damage(index: Path, value: object) -> None:
    path = index / "current.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(facts | {"files": value}), encoding="utf-8")
    with pytest.raises(IndexDamaged):
        Index(index)


@pytest.mark.parametrize("fact", ["articles", "files", "bytes"])
def test_a_build_mends_an_index_without_its_facts(index: Path, fact: str) -> None:
    _rewrite(index, {fact: None})
    build(index, [Article("1", "خبر", "", Place("a"))], allow_shrink=True)
    with Index(index) as mended:
        assert mended.search(parse("خبر").tree)[0] == 1


def test_a_build_mends_a_damaged_index(index: Path) -> None:
    for path in content(index):
        path.unlink()
    build(index, [Article("1", "خبر", "", Place("a"))], allow_shrink=True)
    with Index(index) as mended:
        assert mended.search(parse("خبر").tree)[0] == 1


def _rewrite(index: Path, changes: dict[str, object]) -> None:
    """Change facts in current.json; None takes one out."""
    path = index / "current.json"
    facts = json.loads(path.read_text(encoding="utf-8")) | changes
    kept = {name: value for name, value in facts.items() if value is not None}
    path.write_text(json.dumps(kept), encoding="utf-8")
