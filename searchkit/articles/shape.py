"""What a reader of one shape of file is, and what it gives to `searchkit.articles.load`."""

import io
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias


class Found(NamedTuple):
    """A record as its source names it, or the reason why it is none, and its line if it has one."""

    record: Mapping[str, object] | str
    line: int | None = None


Reader: TypeAlias = Callable[[io.BufferedReader], Iterator[Found]]


class Shape(NamedTuple):
    """A shape of file: the suffixes it goes by, what it looks like, and its reader.

    *looks* is asked with the beginning of a file, decoded, without white space before it.
    """

    name: str
    suffixes: tuple[str, ...]
    looks: Callable[[str], bool]
    read: Reader
