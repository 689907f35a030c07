"""A structured perceptron with averaged weights: sentences with labels to weights of features.

A few sentences at a time are decoded with the present weights, every label but the true one a
little favoured, so that the truth must win by a margin; where the best path differs from the truth,
the features of the one lose and those of the other gain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from searchkit.entities.decoding import Decoder

Ids = NDArray[np.integer]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn: sizes, how often, by which margin names and what is no name must win.

    *forbidden* is far below zero for transitions that must not be.
    """

    features: int
    labels: int
    forbidden: Floats
    rounds: int = 8
    batch: int = 8
    margin: tuple[float, float] = (1.0, 1.0)
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """*emissions* by feature and label, *transitions* from label to label."""

    emissions: Floats
    transitions: Floats


def train(rows: Ids, truth: Ids, sentences: Sequence[slice], settings: Settings) -> Weights:
    """Learn from pieces whose features are *rows* (-1 for none) and labels *truth*."""
    rng = np.random.default_rng(settings.seed)
    emissions = np.zeros((settings.features + 1, settings.labels), np.float32)
    transitions = np.zeros((settings.labels, settings.labels), np.float32)
    summed, summed_transitions = np.zeros_like(emissions), np.zeros_like(transitions)
    numbers = np.arange(len(truth))
    order = np.arange(len(sentences))
    now = 0
    for _ in range(settings.rounds):
        rng.shuffle(order)
        for batch in np.array_split(order, max(1, len(order) // settings.batch)):
            now += 1
            places = np.concatenate([numbers[sentences[each]] for each in batch])
            mine, true = rows[places], truth[places]
            found = _decoded(emissions, transitions, mine, true, settings)
            wrong = np.flatnonzero(found != true)
            for path, step in ((true, 1.0), (found, -1.0)):
                cells = (mine[wrong], path[wrong][:, None])
                np.add.at(emissions, cells, np.float32(step))
                np.add.at(summed, cells, np.float32(step * now))
                steps = (np.r_[0, path[:-1]], path)
                np.add.at(transitions, steps, np.float32(step))
                np.add.at(summed_transitions, steps, np.float32(step * now))
            emissions[-1] = summed[-1] = 0  # the feature that is none
    past = np.float32(now)
    averaged = transitions - summed_transitions / past + settings.forbidden
    return Weights(emissions - summed / past, averaged)


def _decoded(
    emissions: Floats, transitions: Floats, mine: Ids, true: Ids, settings: Settings
) -> Ids:
    """Give the best labels where every label but the true one has a margin."""
    scores = emissions[mine].sum(1)
    margin = np.where(true > 0, *settings.margin).astype(np.float32)
    scores += margin[:, None]
    scores[np.arange(len(true)), true] -= margin
    return Decoder(transitions + settings.forbidden).path(scores)
