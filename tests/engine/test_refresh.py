"""An open index keeps its generation, whatever writers do, until it is told to refresh."""

import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from searchkit import Archive, IndexClosed
from searchkit.articles import Article, Place
from searchkit.engine import Index, build, update
from searchkit.errors import IndexNotFound
from searchkit.query import parse

COUNT = 40


def articles(word: str, count: int = COUNT) -> list[Article]:
    """Articles that all have the *word* and say how many there are, in every view."""
    return [
        Article(str(n), f"{word} خبر", f"نص {word} {n}", Place("a", n), source=word, author=word)
        for n in range(count)
    ]


def total(index: Index, query: str) -> int:
    found, hits = index.search(parse(query).tree, limit=COUNT)
    assert found == len(hits)
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    build(tmp_path / "index", articles("قديم"))
    return tmp_path / "index"


EVERY_VIEW = ["قديم", "title:قديم", "source:قديم", "author:قديم", '"نص قديم"', "-بحر", "id:7"]


def test_an_index_never_searched_keeps_its_generation(path: Path) -> None:
    with Index(path) as index:
        for _ in range(2):
            build(path, articles("جديد"))
        assert not list(path.glob("segment-000001-*"))
        assert [total(index, query) for query in EVERY_VIEW] == [COUNT] * 6 + [1]
        assert total(index, "جديد") == 0
        for sort in ("newest", "oldest"):
            assert index.search(parse("خبر").tree, sort=sort)[0] == COUNT
        assert index.article("7") == articles("قديم")[7]
        assert index.generation.number == 1


def test_deletions_are_read_when_an_index_is_opened(path: Path) -> None:
    update(path, articles("بحر", 2))
    with Index(path) as index:
        assert [path.name for path in path.glob("deleted-*")] == ["deleted-000002-2"]
        build(path, articles("جديد"))
        assert (total(index, "قديم"), total(index, "بحر")) == (COUNT - 2, 2)


def test_an_open_index_outlives_its_folder(path: Path) -> None:
    with Index(path) as index:
        shutil.rmtree(path)
        assert total(index, "قديم") == COUNT
        with pytest.raises(IndexNotFound):
            index.refresh()
        assert total(index, "قديم") == COUNT


def test_whoosh_keeps_its_generation(path: Path) -> None:
    with Archive.open(path) as archive:
        face = archive.whoosh_index()
        build(path, articles("جديد"))
        assert archive.refresh()
        with face.searcher() as searcher:
            found = searcher.search(parse("title:قديم").tree, limit=None)
            assert len(found) == COUNT
            assert {hit["source"] for hit in found} == {"قديم"}


def test_refresh_turns_to_the_live_generation(path: Path) -> None:
    with Archive.open(path) as archive:
        assert not archive.refresh()
        update(path, articles("جديد", 5))
        assert archive.search("جديد").total == 0
        assert archive.refresh()
        assert not archive.refresh()
        assert (archive.search("جديد").total, archive.search("قديم").total) == (5, COUNT - 5)
        assert archive.status()["generation"] == 2
        assert archive.show("0").source == "جديد"


def test_an_update_without_changes_needs_no_refresh(path: Path) -> None:
    with Archive.open(path) as archive:
        update(path, articles("قديم"))
        assert not archive.refresh()


def test_an_index_made_anew_is_another_generation(path: Path) -> None:
    """Issue 3: numbers begin again where somebody has removed the folder."""
    with Index(path) as index:
        shutil.rmtree(path)
        build(path, articles("جديد", 3))
        assert index.refresh()
        assert total(index, "جديد") == 3


def open_files() -> int:
    gc.collect()
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208  no paths are wanted


def test_open_files_do_not_grow_with_refreshes(path: Path) -> None:
    with Index(path) as index:
        seen = []
        for number in range(8):
            build(path, articles(f"خبر{number}"))
            assert index.refresh()
            assert total(index, f"خبر{number}") == COUNT
            seen.append(open_files())
    assert max(seen[2:]) <= max(seen[:2])
    assert open_files() < seen[-1]


def test_eight_threads_search_while_one_refreshes(path: Path) -> None:
    """Every answer is whole: of one generation, whose articles all have its word."""
    words = [f"خبر{letter}" for letter in "ابت"]

    def searching(archive: Archive) -> Iterator[set[str | None]]:
        for _ in range(25):
            result = archive.search("نص -زنجبيل", limit=COUNT)
            assert result.total == len(result.hits) == COUNT
            yield {hit.source for hit in result.hits}
            shown = archive.show("7")
            yield {shown.source, shown.author}

    with Archive.open(path) as archive, ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(lambda: list(searching(archive))) for _ in range(8)]
        for word in words:
            build(path, articles(word))
            assert archive.refresh()
        seen = [sources for answer in answers for sources in answer.result(60)]
    assert {len(sources) for sources in seen} == {1}
    assert set().union(*seen) <= {"قديم", *words}
    assert len(seen) > 8


def test_threads_that_refresh_never_turn_back(path: Path) -> None:
    done = threading.Event()

    def refreshing(archive: Archive) -> list[int]:
        numbers = []
        while not done.is_set():
            archive.refresh()
            numbers.append(int(archive.status()["generation"]))
        return numbers

    with Archive.open(path) as archive, ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(refreshing, archive) for _ in range(4)]
        try:
            for number in range(5):
                build(path, articles(f"خبر{number}"))
        finally:
            done.set()
        for answer in answers:
            numbers = answer.result(60)
            assert numbers == sorted(numbers)


ASKED: list[Callable[[Archive], object]] = [
    lambda archive: archive.search("قديم"),
    lambda archive: archive.show("7"),
    lambda archive: archive.status(),
    lambda archive: archive.refresh(),
    lambda archive: archive.whoosh_index(),
]


@pytest.mark.parametrize("ask", ASKED, ids=["search", "show", "status", "refresh", "whoosh_index"])
def test_a_closed_archive_says_so(path: Path, ask: Callable[[Archive], object]) -> None:
    with Archive.open(path) as archive:
        ask(archive)
    archive.close()
    with pytest.raises(IndexClosed, match="closed"):
        ask(archive)


def test_threads_that_share_an_archive_get_the_answers_of_one(path: Path) -> None:
    with Archive.open(path) as alone:
        expected = [alone.search(query).hits for query in EVERY_VIEW]
    with Archive.open(path) as shared, ThreadPoolExecutor(8) as pool:
        asked = EVERY_VIEW * 20
        found = pool.map(lambda query: shared.search(query).hits, asked)
        assert list(found) == expected * 20
