"""Tables of the newsroom.

A `Manuscript` is a chain of `Revision` rows that never change; `SignOff` rows bind people to the fingerprint of a revision; a
`Publication` is an immutable copy of one revision on one outlet. Sites read publications only.
"""

from .comments import Comment
from .counted import HandedIn, PassedStep, PublishedStory, StoryPlace, StorySubject
from .manuscripts import Asset, Draft, Manuscript, Revision, Subject, Writer
from .planning import Assignment, Topic
from .procedures import Deputy, Procedure, ProcedureStep
from .publications import CorrectionNote, Publication, Republication, Withdrawal, WithdrawalConfirmation
from .signing import SignOff, Turn, UrgentRelease

__all__ = [
    "Asset",
    "Assignment",
    "Comment",
    "CorrectionNote",
    "Deputy",
    "Draft",
    "HandedIn",
    "Manuscript",
    "PassedStep",
    "Procedure",
    "ProcedureStep",
    "Publication",
    "PublishedStory",
    "Republication",
    "Revision",
    "SignOff",
    "StoryPlace",
    "StorySubject",
    "Subject",
    "Topic",
    "Turn",
    "UrgentRelease",
    "Withdrawal",
    "WithdrawalConfirmation",
    "Writer",
]
