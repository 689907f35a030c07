"""What tests of all readers share: a file of given bytes, read whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from searchkit.articles import Article, BadRecord, load

#: Lines, and what was read there: the title of an article, or why there is none.
Told = list[tuple[int | None, str]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Article | BadRecord]]:
    """Read a file of these contents and this name."""

    def read_(data: str | bytes, name: str = "news") -> list[Article | BadRecord]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(load([path]))

    return read_


@pytest.fixture
def one(read: Callable[..., list[Article | BadRecord]]) -> Callable[..., Article]:
    """Read a file of one article."""

    def one_(data: str | bytes, name: str = "news") -> Article:
        (article,) = read(data, name)
        assert isinstance(article, Article), article
        return article

    return one_


@pytest.fixture
def told(read: Callable[..., list[Article | BadRecord]]) -> Callable[..., Told]:
    """Read a file, and tell what stands where."""

    def told_(data: str | bytes, name: str = "news") -> Told:
        return [
            (each.place.line, each.reason if isinstance(each, BadRecord) else each.title)
            for each in read(data, name)
        ]

    return told_
