"""However articles came into an index, its answers are those of a fresh build of the same."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from searchkit.articles import Article, Place
from searchkit.engine import Index, Report, build, check, update
from searchkit.query import parse

QUERIES = [
    parse(query).tree
    for query in (
        "ميناء",
        "title:بحر OR ميناء",
        '"ميناء بحر"',
        "سفينة -بحر",
        "مي* date:2020-01-02..2020-01-03",
        "source:تاس",
        "id:3",
    )
]
WORDS = st.lists(st.sampled_from(["ميناء", "بحر", "سفينة", "الميناء"]), max_size=5).map(" ".join)


class Step(NamedTuple):
    """A build or an update with some articles, of which some ids may occur twice."""

    kind: str
    articles: list[Article]


ARTICLES = st.builds(
    Article,
    id=st.integers(0, 12).map(str),
    title=WORDS,
    body=WORDS,
    place=st.just(Place("news.jsonl", 1)),
    date=st.none() | st.integers(0, 4).map(lambda days: dt.date(2020, 1, 1) + dt.timedelta(days)),
    source=st.sampled_from([None, "تاس"]),
)
STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(["update", "update", "update", "prune", "build"]),
        st.lists(ARTICLES, min_size=1, max_size=10),
    ),
    min_size=1,
    max_size=5,
)


def taken(index: Path, step: Step) -> Report:
    if step.kind == "build":
        return build(index, step.articles, allow_shrink=True)
    return update(index, step.articles, prune=step.kind == "prune", allow_shrink=True)


def account(report: Report, before: dict[str, Article], step: Step) -> None:
    """Compare the counts of *report* with what its docstring says of them."""
    known = {} if step.kind == "build" else before
    named = {one.id for one in step.articles}
    assert report.added == len(named - known.keys())
    assert report.changed + report.unchanged == len(named & known.keys())
    assert report.removed == (len(known.keys() - named) if step.kind == "prune" else 0)
    assert report.added + report.changed + report.unchanged + len(report.duplicates) == len(
        step.articles
    )


def answers(path: Path) -> list[dict[str, float]]:
    with Index(path) as index:
        given = [index.search(tree, limit=100) for tree in QUERIES]
    assert [total for total, _ in given] == [len(hits) for _, hits in given]
    return [{hit.article.id: hit.score for hit in hits} for _, hits in given]


def whole(path: Path) -> list[Article]:
    with Index(path) as index:
        found = [index.article(str(number)) for number in range(13)]
    return [one for one in found if one]


@settings(
    max_examples=settings().max_examples // 6,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(STEPS)
@example([Step("update", [Article("1", "بحر", "", Place("a"))] * 2)] * 2)
def test_after_any_steps_answers_are_those_of_a_fresh_build(steps: Sequence[Step]) -> None:
    expected: dict[str, Article] = {}
    with TemporaryDirectory() as folder:
        index, fresh = Path(folder, "index"), Path(folder, "fresh")
        for step in steps:
            report = taken(index, step)
            account(report, expected, step)
            new = {one.id: one for one in step.articles}
            expected = expected | new if step.kind == "update" else new
            assert report.indexed == len(expected)
            assert whole(index) == sorted(expected.values(), key=lambda one: int(one.id))
        build(fresh, expected.values())
        for ours, theirs in zip(answers(index), answers(fresh), strict=True):
            assert ours == pytest.approx(theirs, rel=1e-4)
        assert check(index) == []
