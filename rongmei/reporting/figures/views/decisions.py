"""Buttons of a figure's page: approve, return, retire; values, targets and papers by hand; files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import actions
from ..models import ManualValue
from .figure import FigureScreenBase


class DecideScreen(FigureScreenBase):
    """Approve, return or retire."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, figure_key: str) -> HttpResponse:
        pk, note, user = self.figure.pk, request.POST.get("note", ""), request.user
        match request.POST.get("what"):
            case "approve":
                self.try_to(lambda: actions.approve_figure(actor=user, pk=pk), _("The definition is approved."))
            case "return":
                self.try_to(lambda: actions.return_figure(actor=user, pk=pk, note=note), _("The definition went back to its owner."))
            case "retire":
                done, _figure = self.try_to(
                    lambda: actions.retire_figure(actor=user, pk=pk, note=note), _("The figure is retired; its readings stay.")
                )
                if done:
                    return redirect("figures:index")
        return redirect("figures:figure", figure_key)


class EnterScreen(FigureScreenBase):
    """A value by hand, a target, or what a paper of former years said."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, figure_key: str) -> HttpResponse:
        given: dict[str, Any] = {name: request.POST.get(name, "") for name in ("start", "end", "value", "source")}
        given |= {"actor": request.user, "figure": self.figure}
        match request.POST.get("what"):
            case "value":
                more: dict[str, Any] = {"evidence": request.FILES.get("evidence"), "valid_until": request.POST.get("valid_until", "")}
                self.try_to(lambda: actions.enter_manual_value(**given, **more), _("The value is entered."))
            case "target":
                self.try_to(lambda: actions.set_target(**given), _("The target is set."))
            case "published":
                self.try_to(lambda: actions.record_published(**given), _("The published value is kept."))
        period = f"start={given['start']}&end={given['end']}" if request.POST.get("what") != "published" else ""
        return redirect(f"{reverse('figures:figure', args=[figure_key])}?{period}#by-hand")


class EvidenceScreen(FigureScreenBase):
    """The file behind a value entered by hand."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        entered = ManualValue.objects.filter(pk=kwargs["pk"], figure=self.figure).exclude(evidence="").first()
        if entered is None:
            raise Http404(kwargs["pk"])
        response = FileResponse(entered.evidence.open("rb"), as_attachment=True, filename=entered.evidence_name)
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response
