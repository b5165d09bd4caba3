"""Everything that writes at the proof desk."""

from .answers import answer_finding, reopen_finding, waive
from .book import book_findings, set_scheme
from .runs import keep_run, note_export
from .teaching import accept_everywhere, teach
from .texts import change_text, remove_text, take_text

__all__ = [
    "accept_everywhere",
    "answer_finding",
    "book_findings",
    "change_text",
    "keep_run",
    "note_export",
    "remove_text",
    "reopen_finding",
    "set_scheme",
    "take_text",
    "teach",
    "waive",
]
