"""How things read: events as sentences, a text with its findings in place, the scripts beside an editor."""

from .editor import editor_settings
from .events import register
from .fingerprints import fingerprint_of
from .marking import Piece, pieces_of

__all__ = ["Piece", "editor_settings", "fingerprint_of", "pieces_of", "register"]
