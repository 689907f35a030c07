"""Stories printed again, and what is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.articles import Article, load
from searchkit.articles.reprints import LEAST, LENGTH, story

ARCHIVES = Path(__file__).parents[3] / "shared" / "data"
STORY = "أعلنت وزارة التجارة والصناعة أمس (الأحد) عن ضبط 30 طنا من الأرز الفاسد في مستودع. " * 8


@pytest.mark.parametrize(
    "again",
    [
        STORY.replace("أ", "ا").replace("ة", "ه"),
        STORY.replace("30", "٣٠").replace("(", "«").replace(")", "»"),
        STORY.replace(" عن ", " عـــن\n"),
        STORY.replace("وزارة", "وِزارَة"),
        STORY + "وكان مصدر قد ذكر ذلك.",
        STORY[: len(STORY) * 3 // 4],
    ],
    ids=["letters", "digits and signs", "lines", "marks", "longer", "shorter"],
)
def test_a_story_printed_again_is_known(again: str) -> None:
    assert again != STORY
    assert story(again) == story(STORY)


@pytest.mark.parametrize("word", ["30", "الأرز", "أمس"])
def test_another_story_is_another(word: str) -> None:
    assert story(STORY.replace(word, "40")) != story(STORY)


def test_a_text_too_short_to_tell_is_like_no_other() -> None:
    assert story("ا" * (LEAST - 1)) is None
    assert story("ا" * LEAST) is not None
    assert story("ا" * LENGTH) == story("ا" * LENGTH + "ب")


@given(st.text())
def test_any_text_has_a_number_of_32_bits_or_none(text: str) -> None:
    number = story(text * 20)
    assert number is None or -(1 << 31) < number < 1 << 31


@pytest.mark.slow
def test_reprints_in_an_archive_share_nine_words_of_ten() -> None:
    path = ARCHIVES / "saudi.jsonl.xz"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    first: dict[int, Article] = {}
    shares = []
    for each in load([path]):
        if isinstance(each, Article) and (number := story(each.body)) is not None:
            known = first.setdefault(number, each)
            words, others = set(each.body.split()), set(known.body.split())
            shares += [len(words & others) / min(len(words), len(others))] * (known is not each)
    assert len(shares) > 1700
    assert sum(share < 0.75 for share in shares) < len(shares) / 50
