"""Every write of the newsroom."""

from .archive import import_archived_publication
from .assets import add_asset, describe_asset
from .comments import settle_comment, write_comment
from .correcting import close_correction, confirm_down, open_correction, withdraw_story
from .filing import file_manuscript
from .moving import decline_manuscript, drop_manuscript, reopen_manuscript, submit_manuscript
from .packs import take_inspection_pack
from .planning import (
    accept_topic,
    assign_piece,
    cancel_assignment,
    confirm_assignment,
    decline_topic,
    deliver_assignment,
    drop_topic,
    nudge_assignee,
    propose_topic,
    refuse_assignment,
)
from .procedures import add_subject, end_deputy, install_procedures, make_procedure, name_deputy, retire_procedure
from .proofreading import proofread_manuscript
from .publishing import publish_manuscript, publish_many
from .reminding import remind_overdue_steps
from .republishing import bring_up_to_date, note_republication
from .scheduling import publish_due, schedule_manuscript, unschedule_manuscript
from .signing import return_manuscript, sign_manuscript
from .texts import autosave_text, begin_manuscript, discard_draft, save_text, set_targets
from .urgent import countersign_release, release_urgently, remind_countersigners

__all__ = [
    "accept_topic",
    "add_asset",
    "add_subject",
    "assign_piece",
    "autosave_text",
    "begin_manuscript",
    "bring_up_to_date",
    "cancel_assignment",
    "close_correction",
    "confirm_assignment",
    "confirm_down",
    "countersign_release",
    "decline_manuscript",
    "decline_topic",
    "deliver_assignment",
    "describe_asset",
    "discard_draft",
    "drop_manuscript",
    "drop_topic",
    "end_deputy",
    "file_manuscript",
    "import_archived_publication",
    "install_procedures",
    "make_procedure",
    "name_deputy",
    "note_republication",
    "nudge_assignee",
    "open_correction",
    "proofread_manuscript",
    "propose_topic",
    "publish_due",
    "publish_manuscript",
    "publish_many",
    "refuse_assignment",
    "release_urgently",
    "remind_countersigners",
    "remind_overdue_steps",
    "reopen_manuscript",
    "retire_procedure",
    "return_manuscript",
    "save_text",
    "schedule_manuscript",
    "set_targets",
    "settle_comment",
    "sign_manuscript",
    "submit_manuscript",
    "take_inspection_pack",
    "unschedule_manuscript",
    "withdraw_story",
    "write_comment",
]
