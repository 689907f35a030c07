"""What a query and an article have in common, in words: in Arabic and in English."""

from collections.abc import Sequence

from searchkit.query.describe import Explained, field_name
from searchkit.query.fields import EXACT, STEM

_MET = Explained(
    "«{query}» في {field} {form}: {words}", "“{query}” in the {field}, {form}: {words}"
)
_HOLDS = Explained("شرط {field} «{query}» متحقق", "the condition “{query}” on {field} holds")
_HOLDS_BY = Explained(
    "شرط {field} «{query}» متحقق: {words}", "the condition “{query}” on {field} holds: {words}"
)
_ABSENT = Explained("«{query}» غير موجود", "“{query}” is not there")
#: In which of its forms a word is looked up, by the name of the form; others go by that.
_FORMS = {
    STEM: Explained("بأي صيغة", "in any form"),
    EXACT: Explained("كما كُتبت", "as printed"),
    "skeleton": Explained("بأصل حروفها", "by its core letters"),
}
_BETWEEN = Explained("، ", ", ")


def met(query: str, field: str, form: str, words: Sequence[str]) -> Explained:
    """Say that *query* is met in *field* by *words* as printed, looked up in *form*.

    >>> met("سفن", "title", "stem", ["السفن", "سفن"]).en
    '“سفن” in the title, in any form: السفن, سفن'
    """
    return _filled(_MET, words, query=query, field=field_name(field), form=form_name(form))


def form_name(form: str) -> Explained:
    """Say in which *form* words are looked up in a view."""
    return _FORMS.get(form, Explained(form, form))


def holds(query: str, field: str, words: Sequence[str] = ()) -> Explained:
    """Say that the condition *query* on *field* holds, and by which *words* if any.

    >>> holds("تاس", "source", ["تاس"]).en
    'the condition “تاس” on source holds: تاس'
    """
    return _filled(_HOLDS_BY if words else _HOLDS, words, query=query, field=field_name(field))


def absent(query: str) -> Explained:
    """Say that what is excluded is not there.

    >>> absent("نفط").en
    '“نفط” is not there'
    """
    return _filled(_ABSENT, (), query=query)


def _filled(texts: Explained, words: Sequence[str], **facts: "str | Explained") -> Explained:
    """Fill *texts*; what is told in both languages is given as `Explained`."""
    listed = Explained(*(comma.join(words) for comma in _BETWEEN))
    return Explained(
        *(
            text.format_map(
                {
                    name: fact[place] if isinstance(fact, Explained) else fact
                    for name, fact in (facts | {"words": listed}).items()
                }
            )
            for place, text in enumerate(texts)
        )
    )
