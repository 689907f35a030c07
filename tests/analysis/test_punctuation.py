"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis.punctuation import clauses, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("متى؟ غدًا!", ["متى؟", "غدًا!"], id="question and exclamation"),
        pytest.param("قال «نعم». ثم مضى", ["قال «نعم».", "ثم مضى"], id="quotes then stop"),
        pytest.param("قال «نعم.» ثم مضى", ["قال «نعم.»", "ثم مضى"], id="stop then quotes"),
        pytest.param("بلغ 12.5 مليار.", ["بلغ 12.5 مليار."], id="decimal point"),
        pytest.param("زار د. سعيد القاهرة.", ["زار د. سعيد القاهرة."], id="initial"),
        pytest.param("موقع example.org مفيد.", ["موقع example.org مفيد."], id="domain"),
        pytest.param("العنوان\n\nالمتن", ["العنوان", "المتن"], id="line break"),
        pytest.param("انتظر... ثم", ["انتظر...", "ثم"], id="three dots"),
        pytest.param("", [], id="nothing"),
        pytest.param(" . ", ["."], id="a stop alone"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_sixty_sentences_are_sixty() -> None:
    assert len(sentences("جملة قصيرة. " * 60)) == 60


def _printed(text: str, spans: list[tuple[int, int]]) -> str:
    """The characters of *spans* without white space."""
    return "".join("".join(text[start:end] for start, end in spans).split())


@given(st.text() | st.text("اب .؟!…\n»)د،: "))
def test_sentences_and_clauses_cover_all_but_white_space(text: str) -> None:
    spans = sentences(text)
    assert spans == sorted(spans)
    assert _printed(text, spans) == _printed(text, [(0, len(text))])
    for start, end in spans:
        assert _printed(text, clauses(text, start, end)) == _printed(text, [(start, end)])
