"""A text to the spans of its names: what the tagger, the rules and the lists say, in one pass."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from searchkit.analysis import fold
from searchkit.entities.listed import listed, listed_numbers
from searchkit.entities.people import put_right
from searchkit.entities.pieces import Pieces, cut
from searchkit.entities.rules import by_heads
from searchkit.entities.spans import Span, without_overlaps
from searchkit.entities.tagger import Tagger

_LONG = 6


@lru_cache(maxsize=1 << 17)
def _form(text: str) -> str:
    return fold(text) or text  # a mark folds to itself, what is folded to nothing is no mark


class Recognized(NamedTuple):
    """The *pieces* of a text, the folded form of each, and the spans of its names."""

    pieces: Pieces
    forms: Sequence[str]
    spans: list[Span]


def recognize(text: str, tagger: Tagger) -> Recognized:
    """Find the names in *text* with *tagger*, the rules and the lists."""
    return recognize_pieces(cut(text), tagger)


def recognize_pieces(pieces: Pieces, tagger: Tagger) -> Recognized:
    """Find the names in a text that is cut into *pieces*."""
    forms = list(map(_form, pieces.texts))
    known = list(listed(forms))
    marked = tagger.spans(pieces.texts, listed_numbers(known, len(forms)))
    tagged = list(put_right(marked, known, forms))
    places = {span.first for span in known if span.kind == "place"}
    heads = (span for span in by_heads(pieces, forms) if span.first not in places)
    ruled = list(_fitted(heads, tagged, pieces))
    sure = (span for span in known if _is_sure(span, forms[span.first]))
    return Recognized(pieces, forms, without_overlaps(ruled, tagged, sure))


def _is_sure(span: Span, form: str) -> bool:
    """Tell whether a listed name, whose first word is *form*, is one even if the tagger sees none.

    Long words without the article are seldom everyday ones.
    """
    is_long = len(form) >= _LONG and not form.startswith("ال") and not span.clitic
    return span.kind == "org" or span.last > span.first + 1 or is_long


def _fitted(ruled: Iterable[Span], tagged: Iterable[Span], pieces: Pieces) -> Iterable[Span]:
    """End each of the *ruled* names where a tagged person begins, or a longer one ends."""
    begins = {span.first: span for span in tagged}
    for span in ruled:
        same = begins.get(span.first)
        inside = (index for index in range(span.first + 1, span.last) if index in begins)
        # Behind a mark stands a name in quotes, which may look like a person's.
        people = (i for i in inside if begins[i].kind == "person" and pieces.texts[i - 1].isalnum())
        person = next(people, span.last)
        if same and same.kind == span.kind and same.last > span.last:
            yield span._replace(last=same.last)
        elif person > span.first + 1:
            yield span._replace(last=person)
