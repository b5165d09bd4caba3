"""Who may define, approve, enter and read figures, and why not. Pure: no writes, no requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied
from rongmei.base.ledger import rules as ledger_rules

from .enums import FIGURE_MOVES, FigureKind, FigureState
from .models import Figure
from .registry_of_uses import Use

# Who writes definitions and enters values: the office's own staff.
DEFINE = (Role.EDITOR, Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD, Role.OFFICE_MANAGER)
# Whose word makes a definition good for a signed document.
APPROVE = (Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD, Role.OFFICE_MANAGER)


def may_see_figures(actor: Any) -> Decision:
    """Values are the same for everybody who may see ledgers; the rows behind them obey the ledgers' own rules."""
    return ledger_rules.may_see_ledgers(actor)


def may_define(actor: Any) -> Decision:
    if actor is SYSTEM or actor.has_role(*DEFINE):
        return Allowed()
    if actor.has_role(Role.AUDITOR):
        return Denied(_("Auditors read everything and change nothing."))
    return Denied(_("Figures are defined by the office's staff. Tell an editor which list you need counted."))


def may_change(actor: Any, figure: Figure) -> Decision:
    if figure.state == FigureState.RETIRED:
        return Denied(_("This figure is retired. Define a new one."))
    return may_define(actor)


def may_approve(actor: Any, figure: Figure) -> Decision:
    """A second person: neither the owner nor who edited last."""
    return _second_person(actor, figure, FigureState.APPROVED)


def may_return(actor: Any, figure: Figure) -> Decision:
    return _second_person(actor, figure, FigureState.RETURNED)


def _second_person(actor: Any, figure: Figure, to: FigureState) -> Decision:
    if actor is SYSTEM or not actor.has_role(*APPROVE):
        return Denied(_("Definitions are approved by the section chief, the head's office or the office manager."))
    if to not in FIGURE_MOVES[FigureState(figure.state)]:
        return Denied(
            _("A definition that is “%(now)s” cannot become “%(to)s”.") % {"now": FigureState(figure.state).label, "to": to.label}
        )
    if actor.pk in (figure.owner_id, figure.edited_by_id):
        return Denied(_("You wrote or changed this definition yourself: a second person approves it."))
    return Allowed()


def may_retire(actor: Any, figure: Figure, uses: Sequence[Use] = ()) -> Decision:
    if FigureState.RETIRED not in FIGURE_MOVES[FigureState(figure.state)]:
        return Denied(_("This figure is retired already."))
    decision = may_define(actor)
    if decision and uses:
        return Denied(
            _("The figure is in use: %(places)s. Take it out there first.") % {"places": "、".join(use.label for use in uses[:5])}
        )
    return decision


def may_enter_value(actor: Any, figure: Figure) -> Decision:
    if figure.kind != FigureKind.MANUAL:
        return Denied(_("This figure is counted: its value cannot be entered by hand."))
    return may_change(actor, figure)


def may_set_target(actor: Any, figure: Figure) -> Decision:
    return may_change(actor, figure)


def may_record_published(actor: Any, figure: Figure) -> Decision:
    return may_define(actor)


def may_take_readings(actor: Any) -> Decision:
    return may_define(actor)
