"""The table of shapes, and which of them a file has: its content decides before its name."""

from pathlib import PurePath

from searchkit.articles import (
    delimited,
    feeds,
    jsonlines,
    jsonvalues,
    sqldump,
    textpage,
    trec,
    webpage,
)
from searchkit.articles.encoding import beginning
from searchkit.articles.shape import Shape

#: The shapes whose files bear marks of their own; where several look like a file, the first counts.
MARKED = (
    Shape("JSON", (".json",), jsonvalues.looks, jsonvalues.read),
    Shape("JSON Lines", (".jsonl", ".ndjson"), jsonlines.looks, jsonlines.read),
    Shape("web page", (".html", ".htm", ".xhtml"), webpage.looks, webpage.read),
    Shape("feed", (".rss", ".atom", ".rdf", ".xml"), feeds.looks, feeds.read),
    Shape("TREC", (".sgml", ".sgm", ".trec"), trec.looks, trec.read),
    Shape("SQL dump", (".sql",), sqldump.looks, sqldump.read),
    Shape("CSV", (".csv", ".tsv", ".tab"), delimited.looks, delimited.read),
)
PAGE = Shape("text page", (".txt", ".text"), textpage.looks, textpage.read)
#: All that can be read.
SHAPES = (*MARKED, PAGE)

_BY_SUFFIX = {suffix: shape for shape in SHAPES for suffix in shape.suffixes}


def recognised(name: str, head: bytes) -> Shape | None:
    """Tell the shape of the file *name* that begins with *head*; None if it is none of `SHAPES`.

    >>> shape = recognised("news.txt", b'{"title": "a"}')
    >>> shape.name if shape else None
    'JSON'
    """
    begins = beginning(head)
    expected = _BY_SUFFIX.get(suffix_of(name))
    if expected in MARKED and expected.looks(begins):
        return expected
    marked = next((shape for shape in MARKED if shape.looks(begins)), None)
    return marked or expected or (PAGE if PAGE.looks(begins) else None)


def suffix_of(name: str) -> str:
    """Give the suffix of *name* in small letters.

    >>> suffix_of("news/a.JSONL")
    '.jsonl'
    """
    return PurePath(name).suffix.lower()
