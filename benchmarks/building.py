"""Builds, each in a process and on a core of its own: rate, memory, size.

Run as ``python -m benchmarks.building WHAT INPUT FOLDER`` this is the child: it builds and prints
its figures as JSON. Reading the input is timed apart. Memory is the high-water mark of the resident
set, mapped files included; ``ru_maxrss`` would count that of the parent before the child started.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Generic, TypeVar

from benchmarks import prepared
from benchmarks.engines import ENGINES, Row, engine
from searchkit.articles import Article, load

#: Builds from the archive as it is, by name: all that a user of each would do.
WHOLE = ("searchkit, all views", "tantivy, its stemmer", "Lucene, ArabicAnalyzer")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took: seconds by the clock, of the processor, and of the latter for reading.

    The processor's seconds of Lucene on given terms include starting Java and compiling, some
    three; those on published text are what the JVM took after the first article had come.
    """

    articles: int
    seconds: float
    reading: float
    cpu: float
    peak_mb: float
    index_mb: float

    @property
    def rate(self) -> float:
        """Articles for each second of the processor, reading left out: little moved by noise."""
        return self.articles / (self.cpu - self.reading)


def build(what: str, source: Path, folder: Path) -> Built:
    """Build *what*, an engine or one of `WHOLE`, from *source* in a child process."""
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "benchmarks.building", what, str(source), str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603  ourselves
    files = (path for path in folder.rglob("*") if path.is_file())
    return Built(**json.loads(done.stdout), index_mb=sum(f.stat().st_size for f in files) / 1e6)


class _Timed(Generic[_T]):
    """An iterable that counts its items and the seconds it took to give them.

    These are seconds of this thread: a peer may index in another one meanwhile. *started* and *cpu*
    are the clocks as the first item was asked for.
    """

    def __init__(self, items: Iterable[_T]) -> None:
        self._items = iter(items)
        self.count = 0
        self.seconds = 0.0
        self.started = self.cpu = 0.0

    def __iter__(self) -> Iterator[_T]:
        self.started, self.cpu = time.perf_counter(), time.process_time()
        while True:
            started = time.thread_time()
            item = next(self._items, None)
            self.seconds += time.thread_time() - started
            if item is None:
                return
            self.count += 1
            yield item


def _child(what: str, source: Path, folder: Path) -> dict[str, float]:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    if what in ENGINES:
        made = engine(what)
        return _timed(prepared.read(source), lambda rows: made.build(rows, folder))
    if what == WHOLE[2]:
        return _lucene(source, folder)
    make = {WHOLE[0]: _searchkit, WHOLE[1]: _tantivy}[what]
    return _timed(load([source]), lambda records: make(records, folder))


def _lucene(source: Path, folder: Path) -> dict[str, float]:
    from benchmarks.engine_lucene import Lucene  # noqa: PLC0415  needs Java

    articles = (record for record in load([source]) if isinstance(record, Article))
    rows = (
        Row(a.id, a.title, a.date.toordinal() if a.date else 0, a.body, prepared.plain(a))
        for a in articles
    )
    seconds = 0.0

    def make(given: Iterable[Row]) -> None:
        nonlocal seconds
        seconds = Lucene.index(given, folder)

    return _timed(rows, make) | {"cpu": seconds, "reading": 0.0}


def _timed(items: Iterable[_T], make: Callable[[Iterable[_T]], object]) -> dict[str, float]:
    timed = _Timed(items)
    make(timed)
    seconds = time.perf_counter() - timed.started
    children = resource.getrusage(resource.RUSAGE_CHILDREN)  # Lucene is one
    return {
        "articles": timed.count,
        "seconds": seconds,
        "reading": timed.seconds,
        "cpu": time.process_time() - timed.cpu + children.ru_utime + children.ru_stime,
        "peak_mb": max(_peak(), children.ru_maxrss * 1024) / 1e6,
    }


def _searchkit(records: Iterable[object], folder: Path) -> None:
    from searchkit import engine as ours  # noqa: PLC0415  not in the memory of peers

    ours.build(folder, records, jobs=1)  # type: ignore[arg-type] # what `load` gave


def _tantivy(records: Iterable[object], folder: Path) -> None:
    import tantivy  # noqa: PLC0415  not in the memory of others

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("title", stored=True, tokenizer_name="arabic")
    schema.add_integer_field("date", stored=True, fast=True)
    schema.add_text_field("body", tokenizer_name="arabic")
    schema.add_bytes_field("stored", stored=True)
    index = tantivy.Index(schema.build(), path=str(folder))
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    stemmed = analyzer.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("arabic"))
    index.register_tokenizer("arabic", stemmed.build())
    writer = index.writer(num_threads=1)
    for article in records:
        if isinstance(article, Article):
            made = tantivy.Document(id=article.id, title=article.title, body=article.body)
            made.add_integer("date", article.date.toordinal() if article.date else 0)
            made.add_bytes("stored", prepared.plain(article).encode())
            writer.add_document(made)
    writer.commit()
    writer.wait_merging_threads()


def _peak() -> int:
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError):  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def row(name: str, built: Built, input_mb: float) -> tuple[object, ...]:
    """Give the line of a table that `HEADER` stands above."""
    figures = (built.seconds, built.cpu, built.reading)
    sizes = (f"{built.peak_mb:.0f}", f"{built.index_mb:.1f}", f"{built.index_mb / input_mb:.2f}")
    return (name, f"{built.rate:,.0f}", *(f"{each:.1f}" for each in figures), *sizes)


HEADER = (
    *("build on one core", "articles/cpu s", "seconds", "cpu s", "reading"),
    *("peak MB", "index MB", "/ JSON"),
)


def as_json(built: Built) -> dict[str, float]:
    """Give *built* as plain values."""
    return asdict(built) | {"rate": built.rate}


if __name__ == "__main__":
    print(json.dumps(_child(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
