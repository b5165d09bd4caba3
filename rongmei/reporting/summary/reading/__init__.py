"""Reading last year's Word summary: its words exactly, and every number and masked run in it as an open slot."""

from .found import FoundSlot, Guess, MaskOf, ReadDocument, WordRefused
from .measures import base_measure, measure_after, measures_agree
from .reader import read_blocks
from .sandbox import read_docx, read_raw
from .spans import Span, scan

__all__ = [
    "FoundSlot",
    "Guess",
    "MaskOf",
    "ReadDocument",
    "Span",
    "WordRefused",
    "base_measure",
    "measure_after",
    "measures_agree",
    "read_blocks",
    "read_docx",
    "read_raw",
    "scan",
]
