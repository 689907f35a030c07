"""What to search for to find articles like one: the words that tell it from the others."""

from collections import Counter
from math import ceil, log

from whoosh import query as whoosh

from searchkit.analysis import Chain, analyze
from searchkit.articles import Article
from searchkit.engine.evaluation.scoring import BM25
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.query.fields import ID

_WORDS = 25  # that stand for an article; more make it slower and no better
_TITLE = 3  # occurrences that one in the title counts for
_LEAST_SHARE = 0.2  # of the words that a similar article has
_LEAST_LETTERS = 3


def similar(snapshot: Snapshot, chain: Chain, article: Article) -> whoosh.Query:
    """Make a tree that finds articles of *snapshot* with *chain* like *article*, but not itself.

    They share at least a fifth of the words that are frequent in it and rare in the others.
    """
    frequencies = Counter(chain.stem(token.text) for token in analyze(article.body))
    for token in analyze(article.title):
        frequencies[chain.stem(token.text)] += _TITLE
    weights = {
        word: (1 + log(tf)) * BM25().idf(df, snapshot.count)
        for word, tf in frequencies.items()
        if len(word) >= _LEAST_LETTERS
        and (df := snapshot.df("body", word.encode("utf-8", "surrogatepass"))) > 1
    }
    words = sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS]
    if not words:
        return whoosh.NullQuery
    anywhere = [_word(word, 1 + log(frequencies[word])) for word in words]
    enough = whoosh.Or(anywhere, minmatch=ceil(_LEAST_SHARE * len(words)))
    return whoosh.And([enough, whoosh.Not(whoosh.Term(ID, article.id))])


def _word(word: str, boost: float) -> whoosh.Query:
    return whoosh.Or([whoosh.Term(view, word, boost=boost) for view in ("title", "body")])
