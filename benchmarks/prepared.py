"""Articles cut into terms, once for all engines, as a file of JSON lines."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.engines import Row
from searchkit.analysis import PLAIN
from searchkit.analysis.lexicon import Lexicon
from searchkit.articles import Article

_BATCH = 256
_ABSENT: tuple[object, ...] = (None, "", [], {})
_OURS = ("place", "precision")  # what reading adds to a record


def plain(article: Article) -> str:
    """Give *article* as the JSON of a record: what the size of an index is measured against."""
    values = article.to_dict().items()
    record = {name: value for name, value in values if value not in _ABSENT and name not in _OURS}
    return json.dumps(record, ensure_ascii=False)


def rows(articles: Iterable[Article]) -> Iterator[Row]:
    """Cut *articles* into stems, title and body in one text; leave out ids that come again."""
    lexicon, stems = Lexicon(), list[str]()
    unique = _unique(articles)
    while batch := list(islice(unique, _BATCH)):
        encoded = lexicon.encode([f"{each.title}\n{each.body}" for each in batch])
        stems += map(PLAIN.stem, lexicon.forms[len(stems) :])
        ids, bounds = encoded.ids.tolist(), encoded.bounds.tolist()
        for article, start, end in zip(batch, bounds[:-1], bounds[1:], strict=True):
            terms = " ".join([stems[number] for number in ids[start:end]])
            day = article.date.toordinal() if article.date else 0
            yield Row(article.id, article.title, day, terms, plain(article))


def write(path: Path, articles: Iterable[Article]) -> tuple[int, int]:
    """Write the rows of *articles* to *path*; give their number and the bytes of their JSON."""
    count = size = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows(articles):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
            size += len(row.stored.encode()) + 1
    return count, size


def read(path: Path) -> Iterator[Row]:
    """Give the rows of the file *path*."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield Row(*json.loads(line))


def _unique(articles: Iterable[Article]) -> Iterator[Article]:
    seen: set[str] = set()
    for article in articles:
        if article.id not in seen:
            seen.add(article.id)
            yield article
