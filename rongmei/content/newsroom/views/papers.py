"""The sign-off sheet and the inspection pack."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Outlet
from rongmei.base.history.decisions import Decision, Invalid
from rongmei.base.ledger.views.screen import Screen
from rongmei.base.paper.fonts import MissingGlyphs, NoFonts
from rongmei.content.proofdesk.queries import open_errors

from .. import actions, rules
from ..exports import check_pack, sign_off_sheet
from ..exports.pack import SUBJECT
from .screens import StoryScreen


class SheetScreen(StoryScreen):
    """Both copies as one PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        errors = [f"“{one.found}”：{one.message}" for one in open_errors(SUBJECT, self.manuscript.pk)]
        try:
            pdf = sign_off_sheet(self.manuscript, open_errors=errors)
        except (MissingGlyphs, NoFonts) as problem:
            messages.error(request, str(problem))
            return self.back("newsroom:story", self.manuscript.pk)
        return HttpResponse(
            pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{self.manuscript.number}.pdf"'}
        )


class PackScreen(Screen):
    """Choose outlets and days, take everything away as one archive; or look whether an archive is still what it was."""

    template_name = "newsroom/pack.html"
    header_icon = "download"

    def may_open(self) -> Decision:
        return rules.may_take_pack(self.request.user)

    def get_page_title(self) -> str:
        return _("Inspection pack")

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("newsroom:index"), _("Manuscripts"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        asked = {"start": str(today.replace(day=1)), "end": str(today)} | {
            n: self.request.POST[n] for n in ("start", "end") if n in self.request.POST
        }
        return {**super().get_context_data(**kwargs), "outlets": Outlet.objects.order_by("name"), "asked": asked}

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            given: Any = request.FILES.get("pack")
            if given is not None:
                return self.render(problems=check_pack(given.read()), checked=given.name)
            outlets = list(Outlet.objects.filter(pk__in=[pk for pk in request.POST.getlist("outlet") if pk.isdecimal()]))
            start, end = (_day(request.POST.get(name, "")) for name in ("start", "end"))
            pack = actions.take_inspection_pack(actor=request.user, outlets=outlets, start=start, end=end)
        except Invalid as problem:
            messages.error(request, str(problem))
            return self.render(422)
        name = f"inspection-{start:%Y%m%d}-{end:%Y%m%d}.zip"
        return HttpResponse(pack, content_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(_("“%(found)s” is no day: choose one from the calendar.") % {"found": text[:20]}, _("days")) from None
