"""Rates and latencies of searchkit beside those of its peers, in one run: ``make bench``.

Prints tables, ratios to tantivy among them; `docs/engine.md` says how they are to be read. Nothing
is judged here: people do that.
"""

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from itertools import islice
from pathlib import Path

from benchmarks import (
    archives,
    building,
    cold,
    prepared,
    queries,
    race,
    rates,
    reading,
    searches,
    shapes,
    silver,
    stages,
    table,
    tenfold,
    updates,
)
from benchmarks.engines import Engine, engine
from benchmarks.queries import Query
from searchkit.articles import Article, load

_USUAL = ("searchkit", "tantivy", "FTS5", "Lucene")
_PAIR = ("searchkit", "tantivy")
_SAMPLE = 3000  # articles that stock Whoosh gets: it indexes 200 a second


def main() -> None:
    """Run what the options ask for."""
    options = _options()
    started = time.perf_counter()
    figures = _machine()
    source = archives.ROOT / "corpus" if options.small else archives.source()
    with tempfile.TemporaryDirectory() as folder:
        figures |= _run(_Run(source, Path(folder), options))
    figures["seconds"] = time.perf_counter() - started
    print(f"whole run: {figures['seconds']:.0f} s")
    if options.json:
        options.json.write_text(
            json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    add = parser.add_argument
    add("--small", action="store_true", help="on corpus/ alone: does everything run?")
    add("--tenfold", action="store_true", help="on an archive of ten times the size as well")
    add("--whoosh", action="store_true", help=f"stock Whoosh as well, on {_SAMPLE:,} articles")
    add("--classes", nargs="+", choices=queries.CLASSES, default=queries.CLASSES)
    add("--rounds", type=int, default=3, help="how often each query is run [3]")
    add("--json", type=Path, metavar="FILE", help="where all figures go")
    return parser.parse_args()


def _machine() -> dict[str, object]:
    """Print and give what the figures depend on."""
    load_average = os.getloadavg()
    versions = {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}
    for name in ("numpy", "tantivy", "whoosh3"):
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "not installed"
    print(f"{os.cpu_count()} cores, load average {load_average[0]:.2f} as this begins")
    print(", ".join(f"{name} {version}" for name, version in versions.items()))
    return {"cores": os.cpu_count(), "load_average": load_average, "versions": versions}


@dataclass(frozen=True, slots=True)
class _Run:
    """The archive *source*, a *folder* for all that is made, and the *options*."""

    source: Path
    folder: Path
    options: argparse.Namespace


def _run(run: _Run) -> dict[str, object]:
    started = time.perf_counter()
    articles = archives.articles(run.source)
    rate = len(articles) / (time.perf_counter() - started)
    print(f"{len(articles):,} articles read, {rate:,.0f} a second")
    asked = queries.queries(run.source, articles, run.options.classes)
    print(f"{len(asked):,} queries; load average {os.getloadavg()[0]:.2f}\n")
    figures: dict[str, object] = {"reading": rate, "analysis": rates.measure(articles)}
    figures["web_pages"] = reading.web_pages()
    figures["shapes"] = shapes.measure(articles)
    figures["census"] = shapes.census()
    figures["stages"] = stages.measure(articles)
    figures["silver"] = silver.measure()
    figures["archive"] = _archive(run, "archive", run.source, asked, articles)
    if run.options.whoosh:
        names = ("searchkit", "tantivy", "FTS5", "Whoosh")
        sample = islice(articles, _SAMPLE)
        figures["sample"], opened, _ = _arena(run, "sample", names, sample, asked)
        _close(opened)
    if run.options.tenfold:
        path = run.folder / "tenfold.jsonl"
        tenfold.write(path, tenfold.grown(lambda: _read(run.source), times=10))
        figures["tenfold"] = _archive(run, "tenfold", path, asked, articles)
    return figures


def _read(source: Path) -> Iterable[Article]:
    return (record for record in load([source]) if isinstance(record, Article))


def _archive(
    run: _Run, label: str, source: Path, asked: Sequence[Query], articles: Sequence[Article]
) -> dict[str, object]:
    """Measure everything on the archive *source*; new articles are made from *articles*."""
    index = run.folder / label / "index"
    figures, opened, size = _arena(run, label, _USUAL, _read(source), asked)
    whole = {}
    for name in building.WHOLE:
        folder = index if name == building.WHOLE[0] else run.folder / label / name
        try:
            whole[name] = building.build(name, source, folder)
        except subprocess.CalledProcessError:
            print(f"{name} is not measured")
    lines = [building.row(name, built, size) for name, built in whole.items()]
    table.show(("from the archive itself", *building.HEADER[1:]), lines)
    figures["whole_builds"] = {name: building.as_json(built) for name, built in whole.items()}
    figures["search"] = searches.measure(index, asked)
    print(f"load average {os.getloadavg()[0]:.2f}")
    figures["cold"] = cold.measure(index, _word(asked))
    peers = {name: each for name, each in opened.items() if name != "searchkit"}
    figures["adding"] = updates.measure(index, peers, articles)
    _close(opened)
    return figures


def _close(opened: Mapping[str, Engine]) -> None:
    for each in opened.values():
        each.close()


def _word(asked: Sequence[Query]) -> str:
    common = [query for query in asked if query.kind == "common"]
    return (common or asked)[0].raw[0]


def _arena(
    run: _Run, label: str, names: Sequence[str], articles: Iterable[Article], asked: Sequence[Query]
) -> tuple[dict[str, object], dict[str, Engine], float]:
    """Build the engines *names* from the terms of *articles* and race them.

    Give the figures, the engines, still open, and the megabytes of the articles as JSON.
    """
    folder = run.folder / label
    folder.mkdir()
    count, size = prepared.write(folder / "rows.jsonl", articles)
    print(f"== {label}: {count:,} articles, {size / 1e6:.1f} MB of JSON\n")
    built = _builds(names, folder)
    lines = [building.row(name, each, size / 1e6) for name, each in built.items()]
    table.show(("from the same terms", *building.HEADER[1:]), lines)
    opened: dict[str, Engine] = {name: engine(name)(folder / name) for name in built}
    title = f"ms, {count:,} articles"
    figures: dict[str, object] = {}
    if len(pair := {name: each for name, each in opened.items() if name in _PAIR}) < len(opened):
        figures["pair"] = race.show(race.race(pair, asked, run.options.rounds), title)
        print("the same with others in between, whose queries leave the processor's caches cold:\n")
    figures |= race.show(race.race(opened, asked, run.options.rounds), title)
    figures |= {"articles": count, "json_mb": size / 1e6}
    figures["builds"] = {name: building.as_json(each) for name, each in built.items()}
    return figures, opened, size / 1e6


def _builds(names: Sequence[str], folder: Path) -> dict[str, building.Built]:
    found = {}
    for name in names:
        try:
            engine(name)
        except ImportError as error:
            print(f"{name} is not measured: {error}")
            continue
        found[name] = building.build(name, folder / "rows.jsonl", folder / name)
    return found


if __name__ == "__main__":
    main()
