"""How much is checked at once."""

from __future__ import annotations

from typing import Final

MOST_CHARACTERS: Final = 220_000  # a text on the desk, a pass over a manuscript: a long report
MOST_ASKED: Final = 20_000  # one request of an editor
MOST_PASSAGES: Final = 200
MOST_BYTES: Final = 20 * 1024 * 1024  # an uploaded file
