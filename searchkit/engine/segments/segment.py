"""A segment: the index of some articles, an immutable folder opened by mapping it.

manifest.json    sizes, checksums, the names of views, fields and columns
view.<name>      vocabulary and postings of one view
articles.<name>  the articles of its terms, as far as they are plain numbers
names.<kind>     the names of people, places and so on, and which article has which
columns          ids and shown texts, numbers, field lengths
stored           the caller's bytes, compressed one by one
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from searchkit.engine.segments.arrays import Integers, Ints
from searchkit.engine.segments.columns import TextColumn, numbers
from searchkit.engine.segments.files import FolderReader
from searchkit.engine.segments.names import Names
from searchkit.engine.segments.postings import Postings
from searchkit.engine.segments.schema import ID
from searchkit.engine.segments.stored import Stored
from searchkit.engine.segments.vocabulary import Vocabulary
from searchkit.errors import IndexDamaged

COLUMNS = "columns"
STORED = "stored"


def view_file(view: str) -> str:
    """Name the file of *view*."""
    return f"view.{view}"


def articles_file(view: str) -> str:
    """Name the file of the articles of *view*'s terms."""
    return f"articles.{view}"


def names_file(kind: str) -> str:
    """Name the file of the names of *kind*."""
    return f"names.{kind}"


class ViewSegment:
    """One view in one segment: its vocabulary and its postings."""

    def __init__(self, files: FolderReader, view: str) -> None:
        """Map the arrays of *view*."""
        self.vocabulary = Vocabulary(files, view_file(view))
        articles = f"{articles_file(view)}/articles"
        self.postings = Postings(files, view_file(view), articles)
        if len(self.postings) != len(self.vocabulary):
            raise IndexDamaged(
                files.folder, f"{view_file(view)}: postings and terms differ in number"
            )


class Segment:
    """An open segment; everything is mapped on first use and safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open the segment in *folder*; raise `IndexDamaged` if its files are not whole."""
        self.folder = folder
        self.files = FolderReader(folder)
        self._opened: dict[str, ViewSegment] = {}
        self._texts: dict[str, TextColumn] = {}
        self._names: dict[str, Names] = {}
        facts = self.files.facts
        try:
            self.count = int(str(facts["articles"]))
            self.fields: Mapping[str, str] = dict(facts["views"])  # type: ignore[call-overload]
            self.numbers: tuple[str, ...] = tuple(facts["numbers"])  # type: ignore[arg-type]
            self.texts: tuple[str, ...] = tuple(facts["texts"])  # type: ignore[arg-type]
            self.kinds: tuple[str, ...] = tuple(facts["names"])  # type: ignore[arg-type]
        except (KeyError, TypeError, ValueError) as error:
            raise IndexDamaged(folder, f"manifest: {error!r}") from error

    def view(self, name: str) -> ViewSegment:
        """Give the view *name*, which must be one of `fields`."""
        opened = self._opened.get(name)
        if opened is None:
            opened = self._opened.setdefault(name, ViewSegment(self.files, name))
        return opened

    def lengths(self, field: str) -> Integers:
        """Give the number of tokens of text *field* in each article."""
        return self._of_articles(f"{COLUMNS}/length.{field}")

    def number(self, column: str) -> Ints:
        """Give the values of number *column*."""
        return numbers(self.files, f"{COLUMNS}/number.{column}")

    def text(self, column: str) -> TextColumn:
        """Give the text *column*, or the ids as column `ID`."""
        opened = self._texts.get(column)
        if opened is None:
            self._of_articles(f"{COLUMNS}/text.{column}_codes")
            opened = TextColumn(self.files, f"{COLUMNS}/text.{column}")
            opened = self._texts.setdefault(column, opened)
        return opened

    def names(self, kind: str) -> Names:
        """Give the names of *kind*, which must be one of `kinds`."""
        opened = self._names.get(kind)
        if opened is None:
            opened = Names(self.files, names_file(kind))
            if len(opened.bounds) != self.count + 1:
                raise IndexDamaged(self.folder, f"{names_file(kind)}: not of every article")
            opened = self._names.setdefault(kind, opened)
        return opened

    @cached_property
    def stored(self) -> Stored:
        """What the caller stored for each article."""
        return Stored(self.files, STORED)

    def article(self, article_id: str) -> int:
        """Give the number of the last article with *article_id*, -1 if there is none."""
        view = self.view(ID)
        term = view.vocabulary.find(article_id.encode("utf-8", "surrogatepass"))
        return int(view.postings.articles(term)[-1]) if term >= 0 else -1

    def _of_articles(self, name: str) -> Integers:
        values = self.files.array(name)
        if len(values) != self.count:
            raise IndexDamaged(self.folder, f"{name}: {len(values)} values, not {self.count}")
        return values


def facts(
    articles: int,
    fields: Mapping[str, str],
    numbers: tuple[str, ...],
    texts: tuple[str, ...],
    names: tuple[str, ...],
) -> Mapping[str, object]:
    """Give what a segment's manifest says beside its files; *fields* is view to field, in order."""
    return {
        "articles": articles,
        "views": list(fields.items()),
        "numbers": list(numbers),
        "texts": list(texts),
        "names": list(names),
    }
