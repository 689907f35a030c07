"""Of any tree over any articles, what the leaves of an article add up to is its score."""

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query

from searchkit.engine.evaluation.leaves import leaves, positions, score_of
from searchkit.engine.evaluation.search import matches
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.schema import Entry
from searchkit.engine.segments.writing import write_segment

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package
random = import_module("test_oracle")

# Each example evaluates every leaf for every article.
FEWER = settings(max_examples=settings().max_examples // 4)
ENTRIES = st.lists(random.ENTRIES, min_size=1, max_size=2)


def snapshot_of(folder: Path, segments: list[list[Entry]]) -> Snapshot:
    for number, entries in enumerate(segments):
        write_segment(entries, random.SCHEMA, folder / str(number))
    return Snapshot.open([(folder / str(number), None) for number in range(len(segments))])


@FEWER
@given(ENTRIES, random.TREES)
def test_scores_of_leaves_add_up(segments: list[list[Entry]], tree: query.Query) -> None:
    with TemporaryDirectory() as folder:
        snapshot = snapshot_of(Path(folder), segments)
        found = matches(snapshot, tree)
        scores = dict(zip(found.articles.tolist(), found.scores.tolist(), strict=True))
        for article in range(snapshot.count_all):
            assert score_of(found, article) == scores.get(article)
            parts = [leaf.score for leaf in leaves(snapshot, tree, article)]
            total = sum(score for score in parts if score is not None)
            assert total == pytest.approx(scores.get(article, 0.0), rel=1e-4, abs=1e-4)


@FEWER
@given(ENTRIES, st.sampled_from(["title_exact", "body_exact"]), random.WORDS)
def test_positions_are_those_of_the_words(
    segments: list[list[Entry]], view: str, word: str
) -> None:
    texts = [each.texts[view.removesuffix("_exact")] for part in segments for each in part]
    with TemporaryDirectory() as folder:
        snapshot = snapshot_of(Path(folder), segments)
        for article, text in enumerate(texts):
            places = [at for at, each in enumerate(text.split()) if each == word]
            for node in (query.Term(view, word), query.Not(query.Term(view, word))):
                wanted = {view: places} if isinstance(node, query.Term) else {}
                assert positions(snapshot, node, article) == wanted
