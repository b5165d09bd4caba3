"""What can be done to the directory. One module per noun."""

from rongmei.base.directory.actions.accounts import (
    NewAccount,
    choose_password,
    create_account,
    disable_account,
    enable_account,
    note_sign_in,
    note_sign_in_failed,
    note_sign_in_locked,
    reset_password,
    reset_second_factor,
)
from rongmei.base.directory.actions.imports import KeptSheet, forget_sheets, keep_sheet, look_at_sheet, plan_sheet, take_in_sheet
from rongmei.base.directory.actions.outlets import change_outlet, close_outlet, inspect_outlet, register_outlet
from rongmei.base.directory.actions.people import add_person, change_person, end_post, hold_post, mark_left, rank_post
from rongmei.base.directory.actions.personal import erase_person, export_person
from rongmei.base.directory.actions.roles import end_role, grant_role
from rongmei.base.directory.actions.units import (
    add_unit,
    change_unit,
    close_unit,
    merge_units,
    move_unit,
    rename_unit,
)
from rongmei.base.directory.actions.university import set_university

__all__ = [
    "KeptSheet",
    "NewAccount",
    "add_person",
    "add_unit",
    "change_outlet",
    "change_person",
    "change_unit",
    "choose_password",
    "close_outlet",
    "close_unit",
    "create_account",
    "disable_account",
    "enable_account",
    "end_post",
    "end_role",
    "erase_person",
    "export_person",
    "forget_sheets",
    "grant_role",
    "hold_post",
    "inspect_outlet",
    "keep_sheet",
    "look_at_sheet",
    "mark_left",
    "merge_units",
    "move_unit",
    "note_sign_in",
    "note_sign_in_failed",
    "note_sign_in_locked",
    "plan_sheet",
    "rank_post",
    "register_outlet",
    "rename_unit",
    "reset_password",
    "reset_second_factor",
    "set_university",
    "take_in_sheet",
]
