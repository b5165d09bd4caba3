"""Changing the text, handing it in, giving it up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied

from ..enums import EDIT, IN_REVIEW, MANUSCRIPT_MOVES, WRITE, WRITING, ManuscriptState
from ..models import Manuscript
from .seeing import holds_for, may_see


def writes(actor: Any, manuscript: Manuscript) -> bool:
    """Whether the person is one of those who wrote it. Reads the manuscript's writers."""
    if actor is SYSTEM:
        return False
    return bool(actor.person_id) and any(writer.person_id == actor.person_id for writer in manuscript.writers.all())


def may_edit(actor: Any, manuscript: Manuscript) -> Decision:
    """While it is being written: its unit and the office. Under review: editors only; what they change voids by itself what was signed."""
    seen = may_see(actor, manuscript)
    if not seen:
        return seen
    if manuscript.state in WRITING:
        if holds_for(actor, manuscript.unit_id, *WRITE):
            return Allowed()
        return Denied(_("This text is changed by its unit's correspondents, reporters and editors."))
    if manuscript.state not in IN_REVIEW:
        return Denied(_no_text_changes(manuscript))
    if not holds_for(actor, manuscript.unit_id, *EDIT):
        return Denied(_("The manuscript is in review: editors change it now. Ask for it to be returned to you."))
    return Allowed()


def _no_text_changes(manuscript: Manuscript) -> str:
    if manuscript.state == ManuscriptState.PUBLISHED:
        return _("The story is published. Open a correction to change it.")
    if manuscript.state == ManuscriptState.WITHDRAWN:
        return _("The story is withdrawn and does not change any more.")
    return _("The manuscript was given up. Take it up again first.")


def may_keep_draft(actor: Any, manuscript: Manuscript) -> Decision:
    """One's own typing is kept whatever the state: it alters nothing anybody signed."""
    return may_see(actor, manuscript)


def may_target(actor: Any, manuscript: Manuscript) -> Decision:
    """Where it is meant for is settled before it is published; under review by editors."""
    if manuscript.state in (*WRITING, *IN_REVIEW):
        return may_edit(actor, manuscript)
    if manuscript.state == ManuscriptState.PUBLISHED and holds_for(actor, manuscript.unit_id, *EDIT):
        return Allowed()
    return Denied(_("Where a story is published is settled by editors."))


def may_file(actor: Any, manuscript: Manuscript) -> Decision:
    """Under which task of the plan it is filed: whoever may change the text while it is under way, the office's editors at any time."""
    if manuscript.state in (*WRITING, *IN_REVIEW) and may_edit(actor, manuscript):
        return Allowed()
    seen = may_see(actor, manuscript)
    if not seen or holds_for(actor, manuscript.unit_id, *EDIT):
        return seen
    return Denied(_("Under which task of the plan a story is filed is settled by its writers, and later by editors."))


def _may_move(manuscript: Manuscript, to: ManuscriptState) -> Decision:
    now = ManuscriptState(manuscript.state)
    if to in MANUSCRIPT_MOVES[now]:
        return Allowed()
    return Denied(_("A manuscript that is “%(now)s” cannot become “%(to)s”.") % {"now": now.label, "to": to.label})


def may_submit(actor: Any, manuscript: Manuscript) -> Decision:
    moves = _may_move(manuscript, ManuscriptState.SUBMITTED)
    return may_edit(actor, manuscript) if moves else moves


def may_decline(actor: Any, manuscript: Manuscript) -> Decision:
    """退稿: by the office's editors, with a reason."""
    moves = _may_move(manuscript, ManuscriptState.DECLINED)
    if not moves:
        return moves
    if not holds_for(actor, manuscript.unit_id, *EDIT):
        return Denied(_("Manuscripts are declined by the office's editors."))
    if writes(actor, manuscript):
        return Denied(_("Nobody decides about his own manuscript."))
    return Allowed()


def may_drop(actor: Any, manuscript: Manuscript) -> Decision:
    moves = _may_move(manuscript, ManuscriptState.DROPPED)
    return may_edit(actor, manuscript) if moves else moves


def may_reopen(actor: Any, manuscript: Manuscript) -> Decision:
    moves = _may_move(manuscript, ManuscriptState.DRAFT)
    if not moves:
        return moves
    if holds_for(actor, manuscript.unit_id, *WRITE):
        return Allowed()
    return Denied(_("This text is changed by its unit's correspondents, reporters and editors."))
