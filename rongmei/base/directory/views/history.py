"""History of anything and anybody, for the auditor."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory import rules
from rongmei.base.directory.forms import HistoryListForm
from rongmei.base.directory.models import User
from rongmei.base.directory.views.base import ListPage, as_told
from rongmei.base.history.decisions import Decision
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event
from rongmei.base.history.queries import Verification, verify


class History(ListPage):
    """Every event, newest first; a button recomputes every seal."""

    template_name = "directory/all_history.html"
    title = gettext_lazy("History")
    header_icon = "history"
    look = "told"
    verification: Verification | None = None

    def rule(self, actor: User) -> Decision:
        return rules.may_see_history(actor)

    def list_form(self) -> HistoryListForm:
        return HistoryListForm(self.request.GET, kinds=EventKind.choices)

    def found(self, form: Any) -> QuerySet[Any]:
        found = Event.objects.order_by("-seq")
        if text := form.value("q"):
            found = found.filter(Q(actor_label__icontains=text) | Q(subject_label__icontains=text) | Q(request_id=text))
        if kind := form.value("kind"):
            found = found.filter(kind=kind)
        if since := form.value("since"):
            found = found.filter(at__gte=_midnight(since))
        if until := form.value("until"):
            found = found.filter(at__lt=_midnight(until + datetime.timedelta(days=1)))
        return found

    def columns(self) -> list[str]:
        return [_("event no."), _("time"), _("done by"), _("what happened")]

    def row(self, thing: Event) -> list[tuple[Any, str]]:
        told = as_told(thing)
        at = timezone.localtime(thing.at).strftime("%Y-%m-%d %H:%M:%S")
        return [(thing.seq, ""), (at, ""), (thing.actor_label, ""), (told["sentence"], "")]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Recomputing is asked for with POST: it reads everything and should not happen by following a link."""
        self.verification = verify()
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(verification=self.verification, **kwargs)


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
