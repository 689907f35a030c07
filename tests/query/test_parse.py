"""Words, phrases, operators, fields: what each query is understood to say."""

import pytest

from searchkit.errors import QueryError
from searchkit.query import parse, write

SAID = [
    pytest.param("العقوبات", "العقوبات", id="word"),
    pytest.param("a b", "a b", id="two words"),
    pytest.param("a، b؛ c", "a b c", id="arabic commas"),
    pytest.param('"سعر الصرف"', '"سعر الصرف"', id="phrase"),
    pytest.param("«سعر الصرف»", '"سعر الصرف"', id="phrase in angle quotes"),
    pytest.param("“سعر الصرف”", '"سعر الصرف"', id="phrase in curly quotes"),
    pytest.param("»سعر الصرف« a", '"سعر الصرف" a', id="phrase in quotes turned round"),
    pytest.param("«say “no” now»", '"say “no” now"', id="quotes in quotes"),
    pytest.param('«say "no" now»', '«say "no" now»', id="straight quotes in quotes"),
    pytest.param('"سعر الصرف"~3', '"سعر الصرف"~3', id="words in between"),
    pytest.param('"سعر الصرف"~0', '"سعر الصرف"', id="no words in between"),
    pytest.param('="سعر الصرف"', 'exact:"سعر الصرف"', id="phrase as printed"),
    pytest.param("=السعر", 'exact:"السعر"', id="word as printed"),
    pytest.param("exact:السعر", 'exact:"السعر"', id="as printed by name"),
    pytest.param("حرفيًا:«سعر الصرف»", 'exact:"سعر الصرف"', id="as printed in arabic"),
    pytest.param("exact:(a OR b)", 'exact:"a" OR exact:"b"', id="as printed in brackets"),
    pytest.param("title:=السعر", 'title:exact:"السعر"', id="as printed in a field"),
    pytest.param("exact:title:a", 'title:exact:"a"', id="as printed before a field"),
    pytest.param("12/5", "12/5", id="word of two"),
    pytest.param("كتا*", "كتا*", id="prefix"),
    pytest.param("الكتا*", "الكتا*", id="prefix with an article"),
    pytest.param("*تاب", "*تاب", id="ending"),
    pytest.param("كـتا**", "كتا*", id="prefix folded"),
    pytest.param("ك?اب", "ك?اب", id="any letter"),
    pytest.param("why?", "why?", id="question mark at the end"),
    pytest.param("بوتن~", "بوتن~1", id="near word"),
    pytest.param("بوتن~2", "بوتن~2", id="nearer word"),
    pytest.param("بوتن~9", "بوتن~2", id="as far as it goes"),
    pytest.param("*", "*", id="everything"),
    pytest.param("* -a", "* -a", id="everything but"),
    pytest.param("author:*", "author:*", id="whatever has a field"),
    pytest.param("a^2 b^0.5", "a^2 b^0.5", id="weights"),
    pytest.param('"a b"^2', '"a b"^2', id="weight of a phrase"),
    pytest.param("(a b)^2", "(a b)^2", id="weight of brackets"),
    pytest.param("(title:a)^2", "(title:a)^2", id="weight of a field"),
    pytest.param("(-a)^2 b", "-a b", id="no weight of what is excluded"),
    pytest.param("(id:a)", "id:a", id="id in brackets"),
    pytest.param("id:(a OR b)", "id:a OR id:b", id="ids"),
    pytest.param("a^0", "a", id="no weight is none"),
    pytest.param("a OR b", "a OR b", id="or"),
    pytest.param("a أو b", "a OR b", id="arabic or"),
    pytest.param("a | b", "a OR b", id="bar"),
    pytest.param("a|b", "a OR b", id="bar without spaces"),
    pytest.param("a || b", "a OR b", id="two bars"),
    pytest.param("a OR\u200f b", "a OR b", id="bidi control at an operator"),
    pytest.param("a b OR c", "(a b) OR c", id="and binds closer"),
    pytest.param("a (b OR c)", "a (b OR c)", id="brackets"),
    pytest.param(")a OR b( c", "(a OR b) c", id="brackets turned round"),
    pytest.param("a AND b", "+a +b", id="and"),
    pytest.param("a && b c", "+a +b c", id="two ampersands"),
    pytest.param("+a +b", "+a +b", id="plus"),
    pytest.param("a +b c", "a +b c", id="one plus"),
    pytest.param("a -b", "a -b", id="minus"),
    pytest.param("a !b", "a -b", id="exclamation mark"),
    pytest.param("a !(b c)", "a -(b c)", id="exclamation mark before brackets"),
    pytest.param("a NOT b", "a -b", id="not"),
    pytest.param("a --b", "a b", id="twice not"),
    pytest.param("a -(-b)", "a b", id="twice not in brackets"),
    pytest.param("a AND NOT b", "+a -b", id="and not"),
    pytest.param("+-a b", "-a b", id="plus and minus"),
    pytest.param("-a", "-a", id="only excluded"),
    pytest.param("-(a b)", "-(a b)", id="bracket excluded"),
    pytest.param("(-a) OR b", "-a OR b", id="excluded in a bracket"),
    pytest.param("OR a", "a", id="or at the start"),
    pytest.param("a OR", "a", id="or at the end"),
    pytest.param("a AND", "+a", id="and at the end"),
    pytest.param("a NOT", "a", id="not at the end"),
    pytest.param("a NOT OR b", "a OR b", id="not before or"),
    pytest.param("a - b", "a b", id="dash"),
    pytest.param("a () b", "a b", id="empty bracket"),
    pytest.param("كتاب و قلم", "كتاب قلم", id="clitic by itself"),
    pytest.param("a ليس b", "a ليس b", id="arabic not is a word"),
    pytest.param("title:a", "title:a", id="title"),
    pytest.param("title:(a OR b)", "title:(a OR b)", id="list"),
    pytest.param('عنوان:"سعر الصرف"', 'title:"سعر الصرف"', id="phrase in title"),
    pytest.param("title:a b", "title:a b", id="field takes one word"),
    pytest.param("source:تاس", "source:تاس", id="source"),
    pytest.param("source:(تاس OR رويترز)", "source:(تاس OR رويترز)", id="sources"),
    pytest.param('source:"بريد الضاد"', 'source:"بريد الضاد"', id="source of two words"),
    pytest.param("المصدر :تاس", "source:تاس", id="space before the colon"),
    pytest.param("source:تاس -a", "source:تاس -a", id="filter and excluded"),
    pytest.param("-source:تاس", "-source:تاس", id="filter excluded"),
    pytest.param("source:-تاس", "-source:تاس", id="minus behind a field"),
    pytest.param("title:+a b", "+title:a b", id="plus behind a field"),
    pytest.param("title:a^2", "title:a^2", id="weight in a field"),
    pytest.param("شخص:بوتين", "person:بوتين", id="person"),
    pytest.param("جهة:«الأمم المتحدة»", 'org:"الأمم المتحدة"', id="organization"),
    pytest.param("-كيان:(قطر OR عمان)", "-entity:(قطر OR عمان)", id="any entity"),
    pytest.param("place:* event:كأس*", "place:* event:كاس*", id="entities by patterns"),
    pytest.param("id:w-2019-1", "id:w-2019-1", id="id"),
    pytest.param("id:http://a.b/c", "id:http://a.b/c", id="id that is an address"),
    pytest.param("id:urn:uuid:7 a", "id:urn:uuid:7 a", id="id with colons"),
    pytest.param('id:"a b"', 'id:"a b"', id="quoted id"),
]

