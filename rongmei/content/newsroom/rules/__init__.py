"""Who may do what with a manuscript, and why not. `may_publish` is the only gate to the public."""

from .gate import may_publish, may_release, may_schedule, may_unschedule, release_of
from .planning import (
    PROPOSE,
    may_answer_assignment,
    may_assign,
    may_be_asked,
    may_cancel_assignment,
    may_comment,
    may_decide,
    may_deliver,
    may_drop_topic,
    may_nudge,
    may_propose,
    may_settle,
)
from .procedures import may_keep_procedures, may_name_deputy
from .published import may_close_correction, may_confirm_down, may_correct, may_countersign, may_note_republication, may_withdraw
from .seeing import holds_for, may_begin, may_begin_somewhere, may_see, may_see_newsroom, may_take_pack, may_use_asset
from .signing import Capacity, capacities, may_return, may_sign
from .writing import may_decline, may_drop, may_edit, may_keep_draft, may_reopen, may_submit, may_target, writes

__all__ = [
    "PROPOSE",
    "Capacity",
    "capacities",
    "holds_for",
    "may_answer_assignment",
    "may_assign",
    "may_be_asked",
    "may_begin",
    "may_begin_somewhere",
    "may_cancel_assignment",
    "may_close_correction",
    "may_comment",
    "may_confirm_down",
    "may_correct",
    "may_countersign",
    "may_decide",
    "may_decline",
    "may_deliver",
    "may_drop",
    "may_drop_topic",
    "may_edit",
    "may_keep_draft",
    "may_keep_procedures",
    "may_name_deputy",
    "may_note_republication",
    "may_nudge",
    "may_propose",
    "may_publish",
    "may_release",
    "may_reopen",
    "may_return",
    "may_schedule",
    "may_see",
    "may_see_newsroom",
    "may_settle",
    "may_sign",
    "may_submit",
    "may_take_pack",
    "may_target",
    "may_unschedule",
    "may_use_asset",
    "may_withdraw",
    "release_of",
    "writes",
]
