"""What the sources of records call our fields: which key is which, in English and Arabic."""

import re
from functools import lru_cache

from searchkit.analysis import fold

#: The keys that fill each field, best first, as `_folded` spells them.
KEYS: dict[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "uuid", "guid", "docno", "معرف", "رقم", "كود"),
    "title": ("title", "headline", "heading", "عنوان"),
    "body": (
        *("body", "text", "content", "articlebody", "maintext", "contents", "paragraphs"),
        *("نص", "محتوي", "متن", "تفاصيل", "مضمون"),
    ),
    "date": (
        *("date", "published", "publishedat", "publicationdate", "datepublished", "pubdate"),
        *("publishdate", "publisheddate", "publishedon", "issuedate", "datetime", "timestamp"),
        *("created", "createdat", "datecreated", "createdate", "createddate", "time"),
        *("تاريخ نشر", "تاريخ", "نشر", "تاريخ ميلادي", "تاريخ هجري", "dateline"),
    ),
    "source": (
        *("source", "publisher", "outlet", "newspaper", "sitename", "agency", "provider"),
        *("مصدر", "صحيفه", "جريده", "وكاله", "ناشر"),
    ),
    "author": (
        *("author", "authors", "byline", "creator", "writer", "writers", "reporter", "journalist"),
        *("كاتب", "بقلم", "محرر", "مولف", "مراسل"),
    ),
    "section": ("section", "category", "categories", "topic", "قسم", "باب", "تصنيف", "فيه"),
    "tags": ("tags", "keywords", "وسوم", "كلمات مفتاحيه", "كلمات داله"),
    "url": ("url", "link", "canonicalurl", "permalink", "href", "uri", "رابط"),
    "lang": ("lang", "language", "inlanguage", "لغه"),
    "summary": ("summary", "description", "abstract", "excerpt", "lead", "ملخص", "مقدمه", "وصف"),
    "subheads": ("subheads",),
}
#: Words beside one of these keys that do not change what it means: «عنوان الخبر», ``post_date``.
BESIDE = {
    *("article", "articles", "news", "post", "story", "item", "page", "web", "media", "doc"),
    *("document", "name", "main", "full", "ar", "arabic", "original", "clean", "plain"),
    *("خبر", "اخبار", "مقال", "مقاله", "موضوع", "ماده", "اسم", "رييسي", "كامل", "صحفي", "اصلي"),
}

_FIELD_OF = {key: field for field, keys in KEYS.items() for key in keys}
_RANK = {key: rank for keys in KEYS.values() for rank, key in enumerate(keys)}

_ARTICLE = re.compile(r"\bال(?=\w\w)")
_WORDS = re.compile(r"[\s_\-.:]+|(?<=[a-z])(?=[A-Z])")


def field_of(name: str) -> str | None:
    """Give the field that a key called *name* fills, None if it is none of ours.

    >>> field_of("تاريخ النشر"), field_of("Headline"), field_of("photo")
    ('date', 'title', None)
    >>> field_of("عنوان الخبر"), field_of("news_text"), field_of("source_id")
    ('title', 'body', None)
    """
    return _FIELD_OF.get(_key(name))


def rank(name: str) -> tuple[bool, int]:
    """Tell how well *name* names its field; the least is best.

    >>> rank("title") < rank("headline") < rank("news_title")
    True
    """
    key = _key(name)
    return key != _folded(name), _RANK[key]


@lru_cache(maxsize=1 << 12)
def _key(name: str) -> str:
    """Give the one of our keys that *name* is, words beside it aside; else *name*, folded.

    >>> _key("تاريخ_النشر"), _key("Published-At"), _key("newsTitle"), _key("photo")
    ('تاريخ نشر', 'publishedat', 'title', 'photo')
    """
    key = _folded(name)
    if key not in _FIELD_OF:
        words = [_folded(word) for word in _WORDS.split(name.strip())]
        telling = [word for word in words if word and word not in BESIDE]
        for joined in ("".join(telling), " ".join(telling)):
            if joined in _FIELD_OF:
                return joined
        if len({_FIELD_OF.get(word, word) for word in telling}) == 1:  # «body_text» is either
            return telling[0]
    return key


def _folded(name: str) -> str:
    """Fold a key: without article, underscores and hyphens; Latin words joined."""
    words = _ARTICLE.sub("", fold(re.sub(r"[\s_\-]+", " ", name).strip()))
    return words.replace(" ", "") if words.isascii() else words
