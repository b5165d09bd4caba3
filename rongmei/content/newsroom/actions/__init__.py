"""Every write of the newsroom."""

from .archive import import_archived_publication
from .assets import add_asset
from .correcting import close_correction, confirm_down, note_republication, open_correction, withdraw_story
from .moving import decline_manuscript, drop_manuscript, reopen_manuscript, submit_manuscript
from .procedures import add_subject, end_deputy, install_procedures, make_procedure, name_deputy, retire_procedure
from .publishing import publish_manuscript, publish_many
from .scheduling import publish_due, schedule_manuscript, unschedule_manuscript
from .signing import return_manuscript, sign_manuscript
from .texts import autosave_text, begin_manuscript, discard_draft, save_text, set_targets
from .urgent import countersign_release, release_urgently, remind_countersigners

__all__ = [
    "add_asset",
    "add_subject",
    "autosave_text",
    "begin_manuscript",
    "close_correction",
    "confirm_down",
    "countersign_release",
    "decline_manuscript",
    "discard_draft",
    "drop_manuscript",
    "end_deputy",
    "import_archived_publication",
    "install_procedures",
    "make_procedure",
    "name_deputy",
    "note_republication",
    "open_correction",
    "publish_due",
    "publish_manuscript",
    "publish_many",
    "release_urgently",
    "remind_countersigners",
    "reopen_manuscript",
    "retire_procedure",
    "return_manuscript",
    "save_text",
    "schedule_manuscript",
    "set_targets",
    "sign_manuscript",
    "submit_manuscript",
    "unschedule_manuscript",
    "withdraw_story",
]
