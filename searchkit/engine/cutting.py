"""Articles on their way into an index: their texts, numbers and names, as an entry has them."""

from searchkit.articles import Article
from searchkit.articles.reprints import story
from searchkit.dates import find
from searchkit.dates.units import units
from searchkit.engine.entries import DIGEST, STORY, digest_of, stored
from searchkit.engine.naming import names_of, said
from searchkit.engine.segments.schema import Entry
from searchkit.entities import extract
from searchkit.query.fields import DATE, EVENT_DATE


def entry(article: Article) -> Entry:
    """Cut *article* for the index.

    >>> from searchkit.articles import Place
    >>> made = entry(Article("7", "زار كازاخستان", "نص", Place("a.txt")))
    >>> made.texts["title"], made.names["place"]
    ('زار كازاخستان', ['كازاخستان'])
    """
    kept = stored(article)
    day = article.date.toordinal() if article.date else None
    numbers = {DATE: day, DIGEST: digest_of(kept), STORY: story(article.body)}
    mentions = extract(article)
    names = names_of(article, mentions)
    return Entry(article.id, texts(article), numbers, kept, names, said(article, mentions))


def texts(article: Article) -> dict[str, str]:
    """Give the text of each field of *article* that is cut into terms."""
    return {
        "title": article.title,
        "body": article.body,
        "source": article.source or "",
        "author": article.author or "",
        "section": article.section or "",
        "tag": "\n".join(article.tags),
        EVENT_DATE: " ".join(_mentioned(article)),
    }


def _mentioned(article: Article) -> list[str]:
    """Name the units of the dates that *article* mentions, each once."""
    text = f"{article.title}\n\n{article.body}"
    return list(dict.fromkeys(unit for span in find(text, article.date) for unit in units(span)))
