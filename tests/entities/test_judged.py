"""Mentions that were judged by reading each in its context: how many of them are right.

``judged.tsv`` holds a sample of what was found in three archives: archive, article, field, offsets,
kind, a hash of the printed name, and whether it is a name of that kind and whole. The texts stay
with the archives; without them the test skips.
"""

import hashlib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from searchkit.articles import Article, load
from searchkit.entities import extract, field_text
from tests.conftest import ROOT

DATA = ROOT.parent / "shared" / "data"
JUDGED = [
    line.split("\t")
    for line in (Path(__file__).parent / "judged.tsv").read_text(encoding="utf-8").splitlines()
]
PRECISION = {"person": 0.85, "place": 0.85, "org": 0.70, "event": 0.70}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.exists(), reason="no archives beside the project"),
]


@cache
def judged_articles() -> dict[tuple[str, str], Article]:
    wanted = {(archive, number) for archive, number, *_ in JUDGED}
    return {
        (archive, record.id): record
        for archive in {archive for archive, _ in wanted}
        for record in load([DATA / f"{archive}.jsonl.xz"])
        if isinstance(record, Article) and (archive, record.id) in wanted
    }


def test_the_judged_mentions_are_those_of_the_archives() -> None:
    for archive, number, field, start, end, _, known, _ in JUDGED:
        text = field_text(judged_articles()[archive, number], field)
        printed = text[int(start) : int(end)]
        assert hashlib.sha256(printed.encode()).hexdigest()[:12] == known


def test_what_is_found_is_mostly_right() -> None:
    """Of the judged mentions those count that are still found; most of them must be."""
    found = {
        (*place, mention.field, str(mention.start), str(mention.end), mention.kind)
        for place, article in judged_articles().items()
        for mention in extract(article)
    }
    verdicts = [(each[5], each[7]) for each in JUDGED if tuple(each[:6]) in found]
    right = Counter(kind for kind, verdict in verdicts if verdict == "right")
    every = Counter(kind for kind, _ in verdicts)

    assert len(verdicts) >= len(JUDGED) * 0.8
    assert {kind: right[kind] / every[kind] >= least for kind, least in PRECISION.items()} == (
        dict.fromkeys(PRECISION, True)
    )
