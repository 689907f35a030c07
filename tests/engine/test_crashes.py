"""Writers that are killed at random moments, or run out of disk: one whole generation is left."""

import json
import random
import resource
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from searchkit.articles import Article, Place
from searchkit.engine import Index, build, check, update
from searchkit.query import parse

COUNT = 60
MERGING = 30  # new articles against 60 old ones: the two segments become one


def articles(word: str, numbers: range) -> list[Article]:
    return [Article(str(n), f"{word} خبر", "نص " * n, Place("-", n)) for n in numbers]


def lines(word: str, numbers: range) -> list[bytes]:
    return [
        json.dumps({"id": str(n), "title": f"{word} خبر", "body": "نص " * n}).encode() + b"\n"
        for n in numbers
    ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("whole") / "index"
    build(index, articles("قديم", range(COUNT)))
    return index


@pytest.fixture
def index(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "index")


def totals(path: Path) -> tuple[int, int]:
    """How many old and how many new articles there are."""
    with Index(path) as index:
        old, new = (index.search(parse(word).tree)[0] for word in ("قديم", "جديد"))
        assert index.search(parse("خبر").tree)[0] == old + new
    return old, new


WRITERS = {
    "build": (["build", "-"], range(COUNT), (0, COUNT)),
    "update": (["update", "-"], range(5), (COUNT - 5, 5)),
    "merge": (["update", "-"], range(COUNT, COUNT + MERGING), (COUNT, MERGING)),
    "prune": (["update", "-", "--prune"], range(COUNT - 5), (0, COUNT - 5)),
}


@pytest.fixture(scope="module")
def longest(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that a writer takes if nobody kills it: those within which one is killed."""
    index = shutil.copytree(whole, tmp_path_factory.mktemp("longest") / "index")
    command = [sys.executable, "-m", "searchkit", "build", "-", "--index", str(index)]
    started = time.monotonic()
    subprocess.run(command, input=b"".join(lines("جديد", range(COUNT))), check=True)
    return time.monotonic() - started


def killed(index: Path, kind: str, chance: random.Random, longest: float) -> bool:
    """Kill a writer of *kind* after some of its input, or some time after all of it.

    Tell whether it had published.
    """
    arguments, numbers, after = WRITERS[kind]
    typed = lines("جديد", numbers)
    command = [sys.executable, "-m", "searchkit", *arguments, "--index", str(index)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout  # noqa: PT018  both are pipes
        given = chance.choice([len(typed), len(typed), chance.randrange(len(typed))])
        process.stdin.writelines(typed[:given])
        process.stdin.flush()
        # Its first sign of life is its lock, the last the end of its output.
        while not (index / "searchkit.lock").stat().st_size and process.poll() is None:
            select.select([process.stdout], [], [], 0.002)
        if given == len(typed):
            process.stdin.close()
        select.select([process.stdout], [], [], chance.uniform(0, longest))
        process.kill()
    published = totals(index) == after
    assert published or totals(index) == (COUNT, 0)
    return published


def whole_and_clean(index: Path) -> None:
    """The index is sound, and after a further build nothing else is left in its folder."""
    assert check(index) == []
    build(index, articles("لاحق", range(COUNT)), allow_shrink=True)
    names = {path.name.partition("-")[0] for path in index.iterdir()}
    assert names == {"chain", "segment", "current.json", "searchkit.lock", "bad.jsonl"}
    assert len(list(index.glob("segment-*"))) == 1
    assert not list(index.glob("*/spools"))
    assert check(index) == []


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", WRITERS)
def test_a_writer_killed_at_random_leaves_a_whole_generation(
    index: Path, kind: str, seed: int, longest: float
) -> None:
    killed(index, kind, random.Random(f"{kind} {seed}"), longest)  # noqa: S311  a seed repeats the moment
    whole_and_clean(index)


@pytest.mark.slow
@pytest.mark.parametrize("kind", WRITERS)
def test_writers_killed_many_times_leave_whole_generations(
    whole: Path, tmp_path: Path, kind: str, longest: float
) -> None:
    chance, published = random.Random(kind), 0  # noqa: S311  a seed repeats the moments
    for number in range(75):
        index = shutil.copytree(whole, tmp_path / str(number))
        published += killed(index, kind, chance, longest)
        whole_and_clean(index)
        shutil.rmtree(index)
    assert 0 < published < 75, "moments before and after publishing"


def test_a_writer_after_killed_ones_makes_good(index: Path, longest: float) -> None:
    chance = random.Random(0)  # noqa: S311  a seed repeats the moments
    for _ in range(3):
        killed(index, "update", chance, longest)
    update(index, articles("جديد", range(5)))
    assert totals(index) == (COUNT - 5, 5)
    assert check(index) == []


def limited(size: int) -> Callable[[], None]:
    """Let a process write files of at most *size* bytes, as if the disk were full then."""
    return partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))


SIZES = [0, 4000]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("command", ["build", "update"])
def test_a_full_disk_is_one_line_and_the_old_generation_stays(
    index: Path, tmp_path: Path, command: str, size: int
) -> None:
    source = tmp_path / "new.jsonl"
    source.write_bytes(b"".join(lines("جديد", range(1000, 1400))))
    done = subprocess.run(
        [sys.executable, "-m", "searchkit", command, str(source), "--index", str(index)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited(size),
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("searchkit: index: ")
    assert "cannot write an index here: file too large" in done.stderr
    assert done.stderr.count("\n") == 1
    assert totals(index) == (COUNT, 0)
    assert [path.name for path in index.glob("segment-*")] == ["segment-000001-1"]
    whole_and_clean(index)


def test_an_update_after_a_full_disk_adds_all(index: Path) -> None:
    command = [sys.executable, "-m", "searchkit", "update", "-", "--index", str(index)]
    typed = b"".join(lines("جديد", range(1000, 1400)))
    subprocess.run(
        command,
        input=typed,
        capture_output=True,
        check=False,
        preexec_fn=limited(3000),
    )
    report = update(index, articles("جديد", range(1000, 1400)))
    assert (report.added, report.indexed) == (400, COUNT + 400)
    assert check(index) == []
