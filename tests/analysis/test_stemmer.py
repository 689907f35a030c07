"""Every rule of the stem, a table each: what is stripped, and what the counts must say for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis.stemmer import Tally, stem

NOTHING = Tally({})
LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويء", max_size=12)
COUNTS = st.dictionaries(LETTERS, st.integers(1, 9))

ARTICLES = [
    pytest.param("الكتاب", "كتاب", id="al"),
    pytest.param("والكتاب", "كتاب", id="wal"),
    pytest.param("بالكتاب", "كتاب", id="bal"),
    pytest.param("كالكتاب", "كتاب", id="kal"),
    pytest.param("فالكتاب", "كتاب", id="fal"),
    pytest.param("وبالكتاب", "كتاب", id="wabal"),
    pytest.param("وكالكتاب", "كتاب", id="wakal"),
    pytest.param("فبالكتاب", "كتاب", id="fabal"),
    pytest.param("للكتاب", "كتاب", id="lil"),
    pytest.param("وللكتاب", "كتاب", id="walil"),
    pytest.param("فللكتاب", "كتاب", id="falil"),
    pytest.param("الاب", "اب", id="two letters left"),
    pytest.param("والي", "والي", id="one letter left: none"),
]


@pytest.mark.parametrize(("form", "expected"), ARTICLES)
def test_an_article_is_stripped_whatever_is_known(form: str, expected: str) -> None:
    assert stem(form, NOTHING) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param({"لحوم": 3, "حوم": 2}, "لحوم", id="meat"),
        pytest.param({"لحوم": 2, "حوم": 3}, "حوم", id="hovering"),
        pytest.param({"اللحوم": 3, "حوم": 2}, "لحوم", id="meat, with its article"),
        pytest.param({}, "حوم", id="nothing known"),
    ],
)
def test_a_lam_that_was_written_once_comes_back(counts: dict[str, int], expected: str) -> None:
    assert stem("للحوم", Tally(counts)) == expected


def test_behind_an_article_no_clitic_is_looked_for() -> None:
    assert stem("البلد", Tally({"لد": 50, "بلد": 1})) == "بلد"


CLITICS = [
    pytest.param("بتونس", {"تونس": 2}, "تونس", id="beh"),
    pytest.param("لتونس", {"تونس": 2}, "تونس", id="lam"),
    pytest.param("كتونس", {"تونس": 2}, "تونس", id="kaf"),
    pytest.param("فتونس", {"تونس": 2}, "تونس", id="feh"),
    pytest.param("سيقول", {"يقول": 2}, "يقول", id="seen"),
    pytest.param("وتونس", {"تونس": 2}, "تونس", id="waw"),
    pytest.param("وبتونس", {"تونس": 3, "بتونس": 2}, "تونس", id="two letters, the commonest rest"),
    pytest.param("وبتونس", {"بتونس": 3, "تونس": 2}, "بتونس", id="one letter, the commonest rest"),
    pytest.param("بتونس", {"تونس": 1}, "بتونس", id="one occurrence is no evidence"),
    pytest.param("بتونس", {"التونس": 1, "للتونس": 1}, "تونس", id="occurrences with articles count"),
    pytest.param("بترول", {"بترول": 9, "ترول": 8}, "بترول", id="rarer than the whole word"),
    pytest.param("بترول", {"بترول": 9, "ترول": 9}, "ترول", id="as common as the whole word"),
    pytest.param("وزير", {"وزير": 50, "زير": 9}, "وزير", id="waw: below a fifth of the word"),
    pytest.param("وزير", {"وزير": 50, "زير": 10}, "زير", id="waw: a fifth of the word"),
    pytest.param("بلد", {"لد": 50}, "بلد", id="short words stay"),
    pytest.param("بلدك", {"لد": 50}, "بلدك", id="three letters must be left"),
]


@pytest.mark.parametrize(("form", "counts", "expected"), CLITICS)
def test_a_clitic_goes_where_the_rest_is_a_word(
    form: str, counts: dict[str, int], expected: str
) -> None:
    assert stem(form, Tally(counts)) == expected


SUFFIXES = [
    *(
        pytest.param(f"مقال{suffix}", {"مقال": 2}, "مقال", id=name)
        for name, suffix in {
            "huma": "هما",
            "tuhum": "تهم",
            "tuha": "تها",
            "yatuh": "ياته",
            "yat": "يات",
            "wha": "وها",
            "at": "ات",
            "un": "ون",
            "in": "ين",
            "an": "ان",
            "yah": "يه",
            "ha": "ها",
            "hum": "هم",
            "hunna": "هن",
            "kum": "كم",
            "na": "نا",
            "tuh": "ته",
            "wa": "وا",
            "ti": "تي",
            "tayn": "تين",
            "tan": "تان",
            "heh": "ه",
            "yeh": "ي",
            "teh": "ت",
            "alef": "ا",
            "waw": "و",
        }.items()
    ),
    pytest.param("عقوبات", {"عقوبه": 2}, "عقوب", id="the rest with teh marbuta is a word"),
    pytest.param("مقالات", {"مقال": 1}, "مقالات", id="one occurrence is no evidence"),
    pytest.param("مقالات", {"مقالات": 9, "مقال": 4}, "مقالات", id="below half of the word"),
    pytest.param("مقالات", {"مقالات": 8, "مقال": 4}, "مقال", id="half of the word"),
    pytest.param("مقالتين", {"مقال": 2, "مقالت": 9}, "مقال", id="the longest that will do"),
    pytest.param("مقاليها", {"مقال": 2, "مقالي": 2}, "مقال", id="a second one"),
    pytest.param("بيتيها", {"بيت": 9, "بيتي": 3}, "بيتي", id="no second one from four letters"),
    pytest.param("دمها", {"دم": 2}, "دم", id="two letters left by short endings"),
    pytest.param("دمتان", {"دم": 2}, "دمتان", id="three letters left by long ones"),
    pytest.param("دمتا", {"دم": 9}, "دمتا", id="an ending alone"),
]


@pytest.mark.parametrize(("form", "counts", "expected"), SUFFIXES)
def test_an_ending_goes_where_the_rest_is_a_word(
    form: str, counts: dict[str, int], expected: str
) -> None:
    assert stem(form, Tally(counts)) == expected


@pytest.mark.parametrize("form", ["", "nato", "2022", "1.5", "g20", "covid", "الnato", "ﷺ"])
def test_other_scripts_are_their_own_stem(form: str) -> None:
    assert stem(form, Tally({"nato": 5})) == form


@given(LETTERS, COUNTS)
def test_a_stem_is_part_of_its_form(form: str, counts: dict[str, int]) -> None:
    found = stem(form, Tally(counts))
    assert found in form
    assert bool(found) == bool(form)


@given(LETTERS, st.lists(COUNTS, min_size=1, max_size=3))
def test_support_is_the_sum_of_the_counts_with_articles(
    rest: str, counts: list[dict[str, int]]
) -> None:
    tally = Tally(counts[0])
    for each in counts[1:]:
        tally = Tally(each, tally)
    forms = {rest, *(article + rest for article in ("ال", "وال", "بال", "لل"))}
    assert tally.support(rest) == sum(some.get(form, 0) for some in counts for form in forms)
