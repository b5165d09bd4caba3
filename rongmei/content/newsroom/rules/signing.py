"""Who may sign which step. The law of three reviews lives here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Person, User
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied

from ..enums import IN_REVIEW, StepKind
from ..models import Deputy, Manuscript, Procedure, ProcedureStep
from ..standing import Standing, standing_of


@dataclass(frozen=True)
class Capacity:
    """In whose name a person signs: his own (principal None), or as deputy of `principal`."""

    principal: Person | None = None

    @property
    def label(self) -> str:
        """As the signature will read."""
        return f"代 {self.principal.name}" if self.principal else _("my own")


def holds_step(user: User, step: ProcedureStep, unit_id: int) -> bool:
    """Whether the account holds a role of the step today, for the manuscript's unit."""
    return unit_id in user.unit_ids_for(*(Role(role) for role in step.roles))


def deputyships(actor: Any) -> list[Deputy]:
    """Whom the actor stands in for today."""
    if actor is SYSTEM or actor.person_id is None:
        return []
    on = timezone.localdate()
    named = Deputy.objects.filter(deputy_id=actor.person_id, from_on__lte=on, to_on__gte=on)
    return list(named.select_related("principal__account"))


def capacities(actor: Any, manuscript: Manuscript, step: ProcedureStep, named: list[Deputy] | None = None) -> list[Capacity]:
    """In whose names the actor could sign this step today: his own first, then those he stands in for.

    named: his deputyships, where many manuscripts are asked about.
    """
    if actor is SYSTEM or actor.person_id is None:
        return []
    found = [Capacity()] if holds_step(actor, step, manuscript.unit_id) else []
    for deputy in deputyships(actor) if named is None else named:
        account = getattr(deputy.principal, "account", None)
        if account is not None and holds_step(account, step, manuscript.unit_id):
            found.append(Capacity(deputy.principal))
    return found


def may_sign(
    actor: Any,
    manuscript: Manuscript,
    *,
    step: ProcedureStep | None = None,
    on_behalf_of: Person | None = None,
    fingerprint: str = "",
    standing: Standing | None = None,
    named: list[Deputy] | None = None,
) -> Decision:
    """May the person approve the present step? step: the one he means. fingerprint: of the text he read; "" when not told.
    named: his deputyships, where many manuscripts are asked about."""
    turn = _may_act(actor, manuscript, step, standing)
    if not turn:
        return turn
    standing = standing or standing_of(manuscript)
    present = standing.present
    assert present is not None
    assert manuscript.procedure is not None
    read = _has_read(manuscript, fingerprint)
    capacity = _capacity(actor, manuscript, present, on_behalf_of, named) if read else read
    if not isinstance(capacity, Capacity):
        return capacity
    people = _people(actor, capacity)
    own = _not_own(manuscript, present, people)
    return _kept_apart(manuscript.procedure, standing, present, people) if own else own


def may_return(
    actor: Any,
    manuscript: Manuscript,
    *,
    to: ProcedureStep | None,
    on_behalf_of: Person | None = None,
    fingerprint: str = "",
    standing: Standing | None = None,
) -> Decision:
    """May the person whose turn it is send the text back to an earlier step (`to`), or to the author (None)?"""
    turn = _may_act(actor, manuscript, None, standing)
    if not turn:
        return turn
    standing = standing or standing_of(manuscript)
    present = standing.present
    assert present is not None
    read = _has_read(manuscript, fingerprint)
    capacity = _capacity(actor, manuscript, present, on_behalf_of) if read else read
    if not isinstance(capacity, Capacity):
        return capacity
    if to is not None and (to.procedure_id != manuscript.procedure_id or to.order >= present.order):
        return Denied(_("A manuscript is returned to a step before “%(step)s”, or to the author.") % {"step": present.label})
    return _not_own(manuscript, present, _people(actor, capacity))


def _has_read(manuscript: Manuscript, fingerprint: str) -> Decision:
    if fingerprint and manuscript.current and fingerprint != manuscript.current.fingerprint:
        return Denied(_("The text was changed since you opened it. Read the present text, then sign."))
    return Allowed()


def _people(actor: Any, capacity: Capacity) -> set[int]:
    return {actor.person_id} | ({capacity.principal.pk} if capacity.principal else set())


