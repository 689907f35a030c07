"""How fast articles are read from files of each shape, and what becomes of whole archives."""

import csv
import html
import io
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from benchmarks import archives, table
from searchkit.articles import Article, load
from searchkit.articles.reprints import story

_SAMPLE = 2000  # articles
_ROUNDS = 3
_ARCHIVES = ("saudi", "ant_bbc_sky_alarabiya", "ant_jawhara", "mayadeen_2023")


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Print articles read in a second of processor time, by shape; give these figures."""
    sample = list(islice((each for each in articles if each.body), _SAMPLE))
    rates = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, written in _WRITERS.items():
            path = Path(folder) / name
            written(path, sample)
            rates[name] = len(sample) / min(_seconds(path, len(sample)) for _ in range(_ROUNDS))
    lines = [(name, f"{rate:,.0f}") for name, rate in rates.items()]
    table.show((f"{len(sample):,} articles in a file", "articles/s"), lines)
    return rates


def census() -> dict[str, dict[str, int]]:
    """Print what became of every record of the archives beside the project; give the counts."""
    paths = [archives.SAUDI.with_name(f"{name}.jsonl.xz") for name in _ARCHIVES]
    counts = {path.name: _counted(path) for path in paths if path.exists()}
    if counts:
        names = list(next(iter(counts.values())))
        lines = [
            (name, *(f"{count:,}" for count in each.values())) for name, each in counts.items()
        ]
        table.show(("archive", *names), lines)
    return counts


_COUNTED = (
    *(
        "records",
        "articles",
        "same id",
        "bad",
        "same text",
        "same story",
        "undated",
        "date not read",
    ),
    "without text",
)


def _counted(path: Path) -> dict[str, int]:
    """Count what became of the records of *path*; those of bad ones are printed by reason."""
    seen: dict[str, set[object]] = {"id": set(), "text": set(), "story": set()}
    count: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for record in load([path]):
        count["records"] += 1
        if not isinstance(record, Article):
            reasons[record.reason] += 1
            continue
        kinds = {"id": record.id, "text": record.body or None, "story": story(record.body)}
        for name, value in kinds.items():
            count[f"same {name}"] += value in seen[name]
            seen[name] |= {value} - {None}
        count["undated"] += record.date is None
        count["date not read"] += record.date is None and "date" in record.extra
        count["without text"] += not record.body
    count["bad"] = reasons.total()
    count["articles"] = count["records"] - count["bad"] - count["same id"]
    for reason, number in reasons.most_common():
        print(f"{path.name}: {number:,} bad: {reason}")
    return {name: count[name] for name in _COUNTED}


def _seconds(path: Path, expected: int) -> float:
    started = time.process_time()
    found = sum(isinstance(record, Article) for record in load([path]))
    taken = time.process_time() - started
    assert found == expected, f"{path.name}: {found} of {expected} read"  # noqa: S101
    return taken


def _values(article: Article) -> dict[str, str]:
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date.isoformat() if article.date else "",
        "source": article.source or "",
        "body": article.body,
    }


def _json_lines(path: Path, articles: Sequence[Article]) -> None:
    lines = (json.dumps(_values(each), ensure_ascii=False) for each in articles)
    path.write_text("\n".join(lines), encoding="utf-8")


def _json(path: Path, articles: Sequence[Article]) -> None:
    value = {"status": "ok", "articles": [_values(each) for each in articles]}
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _csv(path: Path, articles: Sequence[Article]) -> None:
    rows = [_values(each) for each in articles]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8")


def _rss(path: Path, articles: Sequence[Article]) -> None:
    names = {"id": "guid", "date": "pubDate", "body": "description"}
    items = (
        "".join(f"<{names.get(k, k)}>{html.escape(v)}</{names.get(k, k)}>" for k, v in each.items())
        for each in map(_values, articles)
    )
    text = "".join(f"<item>{item}</item>\n" for item in items)
    path.write_text(f"<rss><channel>\n{text}</channel></rss>", encoding="utf-8")


def _trec(path: Path, articles: Sequence[Article]) -> None:
    tags = {"id": "DOCNO", "source": "SRC", "body": "TEXT"}
    docs = (
        "".join(f"<{tags.get(k, k)}>{html.escape(v)}</{tags.get(k, k)}>\n" for k, v in each.items())
        for each in map(_values, articles)
    )
    path.write_text("".join(f"<DOC>\n{doc}</DOC>\n" for doc in docs), encoding="utf-8")


def _sql(path: Path, articles: Sequence[Article]) -> None:
    quoted = str.maketrans({"'": "\\'", "\\": "\\\\", "\n": "\\n"})
    rows = (
        ",".join(f"'{value.translate(quoted)}'" for value in _values(each).values())
        for each in articles
    )
    values = ",".join(f"({row})" for row in rows)
    columns = ",".join(_values(articles[0]))
    path.write_text(f"INSERT INTO articles ({columns}) VALUES {values};\n", encoding="utf-8")  # noqa: S608  written, not run


def _pages(path: Path, articles: Sequence[Article]) -> None:
    path.mkdir()
    for number, each in enumerate(map(_values, articles)):
        lines = (each["title"], each["date"], each["body"], f"المصدر: {each['source']}")
        (path / f"{number}.txt").write_text("\n\n".join(lines), encoding="utf-8")


_WRITERS: dict[str, Callable[[Path, Sequence[Article]], None]] = {
    "articles.jsonl": _json_lines,
    "articles.json": _json,
    "articles.csv": _csv,
    "feed.xml": _rss,
    "collection.sgml": _trec,
    "dump.sql": _sql,
    "text pages": _pages,
}


if __name__ == "__main__":
    measure(archives.articles(archives.source()))
    census()
