"""The list of manuscripts, and publishing many of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from rongmei.base.directory.models import Unit
from rongmei.base.history.decisions import Decision
from rongmei.base.ledger.views.screen import Screen

from .. import actions, queries, rules
from ..enums import IN_REVIEW, ManuscriptKind, ManuscriptState
from ..standing import standing_of

PER_PAGE = 50


class IndexScreen(Screen):
    """Search, filters, and whose turn each manuscript is. A page costs a fixed number of queries."""

    template_name = "newsroom/index.html"
    header_icon = "doc-full-inverse"

    def may_open(self) -> Decision:
        return rules.may_see_newsroom(self.request.user)

    def get_page_title(self) -> str:
        return _("Manuscripts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        get, actor, now = self.request.GET, self.request.user, timezone.now()
        unit = get.get("unit", "")
        wish = queries.Wish(get.get("q", ""), get.get("state", ""), get.get("kind", ""), int(unit) if unit.isdecimal() else None)
        found = queries.filtered(actor, wish)
        waiting = queries.waiting_for(actor)
        if "waiting" in get:
            found = found.filter(pk__in=waiting)
        page = WagtailPaginator(queries.with_standing(found), PER_PAGE).get_page(get.get("p"))
        lines = []
        for manuscript in page.object_list:
            standing = standing_of(manuscript)
            late = queries.is_late(manuscript, standing, now)
            ready = standing.passed and manuscript.state in IN_REVIEW
            lines.append((manuscript, standing, manuscript.pk in waiting, late, ready))
        query = get.copy()
        query.pop("p", None)
        return {
            **super().get_context_data(**kwargs),
            "page": page,
            "lines": lines,
            "waiting": len(waiting),
            "urgent": [release for release in queries.due_urgent() if rules.may_see(actor, release.manuscript)],
            "unsignable": queries.unsignable(actor) if rules.may_keep_procedures(actor) else [],
            "states": ManuscriptState.choices,
            "kinds": ManuscriptKind.choices,
            "units": Unit.objects.filter(pk__in=queries.seen_by(actor).order_by().values("unit_id")),
            "may_begin": rules.may_begin_somewhere(actor),
            "may_take_pack": rules.may_take_pack(actor),
            "page_query": query.urlencode(),
            "now": now,
        }


class PublishManyScreen(Screen):
    """The ticked manuscripts, each through the same gate; one refusal stops only its own."""

    def may_open(self) -> Decision:
        return rules.may_see_newsroom(self.request.user)

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = [int(pk) for pk in request.POST.getlist("story") if pk.isdecimal()][:200]
        outcomes = actions.publish_many(actor=request.user, manuscripts=queries.seen_by(request.user).filter(pk__in=wanted))
        for outcome in outcomes:
            if outcome.reason:
                messages.error(request, f"{outcome.manuscript}：{outcome.reason}")
        done = sum(bool(outcome.published) for outcome in outcomes)
        if done:
            messages.success(request, _("%(count)d manuscripts are published.") % {"count": done})
        return redirect("newsroom:index")
