"""Who signs for whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Person
from rongmei.base.directory.queries import people_meant
from rongmei.base.history.decisions import Decision, Invalid
from rongmei.base.ledger.views.screen import Screen

from .. import actions, rules
from ..models import Deputy


class DeputiesScreen(Screen):
    """Who signs for whom, from when to when."""

    template_name = "newsroom/deputies.html"
    header_icon = "group"

    def may_open(self) -> Decision:
        return rules.may_see_newsroom(self.request.user)

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("newsroom:index"), _("Manuscripts"))]

    def get_page_title(self) -> str:
        return _("Deputies")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rows = Deputy.objects.select_related("principal", "deputy").filter(to_on__gte=today - dt.timedelta(days=365))
        return {
            **super().get_context_data(**kwargs),
            "rows": [
                (row, row.holds_on(today), row.to_on >= today and rules.may_name_deputy(self.request.user, row.principal)) for row in rows
            ],
            "given": self.request.POST,
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        post = request.POST
        if "end" in post:
            row = Deputy.objects.filter(pk=int(post["end"]) if post["end"].isdecimal() else 0).first()
            if row is not None:
                self.try_to(lambda: actions.end_deputy(actor=request.user, deputy=row, last_day=timezone.localdate()), _("Ends today."))
            return redirect("newsroom:deputies")
        done, _made = self.try_to(lambda: self.name(post), _("Named."))
        return redirect("newsroom:deputies") if done else self.render(status=422)

    def name(self, post: Any) -> Deputy:
        return actions.name_deputy(
            actor=self.request.user,
            principal=person(post.get("principal", "")),
            deputy=person(post.get("deputy", "")),
            from_on=day(post.get("from_on", "")),
            to_on=day(post.get("to_on", "")),
            reason=post.get("reason", ""),
        )


def person(text: str) -> Person:
    """A campus number, or a name only one person bears. Raises Invalid."""
    found = people_meant(text) if text.strip() else []
    if len(found) == 1:
        return found[0]
    if found:
        raise Invalid(_("“%(text)s” names %(count)d people: give the campus number.") % {"text": text, "count": len(found)})
    raise Invalid(_("Nobody is called “%(text)s”: give a name or a campus number.") % {"text": text[:40]})


def day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(_("“%(text)s” is not a day.") % {"text": text[:20]}) from None
