"""Reader processes beside a writer: no error, and every answer whole from one generation."""

import subprocess
import sys
from pathlib import Path

import pytest

from searchkit.articles import Article, Place
from searchkit.engine import build, check, update

READERS = 4
COUNT = 25

#: Searches until its input ends, through an index kept open and through one opened anew; prints
#: the generations that it saw and how many files were open, early and at the end.
READER = f"""
import gc, os, select, sys
from searchkit import Archive

path, seen, files = sys.argv[1], [], []

def answer(archive):
    generation = archive.status()["generation"]
    result = archive.search("نص", limit={COUNT})
    assert result.total == len(result.hits) == {COUNT}, (result.total, generation)
    assert {{hit.source for hit in result.hits}} == {{f"جيل {{generation}}"}}, generation
    assert archive.show("3").source == f"جيل {{generation}}"
    return generation

with Archive.open(path) as kept:
    print("open", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        kept.refresh()
        seen.append(answer(kept))
        assert answer(kept) == seen[-1], "it turned without being told"
        with Archive.open(path) as anew:
            assert answer(anew) >= seen[-1]
        gc.collect()
        files.append(len(os.listdir("/proc/self/fd")))
assert seen == sorted(seen)
print(len(set(seen)), max(files[:2]), max(files))
"""


def articles(generation: int) -> list[Article]:
    word = f"جيل {generation}"
    return [
        Article(str(n), f"خبر {n}", f"نص {word}", Place("a", n), source=word) for n in range(COUNT)
    ]


def published(path: Path, generations: int, most_files: int) -> None:
    """Publish *generations*, every third by an update, while others read."""
    build(path, articles(1))
    command = [sys.executable, "-W", "error", "-c", READER, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    readers = [subprocess.Popen(command, text=True, **pipes) for _ in range(READERS)]  # type: ignore[call-overload]
    try:
        for reader in readers:
            assert reader.stdout.readline() == "open\n"
        for number in range(2, generations + 1):
            write = update if number % 3 == 0 else build
            assert write(path, articles(number)).generation == number
        ends = [reader.communicate() for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
            reader.communicate()
    for out, err in ends:
        assert err == ""
        seen, first, most = map(int, out.split())
        assert seen > 1
        assert most <= first + most_files
    assert check(path) == []


def test_readers_beside_a_writer_never_see_half_a_generation(tmp_path: Path) -> None:
    published(tmp_path, 15, most_files=0)


@pytest.mark.slow
def test_readers_beside_a_hundred_generations(tmp_path: Path) -> None:
    published(tmp_path, 100, most_files=0)
