"""What is posted to a manuscript: one address per verb, each calls one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rongmei.base.directory.models import Outlet, Person
from rongmei.base.history.decisions import Invalid
from rongmei.base.planning.models import PlanTask
from rongmei.content.proofdesk.enums import Answer

from .. import actions, queries
from ..models import Manuscript, Procedure, ProcedureStep, Republication, UrgentRelease, WithdrawalConfirmation
from .screens import StoryScreen


def moment(text: str, place: str) -> dt.datetime:
    """A local time as a browser's field gives it: 2026-03-05T07:00. Raises Invalid."""
    try:
        return timezone.make_aware(dt.datetime.fromisoformat(text.strip()))
    except ValueError:
        raise Invalid(_("“%(found)s” is no day and time: choose both.") % {"found": text[:30]}, place) from None


def day_of(text: str, place: str) -> dt.date:
    """A day as a browser's field gives it. Raises Invalid."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(_("“%(text)s” is not a day.") % {"text": text[:20]}, place) from None


def picked(model: Any, text: str, **where: Any) -> Any:
    """The row a form named by its number, or None for an empty field. Raises DoesNotExist, which becomes 404."""
    if not text:
        return None
    if not text.isdecimal():
        raise Http404(text)
    return model.objects.get(pk=int(text), **where)


def signing(post: Any, manuscript: Manuscript) -> dict[str, Any]:
    return {
        "fingerprint": post.get("fingerprint", ""),
        "opinion": post.get("opinion", ""),
        "on_behalf_of": picked(Person, post.get("on_behalf_of", "")),
    }


def submit(actor: Any, manuscript: Manuscript, post: Any) -> str:
    actions.submit_manuscript(actor=actor, manuscript=manuscript, procedure=picked(Procedure, post.get("procedure", "")))
    return _("Handed in.")


def sign(actor: Any, manuscript: Manuscript, post: Any) -> str:
    step = picked(ProcedureStep, post.get("step", ""))
    made = actions.sign_manuscript(actor=actor, manuscript=manuscript, step=step, **signing(post, manuscript))
    return _("Signed: %(step)s.") % {"step": made.step.label}


def proofread(actor: Any, manuscript: Manuscript, post: Any) -> str:
    made = actions.proofread_manuscript(actor=actor, manuscript=manuscript)
    found = made.findings.filter(answer=Answer.OPEN).count()
    if not found:
        return _("The machine found nothing to remark.")
    return ngettext("The machine found %(count)d place.", "The machine found %(count)d places.", found) % {"count": found}


def send_back(actor: Any, manuscript: Manuscript, post: Any) -> str:
    to = picked(ProcedureStep, post.get("to", ""))
    actions.return_manuscript(actor=actor, manuscript=manuscript, to=to, **signing(post, manuscript))
    return _("Returned to %(step)s.") % {"step": to.label if to else _("the author")}


def publish(actor: Any, manuscript: Manuscript, post: Any) -> str:
    made = actions.publish_manuscript(actor=actor, manuscript=manuscript, outlet=picked(Outlet, post.get("outlet", "")) or _no_outlet())
    return _("Published on %(outlet)s.") % {"outlet": made.outlet}


def _no_outlet() -> Outlet:
    raise Invalid(_("Say where it is to be published."))


def schedule(actor: Any, manuscript: Manuscript, post: Any) -> str:
    actions.schedule_manuscript(actor=actor, manuscript=manuscript, at=moment(post.get("at", ""), str(_("to be published at"))))
    return _("The time is set.")


def unschedule(actor: Any, manuscript: Manuscript, post: Any) -> str:
    actions.unschedule_manuscript(actor=actor, manuscript=manuscript)
    return _("The time is taken back.")


def release(actor: Any, manuscript: Manuscript, post: Any) -> str:
    authoriser = picked(Person, post.get("authoriser", ""))
    if authoriser is None:
        raise Invalid(_("Say who authorised it by word of mouth."))
    phoned_at = moment(post.get("phoned_at", ""), str(_("time of the call")))
    actions.release_urgently(actor=actor, manuscript=manuscript, authoriser=authoriser, reason=post.get("reason", ""), phoned_at=phoned_at)
    return _("Released. It is to be countersigned within 24 hours.")


def countersign(actor: Any, manuscript: Manuscript, post: Any) -> str:
    made = picked(UrgentRelease, post.get("release", "0"), manuscript=manuscript)
    actions.countersign_release(actor=actor, release=made, opinion=post.get("opinion", ""))
    return _("Countersigned.")


def decline(actor: Any, manuscript: Manuscript, post: Any) -> str:
    actions.decline_manuscript(actor=actor, manuscript=manuscript, reason=post.get("reason", ""))
    return _("Declined. Its writers are told why.")


def drop(actor: Any, manuscript: Manuscript, post: Any) -> str:
    actions.drop_manuscript(actor=actor, manuscript=manuscript, reason=post.get("reason", ""))
    return _("Given up. It can be taken up again.")


def reopen(actor: Any, manuscript: Manuscript, post: Any) -> str:
    actions.reopen_manuscript(actor=actor, manuscript=manuscript)
    return _("Taken up again.")


def correct(actor: Any, manuscript: Manuscript, post: Any) -> str:
    actions.open_correction(actor=actor, manuscript=manuscript, kind=post.get("kind", ""), text=post.get("text", ""))
    return _("The correction is open. Readers go on reading the present edition until the corrected one is published.")


def file(actor: Any, manuscript: Manuscript, post: Any) -> str:
    actions.file_manuscript(actor=actor, manuscript=manuscript, task=picked(PlanTask, post.get("task", "")))
    return _("Filed.")


def close(actor: Any, manuscript: Manuscript, post: Any) -> str:
    actions.close_correction(actor=actor, manuscript=manuscript)
    return _("The correction is given up.")


def withdraw(actor: Any, manuscript: Manuscript, post: Any) -> str:
    actions.withdraw_story(actor=actor, manuscript=manuscript, reason=post.get("reason", ""))
    return _("Withdrawn. Each place is to be confirmed now.")


def note(actor: Any, manuscript: Manuscript, post: Any) -> str:
    day = post.get("carried_on", "").strip()
    made = actions.note_republication(
        actor=actor,
        manuscript=manuscript,
        publication=queries.publication_meant(manuscript, post.get("publication", "")),
        outlet=picked(Outlet, post.get("outlet", "")),
        place=post.get("place", ""),
        url=post.get("url", ""),
        carried_on=day_of(day, str(_("carried on"))) if day else None,
    )
    return _("Noted: %(place)s.") % {"place": made}


def brought_up(actor: Any, manuscript: Manuscript, post: Any) -> str:
    there = picked(Republication, post.get("republication", "0"), publication__manuscript=manuscript)
    made = actions.bring_up_to_date(actor=actor, republication=there)
    return _("“%(place)s” carries the corrected text now.") % {"place": made}


def target(actor: Any, manuscript: Manuscript, post: Any) -> str:
    wanted = Outlet.objects.filter(pk__in=[int(pk) for pk in post.getlist("targets") if pk.isdecimal()])
    actions.set_targets(actor=actor, manuscript=manuscript, targets=wanted)
    return _("Settled where it is meant to be published.")


def confirm(actor: Any, manuscript: Manuscript, post: Any, files: Any) -> str:
    confirmation = picked(WithdrawalConfirmation, post.get("confirmation", "0"), withdrawal__manuscript=manuscript)
    if "screenshot" not in files:
        raise Invalid(_("A screenshot is missing: it shows that the story is gone."))
    screenshot = actions.add_asset(actor=actor, file=files["screenshot"])
    actions.confirm_down(actor=actor, confirmation=confirmation, screenshot=screenshot, note=post.get("note", ""))
    return _("Confirmed.")


VERBS: dict[str, Callable[[Any, Manuscript, Any], str]] = {
    "submit": submit,
    "sign": sign,
    "proofread": proofread,
    "return": send_back,
    "publish": publish,
    "schedule": schedule,
    "unschedule": unschedule,
    "release": release,
    "countersign": countersign,
    "decline": decline,
    "drop": drop,
    "reopen": reopen,
    "file": file,
    "correct": correct,
    "close": close,
    "withdraw": withdraw,
    "note": note,
    "brought-up": brought_up,
    "target": target,
}


class ActScreen(StoryScreen):
    """One verb on one manuscript; the sentence of the rule comes back where it is refused."""

    def post(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        actor, manuscript = request.user, self.manuscript
        if verb == "confirm":
            self.try_to(lambda: confirm(actor, manuscript, request.POST, request.FILES), str)
        elif verb in VERBS:
            self.try_to(lambda: VERBS[verb](actor, manuscript, request.POST), str)
        else:
            raise Http404(verb)
        return redirect("newsroom:story", pk)
