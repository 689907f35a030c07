"""The sample of each shape in corpus/ is read as its README lists it."""

import re
from pathlib import Path

import pytest

from searchkit.articles import Article, load

CORPUS = Path(__file__).parents[2] / "corpus"
#: A row of the table: the file, the id in it if it holds many, the day and the source.
ROW = re.compile(r"\| `([^`]+)`(?: (\S+))? \| (\d{4}-\d\d-\d\d|none) \| ([^|]+) \|")
ROWS = [match.groups() for match in ROW.finditer((CORPUS / "README.md").read_text("utf-8"))]
FILES = sorted({file for file, *_ in ROWS if not file.startswith(("pages/", "html/"))})


def test_every_file_of_many_is_listed() -> None:
    names = {path.name for path in CORPUS.iterdir() if path.is_file()}
    assert names - {"README.md"} == set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_read_as_listed(file: str) -> None:
    found = list(load([CORPUS / file]))
    assert [
        (each.id, str(each.date), each.source) for each in found if isinstance(each, Article)
    ] == [(id_, day, source.strip()) for name, id_, day, source in ROWS if name == file]
    assert all(isinstance(each, Article) and each.body for each in found)
