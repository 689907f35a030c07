"""Two weeks of nightly updates of an archive that grows, shrinks and is broken now and then."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from searchkit import Archive

Run = Callable[..., Any]
Record = dict[str, str]


def day(number: int, *, title: str = "خبر") -> list[Record]:
    """The ten articles of a day."""
    return [
        {"id": f"{number}-{n}", "title": f"{title} {n}", "body": f"نص اليوم {number}"}
        for n in range(10)
    ]


def publish(archive: Path, number: int, records: list[Record], *, more: bytes = b"") -> None:
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (archive / f"day-{number:02}.jsonl").write_bytes(lines.encode() + more)


def first_days(archive: Path) -> None:
    publish(archive, 1, day(1))
    publish(archive, 2, day(2))


def nothing(_: Path) -> None:
    pass


def correct(archive: Path) -> None:
    publish(archive, 2, day(2, title="تصويب"))


def publish_with_a_broken_line(archive: Path) -> None:
    publish(archive, 4, day(4), more=b'{"id": "4-10", "title": \n')


def withdraw(archive: Path) -> None:
    publish(archive, 1, day(1)[:7])


def damage(archive: Path) -> None:
    (archive / "day-03.jsonl").write_bytes(bytes(range(256)) * 64)


def lose(archive: Path) -> None:
    archive.rename(archive.with_name("unmounted"))


def lose_all_articles(archive: Path) -> None:
    archive.with_name("unmounted").rename(archive)
    shutil.copytree(archive, archive.with_name("safe"))
    for path in archive.iterdir():
        path.unlink()


def lose_most(archive: Path) -> None:
    shutil.copytree(archive.with_name("safe"), archive, dirs_exist_ok=True)
    for number in (1, 2, 3):
        (archive / f"day-{number:02}.jsonl").unlink()


def find_again(archive: Path) -> None:
    shutil.copytree(archive.with_name("safe"), archive, dirs_exist_ok=True)
    publish(archive, 5, day(5))


def leave_half_a_build(archive: Path) -> None:
    """What a machine leaves that lost its power: a segment that no generation names."""
    segment = archive.with_name("index") / "segment-000099-1"
    segment.mkdir()
    (segment / "spools").mkdir()
    publish(archive, 6, day(6))


def close_a_section(archive: Path) -> None:
    for number in (4, 5, 6):
        (archive / f"day-{number:02}.jsonl").unlink()


class Night(NamedTuple):
    """What happened to the archive by day, and how the update of the night goes."""

    change: Callable[[Path], None]
    articles: int
    status: int = 0
    says: str = ""
    flags: tuple[str, ...] = ()
    locked: bool = False


NIGHTS = [
    Night(first_days, 20),
    Night(lambda archive: publish(archive, 3, day(3)), 30),
    Night(nothing, 30),
    Night(correct, 30),
    Night(publish_with_a_broken_line, 40, says="day-04.jsonl:11: "),
    Night(withdraw, 37, says="day-04.jsonl:11: "),
    Night(damage, 37, says="day-03.jsonl"),
    Night(lambda archive: publish(archive, 3, day(3)), 37, says="day-04.jsonl:11: "),
    Night(lambda archive: publish(archive, 4, day(4)), 37),
    Night(lose, 37, status=2, says="no such file or folder"),
    Night(lose_all_articles, 37, status=2, says="no articles in"),
    Night(lose_most, 37, status=2, says="shrank from 37 to 10"),
    Night(find_again, 37, status=75, says="another build is running", locked=True),
    Night(leave_half_a_build, 57),
    Night(close_a_section, 27, flags=("--allow-shrink",)),
]


def update(run: Run, folder: Path, night: Night) -> Any:  # noqa: ANN401  what `run` gives
    arguments = ("update", folder / "news", "--prune", "--log", folder / "log", *night.flags)
    if not night.locked:
        return run(*arguments, "--index", folder / "index")
    with (folder / "index" / "searchkit.lock").open("a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return run(*arguments, "--index", folder / "index")


def test_two_weeks_of_nights(run: Run, tmp_path: Path, news: Path) -> None:
    log = tmp_path / "log"
    noted = 0
    for night in NIGHTS:
        night.change(news)
        result = update(run, tmp_path, night)

        assert (result.status, result.out) == (night.status, "")
        assert night.says in result.err
        assert bool(result.err) == bool(night.says)  # cron sends a mail if anything is said
        lines = log.read_text(encoding="utf-8").splitlines()
        assert len(lines) > noted
        assert ("index holds" in lines[-1]) == (night.status == 0)
        noted = len(lines)

        found = run("export", "--index", tmp_path / "index").out.splitlines()
        assert len({json.loads(line)["id"] for line in found}) == len(found) == night.articles
        assert run("check", "--index", tmp_path / "index").status == 0
    assert not (tmp_path / "index" / "segment-000099-1").exists()


def test_an_update_is_what_a_build_would_be(run: Run, tmp_path: Path, news: Path) -> None:
    for night in NIGHTS:
        night.change(news)
        update(run, tmp_path, night)
    run("build", news, "--index", tmp_path / "built")
    both = [
        sorted(run("export", "--index", tmp_path / name).out.splitlines())
        for name in ("index", "built")
    ]
    assert both[0] == both[1]


README = Path(__file__).parents[2] / "index" / "README.md"


def test_the_line_for_cron_does_what_it_says(tmp_path: Path, news: Path) -> None:
    """As cron runs it: by sh, in a home folder, with hardly any environment."""
    line = re.search(r"^30 3 \* \* \*  (.*)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert line
    command = line[1]
    ours = {
        "/home/me/searchkit/.venv/bin/searchkit": f"{sys.executable} -m searchkit_start",
        "/srv/news": str(news),
        "/srv/index": str(tmp_path / "index"),
    }
    for theirs, our in ours.items():
        command = command.replace(theirs, our)
    few = {"HOME": str(tmp_path), "LOGNAME": "me", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    env = few | {"PYTHONPATH": os.environ["PYTHONPATH"]}
    for number in (1, 2):
        publish(news, number, day(number))
        night = ["/bin/sh", "-c", command]
        done = subprocess.run(night, cwd=tmp_path, env=env, capture_output=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    log = (tmp_path / "index.log").read_text(encoding="utf-8").splitlines()
    assert [line.partition(" ")[2][:8] for line in log] == ["10 added"] * 2
    with Archive.open(tmp_path / "index") as archive:
        assert archive.status()["articles"] == 20


@pytest.mark.parametrize("command", ["build", "update"])
def test_a_log_that_cannot_be_written_is_an_error(run: Run, news: Path, command: str) -> None:
    publish(news, 1, day(1))
    result = run(command, news, "--log", news / "no" / "log")
    assert result.status == 2
    assert result.err.startswith("searchkit: config: flag: log: ")
