"""Builds that are stopped in the middle, in processes of their own that wait for more input."""

import contextlib
import json
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from searchkit.articles import Article, Place
from searchkit.engine import Index, build
from searchkit.errors import IndexLocked, IndexNotFound
from searchkit.query import parse

LINE = json.dumps({"title": "خبر جديد", "body": "نص"}).encode() + b"\n"
OLD = [Article("1", "خبر قديم", "نص", Place("a"))]


@contextlib.contextmanager
def building(index: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A build into *index* that has begun its segment and waits for the rest of its input."""
    before = set(index.glob("segment-*"))
    command = [sys.executable, "-m", "searchkit", "build", "-", "--index", str(index)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stderr  # noqa: PT018  both are pipes
        try:
            process.stdin.write(LINE * 3)
            process.stdin.flush()
            for _ in range(1500):
                if set(index.glob("segment-*")) - before:
                    break
                talk, _, _ = select.select([process.stderr], [], [], 0.02)
                assert not talk, process.communicate()
            yield process
        finally:
            process.kill()


def folders(index: Path) -> list[str]:
    return sorted(path.name for path in index.glob("segment-*"))


def total(path: Path, query: str) -> int:
    with Index(path) as index:
        return index.search(parse(query).tree)[0]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build(tmp_path, OLD)
    return tmp_path


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Children can be interrupted, even if this run was started to ignore that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM], ids=["SIGKILL", "SIGTERM"])
def test_a_killed_build_leaves_the_old_index(index: Path, stop: signal.Signals) -> None:
    with building(index) as process:
        process.send_signal(stop)
        assert process.wait() != 0

    assert total(index, "قديم") == 1
    assert build(index, OLD).generation == 2
    assert folders(index) == ["segment-000002-1"]
    assert total(index, "قديم") == 1


def test_a_killed_first_build_leaves_no_index(tmp_path: Path) -> None:
    with building(tmp_path / "index") as process:
        process.kill()
        process.wait()

    with pytest.raises(IndexNotFound):
        Index(tmp_path / "index")
    build(tmp_path / "index", OLD)
    assert len(folders(tmp_path / "index")) == 1


def test_an_interrupted_build_cleans_up_and_ends_with_130(
    index: Path,
    interruptible: None,  # noqa: ARG001
) -> None:
    with building(index) as process:
        process.send_signal(signal.SIGINT)
        _, talk = process.communicate()

    assert process.returncode == 130
    assert b"Traceback" not in talk
    assert folders(index) == ["segment-000001-1"]
    assert total(index, "قديم") == 1


def test_a_second_build_ends_with_75_and_names_the_first(index: Path) -> None:
    source = index / "second.jsonl"
    source.write_bytes(LINE)
    command = [sys.executable, "-m", "searchkit", "build", str(source), "--index", str(index)]
    with building(index) as first:
        second = subprocess.run(command, capture_output=True, text=True, check=False)
        with pytest.raises(IndexLocked) as caught:
            build(index, OLD)

        assert second.returncode == 75
        assert second.stderr.count("\n") == 1
        assert str(first.pid) in second.stderr
        assert caught.value.pid == first.pid
        assert total(index, "قديم") == 1

        first.communicate()  # the end of its input
    assert first.returncode == 0
    assert total(index, "جديد") > 0
