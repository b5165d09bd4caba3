"""Noting whose turn a manuscript is, in the transaction that changed it."""

from __future__ import annotations

from .. import queries, rules
from ..enums import IN_REVIEW
from ..models import Manuscript, Turn


def note_turn(manuscript: Manuscript) -> None:
    """After every write that moves a manuscript, changes its text, or signs it; the manuscript is locked and saved."""
    if manuscript.state not in IN_REVIEW:
        Turn.objects.filter(manuscript=manuscript).delete()
        return
    ((read, standing),) = queries.standings([queries.barely(manuscript.pk)])
    step, due = standing.present, queries.due_at(read, standing)
    turn: Turn = getattr(read, "turn", None) or Turn.objects.create(manuscript=read, step=step, due_at=due)
    if (turn.step_id, turn.due_at) != (step.pk if step else None, due):
        turn.step, turn.due_at = step, due
        turn.save(update_fields=["step", "due_at"])
    _keep_apart(turn, rules.kept_apart(read, standing))


def _keep_apart(turn: Turn, people: set[int]) -> None:
    through = Turn.kept_apart.through._default_manager
    known = set(through.filter(turn=turn).values_list("person", flat=True))
    if known - people:
        through.filter(turn=turn, person__in=known - people).delete()
    if people - known:
        through.bulk_create([through.model(turn=turn, person_id=pk) for pk in sorted(people - known)])
