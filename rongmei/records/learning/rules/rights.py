"""Who sets the office's own rules of learning."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied

SET = (Role.OFFICE_MANAGER, Role.HEAD)
SEE = (*SET, Role.DEPUTY_HEAD, Role.SECTION_CHIEF, Role.EDITOR, Role.AUDITOR)


def may_set_rules(actor: Any) -> Decision:
    """Hours table, deadlines, quarterly minimums, holidays."""
    if actor is SYSTEM or actor.has_role(*SET):
        return Allowed()
    return Denied(_("The rules of learning are set by the office manager and the head of the office."))


def may_see_rules(actor: Any) -> Decision:
    if actor is SYSTEM or actor.has_role(*SEE):
        return Allowed()
    return Denied(_("The rules of learning are open to the office's staff."))
