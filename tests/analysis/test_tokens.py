"""Words, their spans and their folded forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import analyze, fold, forms, words

# Letters, marks, separators and signs among which the rules of a word are decided.
WORDY = st.text(
    "ابتةىأؤ ٣7.,٫٬_-\u0640\u064b\u0651\u0670\u200c\u200f\u202b\ufeff\u00adﷺﻻＡa\n«،😀𝐀"
)
ANY = st.text() | WORDY

FOLDS = [
    pytest.param("مُحَمَّدٌ", "محمد", id="vowel marks go"),
    pytest.param("الريـــاض", "الرياض", id="tatweel goes"),
    pytest.param("هٰذا", "هذا", id="dagger alef goes"),
    pytest.param("أإآٱ", "اااا", id="alefs are one"),
    pytest.param("مصطفى", "مصطفي", id="alef maksura is yeh"),
    pytest.param("مدرسة", "مدرسه", id="teh marbuta is heh"),
    pytest.param("مؤتمر", "موتمر", id="hamza on waw is waw"),
    pytest.param("رئيس", "رييس", id="hamza on yeh is yeh"),
    pytest.param("سماء", "سماء", id="bare hamza stays"),
    pytest.param("ا\u0654حمد", "احمد", id="decomposed hamza goes"),
    pytest.param("یکگپچڤژہ", "يككبجفزه", id="persian and urdu letters"),
    pytest.param("١٢٫٥", "12.5", id="arabic-indic number"),
    pytest.param("۲۰۲۲", "2022", id="persian digits"),
    pytest.param("١٬٠٠٠", "1,000", id="thousands"),
    pytest.param("Innoprom", "innoprom", id="latin is lower case"),
    pytest.param("İSTANBUL", "istanbul", id="dotted capital i"),
    pytest.param("می\u200cخواهد", "ميخواهد", id="joiner goes"),
]


@pytest.mark.parametrize(("word", "form"), FOLDS)
def test_fold(word: str, form: str) -> None:
    assert fold(word) == form


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("ﷲ", ("الله",), id="ligature of one word"),
        pytest.param("ﷺ", ("صلي", "الله", "عليه", "وسلم"), id="sign for a phrase"),
        pytest.param("محمدﷺ", ("محمد", "صلي", "الله", "عليه", "وسلم"), id="sign after a name"),
        pytest.param("ﻻ", ("لا",), id="lam-alef"),
        pytest.param("ＢＢＣ", ("bbc",), id="full width"),
        pytest.param("ـــ", (), id="tatweel alone"),
    ],
)
def test_forms(word: str, expected: tuple[str, ...]) -> None:
    assert forms(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("(Innoprom)، ثمّ", ["Innoprom", "ثمّ"], id="punctuation is outside"),
        pytest.param("كتابٌ.", ["كتابٌ"], id="last mark is inside"),
        pytest.param("\u200fكتاب\u200f", ["كتاب"], id="bidi controls at the edge are outside"),
        pytest.param("كتا\u200fب", ["كتا\u200fب"], id="bidi control within is inside"),
        pytest.param("12.5% و1,000", ["12.5", "و1,000"], id="numbers keep their points"),
        pytest.param("النهاية.2022", ["النهاية", "2022"], id="a point after a letter cuts"),
        pytest.param("#غوغل_كروم", ["غوغل", "كروم"], id="underscore cuts"),
        pytest.param("30/5/2022", ["30", "5", "2022"], id="slash cuts"),
        pytest.param("الصناعي.وقال", ["الصناعي", "وقال"], id="missing space"),
    ],
)
def test_words_are_cut(text: str, expected: list[str]) -> None:
    assert [word[0] for word in words(text)] == expected


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    for word in words(text):
        for form in forms(word[0]):
            assert fold(form) == form
            assert forms(form) == (form,)


@given(ANY)
def test_offsets_index_the_original_text(text: str) -> None:
    previous = 0
    for place, token in enumerate(analyze(text)):
        assert token.position == place
        assert 0 <= token.start < token.end <= len(text)
        assert token.start >= previous or forms(text[token.start : token.end])[1:]
        assert token.text in forms(text[token.start : token.end])
        previous = token.end


@given(ANY, st.sampled_from("\u0640\u064b\u0651\u200f"))
def test_a_silent_character_between_letters_changes_no_term(text: str, silent: str) -> None:
    spread = "".join(char + silent if char.isalpha() and char.isascii() else char for char in text)
    assert [t.text for t in analyze(spread)] == [t.text for t in analyze(text)]
