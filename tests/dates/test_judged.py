"""Dates found in running text, judged by people who read them there.

Each hundred in `judged.tsv` was drawn at random from all that was found in some thousand articles
of three archives: where it stands, a hash of its text, and whether the days are those that are
meant. Where they were not and now are, the row has the right ones.
"""

import hashlib
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator
from csv import DictReader
from pathlib import Path

import pytest

from searchkit.articles import Article, Place
from searchkit.articles.jsonlines import parsed
from searchkit.articles.record import article
from searchkit.dates import find

ARCHIVES = Path(__file__).parents[3] / "shared" / "data"
JUDGED = Path(__file__).with_name("judged.tsv")
LEAST = 95  # of a hundred

Row = dict[str, str]


def rows() -> list[Row]:
    with JUDGED.open(encoding="utf-8") as stream:
        return list(DictReader(stream, delimiter="\t"))


def articles(archive: str, wanted: set[int]) -> Iterator[tuple[int, Article]]:
    path = ARCHIVES / f"{archive}.jsonl.xz"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    with lzma.open(path) as lines:
        for number, line in enumerate(lines, start=1):
            if number in wanted:
                record = parsed(line)
                assert isinstance(record, dict)
                one = article(record, Place(archive, number))
                assert isinstance(one, Article)
                yield number, one


@pytest.mark.slow
def test_of_the_judged_at_least_95_of_100_are_right() -> None:
    by_archive: dict[str, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows():
        by_archive[row["archive"]][int(row["line"])].append(row)
    right: Counter[str] = Counter()
    lost = []
    for archive, judged in by_archive.items():
        for line, one in articles(archive, set(judged)):
            told = {(s.start, s.end, str(s.first), str(s.last)) for s in find(one.body, one.date)}
            digest = hashlib.blake2b(one.body.encode(), digest_size=6).hexdigest()
            for row in (row for row in judged[line] if row["verdict"] == "right"):
                assert digest == row["text"], f"{archive}:{line} is another text than was judged"
                known = (int(row["start"]), int(row["end"]), row["first"], row["last"])
                right[row["sample"]] += known in told
                lost += [] if known in told else [row]
    assert min(right["1"], right["2"]) >= LEAST
    assert not lost


def test_a_hundred_were_judged_each_time() -> None:
    drawn = {(row["sample"], row["archive"], row["line"], row["start"]) for row in rows()}
    assert Counter(sample for sample, *_ in drawn) == {"1": 100, "2": 100}
