"""How much is checked at once."""

from __future__ import annotations

from typing import Final

from rongmei.base.sandbox import MB, Bounds

MOST_CHARACTERS: Final = 220_000  # a text on the desk, a pass over a manuscript: a long report
MOST_ASKED: Final = 20_000  # one request of an editor
MOST_PASSAGES: Final = 200
MOST_BYTES: Final = 20 * MB  # an uploaded file
CHILD: Final = Bounds(memory_bytes=1024 * MB, cpu_seconds=30, wall_seconds=60, output_bytes=100 * MB)
