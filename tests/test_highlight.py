"""Spans cover printed words; snippets are pieces of the body."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import PLAIN, analyze
from searchkit.highlight import BUDGET, Snippet, snippets, spans
from searchkit.query import Wanted, parse, wanted


def _wanted(query: str) -> Wanted:
    return wanted(parse(query).tree, "body")


SPANS = [
    pytest.param("يكاترينبورغ", "في بيكاترينبورغ، أمس", ["بيكاترينبورغ"], id="clitic"),
    pytest.param("التعاون", "والتعاونُ مهم وتعاونٌ", ["والتعاونُ", "وتعاونٌ"], id="clitics and marks"),
    pytest.param("العقوبات", "إن العُقوباتِ.", ["العُقوباتِ"], id="marks"),
    pytest.param("الرياض", "في «الريـــاض»", ["الريـــاض"], id="tatweel in quotes"),
    pytest.param("للصناعة", "المعرض الصناعي (الصناعة)", ["الصناعي", "الصناعة"], id="one stem"),
    pytest.param("innoprom", "معرض (Innoprom) ،", ["Innoprom"], id="latin"),
    pytest.param("2022", "عام ٢٠٢٢.", ["٢٠٢٢"], id="arabic-indic digits"),
    pytest.param('"سعر الصرف"', "سعرَ الصرف؛ سعر", ["سعرَ الصرف"], id="phrase"),
    pytest.param('"سعر الصرف"', "الصرف سعر", [], id="phrase in wrong order"),
    pytest.param('سعر "سعر الصرف"', "سعر الصرف سعر", ["سعر الصرف", "سعر"], id="longer wins"),
    pytest.param('"سعر سعر"', "سعر سعر سعر", ["سعر سعر"], id="phrase over itself"),
    pytest.param("صلى", "النبي ﷺ قال", ["ﷺ"], id="sign for a phrase"),
    pytest.param("نفط -غاز", "نفط وغاز", ["نفط"], id="excluded"),
    pytest.param("source:تاس", "تاس", [], id="other field"),
]


@pytest.mark.parametrize(("query", "text", "printed"), SPANS)
def test_spans_are_the_printed_words(query: str, text: str, printed: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, _wanted(query))] == printed


def test_a_snippet_is_the_sentence_of_the_match() -> None:
    body = "جملة أولى عن الطقس. ثم ارتفع النفط؟ وانخفض الذهب."
    assert snippets(body, _wanted("نفط")) == [
        Snippet(text="ثم ارتفع النفط؟", spans=((9, 14),), start=20)
    ]


LONG = "كلمة " * 40


@pytest.mark.parametrize("comma", ["", "،"], ids=["words", "comma"])
@pytest.mark.parametrize("before", range(30, 60))
def test_words_that_are_near_each_other_are_not_parted(before: int, comma: str) -> None:
    body = "كلمة " * before + f"{comma}النفط{comma} والغاز " + LONG
    (found,) = snippets(body, _wanted("نفط غاز"), limit=1)
    assert [found.text[slice(*span)] for span in found.spans] == ["النفط", "والغاز"]
    assert len(found.text) <= BUDGET
    assert (found.cut_before, found.cut_after) == (found.start > 0, True)


def test_of_words_far_from_each_other_as_many_as_fit_are_shown() -> None:
    body = f"نفط {LONG}كلمة {LONG}غاز وذهب {LONG}"
    (found,) = snippets(body, _wanted("نفط غاز ذهب"), limit=1)
    assert [found.text[slice(*span)] for span in found.spans] == ["غاز", "وذهب"]


@pytest.mark.parametrize("place", range(0, 90, 7))
def test_pieces_begin_and_end_with_words(place: int) -> None:
    words = ["كلمة،"] * 45 + ["كلمة"] * 45
    words[place] = "النفط"
    for found in snippets("  ".join(words), _wanted("نفط كلمة"), limit=9):
        assert found.text == found.text.strip()


def test_nearer_words_are_better_than_earlier_ones() -> None:
    body = "نفط كثير ثم غاز. نفط وغاز. نفط غاز."
    (found,) = snippets(body, _wanted("نفط غاز"), limit=1)
    assert found.text == "نفط غاز."


def test_marks_take_no_room() -> None:
    body = "كَلِمَةٌ " * 40 + "النَّفطُ. " + LONG
    (found,) = snippets(body, _wanted("نفط"), limit=1)
    assert len(found.text) > BUDGET
    assert len(re.sub("[\u064b-\u0652]", "", found.text)) <= BUDGET


@pytest.mark.parametrize("line", ["سعر النفط اليوم", "رابط الخبر: سعر النفط اليوم", "سعر النفط"])
def test_what_repeats_the_title_gives_way(line: str) -> None:
    body = f"{line}\nارتفع النفط أمس.\n{line}\nوانخفض النفط بعد ذلك في الأسواق."
    (found,) = snippets(body, _wanted("سعر النفط"), limit=1, title="سعر النفط اليوم")
    assert found.text == "ارتفع النفط أمس."
    (only,) = snippets(line, _wanted("سعر النفط"), title="سعر النفط اليوم")
    assert only.text == line


def test_more_different_words_are_better_and_text_order_holds() -> None:
    body = "نفط نفط نفط. غاز هنا. نفط وغاز. لا شيء."
    found = snippets(body, _wanted("نفط OR غاز"), limit=2)
    assert [each.text for each in found] == ["نفط نفط نفط.", "نفط وغاز."]


@pytest.mark.parametrize("space", ["  ", "\n\n", " \n"], ids=["spaces", "lines", "both"])
def test_without_a_match_the_beginning_stands_for_the_body(space: str) -> None:
    body = f"{space}جملة أولى. جملة ثانية."
    assert snippets(body, _wanted("نفط")) == [Snippet("جملة أولى.", (), 2)]


def test_a_long_body_without_a_match_begins_at_its_beginning() -> None:
    (found,) = snippets("كلمة " * 200, _wanted("نفط"))
    assert found.start == 0
    assert found.cut_after
    assert BUDGET // 2 < len(found.text) <= BUDGET


@pytest.mark.parametrize("body", ["", " \n "])
def test_an_empty_body_gives_none(body: str) -> None:
    assert snippets(body, _wanted("نفط")) == []


@pytest.mark.parametrize("limit", [0, 1, 2, 5])
def test_the_limit_is_respected(limit: int) -> None:
    assert len(snippets("نفط. " * 5, _wanted("نفط"), limit=limit)) == limit


@pytest.mark.parametrize("place", [0, 30, 60, 99])
@pytest.mark.parametrize("space", [" ", "\u00a0", "، "], ids=["space", "no-break space", "comma"])
def test_a_match_in_a_long_sentence_is_shown_between_words(place: int, space: str) -> None:
    words = ["كلمتان"] * 100
    words[place] = "النفط"
    body = space.join(words)
    (found,) = snippets(body, _wanted("نفط"))
    (span,) = found.spans
    assert found.text[slice(*span)] == "النفط"
    assert len(found.text) <= BUDGET
    assert found.text.split(space.strip(" ") or space)[0].strip() in {"كلمتان", "النفط"}
    assert (found.cut_before, found.cut_after) == (
        found.start > 0,
        found.start + len(found.text) < len(body),
    )


def test_a_word_longer_than_a_snippet_is_marked_whole() -> None:
    body = "نفط" * 200
    (found,) = snippets(body, Wanted(frozenset({PLAIN.stem(next(analyze(body)).text)})))
    assert (found.text, found.spans) == (body, ((0, len(body)),))


def test_a_phrase_across_pieces_is_shown_whole() -> None:
    body = "ارتفع سعر.\nالصرف أمس."
    found = snippets(body, _wanted('"سعر الصرف"'))
    assert [each.text[slice(*span)] for each in found for span in each.spans] == ["سعر.\nالصرف"]


WORDS = ["نفط", "والنِّفطُ", "بالنـفط", "غاز", "الغازات", "سعر", "السعر", "الصرف", "Gas", "٢٠٢٢"]
SIGNS = [" ", " ", " ", "، ", ". ", "؟ ", "\n", "\u00a0", "؛ ", " «", "» ", "…", "\u200f "]
BODIES = st.lists(
    st.sampled_from(WORDS + ["كلمة"] * 9 + ["ك" * 300]).flatmap(
        lambda word: st.sampled_from(SIGNS).map(lambda sign: word + sign)
    ),
    max_size=120,
).map("".join)
QUERIES = st.sampled_from(
    ["نفط", "نفط غاز", '"سعر الصرف"', '"سعر الصرف" سعر', "gas OR 2022", '"نفط غاز" -سعر', "كلمة"]
)


@given(BODIES | st.text(), QUERIES)
def test_spans_are_wanted_words_in_order(body: str, query: str) -> None:
    asked = _wanted(query)
    previous = 0
    for start, end in spans(body, asked):
        assert previous <= start < end <= len(body)
        stems = tuple(PLAIN.stem(token.text) for token in analyze(body[start:end]))
        assert stems in asked.phrases or (len(stems) == 1 and stems[0] in asked.stems)
        previous = end


# Letters with their variants, marks, tatweel, joiners and presentation forms; separators; Latin.
PRINTED = st.text(
    "اأإآٱيىئیهةۀوؤكکبپفڤعقـًَّْ\u200d\u200f\ufefb\ufdfa\ufef2ک  \n\t\u00a0،.٢2۲gGİςσΣK", max_size=60
)
STEMS = st.frozensets(
    st.text("ايهوكبفعق", min_size=1, max_size=4)
    | st.sampled_from(["2", "22", "g", "gi", "σ", "k"]),
    min_size=1,
    max_size=3,
)


@given(PRINTED | BODIES, STEMS, st.data())
def test_every_word_with_a_wanted_stem_is_marked(
    text: str, stems: frozenset[str], data: st.DataObject
) -> None:
    tokens = list(analyze(text))
    if tokens:
        stems |= data.draw(
            st.frozensets(st.sampled_from([PLAIN.stem(token.text) for token in tokens]))
        )
    expected = {(token.start, token.end) for token in tokens if PLAIN.stem(token.text) in stems}
    assert spans(text, Wanted(stems)) == sorted(expected)


@given(BODIES | st.text(), QUERIES, st.integers(0, 4))
def test_snippets_are_pieces_of_the_body(body: str, query: str, limit: int) -> None:
    asked = _wanted(query)
    marked = spans(body, asked)
    found = snippets(body, asked, limit=limit)
    assert len(found) <= limit
    assert bool(found) == bool(limit and body.strip())
    assert [each.start for each in found] == sorted({each.start for each in found})
    for each in found:
        assert body[each.start : each.start + len(each.text)] == each.text
        assert bool(each.spans) == bool(marked)
        assert [(each.start + start, each.start + end) for start, end in each.spans] == [
            span
            for span in marked
            if each.start <= span[0] and span[0] - each.start < len(each.text)
        ][: len(each.spans)]
        assert all(end <= len(each.text) for _, end in each.spans)
        if not asked.phrases and "ك" * 300 not in body:
            assert len(re.sub("[\u064b-\u0652\u200f]", "", each.text)) <= BUDGET
