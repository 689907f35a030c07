"""Builds in several processes: the same index, and nothing left of them whatever happens."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from operator import mul
from pathlib import Path

import pytest

from searchkit.articles import Article, Place
from searchkit.engine import build, update
from searchkit.engine.segments.workers import Workers

MANY = 2600  # enough for other processes to be started


def articles(numbers: range) -> list[Article]:
    """Articles of many forms, among them some that only `analyze` can fold."""
    return [
        Article(
            str(n),
            f"خبر {n % 7}",
            f"في {n % 28 + 1} مايو 2022 زار الوزير رقم{n} المدينة ﷺ" if n % 5 else "",
            Place("-", n),
            source=f"صحيفة {n % 3}",
        )
        for n in numbers
    ]


def contents(index: Path) -> dict[str, bytes]:
    return {
        f"{path.parent.name}/{path.name}": path.read_bytes() for path in index.glob("segment-*/*")
    }


def test_several_processes_write_the_same_bytes_as_one(tmp_path: Path) -> None:
    for jobs in (1, 3):
        index = tmp_path / str(jobs)
        build(index, articles(range(MANY)), jobs=jobs)
        update(index, articles(range(MANY - 5, 2 * MANY)), jobs=jobs)
    assert contents(tmp_path / "1") == contents(tmp_path / "3")


def test_results_come_in_order_and_errors_with_them() -> None:
    with Workers(2) as workers:
        assert list(workers.map(partial(mul, 2), range(50))) == list(range(0, 100, 2))
        assert workers.submit(os.getpid).result() != os.getpid()
        with pytest.raises(ValueError, match="invalid literal"):
            workers.submit(partial(int, "x")).result()
        assert workers.submit(partial(int, "7")).result() == 7


def test_what_dead_workers_do_not_do_is_done_here() -> None:
    with Workers(2) as workers:
        workers.start()
        pids = {workers.submit(os.getpid).result() for _ in range(4)}
        assert len(pids - {os.getpid()}) == 2
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        assert list(workers.map(partial(mul, 2), range(9))) == list(range(0, 18, 2))
        assert workers.submit(os.getpid).result() == os.getpid()


def test_one_job_is_done_here() -> None:
    with Workers(1) as workers:
        assert list(workers.map(abs, [-1, 2])) == [1, 2]
        assert workers.submit(os.getpid).result() == os.getpid()


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def are_gone(pids: list[int]) -> bool:
    for _ in range(1000):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.02)
    return False


@contextlib.contextmanager
def building(index: Path) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A build whose workers have something to do and which waits for the rest of its input."""
    command = [sys.executable, "-m", "searchkit", "build", "-", "-j2", "--index", str(index)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin
        for article in articles(range(MANY)):
            line = {"id": article.id, "title": article.title, "body": article.body}
            process.stdin.write(json.dumps(line).encode() + b"\n")
        process.stdin.flush()
        while len(started := children(process.pid)) < 2 and process.poll() is None:
            time.sleep(0.02)
        try:
            yield process, started
        finally:
            process.kill()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc here")
@pytest.mark.parametrize(
    ("stop", "status"),
    [(signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 143)],
    ids=["SIGKILL", "SIGINT", "SIGTERM"],
)
def test_a_stopped_build_leaves_no_process_behind(
    tmp_path: Path, stop: signal.Signals, status: int
) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # children inherit that
    try:
        with building(tmp_path / "index") as (process, started):
            process.send_signal(stop)
            out, talk = process.communicate()
    finally:
        signal.signal(signal.SIGINT, before)
    assert process.returncode == status
    assert (out, b"Traceback" in talk) == (b"", False)
    assert len(started) == 2
    assert are_gone(started)
    if stop != signal.SIGKILL:
        assert not list((tmp_path / "index").glob("segment-*"))
    assert build(tmp_path / "index", articles(range(3))).indexed == 3
    assert len(list((tmp_path / "index").glob("segment-*"))) == 1


def test_a_program_that_builds_at_once_runs_once(tmp_path: Path) -> None:
    """A program without a ``__main__`` guard, in an empty environment, with paths of its own."""
    source = tmp_path / "news.jsonl"
    lines = ({"id": a.id, "title": a.title, "body": a.body} for a in articles(range(MANY)))
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from searchkit import Archive\n"
        f"print(Archive.build([{str(source)!r}], {str(tmp_path / 'index')!r}, jobs=2).indexed)\n"
    )
    command = [sys.executable, "-S", str(program)]
    done = subprocess.run(command, env={}, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"{MANY}\n", "")
