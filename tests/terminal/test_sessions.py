"""Sessions at a terminal, as people have them: what they see, and what their shell is told."""

import fcntl
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from searchkit import Archive
from tests.terminal.sessions import SEARCHKIT, Ended, Session, run

Shell = Callable[..., Ended]

STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
TOOK = re.compile(r"\d+ ms")
ARTICLE = json.dumps({"id": "1", "title": "خبر سليم", "body": "نص"})


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, corpus_index: Path) -> None:
    """The index of the corpus is the one that is searched, and nothing stops at a window's end."""
    monkeypatch.setenv("SEARCHKIT_INDEX", str(corpus_index))
    monkeypatch.setenv("PAGER", "cat")


@pytest.fixture
def shell(warm: Path) -> Shell:
    """Run a line of shell on a terminal, in which ``searchkit`` need not be loaded."""
    return partial(run, warm=warm)


STATUSES = [
    ("searchkit السفينة", 0, "7329a38ebfd9"),
    ("searchkit search السفينة", 0, "7329a38ebfd9"),
    ("searchkit زنجبيل", 1, "no hits"),
    ("searchkit '\"قناة السويس\"'", 0, "السويس"),
    ("searchkit 'قناة السويس' -السفينة", 0, "السويس"),
    ("searchkit العنوان:السفينة", 0, "السفينة"),
    ("searchkit المغرب --limit 1", 0, "6 hits, 1–1 shown"),
    ("searchkit المغرب -n 1 --offset 5", 0, "6–6 shown"),
    ("searchkit المغرب --sort newest", 0, "2023-09-10"),
    ("searchkit المغرب --explain", 0, "query: المغرب"),
    ("searchkit 'sourse:x المغرب'", 0, "no field is called sourse"),
    ("searchkit '\"المغرب'", 0, "missing closing quote"),
    ("searchkit ''", 2, "the query is empty"),
    ("searchkit --bogus", 2, "bogus"),
    ("searchkit search", 2, "the query is empty"),
    ("searchkit السفينة --format xml", 2, "xml"),
    ("searchkit السفينة --limit -1", 2, "-1"),
    ("searchkit show w-2019-0001", 0, "طنجة"),
    ("searchkit show nowhere", 1, "no article has the id nowhere"),
    ("searchkit like w-2019-0001", 0, "hits"),
    ("searchkit like nowhere", 1, "no article has the id nowhere"),
    ("searchkit facets", 0, "دفتر الأخبار"),
    ("searchkit facets زنجبيل", 1, ""),
    ("searchkit facets --by colour", 2, "colour"),
    ("searchkit timeline", 0, "2019"),
    ("searchkit timeline زنجبيل", 1, ""),
    ("searchkit suggest سع", 0, "السعودية"),
    ("searchkit suggest ظظظ", 1, ""),
    ("searchkit suggest", 2, "Missing argument"),
    ("searchkit export مسبار", 0, '"title"'),
    ("searchkit export زنجبيل", 1, ""),
    ("searchkit status", 0, "Which of these reads well"),
    ("searchkit check", 0, "sound"),
    ("searchkit check --index nowhere", 2, "no index here"),
    ("searchkit السفينة --index nowhere", 2, "searchkit build PATH"),
    ("searchkit build nowhere", 2, "no such file or folder"),
    ("searchkit --version", 0, "searchkit "),
    ("searchkit --help", 0, "Commands:"),
    ("searchkit", 0, "Commands:"),
    ("searchkit help", 0, "Commands:"),
    ("searchkit timeline --help", 0, "Usage:"),
    ("searchkit completion bash", 0, "_SEARCHKIT_COMPLETE"),
    ("searchkit completion csh", 2, "csh"),
]


@pytest.mark.parametrize(("command", "status", "seen"), STATUSES, ids=range(len(STATUSES)))
def test_what_a_shell_is_told_and_a_person_sees(
    shell: Shell, command: str, status: int, seen: str
) -> None:
    ended = shell(command)
    assert ended.status == status
    assert seen in STYLE.sub("", ended.screen)
    assert "Traceback" not in ended.screen


