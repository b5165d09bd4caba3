"""The doors of every request: policy header, age of the session, first password, second factor, a role, stock screens shut."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from allauth.mfa.utils import is_mfa_enabled
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import PRIVILEGED

GetResponse = Callable[[HttpRequest], HttpResponse]

_TOUCH_SECONDS: Final = 300

# allauth brings pages for signing up, mail confirmation, reset by mail: an office's accounts are made by its administrator.
_OPEN_ACCOUNT_PAGES: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "usersessions_list",
    }
)
_ACCOUNT_PREFIXES: Final = ("account_", "mfa_", "usersessions_", "socialaccount_")
# Wagtail's own sign-in knows no second factor; its user screens let a user manager make himself superuser.
_WAGTAIL_SIGN_IN: Final = frozenset({"wagtailadmin_login"})
_SHUT_NAMES: Final = frozenset(
    {
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
    }
)
_SHUT_NAMESPACES: Final = frozenset({"wagtailusers_users", "wagtailusers_groups", "wagtailusers_api_tokens"})
_ALWAYS: Final = frozenset({"account_logout", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"})
_WHILE_CHOOSING_PASSWORD: Final = _ALWAYS | {"account_change_password", "account_reauthenticate"}
_WHILE_ADDING_FACTOR: Final = _WHILE_CHOOSING_PASSWORD | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}


class ContentPolicyMiddleware(CSPMiddleware):
    """The policy of settings everywhere; Wagtail's stock screens may run their own inline widget starters.

    A view of ours that shows a stock widget may loosen itself with ``csp.decorators.csp_update``.
    """

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        match = request.resolver_match
        if report_only or match is None or parts.config is not None:
            return parts
        loosened: dict[str, Any] = {}
        if _is_console(match.route):
            loosened["style-src"] = settings.CONSOLE_STYLE_SRC
        if _is_stock(match.func):
            loosened["script-src"] = settings.STOCK_SCRIPT_SRC
            loosened["script-src-attr"] = ["'none'"]
        parts.replace = {**loosened, **(parts.replace or {})} or None
        return parts


def _is_console(route: str) -> bool:
    return route.startswith("console/")


def _is_stock(view: Callable[..., Any]) -> bool:
    """Whether a Wagtail view answers, seen through decorators and as_view()."""
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    view = getattr(view, "view_class", view)
    return view.__module__.startswith("wagtail.")


class SessionAgeMiddleware:
    """Ends a session left alone for SESSION_IDLE_MINUTES, or SESSION_LIFE_HOURS old.

    等保 asks for an end after idling (GB/T 22239—2019 8.1.4.1 b, second-hand). The time is noted every five minutes
    only: a write on every click would be the dearest thing on the page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            begun = request.session.setdefault("begun_at", now)
            seen = request.session.get("seen_at", now)
            idle = settings.SESSION_IDLE_MINUTES * 60 + _TOUCH_SECONDS
            if now - seen > idle or now - begun > settings.SESSION_LIFE_HOURS * 3600:
                logout(request)
                messages.info(request, _("You were away for a while; please sign in again."))
            elif "seen_at" not in request.session or now - seen > _TOUCH_SECONDS:
                request.session["seen_at"] = now
        return self.get_response(request)


class DoorsMiddleware:
    """Keeps stock screens shut, and asks for an own password, a second factor and a role before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None:
            return None
        name = match.url_name or ""
        if name in _WAGTAIL_SIGN_IN:
            return redirect("account_login")
        if _is_shut(name, match.namespaces):
            raise Http404
        if not request.user.is_authenticated:
            return None
        return _first_things_first(request, name) or _without_a_role(request, name, match.route)


def _is_shut(name: str, namespaces: list[str]) -> bool:
    if _SHUT_NAMESPACES.intersection(namespaces) or name in _SHUT_NAMES:
        return True
    return not namespaces and name.startswith(_ACCOUNT_PREFIXES) and name not in _OPEN_ACCOUNT_PAGES


def _first_things_first(request: HttpRequest, name: str) -> HttpResponse | None:
    user: Any = request.user
    if user.password_is_initial:
        return None if name in _WHILE_CHOOSING_PASSWORD else redirect("account_change_password")
    if not settings.REQUIRE_MFA or request.session.get("has_factor") or not user.has_role(*PRIVILEGED):
        return None
    if is_mfa_enabled(user):
        request.session["has_factor"] = True
        return None
    if name in _WHILE_ADDING_FACTOR:
        return None
    messages.info(request, _("Your role needs a second factor. Set it up with an authenticator app first."))
    return redirect("mfa_activate_totp")


def _without_a_role(request: HttpRequest, name: str, route: str) -> HttpResponse | None:
    """An account that holds no role is told so. Wagtail would send it to sign in, and signing in back to Wagtail, for ever."""
    user: Any = request.user
    if not _is_console(route) or name in _ALWAYS or any(user.grants_on()):
        return None
    return render(request, "account/no_role.html", status=403)
