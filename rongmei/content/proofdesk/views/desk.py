"""The desk: paste or upload a text, and the texts that lie there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.ledger.views.screen import Screen

from .. import actions, engine, queries, rules
from ..enums import Style
from ..models import DeskText
from ..reading import MOST_CHARACTERS, read_upload

SHOWN = 20


class DeskScreen(Screen):
    """Paste or upload; below, one's own texts."""

    template_name = "proofdesk/desk.html"
    header_icon = "edit"

    def may_open(self) -> Decision:
        return rules.may_check(self.request.user)

    def get_page_title(self) -> str:
        return _("Proof desk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.POST
        return {
            **super().get_context_data(**kwargs),
            "typed": {
                "text": typed.get("text", ""),
                "title": typed.get("title", ""),
                "style": typed.get("style", Style.WEB.value),
                "on": typed.get("on") or timezone.localdate().isoformat(),
            },
            "styles": Style.choices,
            "most": MOST_CHARACTERS,
            "may_answer": rules.may_answer(self.request.user),
            "texts": queries.texts_of(self.request.user)[:SHOWN],
            "may_see_rates": rules.may_see_rates(self.request.user),
            "off": engine.speller_off(),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        file = request.FILES.get("file")
        try:
            text, data, name = request.POST.get("text", ""), b"", ""
            if file is not None:
                name = file.name or _("file")
                text, data = read_upload(file)
            kept, _run = actions.take_text(
                actor=request.user,
                text=text,
                style=style_of(request.POST.get("style", "")),
                on=day_of(request.POST.get("on", "")),
                title=request.POST.get("title", ""),
                file_name=name,
                data=data,
            )
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
            return self.render(status=422)
        return redirect("proofdesk:text", kept.pk)


def style_of(written: str) -> str:
    if written not in Style.values:
        raise Invalid(
            _("“%(found)s” found, one of %(expected)s expected.") % {"found": written[:20], "expected": "、".join(Style.values)}, _("style")
        )
    return written


def day_of(written: str) -> dt.date:
    if not written:
        return timezone.localdate()
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise Invalid(_("“%(text)s” is not a day.") % {"text": written[:20]}, _("date of the text")) from None


class TextScreen(Screen):
    """One text: to its newest pass, or, changed, to a new one."""

    template_name = "proofdesk/text.html"
    header_icon = "edit"

    @cached_property
    def text(self) -> DeskText:
        found = DeskText.objects.filter(pk=self.kwargs["pk"], removed_at=None).first()
        if found is None:
            raise Http404(self.kwargs["pk"])
        return found

    def may_open(self) -> Decision:
        return rules.may_see_text(self.request.user, self.text)

    def get_page_title(self) -> str:
        return self.text.title

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("proofdesk:desk"), _("Proof desk"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = queries.last_run(actions.texts.KIND, self.text.pk)
        if run is None or "edit" in request.GET:
            return self.render()
        return redirect("proofdesk:run", run.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = queries.last_run(actions.texts.KIND, self.text.pk)
        wording = self.request.POST.get("text")
        if wording is None:
            wording = queries.accepted_text(run, self.text.text) if run is not None else self.text.text
        return {
            **super().get_context_data(**kwargs),
            "text": self.text,
            "wording": wording,
            "may_work": rules.may_work_on_text(self.request.user, self.text),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = request.POST.get("version", "")
        try:
            run = actions.change_text(
                actor=request.user, pk=pk, text=request.POST.get("text", ""), version=int(version) if version.isdecimal() else None
            )
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
            return self.render(status=422)
        return redirect("proofdesk:run", run.pk)


class RemoveScreen(TextScreen):
    """Take the text off the desk."""

    template_name = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.try_to(lambda: actions.remove_text(actor=request.user, pk=pk), _("The text is off the desk."))
        return redirect("proofdesk:desk")
