"""From an article to its mentions: one pass over title and body, and what its metadata say."""

from searchkit.articles import Article
from searchkit.entities.listed import listed
from searchkit.entities.model import Mention
from searchkit.entities.pieces import LINE_END, Pieces, cut
from searchkit.entities.spans import Span, without_overlaps


def extract(article: Article) -> list[Mention]:
    """List the mentions in *article*, in the order of its fields and of their texts.

    >>> from searchkit.articles import Article, Place
    >>> for mention in extract(Article("1", "زيارة إلى كازاخستان", "", Place("a.txt"))):
    ...     print(mention.kind, mention.field, mention.start, mention.end, mention.name)
    place title 10 19 كازاخستان
    """
    text = article.title + LINE_END + article.body
    pieces = cut(text)
    body = len(article.title) + len(LINE_END)
    return [_mention(span, pieces, text, body) for span in without_overlaps(listed(pieces))]


def field_text(article: Article, field: str) -> str:
    """Give the text that the offsets of a mention in *field* index; tags are a line each."""
    if field == "tag":
        return LINE_END.join(article.tags)
    return getattr(article, field) or ""


def _mention(span: Span, pieces: Pieces, text: str, body: int) -> Mention:
    start, end = pieces.starts[span.first] + span.clitic, pieces.end(span.last - 1)
    # «للجنة» is written for «ل» and «اللجنة».
    name = ("ا" if span.clitic and text[start - 1 : start + 1] == "لل" else "") + text[start:end]
    if start < body:
        return Mention(span.kind, start, end, "title", name)
    return Mention(span.kind, start - body, end - body, "body", name)
