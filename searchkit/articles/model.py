"""What reading gives: an `Article`, or a `BadRecord` that says where and why there is none."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: a file and, in files of many records, a line counted from 1."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        """Write ``path:line``, as compilers and grep do."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote.

        >>> Place.parse("news/a.jsonl:7")
        Place(path='news/a.jsonl', line=7)
        """
        path, colon, line = text.rpartition(":")
        return cls(path, int(line)) if colon and line.isdecimal() else cls(text)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that cannot be an article, or a file that cannot be read: where, and why."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as published.

    *body* is the paragraphs joined by one newline each, subheads among them; *subheads* are the
    numbers, from 0, of the paragraphs that are subheads. *date* is the day of publication, the
    first day where the source gives only a month or a year, as *precision* then says. *extra* keeps
    what the record says beyond these fields.
    """

    id: str
    title: str
    body: str
    place: Place
    date: dt.date | None = None
    precision: str = "day"
    source: str | None = None
    author: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None
    lang: str | None = None
    subheads: tuple[int, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the body without the subheads."""
        lines = self.body.split("\n") if self.body else []
        subheads = set(self.subheads)
        return tuple(line for number, line in enumerate(lines) if number not in subheads)

    def to_dict(self) -> dict[str, Any]:
        """Give the article as plain values that JSON can carry."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        day = self.date.isoformat() if self.date else None
        return values | {
            "place": str(self.place),
            "date": day,
            "tags": list(self.tags),
            "subheads": list(self.subheads),
            "extra": dict(self.extra),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Take back what `to_dict` gave.

        >>> article = Article("7", "عنوان", "نص", Place("a.txt"), dt.date(2022, 5, 30))
        >>> Article.from_dict(article.to_dict()) == article
        True
        """
        return cls(
            **{
                **values,
                "place": Place.parse(values["place"]),
                "date": dt.date.fromisoformat(values["date"]) if values["date"] else None,
                "tags": tuple(values["tags"]),
                "subheads": tuple(values["subheads"]),
            }
        )
