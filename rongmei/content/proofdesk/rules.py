"""Who may have a text checked, and who decides what."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.rules import holds
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied
from rongmei.base.ledger import rules as ledger_rules

from .models import DeskText

# Who reads the texts of others on the desk.
READ_ALL = (*ledger_rules.SEE_ALL, Role.PROOFREADER)


def may_check(actor: Any) -> Decision:
    """Everybody who works here: checking changes nothing."""
    if holds(actor):
        return Allowed()
    return Denied(_("Texts are checked for the office's staff and the units' correspondents. Ask the office for a role."))


def may_answer(actor: Any) -> Decision:
    """Accepting and ignoring remarks: whoever writes or proofreads; the auditor reads."""
    if actor is not SYSTEM and set(_roles(actor)) == {Role.AUDITOR}:
        return Denied(_("Auditors read everything and change nothing."))
    return may_check(actor)


def _roles(actor: Any) -> list[Role]:
    return [role for role in Role if actor.has_role(role)]


def may_see_text(actor: Any, text: DeskText) -> Decision:
    if actor is SYSTEM or text.made_by_id == actor.pk or actor.has_role(*READ_ALL):
        return may_check(actor)
    return Denied(_("This text was put on the desk by somebody else."))


def may_work_on_text(actor: Any, text: DeskText) -> Decision:
    """Deciding on its remarks, checking it again, taking it off the desk: whoever put it there."""
    if text.removed_at is not None:
        return Denied(_("This text was taken off the desk."))
    if actor is SYSTEM or text.made_by_id == actor.pk:
        return may_answer(actor)
    return Denied(_("This text was put on the desk by somebody else."))


def may_see_rates(actor: Any) -> Decision:
    """Error rates name units and issues: for who sees every unit's ledger rows."""
    if ledger_rules.sees_all(actor) or holds(actor, Role.PROOFREADER):
        return Allowed()
    return Denied(_("Error rates are open to the office's editors, proofreaders and heads."))


def may_set_weights(actor: Any) -> Decision:
    """What an error counts for: the office manager and the heads."""
    if holds(actor, Role.OFFICE_MANAGER, Role.HEAD, Role.DEPUTY_HEAD):
        return Allowed()
    return Denied(_("What an error counts for is settled by the office manager and the head's office."))


def may_book(actor: Any) -> Decision:
    """Entering accepted remarks into the error book: who records in ledgers for every unit, and proofreaders."""
    if actor is SYSTEM or actor.has_role(*ledger_rules.RECORD_ANY):
        return Allowed()
    return Denied(_("Errors are entered in the error book by the office's editors and heads."))
