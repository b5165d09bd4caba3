"""Noting whose turn a manuscript is, in the transaction that changed it."""

from __future__ import annotations

from .. import queries, rules
from ..enums import IN_REVIEW
from ..models import Manuscript, Turn
from ..standing import standing_of


def note_turn(manuscript: Manuscript) -> None:
    """After every write that moves a manuscript, changes its text, or signs it; the manuscript is locked and saved."""
    if manuscript.state not in IN_REVIEW:
        Turn.objects.filter(manuscript=manuscript).delete()
        return
    whole = queries.with_texts(Manuscript.objects.all()).get(pk=manuscript.pk)
    standing = standing_of(whole)
    due = queries.due_at(whole, standing)
    turn, _made = Turn.objects.update_or_create(manuscript=whole, defaults={"step": standing.present, "due_at": due})
    turn.kept_apart.set(rules.kept_apart(whole, standing))
