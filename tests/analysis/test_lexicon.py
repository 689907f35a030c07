"""The fast path gives what the token by token path gives."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import analyze
from searchkit.analysis.lexicon import Lexicon, _distinct
from searchkit.analysis.tokens import FORM_LENGTH

WORDY = st.text(
    "ابتةىأؤ ٣7.,٫٬_-\u0640\u064b\u0651\u0670\u200c\u200f\u202b\ufeff\u00adﷺﻻＡaΣς\n«،😀𝐀\0"
)


def _spelled(lexicon: Lexicon, texts: list[str]) -> list[list[str]]:
    ids, bounds = lexicon.encode(texts)
    cuts = bounds.tolist()
    return [[lexicon.forms[number] for number in ids[start:end]] for start, end in pairwise(cuts)]


@given(st.lists(st.text() | WORDY, min_size=1), st.lists(WORDY, min_size=1))
def test_batches_spell_the_forms_of_analyze(first: list[str], second: list[str]) -> None:
    lexicon = Lexicon()
    for texts in (first, second, first):
        assert _spelled(lexicon, texts) == [[t.text for t in analyze(text)] for text in texts]


def test_forms_are_numbered_as_they_are_met() -> None:
    lexicon = Lexicon()
    assert lexicon.encode(["ب أ ب", "ج أ"]).ids.tolist() == [0, 1, 0, 2, 1]
    assert lexicon.forms == ["ب", "ا", "ج"]


def test_a_very_long_word_is_cut() -> None:
    lexicon = Lexicon()
    lexicon.encode(["ب" * 5 * FORM_LENGTH])
    assert lexicon.forms == ["ب" * FORM_LENGTH]


def test_no_texts_and_empty_texts() -> None:
    assert _spelled(Lexicon(), []) == []
    assert _spelled(Lexicon(), ["", "", "،"]) == [[], [], []]


@given(st.lists(st.integers(0, 40) | st.integers(0, 2**64 - 1), max_size=40))
def test_hashes_that_differ_in_low_bits_alone_are_told_apart(values: list[int]) -> None:
    of_word, hashes, firsts = _distinct(np.array(values, np.uint64))
    assert hashes.tolist() == sorted(set(values))
    assert [hashes.tolist()[place] for place in of_word] == values
    assert firsts.tolist() == [values.index(one) for one in hashes.tolist()]
