"""Tables of the newsroom.

A `Manuscript` is a chain of `Revision` rows that never change; `SignOff` rows bind people to the fingerprint of a revision; a
`Publication` is an immutable copy of one revision on one outlet. Sites read publications only.
"""

from .manuscripts import Asset, Draft, Manuscript, Revision, Subject, Writer
from .procedures import Deputy, Procedure, ProcedureStep
from .publications import CorrectionNote, Publication, Republication, Withdrawal, WithdrawalConfirmation
from .signing import SignOff, UrgentRelease

__all__ = [
    "Asset",
    "CorrectionNote",
    "Deputy",
    "Draft",
    "Manuscript",
    "Procedure",
    "ProcedureStep",
    "Publication",
    "Republication",
    "Revision",
    "SignOff",
    "Subject",
    "UrgentRelease",
    "Withdrawal",
    "WithdrawalConfirmation",
    "Writer",
]
