"""The weights of the tagger as they are packed: small whole numbers by the hash of a feature."""

import json
import lzma
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

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
        roots = self.table.astype(np.int16)
        values: Scores = np.sign(roots) * (roots * roots // ROOTS)
        return values

    def of(self, far: Iterable[str], near: Iterable[str] = ()) -> Scores:
        """Add up what the features of a word say, *near* ones at the three nearest places only."""
        row = self._rows.get
        scores = self._added([row(hashed(each)) for each in far])
        nearest = slice(REACH - 1, REACH + 2)
        scores[nearest] += self._added([row(hashed(each)) for each in near])[nearest]
        return scores

    def _added(self, rows: list[int | None]) -> Scores:
        known = [row for row in rows if row is not None]
        added: Scores = self._values[known].sum(0, dtype=np.int16)
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
