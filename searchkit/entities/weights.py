"""The weights of the tagger as they are packed: small whole numbers by the hash of a feature."""

import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from searchkit.entities.features import Features
from searchkit.entities.learned import hashed

#: How far the features of a word reach, to either side.
REACH = 2
PLACES = 2 * REACH + 1

#: What a weight is multiplied with before its root is taken.
ROOTS = 16

Small: TypeAlias = NDArray[np.int8]
Scores: TypeAlias = NDArray[np.int16]
Transitions: TypeAlias = NDArray[np.int32]
_Hashes: TypeAlias = NDArray[np.uint32]


@dataclass(frozen=True)
class Weights:
    """What features say for each label, at each place.

    *table* has a row for each feature of *hashes*, sorted, then by place (of a word two behind the
    one to label, of the next, of itself …) and label. It holds the roots of the weights, so that
    one byte has both small ones and large ones. *transitions* leads from label to label.
    """

    labels: Sequence[str]
    hashes: _Hashes
    table: Small
    transitions: Transitions

    @cached_property
    def _rows(self) -> Mapping[int, int]:
        return {each: row for row, each in enumerate(self.hashes.tolist())}

    @cached_property
    def _values(self) -> Scores:
        """Give the weights of far features, of the same as near ones, and of none."""
        roots = self.table.astype(np.int16)
        far = np.sign(roots) * (roots * roots // ROOTS)
        near = far.copy()
        near[:, [0, -1]] = 0
        return np.concatenate([far, near, np.zeros_like(far[:1])])

    def of(self, shown: Sequence[Features]) -> Scores:
        """Add up what the features of each word say, near ones at the three nearest places only."""
        far, near = self._rows, len(self.hashes)
        rows: list[int] = []
        starts: list[int] = []
        for each in shown:
            starts.append(len(rows))
            rows.append(-1)
            rows += [far[key] for key in map(hashed, each.far) if key in far]
            rows += [far[key] + near for key in map(hashed, each.near) if key in far]
        added: Scores = np.add.reduceat(self._values[rows], starts, 0, np.int16)
        return added

    def to_bytes(self) -> bytes:
        """Pack the weights."""
        steps = np.diff(self.hashes, prepend=np.uint32(0)).astype("<u4")
        head = {
            "labels": list(self.labels),
            "features": len(self.hashes),
            "transitions": self.transitions.tolist(),
        }
        # A label's weights one after the other: the same numbers stand together.
        columns = self.table.reshape(len(self.hashes), PLACES * len(self.labels)).T.tobytes()
        planes = steps.view(np.uint8).reshape(len(steps), 4).T.tobytes()
        return lzma.compress(json.dumps(head).encode() + b"\n" + planes + columns, preset=9)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Take back what `to_bytes` gave."""
        line, _, rest = lzma.decompress(packed).partition(b"\n")
        head = json.loads(line)
        labels, size = head["labels"], head["features"]
        raw = np.frombuffer(rest, np.uint8)
        planes = raw[: 4 * size].reshape(4, size)
        steps = np.ascontiguousarray(planes.T).view("<u4").ravel()
        columns = raw[4 * size :].view(np.int8).reshape(PLACES * len(labels), size)
        table = np.ascontiguousarray(columns.T).reshape(size, PLACES, len(labels))
        transitions = np.array(head["transitions"], np.int32)
        return cls(labels, np.cumsum(steps, dtype=np.uint32), table, transitions)
