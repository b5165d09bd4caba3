"""Words of the house, from a remark."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger import registry as ledgers
from rongmei.base.ledger import rules as ledger_rules
from rongmei.base.ledger.actions import create_row
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.kinds.references import written_unit

from .. import queries
from ..enums import FindingLevel, WordUse
from ..models import HouseWord


@transaction.atomic
def teach(*, actor: Any, wrong: str, right: str, message: str = "", level: str = FindingLevel.WARNING) -> HouseWord:
    """``wrong`` is not written here, ``right`` is. It holds at once when who may decide says it, else it waits for a decision.

    Raises Invalid (empty, the same, there already), Refused.
    """
    if not right.strip():
        raise Invalid(_("Say what is to be written instead."), wrong[:20])
    return _add(actor, {"wrong": wrong, "use": WordUse.DEPRECATED.value, "right": right, "message": message, "level": level})


@transaction.atomic
def accept_everywhere(*, actor: Any, found: str, rule: str = "", reason: str = "") -> HouseWord:
    """Nobody wants to hear of ``found`` again: from this rule, from any with rule "". Raises Invalid, Refused."""
    return _add(actor, {"wrong": found, "use": WordUse.ACCEPTED.value, "rule": rule, "message": reason})


def _add(actor: Any, raw: dict[str, Any]) -> HouseWord:
    ledger = ledgers.get("house_word")
    unit = queries.home_unit(actor)
    if unit is None:
        raise Invalid(_("Your account belongs to no unit: add the word in the list of house words, where you choose one."))
    to = RowState.CONFIRMED if ledger_rules.may_confirm(actor, ledger) else RowState.SUBMITTED
    raw["unit"] = written_unit(unit.name, unit.parent.name if unit.parent is not None else None)
    made: Any = create_row(actor=actor, ledger=ledger, raw=raw, to=to)
    return made
