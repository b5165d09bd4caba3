"""What comes in: uploaded files, and questions of editors and programs."""

from .asked import Asked, Passage, read_asked
from .limits import MOST_ASKED, MOST_BYTES, MOST_CHARACTERS, MOST_PASSAGES
from .uploads import mark_file, read_upload

__all__ = ["MOST_ASKED", "MOST_BYTES", "MOST_CHARACTERS", "MOST_PASSAGES", "Asked", "Passage", "mark_file", "read_asked", "read_upload"]
