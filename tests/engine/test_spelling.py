"""What a mistyped word is taken for: a word of the archive, if there is one a slip away."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit import Archive
from searchkit.articles import Article, Place
from searchkit.engine import Index, build, update
from searchkit.engine.spelling import LETTERS, near

WORDS = "الحكومة السفينة ميناء ظلم مدرسة مدرسه الرياض قناة السويس بغداد وزارة وزاره وزارة"


def article(number: int, body: str) -> Article:
    return Article(str(number), "عنوان", body, Place("a.jsonl", number))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spelling")
    bodies = [
        WORDS,
        "الحكومة والرياض",
        *["قناة السويس"] * 20,
        "إيران إيران",
        "وإيران",
        "ايران الاردن",
    ]
    build(folder, [article(number, body) for number, body in enumerate(bodies)])
    return folder


def meant(index: Path, *forms: str) -> dict[str, str]:
    with Index(index) as opened:
        usage = opened.usage(forms)
    return {form: found.printed for form, found in usage.meant.items()}


SLIPS = [
    pytest.param("الحكوومه", "الحكومة", id="a letter too many"),
    pytest.param("الحكوه", "الحكومة", id="a letter too few"),
    pytest.param("الحكزمه", "الحكومة", id="another letter"),
    pytest.param("الحكموه", "الحكومة", id="two exchanged"),
    pytest.param("لحكومه", None, id="known by its stem"),
    pytest.param("السقينه", "السفينة", id="by sight"),
    pytest.param("قناهالسويس", "قناة السويس", id="a space left out"),
    pytest.param("وزارع", "وزارة", id="as printed most often"),
    pytest.param("ايرام", "إيران", id="as printed in articles"),
    pytest.param("قصطمون", None, id="nothing near"),
    pytest.param("بغداد", None, id="known"),
    pytest.param("الحكوميه", None, id="known to news"),
    pytest.param("ظلن", None, id="too short"),
    pytest.param("الحكوومه1", None, id="with a digit"),
    pytest.param("nato", None, id="latin"),
    pytest.param("ا" * 100, None, id="very long"),
    pytest.param("", None, id="nothing"),
]


@pytest.mark.parametrize(("form", "expected"), SLIPS)
def test_what_is_meant_by_a_slip(index: Path, form: str, expected: str | None) -> None:
    assert meant(index, form).get(form) == expected


def test_a_slip_finds_marks_and_says_what_was_meant(index: Path) -> None:
    with Archive.open(index) as archive:
        result = archive.search("السقينة")
    assert [hit.id for hit in result.hits] == ["0"]
    assert [note.code for note in result.notes] == ["also-searched"]
    assert all("السفينة" in text for text in (result.notes[0].ar, result.notes[0].en))
    [snippet] = result.hits[0].snippets
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["السفينة"]


@pytest.mark.parametrize("query", ["قناةالسويس", "ميناء قناةالسويس", "-قناةالسويس ميناء"])
def test_two_words_without_a_space_are_both_looked_for(index: Path, query: str) -> None:
    with Archive.open(index) as archive:
        assert "0" in [hit.id for hit in archive.search(query, limit=50).hits]


@pytest.mark.parametrize(
    "query", ["=السقينة", '"السقينة ميناء"', "source:السقينة", "-السقينة ميناء"]
)
def test_what_is_meant_as_typed_is_left_alone(index: Path, query: str) -> None:
    with Archive.open(index) as archive:
        assert "also-searched" not in {note.code for note in archive.search(query).notes}


def test_a_word_that_an_update_brought_is_no_slip(tmp_path: Path) -> None:
    build(tmp_path, [article(0, "السفينة")])
    with Index(tmp_path) as opened:
        assert opened.usage(["السقينه"]).meant
    update(tmp_path, [article(1, "السقينة")])
    with Index(tmp_path) as opened:
        assert not opened.usage(["السقينه"]).meant


@given(st.text(LETTERS, min_size=1, max_size=8), st.data())
def test_every_slip_is_undone(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    slips = {
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    }
    assert all(word in dict(near(slip)) for slip in slips - {word})


def test_a_word_of_no_article_finds_its_root(tmp_path: Path) -> None:
    build(tmp_path, [article(0, "صدرت كتب جديدة"), article(1, "صدرت مجلات")])
    with Archive.open(tmp_path) as archive:
        [hit] = archive.search("كتاب").hits
        assert not archive.search("=كتاب").hits
    [snippet] = hit.snippets
    assert (hit.id, snippet.spans) == ("0", ((5, 8),))


def test_a_word_of_some_article_does_not(tmp_path: Path) -> None:
    build(tmp_path, [article(0, "صدرت كتب جديدة"), article(1, "صدر كتاب")])
    with Archive.open(tmp_path) as archive:
        assert [hit.id for hit in archive.search("كتاب").hits] == ["1"]


def test_beside_words_that_are_found_a_root_does_not_count(tmp_path: Path) -> None:
    build(tmp_path, [article(0, "صدرت كتب جديدة"), article(1, "صدرت مجلات")])
    with Archive.open(tmp_path) as archive:
        assert [hit.id for hit in archive.search("كتاب مجلات").hits] == ["1"]
