"""Which procedure a manuscript needs, and whether there are people to carry it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Outlet, RoleGrant
from rongmei.base.directory.queries import users_with_role
from rongmei.base.history.decisions import Invalid

from ..enums import UNDER_REVIEW
from ..models import Manuscript, Procedure, ProcedureStep


def procedures_in_force() -> QuerySet[Procedure]:
    """Those a manuscript can be handed in under; the archive of an old site's articles covers no outlet and is none."""
    return Procedure.objects.filter(retired_at=None).exclude(outlet_kinds=[]).prefetch_related(_ordered_steps())


def _ordered_steps() -> Prefetch[str, QuerySet[ProcedureStep], str]:
    return Prefetch("steps", ProcedureStep.objects.order_by("order"))


def procedures_covering(targets: Iterable[Outlet]) -> list[Procedure]:
    """Those in force that cover every one of the outlets; one made for these very outlets goes before those for their kinds."""
    outlets = list(targets)
    fitting = [procedure for procedure in procedures_in_force() if all(procedure.covers(outlet) for outlet in outlets)]
    return sorted(fitting, key=lambda procedure: not procedure.outlets)


def procedure_for(targets: Iterable[Outlet], chosen: Procedure | None = None) -> Procedure:
    """The procedure in force that covers all targets; `chosen` when it does. Raises Invalid when none or several do."""
    outlets = list(targets)
    if not outlets:
        raise Invalid(_("Say first where the manuscript is meant to be published."), str(_("meant for")))
    names = "、".join(outlet.name for outlet in outlets)
    fitting = procedures_covering(outlets)
    if chosen is not None:
        if chosen.pk not in {procedure.pk for procedure in fitting}:
            raise Invalid(_("The procedure “%(procedure)s” does not cover %(outlets)s.") % {"procedure": chosen, "outlets": names})
        return chosen
    if not fitting:
        raise Invalid(_("No procedure covers %(outlets)s: write an adaptation for each kind of outlet.") % {"outlets": names})
    found = goes_without_saying(fitting)
    if found is None:
        raise Invalid(
            _("Several procedures cover %(outlets)s: choose one of %(names)s.") % {"outlets": names, "names": "、".join(map(str, fitting))}
        )
    return found


def goes_without_saying(fitting: Sequence[Procedure]) -> Procedure | None:
    """The only one, or the only one made for these very outlets; None where somebody must choose."""
    named = [procedure for procedure in fitting if procedure.outlets]
    return fitting[0] if len(fitting) == 1 else named[0] if len(named) == 1 else None


def versions() -> list[list[Procedure]]:
    """Every procedure with all its versions, the newest first; with `used` and `under_way`, how many manuscripts keep each version.

    Procedures in force come before retired ones. The archive's is none of them.
    """
    counted = Procedure.objects.exclude(outlet_kinds=[]).annotate(
        used=Count("manuscripts"), under_way=Count("manuscripts", filter=Q(manuscripts__state__in=UNDER_REVIEW))
    )
    found: dict[str, list[Procedure]] = {}
    for procedure in counted.select_related("made_by__person").prefetch_related(_ordered_steps()).order_by("-version"):
        found.setdefault(procedure.key, []).append(procedure)
    return sorted(found.values(), key=lambda some: (some[0].retired_at is not None, some[0].name))


def roles_held() -> set[str]:
    """Roles some active account holds today, anywhere."""
    day = timezone.localdate()
    grants = RoleGrant.objects.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day, user__is_active=True)
    return set(grants.values_list("role", flat=True).distinct())


def steps_unheld(procedure: Procedure, held: set[str]) -> list[ProcedureStep]:
    """Steps none of whose roles anybody holds: manuscripts would be refused, or stay there."""
    return [step for step in procedure.steps.all() if not held.intersection(step.roles)]


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
