"""From an article to its mentions: one pass over title and body, and what its metadata say."""

from collections.abc import Iterator
from functools import lru_cache

from searchkit.articles import Article
from searchkit.entities import packaged
from searchkit.entities.learned import Learned
from searchkit.entities.model import FIELDS, Mention
from searchkit.entities.naming import Named, named
from searchkit.entities.pieces import LINE_END
from searchkit.entities.recognition import recognize
from searchkit.entities.senses import is_everyday

#: Fields that name nothing but an organization.
_WHOLE = frozenset({"source", "publisher"})


def extract(article: Article, learned: Learned | None = None) -> list[Mention]:
    """List the mentions in *article*, in the order of its fields and of their texts.

    What was *learned* of an archive's words, by `learn`, replaces what the package knows of words.

    >>> from searchkit.articles import Article, Place
    >>> for mention in extract(Article("1", "زيارة إلى كازاخستان", "", Place("a.txt"))):
    ...     print(mention.kind, mention.field, mention.start, mention.end, mention.name)
    place title 10 19 كازاخستان
    """
    known = packaged.senses() if learned is None else learned
    body = len(article.title) + len(LINE_END)
    found = _found(article.title + LINE_END + article.body, known)
    mentions = [_mention(each, "title", 0) for each in found if each.start < body]
    mentions += [_mention(each, "body", body) for each in found if each.start >= body]
    return [*mentions, *_metadata(article, known)]


def field_text(article: Article, field: str) -> str:
    """Give the text that the offsets of a mention in *field* index; tags are a line each."""
    if field == "tag":
        return LINE_END.join(article.tags)
    value = getattr(article, field, None) or article.extra.get(field)
    return value if isinstance(value, str) else ""


def _found(text: str, learned: Learned) -> list[Named]:
    def is_word(form: str) -> bool:
        return is_everyday(form, packaged.groups(), learned)

    return named(recognize(text, packaged.tagger(learned)), text, is_word)


# Authors, sources and tags are the same in many articles.
_found_again = lru_cache(maxsize=1 << 12)(_found)


def _mention(each: Named, field: str, offset: int) -> Mention:
    return Mention(each.span.kind, each.start - offset, each.end - offset, field, each.name)


def _metadata(article: Article, learned: Learned) -> Iterator[Mention]:
    """Yield what the fields beside the text name: `_WHOLE` ones an organization, as they stand."""
    for field in FIELDS[2:]:
        text = field_text(article, field)
        if field in _WHOLE and text.strip():
            start = len(text) - len(text.lstrip())
            yield Mention("org", start, len(text.rstrip()), field, text.strip())
        elif text:
            yield from (_mention(each, field, 0) for each in _found_again(text, learned))
