"""The names of one kind in the articles of a segment: which article has which, and back.

Each distinct name is kept as published, in the order of code points; several may be names of one
entity, whose *main* name they lead to. Articles are listed under main names only, and so counted.

text, text_bounds   the names
main                of each name the number of its main name
found, found_bounds what finds each name: its words, folded (`searchkit.entities.keys`), a line each
names, bounds       of each article its main names, in the order of the text
articles, starts    of each main name its articles, ascending
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from searchkit.engine.segments.arrays import (
    Integers,
    Longs,
    Mask,
    bounds_of,
    narrowest,
    ranges,
    view_of,
)
from searchkit.engine.segments.files import FileWriter, FolderReader
from searchkit.entities.keys import searchable

if TYPE_CHECKING:
    from searchkit.engine.segments.segment import Segment


class Listed(NamedTuple):
    """Distinct *texts*, and by number which of them each article has: *names* up to *bounds*."""

    texts: Sequence[str]
    names: Integers
    bounds: Longs

    def counts(self) -> list[int]:
        """Count the articles of each text."""
        counts: list[int] = np.bincount(self.names, minlength=len(self.texts)).tolist()
        return counts


class Listing:
    """Collects the names of one article after the other."""

    def __init__(self) -> None:
        """Begin without any."""
        self._numbers: dict[str, int] = {}
        self._names = array("i")
        self._counts = array("i")

    def add(self, names: Iterable[str]) -> None:
        """Take the *names* of the next article."""
        numbers = self._numbers
        found = dict.fromkeys(numbers.setdefault(name, len(numbers)) for name in names)
        self._names.extend(found)
        self._counts.append(len(found))

    def close(self) -> Listed:
        """Give what was collected."""
        names = np.array(self._names, np.int32)
        return Listed(list(self._numbers), names, bounds_of(np.array(self._counts, np.int64)))


def write_names(file: FileWriter, listed: Listed, mains: Mapping[str, str]) -> None:
    """Write *listed* with the main name of each name; one that *mains* has not is its own.

    *mains* may have names that no article has: such as lead to one that some article has are kept.
    """
    main_of = [mains.get(text, text) for text in listed.texts]
    used = set(main_of)
    texts = sorted({*listed.texts, *used, *(name for name, main in mains.items() if main in used)})
    numbers = {text: number for number, text in enumerate(texts)}
    to_main = np.fromiter((numbers[main] for main in main_of), np.int64, len(main_of))
    names, bounds = _distinct(to_main[listed.names], listed.bounds)
    _write_texts(file, "text", texts)
    _write_texts(file, "found", list(map(_line, texts)))
    every = (numbers[mains.get(text, text)] for text in texts)
    file.add("main", narrowest(np.fromiter(every, np.int64, len(texts))))
    file.add("names", narrowest(names))
    file.add("bounds", narrowest(bounds))
    articles = _repeated(bounds)
    file.add("articles", narrowest(articles[np.argsort(names, kind="stable")]))
    file.add("starts", narrowest(bounds_of(np.bincount(names, minlength=len(texts)))))


def _distinct(names: Longs, bounds: Longs) -> tuple[Longs, Longs]:
    """Leave of the *names* of each article those that it has already had."""
    articles = _repeated(bounds)
    top = int(names.max(initial=0)) + 1
    _, first = np.unique(articles * top + names, return_index=True)
    first.sort()
    return names[first], bounds_of(np.bincount(articles[first], minlength=len(bounds) - 1))


def _repeated(bounds: Longs) -> Longs:
    """Give for each item of consecutive lists with *bounds* the number of its list."""
    counts: Longs = np.diff(bounds)
    return np.repeat(np.arange(len(counts)), counts)


def _write_texts(file: FileWriter, name: str, texts: Sequence[str]) -> None:
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    file.add(name, np.frombuffer(b"".join(encoded), np.uint8))
    lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
    file.add(f"{name}_bounds", narrowest(bounds_of(lengths)))


class Names:
    """The names of one kind in one segment, over mapped arrays."""

    def __init__(self, files: FolderReader, file: str) -> None:
        """Map the arrays in *file* of *files*."""
        self._text = view_of(files.bytes(f"{file}/text"))
        self._text_bounds = view_of(files.array(f"{file}/text_bounds"))
        self._found = files.bytes(f"{file}/found")
        self._found_bounds: Integers = files.array(f"{file}/found_bounds")
        self.main: Integers = files.array(f"{file}/main")
        self.names: Integers = files.array(f"{file}/names")
        self.bounds: Integers = files.array(f"{file}/bounds")
        self.articles_of_all: Integers = files.array(f"{file}/articles")
        self.starts: Integers = files.array(f"{file}/starts")
        self._names, self._bounds = view_of(self.names), view_of(self.bounds)

    def __len__(self) -> int:
        """Give the number of names."""
        return len(self.main)

    def text(self, name: int) -> str:
        """Give *name* as published."""
        start, end = self._text_bounds[name], self._text_bounds[name + 1]
        return str(self._text[start:end], "utf-8", "surrogatepass")

    def texts(self) -> list[str]:
        """Give all names as published."""
        return [self.text(name) for name in range(len(self))]

    def number(self, text: str) -> int:
        """Give the number of the name *text*, -1 if it is not here."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.text(middle) < text:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.text(low) == text else -1

    def of(self, article: int) -> list[str]:
        """Give the main names of *article*, in the order of its text."""
        text, bounds = self._text, self._text_bounds
        return [
            str(text[bounds[name] : bounds[name + 1]], "utf-8", "surrogatepass")
            for name in self._names[self._bounds[article] : self._bounds[article + 1]]
        ]

    def counts(self, articles: Longs) -> Longs:
        """Count how many of *articles* have each name."""
        starts = self.bounds[articles].astype(np.int64)
        ends = self.bounds[articles + 1].astype(np.int64)
        names = self.names[ranges(starts, ends - starts)]
        return np.bincount(names, minlength=len(self))

    def articles(self, main: int) -> Integers:
        """Give the articles of a *main* name, ascending."""
        return self.articles_of_all[int(self.starts[main]) : int(self.starts[main + 1])]

    def others(self, main: int) -> list[str]:
        """Give the other names of what *main* is the main name of."""
        return [self.text(n) for n in np.flatnonzero(self.main == main).tolist() if n != main]

    @cached_property
    def lines(self) -> bytes:
        """What finds each name, a line for each, in memory: it is looked through as a whole."""
        return self._found.tobytes()

    def with_line(self, line: bytes) -> int:
        """Give the first name whose line in `lines` is *line*, -1 if there is none."""
        place = self.lines.find(b"\n" + line) + 1
        if not place and not self.lines.startswith(line):
            return -1
        return int(self.at([place])[0])

    def beginning(self, words: bytes) -> Longs:
        """Give the names of which a word begins with folded *words*, or several do in a row."""
        return self.at(places(self.lines, b" " + words))

    def at(self, found: Iterable[int]) -> Longs:
        """Give the names whose lines in `lines` have something where *found* says."""
        where = np.fromiter(found, np.int64)
        return np.unique(np.searchsorted(self._found_bounds, where, "right") - 1)


