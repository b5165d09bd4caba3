"""The first start, and keys for programs."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.ledger import rules as ledger_rules
from rongmei.base.ledger.actions import issue_token, revoke_token
from rongmei.base.ledger.models import ApiToken
from rongmei.base.ledger.views.screen import Screen
from rongmei.website.pages.views import public

from . import actions, rules

FIELDS = ("name", "short_name", "english_name", "office_name", "protected_names", "campus_id", "person", "username", "email")


class SetupView(View):
    """One page: the university and the first administrator. Gone once it is done."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not rules.may_set_up():
            return redirect("wagtailadmin_home")
        return render(request, "console/setup.html", {"typed": {}})

    def post(self, request: HttpRequest) -> HttpResponse:
        typed = {name: request.POST.get(name, "") for name in FIELDS}
        if request.POST.get("password") != request.POST.get("password_again"):
            return self.again(request, typed, _("The two passwords differ: type the same one twice."))
        first = actions.FirstPerson(
            typed["campus_id"], typed["person"], typed["username"], request.POST.get("password", ""), typed["email"]
        )
        try:
            user = actions.set_up(
                actor=SYSTEM,
                name=typed["name"],
                short_name=typed["short_name"],
                english_name=typed["english_name"],
                office_name=typed["office_name"],
                protected_names=typed["protected_names"].splitlines(),
                first=first,
            )
        except (Invalid, Refused) as problem:
            return self.again(request, typed, str(problem))
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        # Setting up the second factor comes next; without this it would ask for the password typed a moment ago.
        reauthenticate_by_password(request)
        messages.success(request, _("Ready. The home page says what to do next."))
        return redirect("wagtailadmin_home")

    def again(self, request: HttpRequest, typed: dict[str, str], sentence: str) -> HttpResponse:
        return render(request, "console/setup.html", {"typed": typed, "sentence": sentence}, status=422)


class FrontView(View):
    """The bare address: the public site that stands there; without one to setting up on the first start, to the console afterwards."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if public.has_site(request):
            return public.serve(request)
        return redirect("setup" if rules.may_set_up() else "wagtailadmin_home")


class KeysScreen(Screen):
    """A person's own keys for programs."""

    template_name = "console/keys.html"
    header_icon = "key"

    def may_open(self) -> Decision:
        return ledger_rules.may_see_ledgers(self.request.user)

    def get_page_title(self) -> str:
        return _("Keys for programs")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owner: Any = self.request.user
        keys = ApiToken.objects.filter(user=owner).order_by("-pk")
        return {"made": "", **super().get_context_data(**kwargs), "keys": keys, **kwargs}

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("end", "").isdecimal() and len(request.POST["end"]) < 19:
            self.try_to(lambda: revoke_token(actor=request.user, pk=int(request.POST["end"])), _("The key is ended."))
            return redirect("console_keys")
        may_write = bool(request.POST.get("may_write"))
        done, made = self.try_to(lambda: issue_token(actor=request.user, name=request.POST.get("name", ""), may_write=may_write))
        return self.render(made=made[1]) if done and made else self.render(status=422)
