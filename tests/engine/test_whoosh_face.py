"""Stock Whoosh over our reader: searcher, parser, sorting, facets, highlights, more-like-this."""

from pathlib import Path

import pytest
from whoosh import highlight, query, scoring, sorting
from whoosh.qparser import QueryParser

from searchkit.analysis import PLAIN
from searchkit.engine.evaluation.search import by_score, matches
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.face.index import SnapshotIndex
from searchkit.engine.segments.deletions import deleted_with
from searchkit.engine.segments.schema import Entry, Schema, View, each
from searchkit.engine.segments.segment import Segment
from searchkit.engine.segments.writing import write_segment

SCHEMA = Schema(
    (
        View("title", "title", each(PLAIN.stem)),
        View("title_exact", "title"),
        View("body", "body", each(PLAIN.stem)),
        View("body_exact", "body"),
        View("source", "source"),
    )
)
BODIES = [
    "وصل الوزير إلى القاهرة ثم غادر القاهرة",
    "قال الوزراء إن الاجتماع غدا في القاهرة",
    "مباراة النهائي في ملعب المدينة",
    "الوزير يزور ملعب المدينة",
    "أسعار النفط ترتفع في الأسواق",
]


def entry(number: int, body: str) -> Entry:
    texts = {"title": " ".join(body.split()[:2]), "body": body, "source": ["أ", "ب"][number % 2]}
    return Entry(f"n{number}", texts, {"date": 738000 + number}, body.encode())


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    entries = [entry(number, body) for number, body in enumerate(BODIES)]
    write_segment(entries[:2], SCHEMA, tmp_path / "1")
    write_segment(entries[2:], SCHEMA, tmp_path / "2")
    gone = deleted_with(None, [2], 3)  # the article about oil
    return Snapshot([(Segment(tmp_path / "1"), None), (Segment(tmp_path / "2"), gone)])


@pytest.fixture
def index(snapshot: Snapshot) -> SnapshotIndex:
    return SnapshotIndex(snapshot, SCHEMA, lambda stored: {"body": stored.decode()})


def test_parsed_queries_find_what_the_engine_finds(
    index: SnapshotIndex, snapshot: Snapshot
) -> None:
    parser = QueryParser("body", index.schema)
    for text in ("الوزير", "وزير OR ملعب", '"ملعب المدينة"', "قاهره NOT اجتماع", "نفط"):
        tree = parser.parse(text)
        hits = index.searcher().search(tree, limit=3)
        page = by_score(matches(snapshot, tree), limit=3)
        assert [hit.docnum for hit in hits] == page.articles.tolist(), text
        assert len(hits) == page.total
        assert [hit.score for hit in hits] == pytest.approx(page.scores.tolist(), rel=1e-4)


def test_patterns_find_the_same_articles(index: SnapshotIndex, snapshot: Snapshot) -> None:
    tree = query.Prefix(
        "body", "وز"
    )  # scored otherwise, see `searchkit.engine.evaluation.evaluator`
    hits = index.searcher().search(tree, limit=None)
    assert sorted(hit.docnum for hit in hits) == matches(snapshot, tree).articles.tolist()


def test_whoosh_weightings_work(index: SnapshotIndex) -> None:
    searcher = index.searcher(weighting=scoring.BM25F())
    assert len(searcher.search(query.Term("body", "وزير"))) == 2
    document = searcher.document(id="n1")
    assert document
    assert document["title"] == "قال الوزراء"
    assert searcher.document_number(id="n4") is None


def test_numeric_ranges_sorting_and_facets(index: SnapshotIndex) -> None:
    searcher = index.searcher()
    tree = query.NumericRange("date", 738001, 738004)
    hits = searcher.search(tree, sortedby="date", reverse=True)
    assert [hit["id"] for hit in hits] == ["n3", "n2", "n1"]
    grouped = searcher.search(query.Every(), groupedby=sorting.FieldFacet("date"))
    assert len(grouped.groups()) == 4


def test_hits_are_highlighted_as_printed(index: SnapshotIndex) -> None:
    hits = index.searcher().search(query.Term("body", "قاهر"))
    hits.formatter = highlight.UppercaseFormatter()
    assert "القاهرة" in hits[0].highlights("body", text=hits[0]["body"])


def test_more_like_this_and_suggestions(index: SnapshotIndex) -> None:
    searcher = index.searcher()
    like = searcher.more_like(2, "body", text=BODIES[2])
    assert [hit["id"] for hit in like][:1] == ["n3"]
    assert searcher.suggest("body_exact", "الوزيز") == ["الوزير"]


def test_the_index_is_read_only(index: SnapshotIndex) -> None:
    assert (index.doc_count(), index.doc_count_all()) == (4, 5)
    with pytest.raises(NotImplementedError, match="read-only"):
        index.writer()
