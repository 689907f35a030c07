"""What a reader of one shape of file gives to `searchkit.articles.load`."""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, NamedTuple, TypeAlias


class Found(NamedTuple):
    """A record as its source names it, or the reason why it is none, and its line if it has one."""

    record: Mapping[str, object] | str
    line: int | None = None


Reader: TypeAlias = Callable[[BinaryIO], Iterator[Found]]
