"""Who may do what with a ledger row, and why not. Pure: no writes, no requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied

from . import registry
from .declaration import Ledger
from .enums import ROW_MOVES, RowState
from .models import Entry, ImportBatch

# Who sees the rows of every unit.
SEE_ALL = (Role.EDITOR, Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD, Role.OFFICE_MANAGER, Role.AUDITOR)
# Whose word makes a row count.
CONFIRM = (Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD, Role.OFFICE_MANAGER)
# Who records for any unit.
RECORD_ANY = (*CONFIRM, Role.EDITOR)
# Who records for the own unit and the units below it.
RECORD_OWN = (Role.CORRESPONDENT,)


def sees_all(actor: Any) -> bool:
    return actor is SYSTEM or bool(actor.has_role(*SEE_ALL))


def may_see_ledgers(actor: Any) -> Decision:
    if sees_all(actor) or actor.has_role(*RECORD_OWN):
        return Allowed()
    return Denied(_("The ledgers are open to the office's staff and the units' correspondents. Ask the office for a role."))


def own_units(actor: Any) -> frozenset[int]:
    """Units a correspondent answers for, with all units below."""
    return frozenset(actor.unit_ids_for(*RECORD_OWN))


def may_see(actor: Any, row: Entry) -> Decision:
    if sees_all(actor):
        return Allowed()
    if row.unit_id in own_units(actor):
        return Allowed()
    return Denied(_("This record belongs to another unit."))


def may_record_anywhere(actor: Any, ledger: Ledger) -> Decision:
    """May the person record in this ledger at all?"""
    if actor is SYSTEM or actor.has_role(*RECORD_ANY) or own_units(actor):
        return Allowed()
    if actor.has_role(Role.AUDITOR):
        return Denied(_("Auditors read everything and change nothing."))
    return Denied(_("You have no role that records in “%(ledger)s”. Ask the office for one.") % {"ledger": ledger.label})


def may_record(actor: Any, ledger: Ledger, unit_id: int | None) -> Decision:
    general = may_record_anywhere(actor, ledger)
    if not general or actor is SYSTEM or actor.has_role(*RECORD_ANY):
        return general
    if unit_id in own_units(actor):
        return Allowed()
    return Denied(_("Correspondents record for their own unit only. Choose your unit."))


def may_change(actor: Any, row: Entry) -> Decision:
    if row.state == RowState.VOIDED:
        return Denied(_("This record is voided. Restore it first."))
    if actor is SYSTEM or actor.has_role(*CONFIRM):
        return Allowed()
    decision = may_record(actor, registry.of(row), row.unit_id)
    if decision and row.state == RowState.CONFIRMED:
        return Denied(_("This record is confirmed. Ask the section chief to return it before changing it."))
    return decision


def may_move(actor: Any, row: Entry, to: RowState) -> Decision:
    """May the person bring the row to the state?"""
    if to not in ROW_MOVES[RowState(row.state)]:
        return Denied(_("A record that is “%(now)s” cannot become “%(to)s”.") % {"now": RowState(row.state).label, "to": to.label})
    if to in (RowState.CONFIRMED, RowState.RETURNED):
        return may_confirm(actor, registry.of(row))
    if to == RowState.VOIDED and row.state == RowState.CONFIRMED:
        return may_confirm(actor, registry.of(row))
    return may_record(actor, registry.of(row), row.unit_id)


def may_confirm(actor: Any, ledger: Ledger) -> Decision:
    """Confirming, returning, and voiding what counts."""
    if actor is SYSTEM or actor.has_role(*CONFIRM):
        return Allowed()
    return Denied(_("Records are confirmed and returned by the section chief, the head's office or the office manager."))


def may_see_batch(actor: Any, batch: ImportBatch) -> Decision:
    if actor is SYSTEM or sees_all(actor) or batch.received_by_id == actor.pk:
        return Allowed()
    return Denied(_("This import was uploaded by somebody else."))


def may_work_on_batch(actor: Any, batch: ImportBatch, ledger: Ledger) -> Decision:
    if actor is SYSTEM or batch.received_by_id == actor.pk or actor.has_role(*CONFIRM):
        return may_record_anywhere(actor, ledger)
    return Denied(_("This import was uploaded by somebody else."))


def may_use_token(user: Any, *, write: bool, token_writes: bool) -> Decision:
    if not user.is_active:
        return Denied(_("The account of this key is closed."))
    if write and not token_writes:
        return Denied(_("This key may only read. Make one that may write."))
    return Allowed()


def moves_open_to(actor: Any, rows: Sequence[Entry]) -> dict[RowState, Decision]:
    """For buttons: each state some of the rows could reach, with the decision for the first row that could."""
    found: dict[RowState, Decision] = {}
    for row in rows:
        for to in ROW_MOVES[RowState(row.state)]:
            decision = may_move(actor, row, to)
            if to not in found or (decision and not found[to]):
                found[to] = decision
    return found
