"""Many small updates: few segments, no more on the disk than what is live takes."""

import random
from itertools import pairwise, product
from pathlib import Path

import pytest

from searchkit.articles import Article, Place
from searchkit.engine import Index, build, check, store, update
from searchkit.engine.publishing import DEAD_SHARE, RATIO, TINY_SHARE, WAITING
from searchkit.query import parse

ROUNDS = 40
#: Words that articles share, as those of an archive do.
WORDS = ["".join(letters) for letters in product("ابتثجحخدذر", repeat=3)]


def article(number: int, word: str = "خبر") -> Article:
    chance = random.Random(f"{number} {word}")  # noqa: S311  a seed makes the words repeatable
    body = " ".join(chance.choices(WORDS, k=100))
    return Article(str(number), f"{word} {number}", body, Place("news.jsonl", number))


def living(path: Path) -> list[int]:
    """How many articles of each segment are live; no segment may be half dead."""
    with Index(path) as index:
        alive = []
        for segment, _, deleted in index.snapshot.parts:
            dead = 0 if deleted is None else int(deleted.sum())
            assert dead <= DEAD_SHARE * segment.count
            alive.append(segment.count - dead)
    return alive


def on_disk(index: Path) -> int:
    return sum(path.stat().st_size for path in index.rglob("*") if path.is_file())


def test_the_index_stays_in_proportion_however_many_updates(tmp_path: Path) -> None:
    """Each adds an article and changes four of 200."""
    build(tmp_path, [article(number) for number in range(200)])
    fresh, size, most = on_disk(tmp_path), 0, 0
    for number in range(ROUNDS):
        changed = [article((number * 7 + each) % 200, f"خبر{number}") for each in range(4)]
        report = update(tmp_path, [*changed, article(1000 + number)])
        assert (report.added, report.changed) == (1, 4)
        alive = living(tmp_path)
        assert sum(alive) == report.indexed == 201 + number
        large = [one for one in alive if one >= TINY_SHARE * sum(alive)]
        assert all(one >= RATIO * other for one, other in pairwise(large))
        assert len(alive) - len(large) <= WAITING
        size, most = max(size, on_disk(tmp_path)), max(most, len(alive))
    assert most <= 4 + WAITING
    assert size < 2 * fresh
    assert check(tmp_path) == []


def test_only_what_is_live_is_on_the_disk(tmp_path: Path) -> None:
    build(tmp_path, [article(number) for number in range(20)])
    for number in range(5):
        update(tmp_path, [article(number, "معدل"), article(100 + number)])
        generation = store.live(tmp_path)
        named = {path.name for paths in generation.paths for path in paths if path}
        named.add(generation.chain)
        assert {path.name for path in tmp_path.glob("*-0*")} == named
    assert {path.name for path in tmp_path.iterdir()} - named == {
        *("current.json", "searchkit.lock", "bad.jsonl")
    }


@pytest.mark.parametrize("kept", [1, 3])
def test_a_pruned_index_forgets_what_was_deleted(tmp_path: Path, kept: int) -> None:
    build(tmp_path, [article(number) for number in range(100)])
    fresh = on_disk(tmp_path)
    update(tmp_path, [article(number) for number in range(kept)], prune=True, allow_shrink=True)
    assert living(tmp_path) == [kept]
    assert on_disk(tmp_path) < fresh / 2
    with Index(tmp_path) as index:
        assert index.search(parse("خبر").tree)[0] == kept
