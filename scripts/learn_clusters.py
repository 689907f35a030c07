"""Group the words of archives by the words that stand around them; print the size of the groups.

Run at development time (``python -m scripts.learn_clusters OUT ARCHIVE...``), on archives whose
licence allows it: JSON lines of articles, compressed with xz. Each word becomes a vector: which of
the frequent words stands at which place around it, weighted by pointwise mutual information and
reduced by a singular value decomposition; k-means makes 1,024 groups, and halving these again and
again numbers them, so that groups whose numbers begin with the same bits are alike.
OUT holds a line for each word: group, count, word.
"""

import json
import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from searchkit.analysis import fold
from searchkit.entities.pieces import cut

LEAST, CONTEXTS, PLACES = 6, 1200, (-2, -1, 1, 2)
DIMENSIONS, GROUPS, ROUNDS = 100, 1024, 12
SEED = 7

Floats = NDArray[np.float32]


def texts(paths: list[Path]) -> Iterator[str]:
    """Yield title and body of each article of *paths*, each distinct body once."""
    seen = set()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                if hash(article["body"]) not in seen:
                    seen.add(hash(article["body"]))
                    yield f"{article['title']}\n{article['body']}\n"


def numbered(paths: list[Path]) -> tuple[NDArray[np.int32], list[str], NDArray[np.int64]]:
    """Number the words of *paths*, the most frequent first; all rare ones have the last number."""
    numbers: dict[str, int] = {}
    spelled: dict[str, int] = {}
    ids: list[int] = []
    for text in texts(paths):
        for piece in cut(text).texts:
            number = spelled.get(piece)
            if number is None:
                form = "0" if piece[0].isdigit() else fold(piece)
                number = spelled[piece] = numbers.setdefault(form, len(numbers))
            ids.append(number)
    found = np.array(ids, np.int32)
    counts = np.bincount(found)
    order = np.argsort(-counts, kind="stable")
    kept = int((counts >= LEAST).sum())
    rank = np.full(len(counts), kept, np.int32)
    rank[order[:kept]] = np.arange(kept)
    forms = list(numbers)
    return rank[found], [forms[i] for i in order[:kept]], counts[order[:kept]]


def vectors(ids: NDArray[np.int32], size: int) -> Floats:
    """Give each word its vector of unit length."""
    table = np.zeros((size + 1, CONTEXTS * len(PLACES)), np.float32)
    for column, place in enumerate(PLACES):
        here = ids[max(-place, 0) : len(ids) - max(place, 0)].astype(np.int64)
        there = ids[max(place, 0) : len(ids) + min(place, 0)]
        near = there < CONTEXTS
        pairs, counts = np.unique(here[near] * CONTEXTS + there[near], return_counts=True)
        table[pairs // CONTEXTS, pairs % CONTEXTS + column * CONTEXTS] = counts
    table = table[:size]
    expected = table.sum(1, keepdims=True) @ (table.sum(0, keepdims=True) / table.sum()) + 1e-9
    np.divide(table, expected, out=table)
    np.log(np.maximum(table, 1, out=table), out=table)
    rng = np.random.default_rng(SEED)
    basis = table @ rng.standard_normal((table.shape[1], DIMENSIONS + 20), np.float32)
    for _ in range(2):
        basis, _ = np.linalg.qr(table @ (table.T @ basis))
    left, weight, _ = np.linalg.svd(basis.T @ table, full_matrices=False)
    reduced = (basis @ left)[:, :DIMENSIONS] * np.sqrt(weight[:DIMENSIONS])
    return unit(reduced)


def unit(rows: Floats) -> Floats:
    """Scale *rows* to length one."""
    lengths: Floats = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / (lengths + np.float32(1e-9))


def grouped(rows: Floats, weights: Floats, groups: int) -> tuple[NDArray[np.int64], Floats]:
    """Put *rows* into so many *groups* by the angle between them; also give the groups' centres."""
    rng = np.random.default_rng(SEED)
    centres = rows[rng.choice(len(rows), groups, replace=False, p=weights / weights.sum())]
    for _ in range(ROUNDS):
        nearest = np.concatenate(
            [(part @ centres.T).argmax(1) for part in np.array_split(rows, 16)]
        )
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, rows * weights[:, None])
        empty = ~sums.any(1)
        sums[empty] = rows[rng.choice(len(rows), int(empty.sum()))]
        centres = unit(sums)
    return nearest, centres


def ordered(centres: Floats, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Order the groups of *numbers* by halves that are alike, halves of halves, and so on."""
    if len(numbers) == 1:
        return numbers
    mine = centres[numbers] - centres[numbers].mean(0)
    axis = np.linalg.svd(mine, full_matrices=False)[2][0]
    halves = np.array_split(numbers[np.argsort(mine @ axis)], 2)
    return np.concatenate([ordered(centres, half) for half in halves])


def main() -> None:
    """Write the groups."""
    out, *paths = map(Path, sys.argv[1:])
    ids, forms, counts = numbered(paths)
    print(len(ids), "words,", len(forms), "distinct ones at least", LEAST, "times")
    rows = vectors(ids, len(forms))
    weights = np.sqrt(counts).astype(np.float32)
    group, centres = grouped(rows, weights, GROUPS)
    place = np.empty(GROUPS, np.int64)
    place[ordered(centres, np.arange(GROUPS))] = np.arange(GROUPS)
    found = zip(place[group], counts, forms, strict=True)
    lines = [f"{each}\t{count}\t{form}" for each, count, form in found if form[:1].isalpha()]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