#: What reads JSON, as jq would.
READ = f"{sys.executable} -c 'import json, sys; print({{}})'"
PIPES = [
    ("searchkit في --limit 30 | head -n 1", r"[\w-]+\t[\d-]+\t.+\n"),
    ("searchkit export | head -c 10", r'\{"id": "\S*'),
    ("searchkit المغرب --format human 2>/dev/null | tail -n 1 | wc -l", r"\s*1\n"),
    ("searchkit المغرب | sed -n 2p | cut -f 1 | xargs echo",
     r"[\w-]+\n"),
    ("searchkit المغرب --format json | " + READ.format('json.load(sys.stdin)["total"]'), r"6\n"),
    ("searchkit المغرب --format jsonl | " + READ.format("sum(1 for _ in sys.stdin)"), r"6\n"),
    ("echo المغرب | searchkit - | wc -l", r"\s*6\n"),
    ("searchkit المغرب >/dev/full; echo $?", r"searchkit: output: .*\n2\n"),
    ("searchkit المغرب 2>/dev/null | grep -c $(printf '\\033')", r"0\n"),
    ("searchkit المغرب --color always --format jsonl | grep -c $(printf '\\033')", r"0\n"),
    ("searchkit status >/dev/null && echo done", r"done\n"),
    ("searchkit زنجبيل >/dev/null 2>&1 || echo none", r"none\n"),
    ("searchkit المغرب --output paths -n 1 | wc -l", r"\s*1\n"),
    ("searchkit المغرب --output ids -0 | tr -cd '\\0' | wc -c", r"\s*6\n"),
    ("searchkit export المغرب | searchkit build - --index mine; ls mine", r"(?s).*current.*"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "shown"), PIPES, ids=range(len(PIPES)))
def test_pipes(shell: Shell, command: str, shown: str) -> None:
    screen = shell(command).screen
    assert re.fullmatch(shown, screen), screen


TOOLS = [
    ("jq", "searchkit المغرب --json | jq -M '.hits | length'", r"6\n"),
    ("jq", "searchkit المغرب --format jsonl | jq -r .id | head -n 1", r"[\w-]+\n"),
    ("jq", "searchkit زنجبيل --json | jq -M .total", r"0\n"),
    ("fzf", "searchkit في -n 30 | fzf -f 'السفينة' | head -n 1 | cut -f 1", r"[\w-]+\n"),
    ("fzf", "searchkit show $(searchkit في -n 30 | fzf -f السفينة | sed q | cut -f 1) | sed q",
     r".*السفينة.*\n"),
]  # fmt: skip


