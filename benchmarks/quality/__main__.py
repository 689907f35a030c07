"""How well searches find what they should, beside peers: ``python -m benchmarks.quality``.

A table for each set of queries, and one of all of them. The last column of the first is how
probable a difference as great as that to Lucene's analysis is by chance.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from random import Random

from benchmarks import archives, rules, table
from benchmarks.quality import peers, searches, sets
from benchmarks.quality.measures import Measured, measured
from benchmarks.quality.ranking import Longs
from searchkit import engine
from searchkit.articles import Article

_QUERIES, _FEW = 1000, 300
_QUICK = 5  # one of so many articles, for a quick look
_RULES, _SEED = 500, 7

#: Set of queries, to row, to its ranks.
_Ranks = dict[str, dict[str, Longs]]


def main() -> None:
    """Print the tables."""
    given = _arguments().parse_args()
    source = archives.ROOT / "corpus" if given.corpus else archives.source()
    articles = sets.distinct(archives.articles(source))
    if given.quick:
        articles = articles[::_QUICK]
    most = given.queries or (_FEW if given.quick else _QUERIES)
    plan = sets.Plan(most, given.untouched)
    print(f"{len(articles)} articles; the {'untouched' if given.untouched else 'development'} half")
    figures: dict[str, dict[str, Measured]] = {}
    for collection, asked in _tasks(articles, plan, questions=source == archives.SAUDI):
        wanted = [each for each in asked if given.only in each.name]
        if wanted:
            print(f"{collection.name}: {len(collection.articles)}", file=sys.stderr)
            for name, ranks in _ranked(collection, wanted, jvm=given.lucene).items():
                figures[name] = _measured(ranks)
                _show(name, len(ranks[peers.LUCENE]), figures[name])
            sys.stdout.flush()
    _show_all(figures)
    if given.rules:
        _show_rules(articles)


def _arguments() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="benchmarks.quality", description=__doc__)
    made.add_argument("--corpus", action="store_true", help="corpus/ though there is more")
    made.add_argument("--quick", action="store_true", help="a fifth of the archive, few queries")
    made.add_argument("--queries", type=int, metavar="N", help=f"of each set [{_QUERIES}]")
    made.add_argument("--untouched", action="store_true", help="the half that nothing is tuned on")
    made.add_argument("--only", default="", help="sets of queries with this in their name")
    made.add_argument("--lucene", action="store_true", help="Lucene itself too, by its jars")
    made.add_argument("--rules", action="store_true", help="compare match rules as well")
    return made


def _tasks(
    articles: Sequence[Article], plan: sets.Plan, *, questions: bool
) -> Iterator[tuple[sets.Collection, list[sets.Asked]]]:
    yield from sets.headlines(articles, plan)
    if questions and (task := sets.questions(articles, plan)):
        yield task
    else:
        print("no questions: they need the archive and the data beside the project")


def _ranked(collection: sets.Collection, asked: Sequence[sets.Asked], *, jvm: bool) -> _Ranks:
    """Rank every set by every row; each row is made once, and let go before the next."""
    ranks: _Ranks = {each.name: {} for each in asked}
    with searches.opened(collection) as folder:
        for rows in (peers.rows(collection, jvm=jvm), searches.rows(folder, collection)):
            for name, row in rows:
                for each in asked:
                    ranks[each.name][name] = row.ranks(each.queries, each.targets)
    return ranks


def _measured(of_rows: dict[str, Longs]) -> dict[str, Measured]:
    peer = of_rows[peers.LUCENE]
    return {
        name: measured(ranks, None if name == peers.LUCENE else peer)
        for name, ranks in of_rows.items()
    }


def _show(name: str, count: int, measures: dict[str, Measured]) -> None:
    header = (f"{name} ({count})", "MRR@10", "95 %", "recall@10", "recall@100", "p")
    rows = [
        (
            row,
            each.mrr,
            f"{each.interval.low:.3f} – {each.interval.high:.3f}",
            each.recall_10,
            each.recall_100,
            "" if each.p is None else f"{each.p:.4f}",
        )
        for row, each in measures.items()
    ]
    table.show(header, rows)


def _show_all(figures: dict[str, dict[str, Measured]]) -> None:
    first = next(iter(figures.values()), {})
    rows = [(row, *(of_set[row].mrr for of_set in figures.values())) for row in first]
    table.show(("MRR@10", *figures), rows)


def _show_rules(articles: Sequence[Article]) -> None:
    asked = Random(_SEED).sample(articles, min(_RULES, len(articles)))
    bodies = sets.Collection("bodies", articles)
    with searches.opened(bodies) as folder, engine.Index(folder) as index:
        rules.show(index, asked)


if __name__ == "__main__":
    main()
