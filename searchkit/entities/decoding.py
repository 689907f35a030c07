"""From the scores of pieces to their labels: the best path, in steps over many runs at once.

Pieces that are certainly in no name are settled by their own scores. What is left are short runs,
and the best labels of all of them are found together, first piece by first, second by second
(Viterbi).
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

_Ids: TypeAlias = NDArray[np.int64]
_Scores: TypeAlias = NDArray[np.int32] | NDArray[np.float32]

#: What transitions that must not be are scored below.
IMPOSSIBLE = -1_000_000


class Decoder:
    """Finds the labels whose scores and transitions add up to most; label 0 is "no name"."""

    def __init__(self, transitions: _Scores, margin: float | None = None) -> None:
        """Decode with *transitions* from label to label.

        A piece whose label 0 has so much more than its others as *margin* is in no name; unless one
        is given, as much as two transitions can gain.
        """
        self._steps = np.ascontiguousarray(transitions.T)  # into, from
        possible = transitions[transitions > IMPOSSIBLE]
        gain = 2 * (possible.max() - transitions[0, 0])
        self._margin = gain if margin is None else margin

    def path(self, scores: _Scores) -> _Ids:
        """Give the best label of each piece that has *scores*."""
        path = np.zeros(len(scores), np.int64)
        open_ = scores[:, 1:].max(1) + self._margin > scores[:, 0]
        edges = np.flatnonzero(np.diff(open_, prepend=False, append=False))
        starts, ends = edges[::2], edges[1::2]
        if len(starts):
            longest_first = np.argsort(starts - ends, kind="stable")
            self._label(path, scores, starts[longest_first], (ends - starts)[longest_first])
        return path

    def _label(self, path: _Ids, scores: _Scores, starts: _Ids, lengths: _Ids) -> None:
        """Write the labels of the runs at *starts*, the longest first, into *path*."""
        # Outside of a run there is label 0, and before a text.
        best = self._steps[:, 0] + scores[starts]
        origins = []
        for step in range(1, int(lengths[0])):
            alive = int(np.searchsorted(-lengths, -step))
            ways = best[:alive, None, :] + self._steps
            origins.append(ways.argmax(2))
            best[:alive] = ways.max(2) + scores[starts[:alive] + step]
        label = (best + self._steps[0]).argmax(1)
        for step in range(int(lengths[0]) - 1, -1, -1):
            alive = int(np.searchsorted(-lengths, -step))
            path[starts[:alive] + step] = label[:alive]
            if step:
                label[:alive] = origins[step - 1][np.arange(alive), label[:alive]]
