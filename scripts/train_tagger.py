"""Train the tagger: write ``tagger.bin``, ``groups.bin``, ``senses.bin`` in ``searchkit/data``.

Run at development time (``python -m scripts.train_tagger NAMES GROUPS ARCHIVE...``): NAMES is a
CoNLL file of labelled names, GROUPS what `scripts.learn_clusters` wrote, and in the ARCHIVEs a
first tagger counts what words mostly name, so that the second knows. The licences of what is
written follow from those of what it is made of: see ``searchkit/data/tagger.txt``.
"""

import sys
from pathlib import Path

import numpy as np

from scripts import perceptron
from scripts.labelled import LABELS, Labelled, forbidden, rows
from scripts.learn_clusters import texts
from searchkit.entities.features import features
from searchkit.entities.learned import Learned, hashed
from searchkit.entities.learning import senses_in
from searchkit.entities.tagger import Tagger
from searchkit.entities.weights import PLACES, ROOTS, Weights

DATA = Path(__file__).parents[1] / "searchkit" / "data"
#: A feature that is seen less often tells nothing of other newspapers.
LEAST = 2
ROUNDS, BATCH = 8, 4
#: Articles on which a tagger teaches itself.
SELF_TAUGHT = 6_000
_LARGEST, _TELLING = 127, 4
#: What is taken from going on without a name: names would else be missed more often than made up.
FAVOUR = 2.0


def read_groups(path: Path) -> Learned:
    """Read what `scripts.learn_clusters` wrote; a group's number is kept one higher."""
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return Learned.of_words({form: int(group) + 1 for group, _, form in lines})


def train(
    data: Labelled,
    groups: Learned,
    senses: Learned,
    sentences: list[slice],
    without: tuple[str, ...] = (),
) -> Weights:
    """Learn from the *sentences* of *data* with all features, or *without* some."""
    numbers, listed = rows(data, groups, senses, without)
    inside = np.concatenate([np.arange(each.start, each.stop) for each in sentences])
    size = len(listed) * PLACES
    counts = np.bincount(numbers[inside].ravel() + 1, minlength=size + 1)[1:]
    kept = np.flatnonzero(counts >= LEAST)
    renumbered = np.full(size + 1, -1)
    renumbered[kept] = np.arange(len(kept))
    settings = perceptron.Settings(len(kept), len(LABELS), forbidden(), rounds=ROUNDS, batch=BATCH)
    learnt = perceptron.train(renumbered[numbers], data.labels, sentences, settings)
    table = np.zeros((size, len(LABELS)), np.float32)
    table[kept] = learnt.emissions[:-1]
    return packable(listed, table.reshape(-1, PLACES, len(LABELS)), learnt.transitions)


def packable(
    listed: list[str], table: perceptron.Floats, transitions: perceptron.Floats
) -> Weights:
    """Pack the weights as roots of one byte and leave out features that say nothing."""
    scale = _LARGEST**2 / ROOTS / np.abs(table).max()
    small = (np.sign(table) * np.rint(np.sqrt(np.abs(table) * scale * ROOTS))).astype(np.int8)
    telling = np.flatnonzero(np.abs(small).max((1, 2)) >= _TELLING)
    hashes = np.array([hashed(listed[each]) for each in telling], np.uint32)
    order = np.argsort(hashes)
    transitions[0, 0] -= FAVOUR
    steps = np.rint(np.maximum(transitions * scale, -1e8)).astype(np.int32)
    return Weights(LABELS, hashes[order], small[telling][order], steps)


def taught(weights: Weights, groups: Learned, archives: list[Path], articles: int) -> Learned:
    """Let a tagger of *weights* count what words mostly name in so many *articles*."""
    tagger = Tagger(weights, lambda text: features(text, groups, Learned({})))
    every = list(texts(archives))
    chosen = every[:: max(1, len(every) // articles)]
    return Learned(senses_in(chosen, tagger))


def main() -> None:
    """Train, let the tagger teach itself, train again, and write."""
    names, groups_file, *archives = map(Path, sys.argv[1:])
    groups = read_groups(groups_file)
    data = Labelled.read(names)
    first = train(data, groups, Learned({}), data.sentences)
    senses = taught(first, groups, archives, SELF_TAUGHT)
    second = train(data, groups, senses, data.sentences)
    for name, packed in (("tagger", second), ("groups", groups), ("senses", senses)):
        written = (DATA / f"{name}.bin").write_bytes(packed.to_bytes())
        print(f"{name}.bin: {written:,} bytes")


if __name__ == "__main__":
    main()
