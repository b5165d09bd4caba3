"""Procedures, deputies, subjects."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.models import Outlet, Person
from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..enums import SIGN, CorrectionKind, StepKind
from ..models import Deputy, Procedure, ProcedureStep, Subject
from .ready_made import READY_MADE, Plan, Step

MOST_HOURS: Final = 30 * 24
MOST_STEPS: Final = 20
MOST_SMALL: Final = 20


@transaction.atomic
def make_procedure(*, actor: Actor, plan: Plan, seen: int | None = None) -> Procedure:
    """Put a procedure into force as the next version of its key; the version before is retired. Manuscripts under way keep theirs.

    seen: the newest version its maker knew of (0: none); a newer one is not passed over. Raises Refused; Invalid: no steps, fewer than two
    reviews, a step nobody is named for, two steps of one name, an unknown role or kind, nothing that differs from the version in force.
    """
    rules.may_keep_procedures(actor).require()
    _check(plan)
    now = timezone.now()
    before = Procedure.objects.select_for_update().filter(key=plan.key).order_by("-version").first()
    _check_seen(plan, before, seen)
    Procedure.objects.filter(key=plan.key, retired_at=None).update(retired_at=now)
    procedure = Procedure.objects.create(
        key=plan.key,
        version=before.version + 1 if before else 1,
        name=plan.name.strip(),
        outlet_kinds=[str(kind) for kind in plan.outlet_kinds],
        outlets=sorted(plan.outlets),
        author_may_review=plan.author_may_review,
        review_and_proof_same_person=plan.review_and_proof_same_person,
        small_punctuation=plan.small_punctuation,
        small_characters=plan.small_characters,
        urgent_signers=plan.urgent_signers,
        source=plan.source.strip(),
        made_at=now,
        made_by_id=actor.pk,
    )
    ProcedureStep.objects.bulk_create(
        ProcedureStep(
            procedure=procedure,
            order=order,
            kind=step.kind,
            label=step.label.strip(),
            roles=[str(role) for role in step.roles],
            deadline_hours=step.hours,
            corrections=[str(kind) for kind in step.corrections],
        )
        for order, step in enumerate(plan.steps, 1)
    )
    detail = {"after": {"version": procedure.version, "steps": [f"{step.label}（{step.kind}）" for step in plan.steps]}}
    detail["after"] |= {name: getattr(plan, name) for name in ("author_may_review", "review_and_proof_same_person", "small_characters")}
    history.record(EventKind.PROCEDURE_MADE, actor=actor, subject=_subject(procedure), detail=detail)
    return procedure


def _plan_of(procedure: Procedure) -> Plan:
    """A version as the plan of the next one."""
    return Plan(
        key=procedure.key,
        name=procedure.name,
        outlet_kinds=tuple(OutletKind(kind) for kind in procedure.outlet_kinds),
        steps=tuple(
            Step(StepKind(step.kind), step.label, tuple(Role(role) for role in step.roles), step.deadline_hours, tuple(step.corrections))
            for step in procedure.steps.order_by("order")
        ),
        author_may_review=procedure.author_may_review,
        review_and_proof_same_person=procedure.review_and_proof_same_person,
        small_punctuation=procedure.small_punctuation,
        small_characters=procedure.small_characters,
        urgent_signers=procedure.urgent_signers,
        source=procedure.source,
        outlets=tuple(procedure.outlets),
    )


def _check_seen(plan: Plan, before: Procedure | None, seen: int | None) -> None:
    if seen is not None and seen != (before.version if before else 0):
        newer = before or plan.key
        raise Invalid(_("“%(newer)s” was made meanwhile: look at it, then change that one.") % {"newer": newer}, plan.name)
    if before is not None and before.retired_at is None and _plan_of(before) == plan:
        raise Invalid(_("Nothing differs from “%(procedure)s”, which is in force.") % {"procedure": before}, plan.name)


def _check(plan: Plan) -> None:
    place = plan.name or plan.key
    if not plan.name.strip() or not plan.steps:
        raise Invalid(_("A procedure needs a name, and steps that have names."), place)
    if len(plan.steps) > MOST_STEPS:
        raise Invalid(_("%(count)d steps found, at most %(most)d fit.") % {"count": len(plan.steps), "most": MOST_STEPS}, place)
    _check_words(plan, place)
    for number, step in enumerate(plan.steps, 1):
        _check_step(step, number)
    labels = [step.label.strip() for step in plan.steps]
    if len(set(labels)) < len(labels):
        raise Invalid(_("Two steps have the same name: tell them apart."), place)
    if sum(step.kind == StepKind.REVIEW for step in plan.steps) < 2:
        raise Invalid(_("A procedure has at least two reviews, by different people."), place)
    if not 0 <= plan.small_characters <= MOST_SMALL:
        raise Invalid(_("A small correction changes at most %(most)d characters.") % {"most": MOST_SMALL}, place)
    if not plan.outlet_kinds or plan.urgent_signers < 1:
        raise Invalid(_("Say for which kinds of outlet the procedure is, and how many must sign before an urgent release."), place)
    if plan.urgent_signers > len(plan.steps):
        raise Invalid(
            _("%(signers)d signatures before an urgent release, but there are only %(steps)d steps.")
            % {"signers": plan.urgent_signers, "steps": len(plan.steps)},
            place,
        )
    _check_outlets(plan, place)


def _check_words(plan: Plan, place: str) -> None:
    known = {*Role.values, *StepKind.values, *OutletKind.values, *CorrectionKind.values}
    named = {str(name) for step in plan.steps for name in (step.kind, *step.roles, *step.corrections)} | {str(k) for k in plan.outlet_kinds}
    if named - known:
        raise Invalid(_("“%(found)s” is not known.") % {"found": sorted(named - known)[0][:20]}, place)
    for text, most in ((plan.name, 80), (plan.source, 200), *((step.label, 40) for step in plan.steps)):
        if len(text.strip()) > most:
            raise Invalid(_("“%(text)s…” is longer than %(most)d characters.") % {"text": text.strip()[:20], "most": most}, place)


def _check_step(step: Step, number: int) -> None:
    """place: which step, as the person counts them."""
    place = str(_("step %(number)d") % {"number": number}) + (f"“{step.label.strip()}”" if step.label.strip() else "")
    if not step.label.strip():
        raise Invalid(_("A step needs a name: 初审, 二校 …"), place)
    if not step.roles:
        raise Invalid(_("Each step names who signs it."), place)
    wrong = [Role(role) for role in step.roles if role not in SIGN]
    if wrong:
        raise Invalid(_("“%(role)s” signs nothing: choose another role.") % {"role": wrong[0].label}, place)
    if not 1 <= step.hours <= MOST_HOURS:
        raise Invalid(_("%(found)d hours found, 1 to %(most)d expected.") % {"found": step.hours, "most": MOST_HOURS}, place)


def _check_outlets(plan: Plan, place: str) -> None:
    found = {outlet.pk: outlet for outlet in Outlet.objects.filter(pk__in=plan.outlets)}
    if set(plan.outlets) - set(found):
        raise Invalid(_("One of these is not known: choose from the list."), place)
    for outlet in found.values():
        if outlet.kind not in plan.outlet_kinds:
            raise Invalid(
                _("“%(outlet)s” is of the kind “%(kind)s”: tick that kind as well, or leave the outlet out.")
                % {"outlet": outlet, "kind": outlet.get_kind_display()},
                place,
            )


@transaction.atomic
def retire_procedure(*, actor: Actor, procedure: Procedure) -> Procedure:
    """Take a procedure out of force. Raises Refused."""
    rules.may_keep_procedures(actor).require()
    procedure = Procedure.objects.select_for_update().get(pk=procedure.pk)
    if procedure.retired_at is None:
        procedure.retired_at = timezone.now()
        procedure.save(update_fields=["retired_at"])
        history.record(EventKind.PROCEDURE_RETIRED, actor=actor, subject=_subject(procedure))
    return procedure


@transaction.atomic
def install_procedures(*, actor: Actor) -> list[Procedure]:
    """The ready-made procedures whose key this installation does not have yet. Raises Refused."""
    rules.may_keep_procedures(actor).require()
    known = set(Procedure.objects.values_list("key", flat=True))
    return [make_procedure(actor=actor, plan=plan) for plan in READY_MADE if plan.key not in known]


@transaction.atomic
def name_deputy(*, actor: Actor, principal: Person, deputy: Person, from_on: dt.date, to_on: dt.date, reason: str = "") -> Deputy:
    """AB 角: `deputy` signs for `principal` from the first to the last day. Raises Refused, Invalid."""
    rules.may_name_deputy(actor, principal).require()
    if principal.pk == deputy.pk:
        raise Invalid(_("A deputy must be somebody else."), str(_("deputy")))
    if to_on < from_on:
        raise Invalid(_("The last day lies before the first."), str(_("last day")))
    row = Deputy.objects.create(
        principal=principal,
        deputy=deputy,
        from_on=from_on,
        to_on=to_on,
        reason=reason.strip()[:200],
        made_at=timezone.now(),
        made_by_id=actor.pk,
    )
    detail = {"principal": principal.name, "deputy": deputy.name, "from": from_on, "to": to_on, "reason": row.reason}
    history.record(EventKind.DEPUTY_NAMED, actor=actor, subject=history.Subject("deputy", row.pk, str(row)), detail=detail)
    return row


@transaction.atomic
def end_deputy(*, actor: Actor, deputy: Deputy, last_day: dt.date) -> Deputy:
    """Shorten a deputyship; what was signed under it stays. Raises Refused, Invalid (a day outside it)."""
    deputy = Deputy.objects.select_for_update(of=("self",)).get(pk=deputy.pk)
    rules.may_name_deputy(actor, deputy.principal).require()
    if not deputy.from_on <= last_day <= deputy.to_on:
        raise Invalid(
            _("The last day lies between %(from)s and %(to)s.") % {"from": deputy.from_on, "to": deputy.to_on}, str(_("last day"))
        )
    deputy.to_on = last_day
    deputy.save(update_fields=["to_on"])
    history.record(
        EventKind.DEPUTY_ENDED, actor=actor, subject=history.Subject("deputy", deputy.pk, str(deputy)), detail={"last_day": last_day}
    )
    return deputy


@transaction.atomic
def add_subject(*, actor: Actor, key: str, name: str, order: int = 100) -> Subject:
    """A subject stories are filed under; an existing key is renamed. Raises Refused, Invalid."""
    rules.may_keep_procedures(actor).require()
    if not name.strip():
        raise Invalid(_("A subject needs a name."), str(_("name")))
    if Subject.objects.filter(name=name.strip(), retired=False).exclude(key=key).exists():
        raise Invalid(_("There is already a subject of this name."), str(_("name")))
    found, _made = Subject.objects.update_or_create(key=key, defaults={"name": name.strip(), "order": order})
    history.record(EventKind.SUBJECT_ADDED, actor=actor, subject=history.Subject("subject", found.pk, found.name))
    return found


def _subject(procedure: Procedure) -> history.Subject:
    return history.Subject("procedure", procedure.pk, str(procedure))
