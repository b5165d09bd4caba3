"""A back-off language model of order three as plain arrays: what the readers give and the store is built from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Arpa:
    """Natural logarithms. pairs: rows of word numbers (first, second); triples likewise, in the order of the text."""

    words: list[str]
    logp: Floats
    backoff: Floats
    pairs: Ints
    pair_logp: Floats
    pair_backoff: Floats
    triples: Ints
    triple_logp: Floats
