"""One file of named numpy arrays that is mapped into memory, not read: processes share it and start at once."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from rongmei.content.proofing.speller.arpa import Array

MAGIC = b"RONGMEI ARRAYS 1\n"
ALIGNMENT = 64


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Replaces ``path`` at once: whoever has the old file open keeps it."""
    head, at = {}, 0
    for name, array in arrays.items():
        head[name] = [array.dtype.str, list(array.shape), at]
        at += -(-array.nbytes // ALIGNMENT) * ALIGNMENT
    text = json.dumps(head).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.partial")
    with partial.open("wb") as file:
        file.write(MAGIC + f"{len(text):>10}\n".encode() + text)
        file.write(b"\0" * (-file.tell() % ALIGNMENT))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).tobytes())
            file.write(b"\0" * (-file.tell() % ALIGNMENT))
    partial.replace(path)


def read(path: Path) -> dict[str, Array]:
    """Views of the mapped file. Raises OSError, ValueError for a file of another make."""
    mapped = np.memmap(path, np.uint8, "r")
    if mapped[: len(MAGIC)].tobytes() != MAGIC:
        raise ValueError(f"{path} is not a file of arrays of this version.")
    start = len(MAGIC) + 11
    length = int(mapped[len(MAGIC) : start].tobytes())
    base = -(-(start + length) // ALIGNMENT) * ALIGNMENT
    found = {}
    for name, (kind, shape, at) in json.loads(mapped[start : start + length].tobytes()).items():
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        found[name] = mapped[base + at : base + at + size].view(np.dtype(kind)).reshape(shape).view(np.ndarray)
    return found
