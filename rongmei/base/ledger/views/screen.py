"""What every console screen of the house shares: the person, breadcrumbs, refusals and bad input as sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from rongmei.base.directory.views.base import refusal
from rongmei.base.history.decisions import Decision, Invalid, Refused

from .. import registry, rules
from ..declaration import Ledger

Result = TypeVar("Result")


class Screen(WagtailAdminTemplateMixin, View):
    """A page of the console. Subclasses say who may open it (`may_open`) and fill the context."""

    request: HttpRequest
    template_name = ""  # a screen without one only takes POST
    page_title: Any = ""
    header_icon = "doc-full"
    trail: tuple[tuple[str, str], ...] = ()  # (url, label) between home and this page

    def may_open(self) -> Decision:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The rule's sentence where it says no; actions ask again for what was typed."""
        try:
            self.may_open().require()
            return super().dispatch(request, *args, **kwargs)
        except Refused as refused:
            return refusal(request, refused.reason)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.render() if self.template_name else HttpResponseNotAllowed(["POST"])

    def render(self, status: int = 200, **more: Any) -> HttpResponse:
        return self.render_to_response({**self.get_context_data(**self.kwargs), **more}, status=status)

    def get_trail(self) -> list[tuple[str, str]]:
        return list(self.trail)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse("wagtailadmin_home"), "label": str(self.home_label)}]
        items += [{"url": url, "label": str(label)} for url, label in self.get_trail()]
        return [*items, {"url": "", "label": str(self.get_page_title())}]

    @property
    def home_label(self) -> Any:
        return WagtailAdminTemplateMixin.breadcrumbs_items[0]["label"]

    def try_to(self, do: Callable[[], Result], done: Callable[[Result], str] | str = "") -> tuple[bool, Result | None]:
        """Run an action; what it refuses becomes one sentence on the next screen. (True, result) when it was done."""
        try:
            result = do()
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except (Refused, Invalid) as problem:
            messages.error(self.request, str(problem))
            return False, None
        sentence = done(result) if callable(done) else done
        if sentence:
            messages.success(self.request, sentence)
        return True, result

    def back(self, name: str, *args: Any) -> HttpResponse:
        return redirect(name, *args)


class LedgerScreen(Screen):
    """A screen about one ledger; its key is in the address."""

    ledger: Ledger

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not registry.has(kwargs["key"]):
            raise Http404(kwargs["key"])
        self.ledger = registry.get(kwargs["key"])
        self.header_icon = self.ledger.icon

    def may_open(self) -> Decision:
        return rules.may_see_ledgers(self.request.user)

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("ledger:index"), _("Ledgers")), (reverse("ledger:list", args=[self.ledger.key]), str(self.ledger.label))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "ledger": self.ledger}