@pytest.mark.parametrize(("tool", "command", "shown"), TOOLS, ids=range(len(TOOLS)))
def test_other_tools(shell: Shell, tool: str, command: str, shown: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    screen = shell(command).screen
    assert re.fullmatch(shown, screen), screen


def test_a_closed_standard_output() -> None:
    assert run("searchkit المغرب >&-; echo $?").screen == "0\n"


@pytest.mark.parametrize("columns", [1, 20, 80, 200, 1000])
def test_lines_fit_the_window(shell: Shell, columns: int) -> None:
    ended = shell("searchkit المغرب", columns=columns)
    screen = TOOK.sub("9 ms", STYLE.sub("", ended.screen))
    widest = max(map(len, screen.splitlines()))
    most = min(max(columns, 30), 100)  # cells; ids and the like are not cut
    assert 0.7 * min(columns, 100) < widest <= most + 5  # marks take no cell


def test_a_window_that_is_made_narrower(warm: Path) -> None:
    with Session("searchkit المغرب; read key; searchkit المغرب", columns=90, warm=warm) as session:
        session.wait_for("6 hits")
        session.resize(50, 24)
        session.type("\n")
        first, _, second = session.end().screen.partition("6 hits")
    widths = [max(map(len, STYLE.sub("", each).splitlines())) for each in (first, second)]
    assert 70 < widths[0] <= 95
    assert 40 < widths[1] <= 55


@pytest.mark.parametrize("locale", ["C", "ar_SA.UTF-8"])
def test_locales(locale: str) -> None:
    assert "تعويم السفينة" in STYLE.sub("", run(f"LC_ALL={locale} searchkit السفينة").screen)


def test_no_environment_at_all(corpus_index: Path) -> None:
    env = {"PYTHONPATH": os.environ["PYTHONPATH"]}
    ended = run(f"searchkit السفينة --index {corpus_index}", env=env)
    assert (ended.status, "تعويم" in ended.screen) == (0, True)


def test_no_color_is_heeded(shell: Shell) -> None:
    assert "\x1b" in shell("searchkit المغرب").screen
    assert "\x1b" not in shell("NO_COLOR=1 searchkit المغرب").screen


def test_a_terminal_that_does_not_join_is_given_joined_letters(shell: Shell) -> None:
    assert "ﺔﻨﻴﻔﺴﻟﺍ" in shell("XTERM_VERSION='XTerm(379)' searchkit السفينة").screen
    assert "\u2067" in shell("VTE_VERSION=7000 searchkit السفينة").screen
    assert "السفينة" in shell("XTERM_VERSION='XTerm(379)' searchkit السفينة --bidi off").screen


def test_what_is_said_of_a_query_is_joined_too(shell: Shell) -> None:
    ended = shell("XTERM_VERSION='XTerm(379)' searchkit المغرب --explain")
    assert "searchkit: query: ﺏﺮﻐﻤﻟﺍ" in ended.screen
    assert "query: المغرب" in shell("XTERM_VERSION=1 searchkit المغرب --explain | cat").screen


def test_what_is_longer_than_the_window_is_paged(shell: Shell) -> None:
    long = "searchkit show w-2019-0001"
    pager = "PAGER='sed s/^/|/'"
    assert "\n|" in shell(f"{pager} {long}", rows=5).screen
    assert "\n|" not in shell(f"{pager} {long}", rows=500).screen
    assert "\n|" not in shell(f"{pager} {long} --no-pager", rows=5).screen


def test_a_locked_index_is_tried_again_later(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.jsonl").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setenv("SEARCHKIT_INDEX", "mine")
    Archive.build(["a.jsonl"], "mine")
    with Path("mine/searchkit.lock").open("a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = shell("searchkit update a.jsonl")
        assert ended.status == 75
        assert "another build is running" in ended.screen
        assert shell("searchkit خبر").status == 0


@pytest.mark.parametrize(
    ("how", "status"), [("\x03", 130), ("TERM", 143)], ids=["interrupted", "terminated"]
)
def test_a_build_that_is_ended_leaves_the_old_index(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, how: str, status: int
) -> None:
    Path("a.jsonl").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setenv("SEARCHKIT_INDEX", "mine")
    Archive.build(["a.jsonl"], "mine")
    before = sorted(path.name for path in Path("mine").iterdir())
    os.mkfifo("more")
    command = f"exec {' '.join(SEARCHKIT)} build - --log log < more"
    with Session(command) as session, Path("more").open("w", encoding="utf-8") as more:
        more.write((ARTICLE + "\n") * 100)
        more.flush()
        session.wait_for("articles")
        if how == "TERM":
            session.process.terminate()
        else:
            session.type(how)
        ended = session.end()
    assert ended.status == status
    assert "Traceback" not in ended.screen
    assert sorted(path.name for path in Path("mine").iterdir()) == before
    assert "ended by" in Path("log").read_text(encoding="utf-8")
    assert shell("searchkit خبر").status == 0


def test_a_build_that_is_watched_says_how_far_it_is(shell: Shell) -> None:
    Path("a.jsonl").write_text(ARTICLE, encoding="utf-8")
    watched = shell("searchkit build a.jsonl --index mine").screen
    assert "articles" in watched
    assert "1 added, 1 undated" in watched
    assert "\x1b" not in shell("searchkit build a.jsonl --index mine 2>err; cat err").screen
