"""Which procedure a manuscript needs, and whether there are people to carry it out."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Outlet
from rongmei.base.directory.queries import users_with_role
from rongmei.base.history.decisions import Invalid

from ..models import Manuscript, Procedure, ProcedureStep


def procedures_in_force() -> QuerySet[Procedure]:
    """Those a manuscript can be handed in under; the archive of an old site's articles covers no outlet and is none."""
    return (
        Procedure.objects.filter(retired_at=None)
        .exclude(outlet_kinds=[])
        .prefetch_related(Prefetch("steps", ProcedureStep.objects.order_by("order")))
    )


def procedure_for(targets: Iterable[Outlet], chosen: Procedure | None = None) -> Procedure:
    """The procedure in force that covers all targets; `chosen` when it does. Raises Invalid when none or several do."""
    outlets = list(targets)
    if not outlets:
        raise Invalid(_("Say first where the manuscript is meant to be published."), str(_("meant for")))
    kinds = {outlet.kind for outlet in outlets}
    names = "、".join(outlet.name for outlet in outlets)
    fitting = [procedure for procedure in procedures_in_force() if kinds <= set(procedure.outlet_kinds)]
    if chosen is not None:
        if chosen.pk not in {procedure.pk for procedure in fitting}:
            raise Invalid(_("The procedure “%(procedure)s” does not cover %(outlets)s.") % {"procedure": chosen, "outlets": names})
        return chosen
    if not fitting:
        raise Invalid(_("No procedure covers %(outlets)s: write an adaptation for each kind of outlet.") % {"outlets": names})
    if len(fitting) > 1:
        raise Invalid(
            _("Several procedures cover %(outlets)s: choose one of %(names)s.") % {"outlets": names, "names": "、".join(map(str, fitting))}
        )
    return fitting[0]


def steps_nobody_signs(manuscript: Manuscript, procedure: Procedure) -> list[ProcedureStep]:
    """Steps for which no account other than the writers' holds a role: the manuscript would wait for ever."""
    writers = {writer.person_id for writer in manuscript.writers.all()}
    found = []
    for step in procedure.steps.all():
        people = {
            user.person_id
            for role in step.roles
            for user in users_with_role(Role(role), unit=manuscript.unit)
            if user.person_id is not None
        }
        if not people - (set() if procedure.author_may_review else writers):
            found.append(step)
    return found
