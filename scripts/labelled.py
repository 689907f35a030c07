"""Sentences with labelled names (CoNLL: a word and a label a line) as pieces to learn from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from searchkit.analysis import fold
from searchkit.entities.decoding import IMPOSSIBLE
from searchkit.entities.features import features
from searchkit.entities.learned import Learned
from searchkit.entities.listed import LISTED_FEATURES, listed, listed_numbers
from searchkit.entities.pieces import LINE_END, Pieces, cut
from searchkit.entities.weights import PLACES, REACH

LABELS = ("O", "B-person", "I-person", "B-place", "I-place", "B-org", "I-org")
_KINDS = {"PER": "person", "LOC": "place", "ORG": "org"}
# A line of an article has some sentences; one of the files' sentences may end without a mark.
_SENTENCES_A_LINE, _ENDS = 3, ".!؟?"

Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The pieces of sentences, the number of each one's label, and where the sentences are."""

    pieces: Pieces
    labels: NDArray[np.int64]
    sentences: list[slice]

    @classmethod
    def read(cls, path: Path) -> "Labelled":
        """Read the CoNLL file at *path*; labels of other kinds than the three count as none."""
        texts: list[str] = []
        labels: list[int] = []
        sentences = []
        for number, sentence in enumerate(_sentences(path)):
            first = len(texts)
            for text, label in _pieces(sentence):
                texts.append(text)
                labels.append(LABELS.index(label))
            if texts[-1][0] not in _ENDS or number % _SENTENCES_A_LINE == 0:
                texts.append(LINE_END)
                labels.append(0)
            sentences.append(slice(first, len(texts)))
        starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
        return cls(Pieces(texts, list(starts)), np.array(labels), sentences)


def names(labels: Iterable[int]) -> set[Name]:
    """Give the names that *labels* mark: first piece, the one behind the last, kind.

    >>> sorted(names([0, 1, 2, 3]))
    [(1, 3, 'person'), (3, 4, 'place')]
    """
    found = set()
    first, kind = 0, ""
    index = -1
    for index, number in enumerate(labels):
        part, _, here = LABELS[number].partition("-")
        if kind and (part != "I" or here != kind):
            found.add((first, index, kind))
            kind = ""
        if part == "B" or (part == "I" and not kind):
            first, kind = index, here
    if kind:
        found.add((first, index + 1, kind))
    return found


def rows(
    data: Labelled, groups: Learned, senses: Learned, without: tuple[str, ...] = ()
) -> tuple[NDArray[np.int64], list[str]]:
    """Give for each piece the numbers of its features and of those around it, -1 for none.

    Also the features that are numbered, each `PLACES` times; those that begin as one of *without*
    says are left out.
    """
    numbers: dict[str, int] = {}
    texts, size = data.pieces.texts, len(data.pieces.texts)
    shown = {text: features(text, groups, senses) for text in dict.fromkeys(texts)}
    kinds = {text: number for number, text in enumerate(shown)}

    def table(lists: Iterable[Iterable[str]]) -> NDArray[np.int64]:
        kept = [
            [numbers.setdefault(each, len(numbers)) for each in own if not each.startswith(without)]
            for own in lists
        ]
        padded = np.full((len(kept) + 1, max(map(len, kept))), -1)
        for row, own in zip(padded, kept, strict=False):
            row[: len(own)] = own
        return padded

    far, near = table(f.far for f in shown.values()), table(f.near for f in shown.values())
    gazetteer = table([each] if each else [] for each in LISTED_FEATURES)
    beyond = [len(shown)] * REACH
    kind = np.array([*beyond, *(kinds[text] for text in texts), *beyond])
    known = np.array(
        [*[0] * REACH, *listed_numbers(listed([fold(each) for each in texts]), size), *[0] * REACH]
    )
    columns = []
    for place in range(PLACES):
        here = slice(place, place + size)
        tables = [far[kind[here]], gazetteer[known[here]]]
        if abs(place - REACH) < REACH:
            tables.append(near[kind[here]])
        columns += [np.where(each >= 0, each * PLACES + place, -1) for each in tables]
    return np.concatenate(columns, axis=1), list(numbers)


def forbidden() -> NDArray[np.float32]:
    """Give for each step from label to label 0, or far below where a name would go on unbegun."""
    steps = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for into, label in enumerate(LABELS):
        part, _, kind = label.partition("-")
        for origin, before in enumerate(LABELS):
            if part == "I" and before.partition("-")[2] != kind:
                steps[origin, into] = 2 * IMPOSSIBLE
    return steps


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line.split() for line in block.splitlines() if line.strip()]
        if lines:
            yield [(line[0], line[-1]) for line in lines]


def _pieces(sentence: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pieces of *sentence* with their labels."""
    found: list[tuple[str, str]] = []
    for word, label in sentence:
        part, _, name = label.partition("-")
        kind = _KINDS.get(name, "")
        for text in cut(word).texts:
            goes_on = part == "I" and found and found[-1][1].endswith(f"-{kind}")
            found.append((text, f"{'I' if goes_on else 'B'}-{kind}" if kind else "O"))
            part = "I" if text[0].isalnum() else part
    return _without_edges(found)


def _without_edges(found: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Take marks at the edges of names out of them."""
    for index, (text, label) in enumerate(found):
        ahead = next((other for other in found[index + 1 :] if other[0][0].isalnum()), ("", "O"))
        inside = label[0] == "I" and ahead[1] == label
        yield text, label if text[0].isalnum() or inside else "O"