def _may_act(actor: Any, manuscript: Manuscript, step: ProcedureStep | None, standing: Standing | None) -> Decision:
    """Signing and returning alike: a person, the right state, the right step."""
    if actor is SYSTEM:
        return Denied(_("A signature is a person's, never the machine's."))
    if actor.person_id is None:
        return Denied(_("Your account belongs to nobody in the directory: only people sign."))
    if manuscript.state not in IN_REVIEW:
        return Denied(_("Only a manuscript in review is signed."))
    if step is not None and step.procedure_id != manuscript.procedure_id:
        return Denied(_("This step belongs to another manuscript's procedure."))
    present = (standing or standing_of(manuscript)).present
    if present is None:
        return Denied(_("All steps are signed already."))
    if step is not None and step.pk != present.pk:
        if step.order > present.order:
            return Denied(_("“%(present)s” comes first: no step is skipped.") % {"present": present.label})
        return Denied(_("“%(step)s” is signed already; it is the turn of “%(present)s”.") % {"step": step.label, "present": present.label})
    return Allowed()


def _capacity(
    actor: Any, manuscript: Manuscript, step: ProcedureStep, on_behalf_of: Person | None, named: list[Deputy] | None = None
) -> Capacity | Denied:
    found = capacities(actor, manuscript, step, named)
    if on_behalf_of is not None:
        found = [capacity for capacity in found if capacity.principal and capacity.principal.pk == on_behalf_of.pk]
        if not found:
            return Denied(_("You are not the deputy of %(name)s for this step today.") % {"name": on_behalf_of.name})
    if found:
        return found[0]
    roles = "、".join(str(Role(role).label) for role in step.roles)
    return Denied(_("“%(step)s” is signed by: %(roles)s. You hold no such role for this unit.") % {"step": step.label, "roles": roles})


def _not_own(manuscript: Manuscript, step: ProcedureStep, people: set[int]) -> Decision:
    """Nobody reviews his own text, unless the procedure lets the author sign the first review and the first proof."""
    if not people & _authors(manuscript, step):
        return Allowed()
    return Denied(_("Nobody reviews his own text: you wrote this one (procedure “%(procedure)s”).") % {"procedure": manuscript.procedure})


def _authors(manuscript: Manuscript, step: ProcedureStep) -> set[int]:
    """Who may not sign the step because he wrote the text."""
    procedure = manuscript.procedure
    assert procedure is not None
    if procedure.author_may_review and step.kind in (StepKind.REVIEW, StepKind.PROOF):
        first = min(other.order for other in procedure.steps.all() if other.kind == step.kind)
        if step.order == first:
            return set()
    return {writer.person_id for writer in manuscript.writers.all()}


def kept_apart(manuscript: Manuscript, standing: Standing) -> set[int]:
    """Numbers of the people who may not sign the present step whatever roles they hold: the text is theirs, or another step is.

    What _not_own and _kept_apart refuse, for all people at once: it narrows lists in SQL, and nobody is refused by it.
    """
    step, procedure = standing.present, manuscript.procedure
    if step is None or procedure is None:
        return set()
    people = _authors(manuscript, step)
    if step.is_review or step.is_proof:
        together = procedure.review_and_proof_same_person
        people |= standing.people(*([StepKind(step.kind)] if together else [StepKind.REVIEW, StepKind.PROOF]))
    return people


def _kept_apart(procedure: Procedure, standing: Standing, step: ProcedureStep, people: set[int]) -> Decision:
    """No two reviews by one person (图书质量保障体系 art. 8, second-hand): no switch turns this off."""
    if step.is_review and people & standing.people(StepKind.REVIEW):
        return Denied(_("You signed another review of this text: no two of the three reviews are done by one person."))
    if step.is_proof and people & standing.people(StepKind.PROOF):
        return Denied(_("You signed another proof of this text: no two proofs are read by one person."))
    if procedure.review_and_proof_same_person:
        return Allowed()
    if step.is_review and people & standing.people(StepKind.PROOF):
        return Denied(
            _("You proofread this text: the procedure “%(procedure)s” keeps reviewers and proofreaders apart.") % {"procedure": procedure}
        )
    if step.is_proof and people & standing.people(StepKind.REVIEW):
        return Denied(
            _("You reviewed this text: the procedure “%(procedure)s” keeps reviewers and proofreaders apart.") % {"procedure": procedure}
        )
    return Allowed()
