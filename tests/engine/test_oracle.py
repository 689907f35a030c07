"""Random articles and random trees: the engine answers as stock Whoosh does."""

import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.query import spans

from searchkit.analysis import PLAIN
from searchkit.engine.evaluation.search import matches
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.checking import check
from searchkit.engine.segments.deletions import deleted_with
from searchkit.engine.segments.merge import merge
from searchkit.engine.segments.schema import Entry, Schema, View, each
from searchkit.engine.segments.segment import Segment
from searchkit.engine.segments.writing import write_segment
from searchkit.query.weighed import Weighed

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package
Oracle = import_module("oracle").Oracle

SCHEMA = Schema(
    views=(
        View("title", "title", each(PLAIN.stem)),
        View("title_exact", "title"),
        View("body", "body", each(PLAIN.stem)),
        View("body_exact", "body"),
    ),
    texts=("title",),
)
VIEWS = st.sampled_from([view.name for view in SCHEMA.views])
WORDS = st.text("ابوهي", min_size=1, max_size=4)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
DAYS = st.integers(-3, 12)
BOOSTS = st.sampled_from([1.0, 1.0, 0.5, 3.0])


def entry(number: int, title: str, body: str, day: int | None) -> Entry:
    return Entry(f"a{number}", {"title": title, "body": body}, {"date": day}, body.encode())


ENTRIES = st.lists(st.tuples(TEXTS, TEXTS, st.none() | DAYS), min_size=1, max_size=9).map(
    lambda rows: [entry(number, *row) for number, row in enumerate(rows)]
)
PATTERNS = st.text("ابوه?*", min_size=1, max_size=4)
TERMS = st.builds(query.Term, VIEWS, WORDS, boost=BOOSTS)
LEAVES = st.one_of(
    TERMS,
    st.builds(query.Or, st.lists(TERMS, min_size=2, max_size=6), boost=BOOSTS),
    st.builds(query.Term, VIEWS, WORDS.map(PLAIN.stem), boost=BOOSTS),
    st.builds(
        query.Phrase,
        VIEWS,
        st.lists(WORDS, min_size=2, max_size=3),
        slop=st.integers(1, 3),
        boost=BOOSTS,
    ),
    st.builds(query.Prefix, VIEWS, WORDS, boost=BOOSTS, constantscore=st.booleans()),
    st.builds(query.Wildcard, VIEWS, PATTERNS, boost=BOOSTS, constantscore=st.booleans()),
    st.builds(query.Regex, VIEWS, st.just("ا.*ب"), boost=BOOSTS, constantscore=st.booleans()),
    st.builds(
        query.FuzzyTerm,
        VIEWS,
        WORDS,
        boost=BOOSTS,
        maxdist=st.integers(1, 2),
        prefixlength=st.integers(0, 1),
        constantscore=st.booleans(),
    ),
    st.builds(
        query.TermRange,
        VIEWS,
        st.none() | WORDS,
        st.none() | WORDS,
        st.booleans(),
        st.booleans(),
        boost=BOOSTS,
        constantscore=st.booleans(),
    ),
    st.builds(
        query.NumericRange,
        st.just("date"),
        st.none() | DAYS,
        st.none() | DAYS,
        st.booleans(),
        st.booleans(),
        boost=BOOSTS,
    ),
    st.builds(query.Every, st.none() | VIEWS | st.just("date"), boost=BOOSTS),
    st.just(query.NullQuery),
    st.builds(
        lambda view, a, b: spans.SpanNear2([query.Term(view, a), query.Term(view, b)], slop=2),
        VIEWS,
        WORDS,
        WORDS,
    ),
)


WORTHS = st.integers(1, 500)


def weighed(
    children: list[query.Query], worths: list[int], least: int, boost: float
) -> query.Query:
    return Weighed(children, worths[: len(children)], least, boost)


def branches(children: st.SearchStrategy[query.Query]) -> st.SearchStrategy[query.Query]:
    # Whoosh ignores the boost of a group of one, so groups have two or more.
    several = st.lists(children, min_size=2, max_size=3)
    return st.one_of(
        st.builds(query.And, several, boost=BOOSTS),
        st.builds(query.Or, several, boost=BOOSTS, minmatch=st.integers(0, 4)),
        st.builds(weighed, several, st.lists(WORTHS, min_size=3, max_size=3), WORTHS, BOOSTS),
        st.builds(query.DisjunctionMax, several, boost=BOOSTS),
        st.builds(query.Not, children),
        st.builds(query.AndNot, children, children),
        st.builds(query.AndMaybe, children, children),
        st.builds(query.Require, children, children),
        st.builds(query.Otherwise, children, children),
        st.builds(query.ConstantScoreQuery, children, BOOSTS),
    )


