"""Exit statuses and what each format prints."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
FORMATS = ["human", "plain", "json", "jsonl"]
NOWHERE = "زنجبيل"  # in no article of the corpus


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(("query", "status"), [("المغرب", 0), (NOWHERE, 1)], ids=["hits", "none"])
def test_the_exit_status_tells_whether_there_are_hits(
    run: Run, corpus_index: Path, query: str, status: int, format_: str
) -> None:
    assert run("search", query, "--index", corpus_index, "--format", format_).status == status


@pytest.mark.parametrize("arguments", [["--limit", "0"], ["--offset", "500"]], ids=" ".join)
def test_hits_not_shown_are_hits(run: Run, corpus_index: Path, arguments: list[str]) -> None:
    result = run("المغرب", "--index", corpus_index, *arguments)
    assert (result.status, result.out) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["search", "خبر"], id="no index"),
        pytest.param(["search", "خبر", "--limit", "many"], id="not a number"),
        pytest.param(["search", "خبر", "--sort", "size"], id="not a choice"),
        pytest.param(["search", "--bogus", "خبر"], id="unknown option"),
        pytest.param(["build", "--bogus"], id="unknown option of build"),
        pytest.param(["--bogus", "خبر"], id="unknown option without a command"),
        pytest.param(["build", "nowhere"], id="missing path"),
        pytest.param(["show"], id="missing argument"),
        pytest.param(["status"], id="status without an index"),
    ],
)
def test_every_error_is_one_line_and_status_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert result.err.startswith("searchkit: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("query", ["", " ", "«»"], ids=["empty", "space", "no words"])
def test_a_query_without_words_is_an_error(run: Run, corpus_index: Path, query: str) -> None:
    result = run("search", query, "--index", corpus_index)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("searchkit: query: ")


def test_an_unknown_id_is_status_1(run: Run, corpus_index: Path) -> None:
    result = run("show", "w-0", "--index", corpus_index)
    assert (result.status, result.out) == (1, "")
    assert result.err == "searchkit: article: no article has the id w-0\n"


def test_a_query_needs_no_command_name(run: Run, corpus_index: Path) -> None:
    named = run("search", "قناة", "السويس", "--index", corpus_index)
    assert run("قناة", "السويس", "--index", corpus_index) == named
    assert run("--index", corpus_index, "قناة السويس") == named
    assert named.out


@pytest.mark.parametrize("typed", ["قناة السويس", "قناة السويس\n"], ids=["bare", "a line"])
def test_a_query_comes_from_standard_input(run: Run, corpus_index: Path, typed: str) -> None:
    result = run("-", "--index", corpus_index, typed=typed.encode())
    assert result == run("قناة السويس", "--index", corpus_index)


def test_excluded_words_are_no_options(run: Run, corpus_index: Path) -> None:
    with_all = run("مسبار", "--index", corpus_index).out.splitlines()
    without = run("مسبار", "-الأمل", "--index", corpus_index).out.splitlines()
    assert set(without) < set(with_all)


@pytest.mark.parametrize("word", ["-Innoprom", "-China", "-number", "-hope", "-n-tv"])
def test_excluded_latin_words_are_no_options(run: Run, corpus_index: Path, word: str) -> None:
    result = run("مسبار", word, "--index", corpus_index)
    assert (result.status, result.err) == (0, "")
    assert sorted(result.out) == sorted(run("مسبار", "--index", corpus_index).out)


def test_ids_and_paths_are_listed_for_other_programs(run: Run, corpus_index: Path) -> None:
    plain = run("المغرب", "--index", corpus_index).out.splitlines()
    ids = [line.split("\t")[0] for line in plain]
    assert run("المغرب", "--output", "ids", "--index", corpus_index).out.splitlines() == ids
    paths = run("المغرب", "--output", "paths", "--index", corpus_index).out.splitlines()
    assert "corpus/wire.jsonl" in paths
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("command", [["search", "المغرب"], ["like", "w-2019-0001"]], ids=str)
def test_ids_may_end_with_nul(run: Run, corpus_index: Path, command: list[str]) -> None:
    lines = run(*command, "--output", "ids", "--index", corpus_index).out
    ended = run(*command, "--output", "ids", "-0", "--index", corpus_index).out
    assert ended == lines.replace("\n", "\0")
    assert ended


def test_an_id_is_handed_on_as_it_is(run: Run, news: Path) -> None:
    record = {"id": "a\tb", "title": "خبر", "body": "نص"}
    (news / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    run("build", news)
    assert run("خبر", "--output", "ids").out == "a b\n"
    assert run("خبر", "--output", "ids", "-0").out == "a\tb\0"


@pytest.mark.parametrize("command", ["search المغرب", "facets", "status", "show w-2019-0001"])
def test_json_has_a_short_flag_and_a_version(run: Run, corpus_index: Path, command: str) -> None:
    asked = [*command.split(), "--index", corpus_index]
    values = json.loads(run(*asked, "--json", "--format-version", "1").out)
    assert values["format_version"] == 1
    assert run(*asked, "--json", "--format-version", "2").status == 2


def test_a_collapsed_hit_names_its_reprints(run: Run, news: Path) -> None:
    body = "أعلنت الوكالة عن وصول السفينة إلى ميناء طنجة بعد رحلة طويلة عبر المحيط. " * 5
    records = [{"id": f"r{n}", "title": f"خبر {n}", "body": body} for n in range(6)]
    lines = [json.dumps(record) for record in records]
    (news / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    run("build", news)
    shown = run("السفينة", "--collapse", "--format", "human")
    assert "\n   also r1, r2, r3 and 2 more\n" in shown.out
    assert shown.err.startswith("searchkit: 1 hit (")
    (hit,) = json.loads(run("السفينة", "--collapse", "--format", "json").out)["hits"]
    assert (hit["id"], hit["reprints"]) == ("r0", ["r1", "r2", "r3", "r4", "r5"])


def test_plain_is_one_line_a_hit(run: Run, corpus_index: Path) -> None:
    lines = run("المغرب", "--index", corpus_index).out.splitlines()
    fields = [line.split("\t") for line in lines]
    assert len(lines) == 6
    assert {len(each) for each in fields} == {3}
    assert "w-2019-0001" in {id_ for id_, _, _ in fields}
    assert "2019-06-29" in {day for _, day, _ in fields}


def test_plain_has_a_dash_for_no_date(run: Run, corpus_index: Path) -> None:
    out = run("title:العربية", "--index", corpus_index).out
    assert "\t-\tلماذا يحتفل العالم بالعربية" in out


@pytest.mark.parametrize("query", ["المغرب", NOWHERE], ids=["hits", "none"])
def test_json_is_one_object(run: Run, corpus_index: Path, query: str) -> None:
    values = json.loads(run(query, "--index", corpus_index, "--format", "json").out)
    assert values["format_version"] == 1
    assert values["query"] == query
    assert len(values["hits"]) == values["total"]


def test_jsonl_is_one_object_a_hit(run: Run, corpus_index: Path) -> None:
    lines = run("المغرب", "--index", corpus_index, "--format", "jsonl").out.splitlines()
    values = json.loads(run("المغرب", "--index", corpus_index, "--format", "json").out)
    assert [json.loads(line) for line in lines] == values["hits"]


def test_jsonl_without_hits_is_nothing(run: Run, corpus_index: Path) -> None:
    assert run(NOWHERE, "--index", corpus_index, "--format", "jsonl").out == ""


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_show_as_json_is_the_article(run: Run, corpus_index: Path, format_: str) -> None:
    out = run("show", "w-2019-0001", "--index", corpus_index, "--format", format_).out
    article = json.loads(out)
    assert article["title"] == "افتتاح «طنجة المتوسط 2»: المغرب يوسّع أكبر موانئه"
    assert (article["format_version"], article["place"]) == (1, "corpus/wire.jsonl:1")


def test_show_as_plain_has_the_whole_text(run: Run, corpus_index: Path) -> None:
    article = json.loads(
        run("show", "w-2019-0001", "--index", corpus_index, "--format", "json").out
    )
    lines = run("show", "w-2019-0001", "--index", corpus_index).out.splitlines()
    assert lines[0] == article["title"]
    assert lines[-len(article["body"].split("\n")) :] == article["body"].split("\n")


@pytest.mark.parametrize("literal", ["NaN", "Infinity", '"\\ud800"'])
def test_odd_values_of_a_record_stay_valid_json(run: Run, news: Path, literal: str) -> None:
    line = f'{{"id": "1", "title": "خبر", "rating": {literal}}}\n'
    (news / "a.jsonl").write_text(line, encoding="utf-8")
    assert run("build", news).status == 0
    shown = run("show", "1", "--format", "json").out
    json.loads(shown, parse_constant=pytest.fail)


def test_build_as_json(run: Run, news: Path) -> None:
    (news / "a.jsonl").write_text('{"id": "1", "title": "خبر"}\n' * 2 + "{\n", encoding="utf-8")
    result = run("build", news, "--format", "json")
    report = json.loads(result.out)
    assert (report["indexed"], report["bad"], report["duplicates"]) == (1, 1, 1)
    assert report["index_bytes"] > 0


@pytest.mark.parametrize("command", ["build", "update"])
def test_a_strict_build_names_the_bad_records_and_publishes_nothing(
    run: Run, news: Path, command: str
) -> None:
    (news / "a.jsonl").write_text('{"id": "1", "title": "خبر"}\n{\n', encoding="utf-8")
    status, out, err = run(command, news, "--strict")
    assert (status, out) == (2, "")
    named, said = err.splitlines()
    assert "a.jsonl:2: broken JSON" in named
    assert "1 record cannot be read" in said
    assert run("status").status == 2


def test_a_good_build_is_silent_and_verbose_sums_up(run: Run, news: Path) -> None:
    (news / "a.jsonl").write_text('{"id": "1", "title": "خبر"}\n', encoding="utf-8")
    assert run("build", news) == (0, "", "")
    _, out, err = run("build", news, "--verbose")
    assert (out, err.count("\n")) == ("", 1)
    summary = r"searchkit: 1 added, 1 undated in \d+\.\d s; index holds 1 article, \d+\.\d MB\n"
    assert re.fullmatch(summary, err)


def test_quiet_names_no_records(run: Run, news: Path) -> None:
    (news / "a.jsonl").write_text('{"id": "1", "title": "خبر"}\n{\n', encoding="utf-8")
    assert run("build", news, "--quiet") == (0, "", "")


def test_status_tells_facts_and_settings(run: Run, corpus_index: Path) -> None:
    plain = run("status", "--index", corpus_index)
    values = json.loads(run("status", "--index", corpus_index, "--format", "json").out)
    assert plain.status == 0
    assert f"articles: {values['index']['articles']}" in plain.out.splitlines()
    assert values["settings"]["index"] == {"value": str(corpus_index), "from": "flag"}
    assert values["settings"]["limit"] == {"value": 10, "from": "default"}


def test_status_without_an_index_is_valid_json(run: Run) -> None:
    result = run("status", "--format", "json")
    assert result.status == 2
    assert json.loads(result.out)["index"] is None


def test_explain_says_how_a_query_was_understood(run: Run, corpus_index: Path) -> None:
    result = run("title:المغرب", "since:2020", "--index", corpus_index, "--explain")
    assert "title:" in result.err
    assert "date:>=2020-01-01" in result.err
    assert "published from 2020-01-01 on" in result.err
    assert "تاريخ النشر من 2020-01-01 فصاعدًا" in result.err


def test_explain_says_what_was_guessed_and_whether_it_is_a_hit(
    run: Run, corpus_index: Path
) -> None:
    found = run("explain", "المغرب", "persn:x", "w-2019-0001", "--index", corpus_index)
    assert found.status == 0
    assert found.err.startswith("searchkit: query: ")
    assert run("explain", NOWHERE, "w-2019-0001", "--index", corpus_index).status == 1


def test_a_query_to_explain_comes_from_standard_input(run: Run, corpus_index: Path) -> None:
    typed = run("explain", "-", "w-2019-0001", "--index", corpus_index, typed="ميناء".encode())
    assert typed == run("explain", "ميناء", "w-2019-0001", "--index", corpus_index)
    assert typed.out
