"""A chain on the disk: a folder of three arrays, written with the segments whose terms it made."""

from pathlib import Path

import numpy as np

from searchkit.analysis import Chain
from searchkit.analysis.counted import Counted
from searchkit.engine.segments.files import FolderReader, FolderWriter

_FILE = "counts"
_ARRAYS = ("hashes", "counts", "cuts")
_BORROWS = "borrows"


def write_chain(folder: Path, chain: Chain) -> None:
    """Write *chain* as the new *folder*."""
    writer = FolderWriter.create(folder)
    with writer.file(_FILE) as file:
        for name in _ARRAYS:
            file.add(name, getattr(chain.counted, name))
    writer.close({_BORROWS: chain.borrows})


def read_chain(folder: Path) -> Chain:
    """Open the chain in *folder*, mapped.

    Raises `IndexDamaged` unless its files are as they were written.
    """
    files = FolderReader(folder)
    hashes, counts, cuts = (files.array(f"{_FILE}/{name}") for name in _ARRAYS)
    counted = Counted(
        hashes.astype(np.uint64, copy=False), counts, cuts.astype(np.uint8, copy=False)
    )
    return Chain(counted, bool(files.facts.get(_BORROWS, True)))
