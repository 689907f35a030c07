"""Which terms of a vocabulary the pattern nodes of `whoosh.query` stand for."""

import fnmatch
import re
from collections.abc import Callable
from typing import TypeAlias

from whoosh import query

from searchkit.engine.evaluation import expansion
from searchkit.engine.evaluation.expansion import Numbers
from searchkit.engine.segments.vocabulary import Vocabulary

Pattern: TypeAlias = query.PatternQuery | query.FuzzyTerm | query.TermRange

#: Gives the numbers of terms of a vocabulary.
TermsOf: TypeAlias = Callable[[Vocabulary], Numbers]


def encoded(text: object) -> bytes:
    """Give *text* of a node as a term."""
    return text if isinstance(text, bytes) else str(text).encode("utf-8", "surrogatepass")


def terms(node: Pattern) -> TermsOf | None:
    """Give what finds the terms of *node*; None where it stands for all terms there are."""
    if isinstance(node, query.FuzzyTerm):
        return _fuzzy(node)
    if isinstance(node, query.TermRange):
        return _range(node)
    if node.text == _all(node):
        return None
    if isinstance(node, query.Wildcard):
        return _wildcard(node)
    if isinstance(node, query.Regex):
        return lambda vocabulary: expansion.matching(vocabulary, "", node.text)
    return lambda vocabulary: expansion.prefixed(vocabulary, node.text)


def _wildcard(node: query.Wildcard) -> TermsOf:
    prefix = re.split(r"[*?\[]", node.text, maxsplit=1)[0]
    literals = [] if "[" in node.text else re.split(r"[*?]", node.text)
    literal = max(literals, key=len, default="")
    pattern = fnmatch.translate(node.text)
    return lambda vocabulary: expansion.matching(vocabulary, prefix, pattern, literal)


def _fuzzy(node: query.FuzzyTerm) -> TermsOf:
    distance, prefix = node.maxdist, node.prefixlength
    return lambda vocabulary: expansion.near(
        vocabulary, node.text, distance=distance, prefix=prefix
    ).tolist()


def _range(node: query.TermRange) -> TermsOf:
    start = None if node.start is None else encoded(node.start)
    end = None if node.end is None else encoded(node.end)
    return lambda vocabulary: expansion.between(
        vocabulary, start, end, open_start=node.startexcl, open_end=node.endexcl
    )


def _all(node: query.PatternQuery) -> str:
    """Give the text of a pattern of the kind of *node* that every term matches."""
    if isinstance(node, query.Wildcard):
        return "*"
    return ".*" if isinstance(node, query.Regex) else ""
