"""The text of a story: its shape, its fingerprint, its length, what changed between two of them. Pure: no database."""

from .blocks import clean_blocks, lines_of, picture_values
from .content import Content, read_content
from .difference import Change, Extent, change_between
from .fingerprints import PARTS, changed_parts, fingerprint, parts_of
from .words import count_words, reading_text

__all__ = [
    "PARTS",
    "Change",
    "Content",
    "Extent",
    "change_between",
    "changed_parts",
    "clean_blocks",
    "count_words",
    "fingerprint",
    "lines_of",
    "parts_of",
    "picture_values",
    "read_content",
    "reading_text",
]
