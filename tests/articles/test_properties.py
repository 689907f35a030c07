"""What holds for every file: articles or bad records, never an exception."""

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.articles import SHAPES, Article, load

NAMED = [suffix for shape in SHAPES for suffix in shape.suffixes]
SUFFIXES = [
    name + packed for name in (*NAMED, ".dat", "") for packed in ("", ".gz", ".zip", ".tar")
]
PAGE = "الصورةمصدر:بقلم وتاريخ 30/5/2022 مايو ٢٠٢٢ اقرأ أيضاً.\n\u200f\u2028\t<>|Ru En12؟"
LINES = st.lists(
    st.binary(max_size=30)
    | st.dictionaries(
        st.sampled_from(["title", "body", "date", "tags", "id", "x"]),
        st.none() | st.booleans() | st.floats() | st.text(max_size=9) | st.lists(st.text()),
    ).map(lambda record: json.dumps(record).encode()),
    max_size=4,
).map(b"\n".join)
PACKERS: list[Callable[[bytes], bytes]] = [bytes, gzip.compress, lzma.compress, bz2.compress]
CONTENTS = (
    st.binary()
    | LINES
    | st.text(PAGE).map(str.encode)
    | st.text(PAGE).map(lambda text: text.encode("utf-16"))
    | st.text("ابتث جحخ.\n").map(lambda text: text.encode("cp1256"))
)


@st.composite
def packed(draw: st.DrawFn) -> bytes:
    """Contents as they are, or compressed, perhaps cut short or with a byte changed."""
    data = draw(CONTENTS)
    data = draw(st.sampled_from(PACKERS))(data)
    damage = draw(st.sampled_from(["none", "cut", "changed"]))
    at = draw(st.integers(0, max(len(data) - 1, 0)))
    if damage == "cut":
        return data[:at]
    if damage == "changed":
        return data[:at] + draw(st.binary(min_size=1, max_size=1)) + data[at + 1 :]
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@given(data=packed(), suffix=st.sampled_from(SUFFIXES))
def test_any_file_gives_articles_or_bad_records(folder: Path, data: bytes, suffix: str) -> None:
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    found = list(load([path]))
    assert found
    for each in found:
        assert each.place.path.startswith(str(path))
        if isinstance(each, Article):
            assert each.title
            assert each.id
            assert all(0 <= number < len(each.body.split("\n")) for number in each.subheads)
        else:
            assert each.reason
            assert "\n" not in each.reason


@given(data=st.text(PAGE))
def test_reading_twice_gives_the_same(folder: Path, data: str) -> None:
    path = folder / "twice.txt"
    path.write_text(data, encoding="utf-8")
    assert list(load([path])) == list(load([path]))