def places(lines: bytes, words: bytes) -> Iterator[int]:
    """Yield where *words* stand in *lines*."""
    place = lines.find(words)
    while place >= 0:
        yield place
        place = lines.find(words, place + 1)


def merged(parts: "Iterable[tuple[Segment, Mask]]", kind: str) -> tuple[Listed, dict[str, str]]:
    """Join the names of *kind* of some segments, of the articles that are kept.

    Where two segments differ about a name the first is right, as it is the older.
    """
    listing, mains = Listing(), dict[str, str]()
    for segment, kept in parts:
        names = segment.names(kind)
        texts = names.texts()
        for name, main in zip(texts, names.main.tolist(), strict=True):
            mains.setdefault(name, texts[main])
        for has in _of_kept(names, kept):
            listing.add(texts[name] for name in has)
    return listing.close(), {name: _last(mains, name) for name in mains}


def _of_kept(names: Names, kept: Mask) -> Iterator[list[int]]:
    flat, bounds = names.names.tolist(), names.bounds.tolist()
    for article in np.flatnonzero(kept).tolist():
        yield flat[bounds[article] : bounds[article + 1]]


def _last(mains: Mapping[str, str], name: str) -> str:
    """Follow *mains* from *name* to a name that is its own, or was met before."""
    met = {name}
    while (after := mains.get(name, name)) not in met:
        met.add(after)
        name = after
    return name


def faults(names: Names) -> Iterator[str]:
    """Yield what readers rely on and does not hold."""
    texts = names.texts()
    if not all(one < other for one, other in pairwise(texts)):
        yield "names are not sorted and distinct"
    if names.lines != "".join(map(_line, texts)).encode("utf-8", "surrogatepass"):
        yield "names are not found by their words"
    its_own = names.main[names.main] == names.main
    if not (its_own.all() and its_own[names.names].all()):
        yield "a main name is not its own"
    articles = _repeated(names.bounds.astype(np.int64))
    starts = bounds_of(np.bincount(names.names, minlength=len(names)))
    by_name = articles[np.argsort(names.names, kind="stable")]
    is_same = np.array_equal(by_name, names.articles_of_all)
    if not (is_same and np.array_equal(starts, names.starts)):
        yield "articles and their names contradict each other"


def _line(text: str) -> str:
    return f"{searchable(text)}\n"