FIELDS = [
    *[("title", name) for name in ("title", "intitle", "Headline", "عنوان", "العنوان")],
    *[("body", name) for name in ("body", "text", "نص", "النص", "المتن")],
    *[("source", name) for name in ("SOURCE", "المصدر", "صحيفة", "الوكالة", "المـصدر", "المَصدر")],
    *[("author", name) for name in ("author", "by", "كاتب", "الكاتب", "بقلم")],
    *[("section", name) for name in ("section", "قسم", "القسم")],
    *[("tag", name) for name in ("tag", "tags", "وسم", "الوسوم")],
    *[("person", name) for name in ("person", "شخص", "الشخص")],
    *[("place", name) for name in ("place", "مكان", "بلد", "المدينة")],
    *[("org", name) for name in ("org", "منظمة", "جهة", "الشركة")],
    *[("event", name) for name in ("event", "حدث", "الحدث")],
    *[("entity", name) for name in ("entity", "ent", "كيان")],
    *[("id", name) for name in ("id", "معرف", "المعرّف")],
]

NOTED = [
    pytest.param("title: a", "title: a", "lone-field", id="space behind a name"),
    pytest.param("بعد: نفط", "بعد: نفط", "lone-field", id="space behind an arabic name"),
    pytest.param("title:", "title:", "lone-field", id="name alone"),
    pytest.param("colour:a", "colour a", "unknown-field", id="unknown field"),
    pytest.param("a b colour:c", "a b colour c", "unknown-field", id="unknown field among words"),
    pytest.param("-colour:a b", "-(colour a) b", "unknown-field", id="unknown field excluded"),
    pytest.param("persn:«فلاديمير بوتين»", 'persn "فلاديمير بوتين"', "unknown-field", id="phrase"),
    pytest.param("أوكرانيا- a", "أوكرانيا- a", "trailing-minus", id="minus behind a word"),
    pytest.param("ا* a", "ا a", "no-pattern", id="pattern of one letter"),
    pytest.param("كوفيد-1*", "كوفيد/1", "no-pattern", id="pattern of two words"),
    pytest.param("بوتن~0", "بوتن", "no-pattern", id="no distance"),
    pytest.param("اب~", "اب", "no-pattern", id="near word of two letters"),
]


