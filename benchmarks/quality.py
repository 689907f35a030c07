"""How often a headline finds its own article, by what of the analysis is used, beside peers.

Each headline is asked as any of its words against the bodies alone. MRR@10 is the mean of 1/rank of
the headline's own article, 0 where it is not among the first ten.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from whoosh import query as whoosh

from benchmarks import archives, rules, table
from searchkit import engine
from searchkit.analysis import analyze
from searchkit.articles import Article
from searchkit.query.fields import EXACT, SKELETON, STEM, VIEWS

QUERIES = 500
_SEED = 7

Search = Callable[[str], Sequence[str]]

#: The views of the bodies that each word is looked up in.
ROWS: dict[str, Collection[str]] = {
    "folded words": (EXACT,),
    "stems": (STEM,),
    "stems, folded words": (STEM, EXACT),
    "searchkit: stems, folded words, skeletons": (STEM, EXACT, SKELETON),
}


def main() -> None:
    """Print the table."""
    found = _distinct(archives.articles(archives.source()))
    asked = random.Random(_SEED).sample(found, min(QUERIES, len(found)))
    print(f"{len(asked)} headlines against {len(found)} bodies\n")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        engine.build(Path(folder), found)
        with engine.Index(Path(folder)) as index:
            rows += [(name, _mrr(_ours(index, forms), asked)) for name, forms in ROWS.items()]
            rules.show(index, asked)
    if peer := _tantivy(found):
        rows.append(("tantivy with its Arabic stemmer", _mrr(peer, asked)))
    table.show(("", "MRR@10"), rows)


def _distinct(found: list[Article]) -> list[Article]:
    """Keep the articles with a title and a body that no earlier one repeats."""
    bodies = {article.body: article for article in reversed(found) if article.title}
    return [article for body, article in bodies.items() if body]


def _mrr(search: Search, asked: Sequence[Article]) -> float:
    ranks = (list(search(article.title)) for article in asked)
    gains = (
        1 / (1 + ids.index(article.id)) if article.id in ids else 0.0
        for ids, article in zip(ranks, asked, strict=True)
    )
    return sum(gains) / len(asked)


def _ours(index: engine.Index, forms: Collection[str]) -> Search:
    views = [view for view in VIEWS["body"] if view.form in forms]

    def search(title: str) -> list[str]:
        tree = whoosh.Or(
            [
                whoosh.Term(view.name, view.term(token.text, index.chain), view.weight)
                for token in analyze(title)
                for view in views
            ]
        )
        return [hit.article.id for hit in index.search(tree, limit=10)[1]]

    return search


def _tantivy(found: Sequence[Article]) -> Search | None:
    try:
        import tantivy  # noqa: PLC0415  a peer, if it is there
    except ImportError:
        print("tantivy is not installed: no peer in the table", file=sys.stderr)
        return None
    analyzer = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("arabic"))
        .build()
    )
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("body", tokenizer_name="arabic")
    index = tantivy.Index(schema.build())
    index.register_tokenizer("arabic", analyzer)
    writer = index.writer()
    for article in found:
        writer.add_document(tantivy.Document(id=article.id, body=article.body))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(title: str) -> list[str]:
        words = " ".join(token.text for token in analyze(title))
        query = index.parse_query(words, ["body"])
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(query, 10).hits]

    return search


if __name__ == "__main__":
    main()
