"""What `extract` promises of every article: kinds, fields, offsets."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searchkit.articles import Article, Place
from searchkit.entities import FIELDS, KINDS, extract, field_text

PIECES = (
    "في|وزير|الخارجية|الروسي|محمد|علي|بن|بموسكو|وكازاخستان|للجنة|الأمم|المتحدة|حزب|قمة"
    '|(|)|"|«|»|.|،|\n|-|2022|Innoprom|مُحَمَّد|السعودية|المؤتمر|الدولي'
)
WORDS = st.sampled_from(PIECES.split("|"))
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)


def article(title: str, body: str = "", tags: tuple[str, ...] = ()) -> Article:
    return Article("1", title, body, Place("a.txt"), tags=tags)


@example("حزب (", "في )", ("",))
@example("حزب", "«في»", ("",))
@example("حزب «في", "» علي", ("",))
@given(TEXTS | st.text(max_size=40), TEXTS | st.text(max_size=40), st.tuples(TEXTS))
def test_mentions_lie_within_their_fields_and_do_not_overlap(
    title: str, body: str, tags: tuple[str, ...]
) -> None:
    news = article(title, body, tags)

    mentions = extract(news)

    ends = dict.fromkeys(FIELDS, 0)
    for mention in mentions:
        assert mention.kind in KINDS
        assert ends[mention.field] <= mention.start < mention.end
        assert mention.end <= len(field_text(news, mention.field))
        assert mention.name.strip()
        ends[mention.field] = mention.end
    assert [FIELDS.index(mention.field) for mention in mentions] == sorted(
        FIELDS.index(mention.field) for mention in mentions
    )


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        pytest.param("سافر إلى كازاخستان", "place", "كازاخستان", id="place"),
        pytest.param("عاد من موسكو وكازاخستان", "place", "كازاخستان", id="behind a conjunction"),
        pytest.param("قرار للأمم المتحدة", "org", "الأمم المتحدة", id="article taken away"),
    ],
)
def test_a_listed_name_is_found(text: str, kind: str, name: str) -> None:
    mentions = extract(article(text))

    assert (kind, name) in [(mention.kind, mention.name) for mention in mentions]
