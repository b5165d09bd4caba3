"""What the directory's screens share: a page that asks its rule first, a list, a form that calls one action."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from rongmei.base.directory.models import User
from rongmei.base.history.decisions import Allowed, Decision, Invalid, Refused
from rongmei.base.history.models import Event
from rongmei.base.history.presenters import sentence_of
from rongmei.base.history.queries import events_of

PAGE_SIZE = 50


class ConsoleMixin(WagtailAdminTemplateMixin):
    """A screen of the console. ``rule`` decides who sees it; a refusal is a page with the reason, not a silent detour."""

    request: HttpRequest
    title: Any = ""
    trail: ClassVar[list[dict[str, Any]]] = []

    def rule(self, actor: User) -> Decision:
        return Allowed()

    @property
    def actor(self) -> User:
        user = self.request.user
        assert isinstance(user, User)
        return user

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        decision = self.rule(self.actor)
        if not decision.allowed:
            return refusal(request, decision.reason)
        try:
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except Refused as refused:
            return refusal(request, refused.reason)
        response.headers["Cache-Control"] = "no-store"
        return response

    def get_page_title(self) -> Any:
        return self.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), *self.trail, *self.steps(), {"url": "", "label": self.get_page_title()}]

    def steps(self) -> list[dict[str, Any]]:
        """Between the section and this page."""
        return []


def one(found: QuerySet[Any], **where: Any) -> Any:
    """The one thing meant; 404 with a sentence. The page's rule has been asked before."""
    thing = found.filter(**where).first()
    if thing is None:
        raise Http404(_("There is no such %(thing)s.") % {"thing": found.model._meta.verbose_name})
    return thing


def refusal(request: HttpRequest, reason: str) -> HttpResponse:
    """403 with the sentence of the rule."""
    context = {"reason": reason, "header_title": _("Not allowed"), "page_title": _("Not allowed"), "header_icon": "lock"}
    return TemplateResponse(request, "directory/refused.html", context, status=403)


class ConsolePage(ConsoleMixin, TemplateView):
    """A screen that shows."""


class ListPage(ConsolePage):
    """A searchable, paged list. ``columns`` are its headings; ``row`` makes a row of cells ``(text, url)``."""

    template_name = "directory/list.html"
    form_class: Any = None
    look = ""  # class of the table
    add_label: Any = ""

    def found(self, form: Any) -> QuerySet[Any]:
        raise NotImplementedError

    def columns(self) -> list[str]:
        raise NotImplementedError

    def row(self, thing: Any) -> list[tuple[Any, str]]:
        raise NotImplementedError

    def add_url(self) -> str:
        return ""

    def add_rule(self) -> Decision:
        return Allowed()

    def import_url(self) -> str:
        """Where a sheet of these is taken in, for who may."""
        return ""

    def list_form(self) -> Any:
        return self.form_class(self.request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.list_form()
        page = Paginator(self.found(form), PAGE_SIZE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(
            form=form,
            page=page,
            columns=self.columns(),
            rows=[self.row(thing) for thing in page],
            add_url=self.add_url(),
            add_label=self.add_label,
            add_decision=self.add_rule(),
            import_url=self.import_url(),
            querystring=query.urlencode(),
            **kwargs,
        )


class ActionPage(ConsoleMixin, FormView):
    """A form whose valid content goes into one action; what the action refuses stands above what was typed."""

    template_name = "directory/form.html"
    done: Any = ""
    submit_label: Any = ""
    explanation: Any = ""
    danger = False

    def act(self, values: dict[str, Any]) -> str:
        """Do it; return the address to go to."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            where = self.act(form.cleaned_data)
        except (Invalid, Refused) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        if self.done:
            messages.success(self.request, self.done)
        return redirect(where)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            submit_label=self.submit_label or _("Save"),
            explanation=self.explanation,
            danger=self.danger,
            back_url=(self.steps() or self.trail or [{"url": ""}])[-1]["url"],
            **kwargs,
        )


def told(subject_kind: str, subject_id: int, limit: int = 100) -> list[dict[str, Any]]:
    """The latest events of one subject for ``directory/history.html``, newest first."""
    return [as_told(event) for event in events_of(subject_kind, subject_id).order_by("-seq")[:limit]]


def as_told(event: Event) -> dict[str, Any]:
    return {"seq": event.seq, "at": event.at, "sentence": sentence_of(event), "event": event}
