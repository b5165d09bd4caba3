"""How events of the desk read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event
from rongmei.base.history.presenters import actor_of, name_fields, name_values, presenter

from ..enums import Answer
from ..models import KeptFinding


def register() -> None:
    """Called when the app is ready."""
    name_fields("proof_text", {"answer": KeptFinding._meta.get_field("answer").verbose_name})
    name_values("proof_text", "answer", {answer.value: answer.label for answer in Answer})


@presenter(EventKind.PROOF_KEPT)
def proof_kept(event: Event) -> str:
    data = event.data
    return _("%(actor)s proofread “%(subject)s”: %(findings)d remarks, %(errors)d of them errors") % {
        "actor": actor_of(event),
        "subject": event.subject_label,
        "findings": data.get("findings", 0),
        "errors": data.get("errors", 0),
    }


@presenter(EventKind.PROOF_ANSWERED, EventKind.PROOF_WAIVED)
def finding_answered(event: Event) -> str:
    data = event.data
    words = {
        "actor": actor_of(event),
        "subject": event.subject_label,
        "found": data.get("found", ""),
        "answer": Answer(data.get("answer", Answer.IGNORED)).label,
        "reason": data.get("reason", ""),
    }
    if words["reason"]:
        return _("%(actor)s in “%(subject)s”: “%(found)s” %(answer)s, because: %(reason)s") % words
    return _("%(actor)s in “%(subject)s”: “%(found)s” %(answer)s") % words
