"""The register of outlets 阵地."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from rongmei.base.directory import rules
from rongmei.base.directory.actions.changes import added, check, set_fields, subject_of, tidy
from rongmei.base.directory.enums import OutletKind
from rongmei.base.directory.models import Outlet, Person, Unit
from rongmei.base.history.actions import record
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

_CHANGEABLE: Final = (
    "name",
    "kind",
    "unit",
    "account_id",
    "address",
    "owner",
    "backup",
    "approved_on",
    "applicable_rules",
)
_FIELDS: Final = (*_CHANGEABLE, "last_inspected_on", "closed_on")


@transaction.atomic
def register_outlet(
    *,
    actor: Actor,
    name: str,
    kind: OutletKind | str,
    unit: Unit,
    account_id: str = "",
    address: str = "",
    owner: Person | None = None,
    backup: Person | None = None,
    approved_on: datetime.date | None = None,
    applicable_rules: str = "",
    last_inspected_on: datetime.date | None = None,
) -> Outlet:
    """Enter an outlet in the register. Raises Refused, Invalid."""
    rules.may_keep_outlets(actor, unit).require()
    outlet = Outlet(
        name=tidy(name),
        kind=kind,
        unit=unit,
        account_id=tidy(account_id),
        address=tidy(address),
        owner=owner,
        backup=backup,
        approved_on=approved_on,
        applicable_rules=tidy(applicable_rules),
        last_inspected_on=last_inspected_on,
    )
    check(outlet)
    outlet.save()
    detail = added(outlet, _FIELDS)
    record(EventKind.OUTLET_REGISTERED, actor=actor, subject=subject_of(outlet), detail=detail, unit_id=unit.pk)
    return outlet


@transaction.atomic
def change_outlet(*, actor: Actor, outlet: Outlet, **changes: Any) -> Outlet:
    """Change what the register says of an open outlet. Raises Refused, Invalid."""
    rules.may_change_outlet(actor, outlet).require()
    if changes.get("unit") not in (None, outlet.unit):
        rules.may_keep_outlets(actor, changes["unit"]).require()
    detail = set_fields(outlet, changes, allowed=_CHANGEABLE)
    if detail:
        check(outlet)
        outlet.save()
        record(EventKind.OUTLET_CHANGED, actor=actor, subject=subject_of(outlet), detail=detail, unit_id=outlet.unit_id)
    return outlet


@transaction.atomic
def inspect_outlet(*, actor: Actor, outlet: Outlet, on: datetime.date, finding: str = "") -> Outlet:
    """Record the yearly inspection and what was found. Raises Refused, Invalid."""
    rules.may_change_outlet(actor, outlet).require()
    if outlet.last_inspected_on is not None and on < outlet.last_inspected_on:
        raise Invalid(
            _("The last inspection was on %(day)s; a new one cannot be earlier.") % {"day": outlet.last_inspected_on},
            _("inspected on"),
        )
    detail = set_fields(outlet, {"last_inspected_on": on}, allowed=["last_inspected_on"])
    outlet.save(update_fields=["last_inspected_on"])
    detail["finding"] = tidy(finding)
    record(EventKind.OUTLET_INSPECTED, actor=actor, subject=subject_of(outlet), detail=detail, unit_id=outlet.unit_id)
    return outlet


@transaction.atomic
def close_outlet(*, actor: Actor, outlet: Outlet, on: datetime.date, reason: str = "") -> Outlet:
    """Close the outlet down; it stays in the register. Raises Refused, Invalid."""
    rules.may_change_outlet(actor, outlet).require()
    detail = set_fields(outlet, {"closed_on": on}, allowed=["closed_on"])
    check(outlet)
    outlet.save(update_fields=["closed_on"])
    detail["reason"] = tidy(reason)
    record(EventKind.OUTLET_CLOSED, actor=actor, subject=subject_of(outlet), detail=detail, unit_id=outlet.unit_id)
    return outlet
