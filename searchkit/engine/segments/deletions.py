"""Which articles of a segment are deleted: a bitmap in a file of its own, beside the segment.

A further deletion writes a further file; none is ever changed.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from searchkit.engine.segments.arrays import Mask
from searchkit.errors import IndexDamaged

_DIGEST = 16


def deleted_with(deleted: Mask | None, articles: Iterable[int], count: int) -> Mask:
    """Give the mask over *count* articles that deletes *articles* beside those *deleted*."""
    mask = np.zeros(count, np.bool_) if deleted is None else deleted.copy()
    mask[list(articles)] = True
    return mask


def write_deleted(path: Path, deleted: Mask) -> None:
    """Write the new file *path*: a checksum and a bit for each article of the segment."""
    bits = np.packbits(deleted).tobytes()
    with path.open("xb") as file:
        file.write(hashlib.blake2b(bits, digest_size=_DIGEST).digest() + bits)


def read_deleted(path: Path, count: int) -> Mask:
    """Read the file *path* of a segment of *count* articles; its checksum is always compared."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise IndexDamaged(path.parent, f"{path.name}: {error.strerror}") from error
    digest, bits = content[:_DIGEST], content[_DIGEST:]
    if hashlib.blake2b(bits, digest_size=_DIGEST).digest() != digest or len(bits) != -(-count // 8):
        raise IndexDamaged(path.parent, f"{path.name}: checksum or size differs")
    return np.unpackbits(np.frombuffer(bits, np.uint8), count=count).astype(np.bool_)
