"""Articles by the names of entities: any known form of a name leads to all articles of its entity.

What finds the names of a segment is one text in memory, a line for each name, in which the words of
a query are looked up: in the order of a name's words, without articles. Only where nothing has them
does the first word lose its clitics, and at last names count that say the same in other letters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.segments.arrays import NO_LONGS, Longs, ranges
from searchkit.engine.segments.names import Names, places
from searchkit.entities.keys import ways, without_clitics
from searchkit.entities.transliteration import is_same, spellings
from searchkit.query.named import Named

#: Whoever holds a fair is called as it is: where no organization is called so, an event may be.
_ORGANIZATION, _EVENT = ("org",), ("event",)
_SIGNS = {"*": "[^ \n]*", "?": "\1"}
#: A letter in UTF-8; in patterns ``\1`` stands for one, ``\0`` for one or none.
_LETTER = rb"(?:[!-\x7f]|[\xc0-\xff][\x80-\xbf]*)"
_SIGN = re.compile("([*?])")


def articles_of(snapshot: Snapshot, node: Named) -> Longs:
    """Give the live articles with an entity that *node* names, ascending."""
    if node.words:
        found = [_articles(snapshot, kind, _looked_up(snapshot, kind, node)) for kind in node.kinds]
    else:
        found = [np.flatnonzero(snapshot.name_counts(kind)) for kind in node.kinds]
    articles = snapshot.living(np.unique(np.concatenate([NO_LONGS, *found])))
    if not len(articles) and node.words and node.kinds == _ORGANIZATION:
        return articles_of(snapshot, Named(_EVENT, node.words, node.distance))
    return articles


def names_with(names: Names, words: Sequence[str]) -> Longs:
    """Give the names that have folded *words*, which may have ``*`` and ``?``, in their order."""
    found: list[Longs] = []
    for way in ways(words):
        if _SIGN.search(way):
            found.append(names.at(_matches(names, _pattern(way))))
        else:
            found.append(names.at(places(names.lines, f" {way} ".encode("utf-8", "surrogatepass"))))
    return np.unique(np.concatenate([NO_LONGS, *found]))


def _looked_up(snapshot: Snapshot, kind: str, node: Named) -> list[Longs]:
    """Give for each segment the names that *node* means, by the first way that finds any."""
    opened = [names for _, names in snapshot.names(kind)]
    if node.distance:
        pattern = _near(node.words[0], node.distance)
        return [names.at(_matches(names, pattern)) for names in opened]
    found = [names_with(names, node.words) for names in opened]
    for other in without_clitics(node.words[0]):
        if any(map(len, found)):
            return found
        found = [names_with(names, (other, *node.words[1:])) for names in opened]
    if any(map(len, found)) or any(map(_SIGN.search, node.words)):
        return found
    return [_spelled_otherwise(names, " ".join(node.words)) for names in opened]


def _spelled_otherwise(names: Names, name: str) -> Longs:
    """Give the names that are *name* in other letters."""
    pattern = spellings(name)
    if pattern is None:
        return NO_LONGS
    likely = names.at(_matches(names, rf"(?m)^ {pattern} "))
    return np.array([n for n in likely.tolist() if is_same(name, names.text(n))], np.int64)


def _articles(snapshot: Snapshot, kind: str, found: Sequence[Longs]) -> Longs:
    """Give the articles of all entities that have one of the names *found* in each segment."""
    opened = snapshot.names(kind)
    mains = [np.unique(names.main[of]) for (_, names), of in zip(opened, found, strict=True)]
    # An entity that is found in one segment by another name is that in all segments.
    elsewhere = {
        names.text(main)
        for (_, names), of, its in zip(opened, found, mains, strict=True)
        for main in (np.setdiff1d(its, of).tolist() if len(opened) > 1 else ())
    }
    parts = []
    for (part, names), its in zip(opened, mains, strict=True):
        more = [number for text in elsewhere if (number := names.number(text)) >= 0]
        all_ = np.union1d(its, names.main[more]) if more else its
        parts.append(_listed(names, all_.astype(np.int64)) + part.base)
    return np.concatenate([NO_LONGS, *parts])


def _listed(names: Names, mains: Longs) -> Longs:
    """Give the articles of all *mains*, one list after the other."""
    starts = names.starts[mains].astype(np.int64)
    counts = names.starts[mains + 1].astype(np.int64) - starts
    return names.articles_of_all[ranges(starts, counts)].astype(np.int64)


def _matches(names: Names, pattern: str) -> Iterable[int]:
    encoded = pattern.encode("utf-8", "surrogatepass")
    encoded = encoded.replace(b"\0", _LETTER + b"?").replace(b"\1", _LETTER)
    return (match.start() for match in re.finditer(encoded, names.lines))


def _pattern(way: str) -> str:
    pieces = (_SIGNS.get(piece) or re.escape(piece) for piece in _SIGN.split(way))
    return f" {''.join(pieces)} "


def _near(word: str, distance: int) -> str:
    """Write a pattern for *word* with so many letters more, fewer or others, but for the first."""
    near = {(word, 1)}  # what is written so far, and the letters that stay as they are
    for _ in range(distance):
        near |= {each for one in near for each in _one_off(*one)}
    likely = sorted("\0".join(map(re.escape, one.split("\0"))) for one, _ in near)
    return f" (?:{'|'.join(likely)}) "


def _one_off(word: str, fixed: int) -> Iterator[tuple[str, int]]:
    for place in range(fixed, len(word) + 1):
        yield f"{word[:place]}\0{word[place:]}", place + 1
        yield f"{word[:place]}\0{word[place + 1 :]}", place + 1
