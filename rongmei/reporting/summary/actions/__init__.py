"""Every write to a summary is one of these."""

from .signing import proofread_summary, revise_summary, sign_summary
from .slots import SlotChoice, add_slot, bind_proposed, bind_slot, refresh_proposals
from .texts import change_body, change_heading, create_from_document, create_summary, note_export

__all__ = [
    "SlotChoice",
    "add_slot",
    "bind_proposed",
    "bind_slot",
    "change_body",
    "change_heading",
    "create_from_document",
    "create_summary",
    "note_export",
    "proofread_summary",
    "refresh_proposals",
    "revise_summary",
    "sign_summary",
]
