"""The list of manuscripts, and publishing many of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import prefetch_related_objects
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
from ..models import Manuscript
from ..standing import Standing

PER_PAGE = 50


class Line(NamedTuple):
    """A manuscript of the list. mine: the person's turn. ready: all signed. tick: the gate would let the person publish it."""

    manuscript: Manuscript
    standing: Standing
    mine: bool
    late: bool
    ready: bool
    tick: bool


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
        named = rules.deputyships(actor)
        waiting = queries.waiting_for(actor, named)
        if "waiting" in get:
            found = found.filter(pk__in=waiting.order_by().values("pk"))
        page = WagtailPaginator(found.values("pk"), PER_PAGE).get_page(get.get("p"))  # numbers first: what is skipped is not read
        judged = queries.judged(actor, queries.listed(Manuscript.objects.filter(pk__in=page.object_list)), named)
        ready = {manuscript.pk for manuscript, standing, _mine in judged if standing.passed and manuscript.state in IN_REVIEW}
        ticked = self._publishable([(manuscript, standing) for manuscript, standing, _mine in judged if manuscript.pk in ready])
        lines = [
            Line(manuscript, standing, mine, queries.is_late(manuscript, standing, now), manuscript.pk in ready, manuscript.pk in ticked)
            for manuscript, standing, mine in judged
            if mine or "waiting" not in get
        ]
        query = get.copy()
        query.pop("p", None)
        return {
            **super().get_context_data(**kwargs),
            "page": page,
            "lines": lines,
            "waiting": waiting.count(),
            "may_tick": bool(ticked),
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

    def _publishable(self, ready: list[tuple[Manuscript, Standing]]) -> set[int]:
        """Those the gate would let this person put on one of their outlets now: only they can be ticked."""
        prefetch_related_objects([manuscript for manuscript, _standing in ready], "targets", "publications", "urgent_releases")
        actor, now = self.request.user, timezone.now()
        return {
            manuscript.pk
            for manuscript, standing in ready
            if any(rules.may_publish(actor, manuscript, outlet, now, standing=standing) for outlet in manuscript.targets.all())
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
