"""Which sign-offs count for the present text, and whose turn it is. Nothing of it is stored: an edit voids and undoing it restores by itself.

Whose turn it is gets noted beside the manuscript (models.Turn) with every write, so that lists find in SQL what waits for a person; no
rule reads that note.

A sign-off counts when all of this holds:

* it approves, in a round that counts (a correction after publication begins anew);
* no later return went to its step, to an earlier one or to the author;
* its fingerprint is the present text's, or the text changed so little that the procedure keeps reviews (never proofs);
* nobody else's rule is broken by it: no two reviews by one person, no two proofs by one person, and, unless the procedure says
  otherwise, no review and proof by one person (图书质量保障体系 art. 8, second-hand; 国家新闻出版 practice of 三审三校).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .enums import VOIDED_BY_SMALL, Decision, StepKind
from .models import Manuscript, Procedure, ProcedureStep, Revision, SignOff
from .text import Change, Extent, change_between, changed_parts


@dataclass(frozen=True)
class StepStanding:
    """One step. counts: the sign-off that counts now. lapsed: the latest one that no longer does, and the parts changed since it."""

    step: ProcedureStep
    counts: SignOff | None = None
    exact: bool = True  # False: kept although the text changed a little
    lapsed: SignOff | None = None
    changed: tuple[str, ...] = ()
    returned: bool = False  # lapsed because of a return or a correction, not because of an edit

    @property
    def passed(self) -> bool:
        return self.counts is not None


@dataclass(frozen=True)
class Standing:
    """How a manuscript stands. `present` is the step whose turn it is; None when all are passed, or nothing is submitted."""

    steps: tuple[StepStanding, ...] = ()
    present: ProcedureStep | None = None
    submitted: bool = False

    @property
    def passed(self) -> bool:
        """A procedure without steps passes nothing: there is nobody who answered for the text."""
        return bool(self.submitted and self.steps and self.present is None)

    @property
    def missing(self) -> list[ProcedureStep]:
        return [line.step for line in self.steps if not line.passed]

    @property
    def counting(self) -> list[SignOff]:
        """In the order of the steps."""
        return [line.counts for line in self.steps if line.counts]

    def people(self, *kinds: StepKind) -> set[int]:
        """Numbers of the people whose judgement counts in steps of these kinds, deputies and whom they stand in for."""
        return {person for line in self.steps if line.counts and line.step.kind in kinds for person in line.counts.people()}


@dataclass
class _Taken:
    """Who already counts where, for the rules of separation."""

    together: bool
    reviews: set[int] = field(default_factory=set)
    proofs: set[int] = field(default_factory=set)

    def clash(self, step: ProcedureStep, people: set[int]) -> bool:
        if step.is_review:
            return bool(people & (self.reviews if self.together else self.reviews | self.proofs))
        if step.is_proof:
            return bool(people & (self.proofs if self.together else self.reviews | self.proofs))
        return False

    def note(self, step: ProcedureStep, people: set[int]) -> None:
        if step.is_review:
            self.reviews |= people
        if step.is_proof:
            self.proofs |= people


def steps_asked(manuscript: Manuscript, *, whole: bool = False) -> list[ProcedureStep]:
    """The steps this text must pass, in order; a correction only those its kind asks for, unless `whole`."""
    procedure = manuscript.procedure
    if procedure is None:
        return []
    steps = sorted(procedure.steps.all(), key=lambda step: step.order)
    asked = [step for step in steps if whole or step.asked_for(manuscript.correction)]
    return asked or steps  # a kind of correction no step names passes all of them


def standing_of(manuscript: Manuscript, *, whole: bool = False) -> Standing:
    """Reads procedure, steps, sign-offs and their revisions (prefetch them for lists: queries.with_standing)."""
    procedure, current = manuscript.procedure, manuscript.current
    if procedure is None or current is None or manuscript.round == 0:
        return Standing()
    sign_offs = sorted(manuscript.sign_offs.all(), key=lambda sign_off: sign_off.pk)
    alive = _alive([s for s in sign_offs if s.round >= manuscript.counts_from])
    taken = _Taken(procedure.review_and_proof_same_person)
    lines: list[StepStanding] = []
    for step in steps_asked(manuscript, whole=whole):
        line = _stand(step, procedure, current, [s for s in sign_offs if s.step_id == step.pk], alive, taken)
        if line.counts:
            taken.note(step, line.counts.people())
        lines.append(line)
    present = next((line.step for line in lines if not line.passed), None)
    return Standing(tuple(lines), present, submitted=True)


def _alive(sign_offs: Sequence[SignOff]) -> set[int]:
    """Numbers of the approvals that no later return has called back."""
    alive: dict[int, SignOff] = {}
    for sign_off in sign_offs:
        if sign_off.decision == Decision.APPROVE:
            alive[sign_off.pk] = sign_off
            continue
        from_order = sign_off.return_to.order if sign_off.return_to else 0
        alive = {pk: kept for pk, kept in alive.items() if kept.step.order < from_order}
    return set(alive)


def _stand(
    step: ProcedureStep, procedure: Procedure, current: Revision, given: Iterable[SignOff], alive: set[int], taken: _Taken
) -> StepStanding:
    approvals = [s for s in given if s.decision == Decision.APPROVE]
    living = [s for s in approvals if s.pk in alive]
    # The same text first, then the latest: what was signed exactly is never displaced by what is merely kept.
    for sign_off in sorted(living, key=lambda s: (s.fingerprint == current.fingerprint, s.pk), reverse=True):
        if still_counts(sign_off, step, procedure, current) and not taken.clash(step, sign_off.people()):
            return StepStanding(step, counts=sign_off, exact=sign_off.fingerprint == current.fingerprint)
    if not approvals:
        return StepStanding(step)
    last = approvals[-1]
    changed = tuple(changed_parts(last.revision.parts, current.parts))
    return StepStanding(step, lapsed=last, changed=changed, returned=last.pk not in alive)


def still_counts(sign_off: SignOff, step: ProcedureStep, procedure: Procedure, current: Revision) -> bool:
    """Whether the present text is the signed one, or differs by no more than the procedure lets a review survive."""
    if sign_off.fingerprint == current.fingerprint:
        return True
    if step.kind in VOIDED_BY_SMALL or not procedure.keeps_small:
        return False
    return is_small(procedure, change_of(sign_off.revision, current))


def is_small(procedure: Procedure, change: Change) -> bool:
    if change.extent == Extent.PUNCTUATION and procedure.small_punctuation:
        return True
    return change.extent in (Extent.PUNCTUATION, Extent.CHARACTERS) and change.characters <= procedure.small_characters


def change_of(before: Revision, after: Revision) -> Change:
    """What lies between two revisions."""
    return change_between(before.content(), after.content(), before.parts, after.parts)