@pytest.mark.parametrize(("query", "said"), SAID)
def test_a_query_says(query: str, said: str) -> None:
    parsed = parse(query)
    assert write(parsed.syntax) == said
    assert parsed.notes == () or [each.code for each in parsed.notes] == ["mirrored-bracket"]


@pytest.mark.parametrize(("query", "said", "code"), NOTED)
def test_a_query_says_with_a_note(query: str, said: str, code: str) -> None:
    parsed = parse(query)
    assert write(parsed.syntax) == said
    assert [each.code for each in parsed.notes] == [code]


@pytest.mark.parametrize(("field", "name"), FIELDS, ids=ascii)
def test_a_field_has_many_names(field: str, name: str) -> None:
    parsed = parse(f"{name}:a")
    assert write(parsed.syntax) == f"{field}:a"
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("query", "reason", "position"),
    [
        pytest.param("", "the query is empty", 0, id="nothing"),
        pytest.param(" \n", "the query is empty", 2, id="white space"),
        *[
            pytest.param(query, "nothing to search for", 0, id=ascii(query))
            for query in ("()", '""', "«", "، ؛", "-", "OR", "NOT", "-()", "؟", "\u200f", ")")
        ],
        pytest.param(" ()", "nothing to search for", 1, id="behind a space"),
        pytest.param("date:2022-13-41", "there is no month 13", 5, id="bad date alone"),
    ],
)
def test_a_query_in_which_nothing_is_left_raises(query: str, reason: str, position: int) -> None:
    with pytest.raises(QueryError, match=reason) as caught:
        parse(query)
    assert caught.value.position == position


def test_a_guess_reads_a_slip_as_the_field() -> None:
    parsed = parse("sorce:تاس", guess_fields=True)
    assert write(parsed.syntax) == "source:تاس"
    assert [note.code for note in parsed.notes] == ["field-read-as"]
    assert parsed.notes[0].en == "no field is called sorce; read as source:"


def test_patterns_beyond_the_limit_are_words_and_noted() -> None:
    parsed = parse(" ".join(f"كلمة{letter}*" for letter in "ابتثجحخدذ"))
    assert write(parsed.syntax).count("*") == 8
    assert [note.code for note in parsed.notes] == ["too-many-patterns"]


def test_a_long_query_is_cut_between_words_and_noted() -> None:
    query = "كلمة " * 1000
    parsed = parse(query)
    (note,) = parsed.notes
    assert note.code == "too-long"
    assert query[slice(*note.span)].startswith("كلمة ")
    assert note.span[1] == len(query)


@pytest.mark.parametrize(
    "query", ["(" * 200 + "a", "title:" * 200 + "a", "((" * 99 + "a" + "))" * 99]
)
def test_deep_nesting_is_noted(query: str) -> None:
    assert {"too-deep", "unknown-field"} & {note.code for note in parse(query).notes}


@pytest.mark.parametrize(
    "query", ["(" * 2000, ")" * 2000, " ".join(f"date:20{at}-13" for at in range(10, 99))]
)
def test_what_is_wrong_with_a_query_is_said_once(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert len(str(caught.value)) < 1000
