"""What `make quality` measures with: the peer's rule, the ranking, the queries it makes."""

from math import log
from random import Random

import numpy as np
import pytest

from benchmarks.quality import light10, measures, sets, slips
from benchmarks.quality.ranking import Ranking, Vocabulary, Weighting, rank
from searchkit import Article, Place

#: What Lucene 9.12 makes of these words.
TERMS = [
    ("والمدرسة", "مدرس"),
    ("وبالكتاب", "بالكتاب"),
    ("كتاباتهم", "كتاباتهم"),
    ("المسلمون", "مسلم"),
    ("مُعَلِّمَةٌ", "معلم"),
    ("الـــرياض", "رياض"),
    ("إلى", None),
    ("الى", None),
    ("ولد", "ولد"),
    ("وجدان", "جد"),
    ("للصناعيات", "صناع"),
    ("إيران", "اير"),
    ("٢٠٢٢", "2022"),
    ("UNESCO", "unesco"),
]


@pytest.mark.parametrize(("word", "term"), TERMS, ids=range(len(TERMS)))
def test_light10_is_that_of_lucene(word: str, term: str | None) -> None:
    assert light10.term(word) == term


TEXTS = ["نفط غاز نفط", "غاز فحم", "فحم فحم فحم ماء", "ماء"]


def bm25(query: str, text: str, k1: float, b: float) -> float:
    """BM25 as books have it, one text at a time."""
    mean = sum(len(each.split()) for each in TEXTS) / len(TEXTS)
    total = 0.0
    for word in query.split():
        df = sum(word in each.split() for each in TEXTS)
        tf, length = text.split().count(word), len(text.split())
        idf = log(1 + (len(TEXTS) - df + 0.5) / (df + 0.5))
        total += idf * tf / (tf + k1 * (1 - b + b * length / mean))
    return total


@pytest.mark.parametrize("query", ["نفط", "غاز فحم", "ماء فحم", "نفط نفط ماء", "حديد"])
def test_ranks_are_those_of_bm25(query: str) -> None:
    ranking = Ranking(Vocabulary(TEXTS), lambda word: word, Weighting(1.2, 0.75))
    scores = np.array([bm25(query, text, 1.2, 0.75) for text in TEXTS])
    wanted = [rank(scores, target) for target in range(len(TEXTS))]
    assert ranking.ranks([query] * len(TEXTS), range(len(TEXTS))).tolist() == wanted


def test_words_that_a_rule_leaves_out_do_not_count() -> None:
    ranking = Ranking(Vocabulary(TEXTS), {"غاز": "غاز"}.get, Weighting(1.2, 0.75))
    assert ranking.ranks(["نفط", "غاز نفط", "غاز"], [0, 0, 3]).tolist() == [0, 1, 0]


def edits(one: str, other: str) -> int:
    """Insertions, deletions and replacements between two words."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, row[0] = row[:], place
        for at, own in enumerate(other, start=1):
            row[at] = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != own))
    return row[-1]


def test_a_slip_changes_one_word_a_little() -> None:
    query = "افتتاح الميناء الجديد"
    for seed in range(300):
        typed = slips.mistyped(query, Random(seed))  # noqa: S311  to be repeated
        assert typed
        changed = [
            edits(one, other)
            for one, other in zip(query.split(), typed.split(), strict=True)
            if one != other
        ]
        assert changed in ([1], [2])  # to exchange two letters is two edits


def test_the_halves_share_nothing_and_are_the_same_in_every_run() -> None:
    articles = [
        Article(f"a-{n}", f"عنوان الخبر رقم {n}", f"{n} " + "نص الخبر " * 40, Place("a"))
        for n in range(200)
    ]

    def asked(*, untouched: bool) -> set[int]:
        plan = sets.Plan(1000, untouched)
        return {
            at for _, each in sets.headlines(articles, plan) for one in each for at in one.targets
        }

    ours, theirs = asked(untouched=False), asked(untouched=True)
    assert not ours & theirs
    assert len(ours | theirs) == len(articles) == len(sets.distinct(articles))
    assert ours == asked(untouched=False)


def test_a_difference_that_is_none_has_p_1_and_a_clear_one_0() -> None:
    ranks = np.array([1, 2, 0, 4] * 50)
    assert measures.measured(ranks, ranks).p == 1
    assert measures.measured(np.ones_like(ranks), ranks).p == 0
    figures = measures.measured(ranks, None)
    assert (figures.p, figures.recall_10) == (None, 0.75)
    assert figures.mrr == pytest.approx((1 + 1 / 2 + 1 / 4) / 4)
    assert figures.interval.low < figures.mrr < figures.interval.high