TREES = st.recursive(LEAVES, branches, max_leaves=8)


def ours(snapshot: Snapshot, tree: query.Query) -> dict[str, float]:
    found = matches(snapshot, tree)
    ids = [snapshot.text("id", article) for article in found.articles.tolist()]
    return dict(zip(ids, found.scores.tolist(), strict=True))


def segments(entries: list[Entry], cuts: list[int], folder: Path) -> list[Segment]:
    bounds = sorted({0, len(entries), *(cut % len(entries) for cut in cuts)})
    made = []
    for low, high in pairwise(bounds):
        write_segment(entries[low:high], SCHEMA, folder / str(low))
        made.append(Segment(folder / str(low)))
    return made


SOME_TREES = st.lists(TREES, min_size=1, max_size=3)
CUTS = st.lists(st.integers(0, 9), max_size=2)


def agree(snapshot: Snapshot, entries: list[Entry], trees: list[query.Query]) -> None:
    oracle = Oracle(entries, SCHEMA)
    for tree in trees * 3:  # what is asked again is answered from lists that were kept
        assert ours(snapshot, tree) == pytest.approx(oracle.scores(tree), rel=1e-4, abs=1e-6)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(entries=ENTRIES, trees=SOME_TREES, cuts=CUTS)
def test_whole_index_answers_as_whoosh(
    entries: list[Entry], trees: list[query.Query], cuts: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        made = segments(entries, cuts, Path(folder))
        agree(Snapshot([(segment, None) for segment in made]), entries, trees)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(entries=ENTRIES, trees=SOME_TREES, cuts=CUTS, gone=st.sets(st.integers(0, 8), min_size=1))
def test_deleted_articles_are_as_if_never_added(
    entries: list[Entry], trees: list[query.Query], cuts: list[int], gone: set[int]
) -> None:
    left = [one for number, one in enumerate(entries) if number not in gone]
    assume(left)
    with TemporaryDirectory() as folder:
        made = segments(entries, cuts, Path(folder))
        parts, first = [], 0
        for segment in made:
            here = [number - first for number in gone if 0 <= number - first < segment.count]
            parts.append((segment, deleted_with(None, here, segment.count) if here else None))
            first += segment.count
        agree(Snapshot(parts), left, trees)
        merge(parts, Path(folder, "merged"))
        agree(Snapshot([(Segment(Path(folder, "merged")), None)]), left, trees)


def test_a_word_does_not_follow_itself(tmp_path: Path) -> None:
    entries = [entry(1, "قمر", "", None), entry(2, "قمر قمر", "", None)]
    [segment] = segments(entries, [], tmp_path)
    agree(Snapshot([(segment, None)]), entries, [query.Phrase("title", ["قمر", "قمر"])])


def test_long_lists_and_far_positions_answer_as_whoosh(tmp_path: Path) -> None:
    far = "كتب " * 300 + "شمس قمر " + "كتب " * 600 + "قمر شمس قمر"
    texts = {0: far, 1: "شمس قمر", 1200: f"شمس {far}", 1299: "قمر شمس"}
    entries = [
        entry(number, "", texts.get(number, "شمس" if number < 700 else "بحر"), None)
        for number in range(1300)
    ]
    phrase = query.Phrase("body_exact", ["شمس", "قمر"])
    trees = [phrase, query.And([query.Term("body_exact", word) for word in ("شمس", "قمر")])]
    trees.append(query.Or([phrase, query.Term("body_exact", "شمس")]))
    [segment] = segments(entries, [], tmp_path)
    agree(Snapshot([(segment, None)]), entries, trees)
    assert check(segment.folder) == []


@pytest.mark.parametrize("least", [0, 1, 2, 3, 4])
def test_minmatch_counts_words_however_many_of_their_clitics_match(
    tmp_path: Path, least: int
) -> None:
    spellings = {word: [word, f"ب{word}", f"ل{word}"] for word in ("شمس", "قمر", "بحر")}
    texts = ["شمس بشمس لشمس", "شمس لقمر", "بشمس قمر بحر", "قمر قمر", "نهر", "بحر لبحر بقمر"]
    entries = [entry(number, "", text, None) for number, text in enumerate(texts)]
    words = [
        query.Or([query.Term("body_exact", each) for each in spelled])
        for spelled in spellings.values()
    ]
    tree = query.Or(words, minmatch=least)
    found = [sum(any(s in text.split() for s in w) for w in spellings.values()) for text in texts]
    snapshot = Snapshot([(segment, None) for segment in segments(entries, [3], tmp_path)])
    assert set(ours(snapshot, tree)) == {
        f"a{number}" for number, matched in enumerate(found) if matched >= max(least, 1)
    }
    agree(snapshot, entries, [tree, query.And([tree, query.Not(words[0])])])
