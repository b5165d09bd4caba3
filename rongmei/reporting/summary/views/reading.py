"""Looking at summaries: the list, the document with its slots, what changed since the signature, taking it out of the house."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision, Invalid
from rongmei.base.ledger.views.screen import Screen

from .. import actions, rules
from ..checks import objections
from ..document import Slot
from ..enums import Binding, SummaryState
from ..exporting import FORMATS, export
from ..exports.html import to_html
from ..leaks import find_leaks
from ..masking import MaskMode, mask
from ..models import Summary
from ..names import protected
from ..queries import compare_editions, drifts, moved_count
from .screens import SummaryScreen


class IndexScreen(Screen):
    """All summaries, newest year first."""

    template_name = "summary/index.html"
    header_icon = "doc-full"

    def may_open(self) -> Decision:
        return rules.may_see_summaries(self.request.user)

    def get_page_title(self) -> str:
        return _("Annual summaries")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = [s for s in Summary.objects.select_related("signed_by__person") if rules.may_see(self.request.user, s)]
        return {**super().get_context_data(**kwargs), "summaries": seen, "may_write": rules.may_write(self.request.user)}


class ShowScreen(SummaryScreen):
    """The document with every slot alive, and beside it the slots: open ones with proposals first."""

    template_name = "summary/show.html"

    def get_page_title(self) -> str:
        return self.summary.title

    def get_trail(self) -> list[tuple[str, str]]:
        return super().get_trail()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assembled = self.assembled
        page = reverse("summary:show", args=[self.summary.pk])
        html = to_html(assembled.document, slot_url=lambda slot: self.slot_url(slot, page), standalone=False)
        return {
            **super().get_context_data(**kwargs),
            "html": html,
            "slots_url": f"{page}slots/",
            "open": assembled.open,
            "problems": [s for s in assembled.problems if s.slot.binding != Binding.OPEN],
            "slots": assembled.in_order(),
            "objections": objections(self.summary, assembled) if self.summary.state == SummaryState.DRAFTING else [],
            "moved": moved_count(self.summary) if self.summary.state != SummaryState.DRAFTING else 0,
            "formats": FORMATS,
        }

    def slot_url(self, slot: Slot, page: str) -> str | None:
        return f"{page}slots/{slot.ref}/"


class DriftScreen(SummaryScreen):
    """What changed since the signature, figure by figure, row by row; and this edition beside the one it revises."""

    template_name = "summary/drift.html"

    def get_page_title(self) -> str:
        return _("Changed since the signature")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "drifts": drifts(self.request.user, self.summary),
            "comparison": compare_editions(self.summary) if self.summary.revises else [],
        }


class ExportScreen(SummaryScreen):
    """The document as a file, plain or masked."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        masked = request.GET.get("masked", "")
        try:
            data, media_type = export(self.assembled.document, kwargs["to"], masked)
        except Invalid as problem:
            messages.error(request, str(problem))
            return redirect("summary:show", self.summary.pk)
        digest = hashlib.sha256(data).hexdigest()
        actions.note_export(actor=request.user, summary=self.summary, to=kwargs["to"], masked=masked, sha256=digest)
        name = f"{self.summary.title}{'（脱敏版）' if masked else ''}.{kwargs['to']}"
        response = HttpResponse(data, content_type=media_type)
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
        response["Cache-Control"] = "private, no-store"
        return response


class MaskedScreen(SummaryScreen):
    """The masked edition on screen, and what in it still tells which university it is."""

    template_name = "summary/masked.html"

    def get_page_title(self) -> str:
        return _("Masked edition")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mode = MaskMode.FIXED if self.request.GET.get("masked") == "fixed" else MaskMode.DIGITS
        names = protected()
        masked = mask(self.assembled.document, mode=mode, names=names)
        return {
            **super().get_context_data(**kwargs),
            "html": to_html(masked, standalone=False),
            "leaks": find_leaks(masked, protected=names),
            "mode": mode,
            "modes": ((MaskMode.DIGITS, _("one mark per character")), (MaskMode.FIXED, _("fixed width"))),
        }


class ProofScreen(SummaryScreen):
    """A proof pass over the text as it is; its remarks are decided on at the proof desk."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        done, run = self.try_to(lambda: actions.proofread_summary(actor=request.user, summary=self.summary))
        return redirect("proofdesk:run", run.pk) if done and run else redirect("summary:show", pk)


class SignScreen(SummaryScreen):
    """Signing and revising."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "revise" in request.POST:
            done, revised = self.try_to(
                lambda: actions.revise_summary(actor=request.user, summary=self.summary), _("A revised edition is open.")
            )
            return redirect("summary:show", revised.pk if done and revised else pk)
        reasons = {name.removeprefix("reason:"): text for name, text in request.POST.items() if name.startswith("reason:")}
        self.try_to(
            lambda: actions.sign_summary(actor=request.user, summary=self.summary, reasons={k: str(v) for k, v in reasons.items()}),
            lambda signed: format_html(_("Signed. Digest {}…"), signed.digest[:12]),
        )
        return redirect("summary:show", pk)
