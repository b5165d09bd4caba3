"""Who may do what with a summary, and why not."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied
from rongmei.base.ledger import rules as ledger_rules

from .enums import SUMMARY_MOVES, SummaryState
from .models import Summary

WRITE = (Role.EDITOR, Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD, Role.OFFICE_MANAGER)
SIGN = (Role.DEPUTY_HEAD, Role.HEAD)


def may_see_summaries(actor: Any) -> Decision:
    return ledger_rules.may_see_ledgers(actor)


def may_see(actor: Any, summary: Summary) -> Decision:
    """A signed summary is for everybody who works here; a draft for the office and the auditor."""
    general = may_see_summaries(actor)
    if not general or ledger_rules.sees_all(actor) or summary.state != SummaryState.DRAFTING:
        return general
    return Denied(_("This summary is still being written; it opens when it is signed."))


def may_write(actor: Any) -> Decision:
    if actor is SYSTEM or actor.has_role(*WRITE):
        return Allowed()
    if actor.has_role(Role.AUDITOR):
        return Denied(_("Auditors read everything and change nothing."))
    return Denied(_("The summary is written by the office. Ask the office manager for a role."))


def may_change(actor: Any, summary: Summary) -> Decision:
    if summary.state != SummaryState.DRAFTING:
        return Denied(_("This edition is signed and does not change any more. Open a revised edition."))
    return may_write(actor)


def may_sign(actor: Any, summary: Summary) -> Decision:
    if SummaryState.SIGNED not in SUMMARY_MOVES[SummaryState(summary.state)]:
        return Denied(_("This edition is signed already."))
    if actor is not SYSTEM and actor.has_role(*SIGN):  # a signature is a person's, never the machine's
        return Allowed()
    return Denied(_("A summary is signed by the head or the deputy head of the office."))


def may_proofread(actor: Any, summary: Summary) -> Decision:
    """Whoever writes it, and whoever is about to sign it."""
    return Allowed() if may_sign(actor, summary) else may_change(actor, summary)


def may_revise(actor: Any, summary: Summary) -> Decision:
    if SummaryState.REPLACED not in SUMMARY_MOVES[SummaryState(summary.state)]:
        return Denied(_("Only the signed edition that is in force can be revised."))
    return may_write(actor)
