"""The archive that benchmarks run on: a real one that lies beside the project, else corpus/."""

from pathlib import Path

from searchkit.articles import Article, load

ROOT = Path(__file__).parents[1]
SAUDI = ROOT.parent / "shared" / "data" / "saudi.jsonl.xz"


def source() -> Path:
    """Give the archive to measure on, and say which it is."""
    path = SAUDI if SAUDI.exists() else ROOT / "corpus"
    print(f"archive: {path.name}")
    return path


def articles(path: Path) -> list[Article]:
    """Read *path* whole; what cannot be read is not measured."""
    return [record for record in load([path]) if isinstance(record, Article)]
