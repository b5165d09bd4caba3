"""What the screens of one summary share."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision
from rongmei.base.ledger.views.screen import Screen

from .. import rules
from ..assembling import Assembled, assemble
from ..models import Summary


class SummaryScreen(Screen):
    """A screen about one summary the person may see."""

    header_icon = "doc-full"

    @cached_property
    def summary(self) -> Summary:
        found = Summary.objects.select_related("signed_by__person", "revises").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404(self.kwargs["pk"])
        return found

    @cached_property
    def assembled(self) -> Assembled:
        return assemble(self.summary)

    def may_open(self) -> Decision:
        return rules.may_see(self.request.user, self.summary)

    def get_trail(self) -> list[tuple[str, str]]:
        return [
            (reverse("summary:index"), _("Annual summaries")),
            (reverse("summary:show", args=[self.summary.pk]), f"{self.summary.title}（{_('edition')} {self.summary.edition}）"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "summary": self.summary,
            "may_change": rules.may_change(user, self.summary),
            "may_proofread": rules.may_proofread(user, self.summary),
            "may_sign": rules.may_sign(user, self.summary),
            "may_revise": rules.may_revise(user, self.summary),
        }

    def incomplete(self, pk: int) -> HttpResponse:
        """To a post that lacks the editor's own fields."""
        messages.error(self.request, _("Only half of the form arrived and nothing was changed: send it again."))
        return redirect("summary:write", pk)
