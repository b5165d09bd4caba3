"""How events of the newsroom read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event
from rongmei.base.history.presenters import actor_of, name_fields, presenter

from .enums import CorrectionKind
from .models import Manuscript, ProcedureStep

VERBS = {
    "sign_manuscript": gettext_lazy("sign"),
    "return_manuscript": gettext_lazy("return"),
    "submit_manuscript": gettext_lazy("submit"),
    "publish_manuscript": gettext_lazy("publish"),
    "_publish_everywhere": gettext_lazy("publish"),
    "schedule_manuscript": gettext_lazy("schedule"),
    "unschedule_manuscript": gettext_lazy("unschedule"),
    "release_urgently": gettext_lazy("release urgently"),
    "open_correction": gettext_lazy("correct"),
    "close_correction": gettext_lazy("give the correction up"),
    "withdraw_story": gettext_lazy("withdraw"),
    "decline_manuscript": gettext_lazy("decline"),
    "drop_manuscript": gettext_lazy("drop"),
    "reopen_manuscript": gettext_lazy("take up again"),
    "note_republication": gettext_lazy("note a republication"),
}


def register() -> None:
    """Called when the app is ready: names of fields, as the models call them."""
    names = {field.name: field.verbose_name for field in Manuscript._meta.fields}
    names |= {"headline": gettext_lazy("headline"), "revision": gettext_lazy("revision")}
    names |= {"words": gettext_lazy("characters"), "targets": gettext_lazy("meant for")}
    name_fields("manuscript", names)


def _words(event: Event, **more: Any) -> dict[str, Any]:
    return {"actor": actor_of(event), "verb": event.verb, "subject": event.subject_label, **more}


@presenter(EventKind.STORY_SIGNED)
def signed(event: Event) -> str:
    """Who signed which step, in whose name, with which words."""
    told = _("%(actor)s signed “%(subject)s”: %(step)s") % _words(event, step=_step(event))
    return _with_opinion(told, event)


@presenter(EventKind.STORY_RETURNED)
def returned(event: Event) -> str:
    """Back to which step, with the opinion."""
    to = ProcedureStep.objects.filter(pk=event.data.get("return_to") or 0).values_list("label", flat=True).first() or _("the author")
    told = _("%(actor)s returned “%(subject)s” at %(step)s to %(to)s") % _words(event, step=_step(event), to=to)
    return _with_opinion(told, event)


@presenter(EventKind.STORY_REFUSED)
def refused(event: Event) -> str:
    """What was tried, and the rule that refused it."""
    tried = VERBS.get(event.data.get("tried", ""), "")
    return _("%(actor)s tried to %(tried)s “%(subject)s” and was refused: %(reason)s") % _words(
        event, tried=str(tried), reason=event.data.get("reason", "")
    )


@presenter(EventKind.STORY_PUBLISHED)
def published(event: Event) -> str:
    """Where."""
    return _("%(actor)s published “%(subject)s” on %(outlet)s") % _words(event, outlet=event.data.get("outlet", ""))


@presenter(EventKind.STORY_CORRECTED, EventKind.STORY_CORRECTING)
def corrected(event: Event) -> str:
    """What was wrong, and what readers are told."""
    kind = event.data.get("correction", "")
    label = CorrectionKind(kind).label if kind in CorrectionKind.values else kind
    return _("%(actor)s %(verb)s “%(subject)s” (%(kind)s): %(note)s") % _words(event, kind=label, note=event.data.get("note", ""))


@presenter(EventKind.STORY_HELD, EventKind.STORY_DECLINED, EventKind.STORY_DROPPED, EventKind.STORY_WITHDRAWN)
def with_reason(event: Event) -> str:
    """With the reason."""
    told = _("%(actor)s %(verb)s “%(subject)s”") % _words(event)
    reason = event.data.get("reason", "")
    return f"{told}：{reason}" if reason else told


@presenter(EventKind.STORY_RELEASED)
def released(event: Event) -> str:
    """On whose word, and why."""
    return _("%(actor)s released “%(subject)s” on the oral authorisation of %(name)s: %(reason)s") % _words(
        event, name=event.data.get("authoriser", ""), reason=event.data.get("reason", "")
    )


@presenter(EventKind.STORY_OVERDUE, EventKind.STORY_UNSIGNABLE)
def waited(event: Event) -> str:
    """Which step waited."""
    return _("%(actor)s %(verb)s “%(subject)s”: %(step)s") % _words(event, step=event.data.get("label", ""))


@presenter(EventKind.STORY_REPUBLISHED, EventKind.STORY_BROUGHT_UP)
def elsewhere(event: Event) -> str:
    """Where."""
    return _("%(actor)s %(verb)s “%(subject)s”: %(place)s") % _words(event, place=event.data.get("place", ""))


@presenter(EventKind.DEPUTY_NAMED)
def deputy_named(event: Event) -> str:
    """Who for whom, from when to when."""
    data = event.data
    return _("%(actor)s named %(deputy)s deputy of %(principal)s from %(from)s to %(to)s") % _words(
        event, **{name: data.get(name, "") for name in ("deputy", "principal", "from", "to")}
    )


def _step(event: Event) -> str:
    label = ProcedureStep.objects.filter(pk=event.data.get("step") or 0).values_list("label", flat=True).first() or ""
    behalf = event.data.get("on_behalf_name")
    return f"{label}（代 {behalf}）" if behalf else str(label)


def _with_opinion(told: str, event: Event) -> str:
    opinion = event.data.get("opinion")
    return f"{told}：{opinion}" if opinion else told
