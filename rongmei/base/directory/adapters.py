"""What allauth and axes ask of us: how an account signs in, chooses a password, is locked out.

A campus sign-on (CAS, OIDC) comes in here later: its backend goes before Django's in AUTHENTICATION_BACKENDS and finds
the account by ``person__campus_id``, never by a user name, which may change.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rongmei.base.directory import actions
from rongmei.base.directory.actions.accounts import SAME_AS_INITIAL
from rongmei.base.directory.models import User
from rongmei.base.history.decisions import Invalid


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; user names are read in small letters; history sees every sign-in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        if "username" in credentials:
            credentials["username"] = str(credentials["username"]).strip().lower()
        return super().authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        if not getattr(request, "axes_locked_out", False):
            actions.note_sign_in_failed(username=str(credentials.get("username", "")), address=client_address(request))

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        actions.note_sign_in(actor=user, address=client_address(request))

    def clean_password(self, password: str, user: Any = None) -> str:
        password = super().clean_password(password, user)
        if user is not None and user.password_is_initial and user.check_password(password):
            raise ValidationError(SAME_AS_INITIAL)
        return password

    def set_password(self, user: Any, password: str) -> None:
        try:
            actions.choose_password(actor=user, password=password)
        except Invalid as error:
            raise ValidationError(error.sentence) from error

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)


def client_address(request: HttpRequest) -> str:
    """The browser's address. Behind ``PROXY_HOPS`` proxies of our own, the one the outermost of them saw."""
    hops: int = settings.PROXY_HOPS
    if hops:
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if len(forwarded) >= hops:
            return forwarded[-hops]
    return str(request.META.get("REMOTE_ADDR", "")) or "0.0.0.0"  # noqa: S104  (an address to count by, not to bind)


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None, *args: Any) -> HttpResponse:
    """The answer to the one guess too many, from this person at this address only."""
    username = str((credentials or {}).get("username") or request.POST.get("login", ""))
    actions.note_sign_in_locked(username=username, address=client_address(request))
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "account/locked_out.html", {"minutes": minutes}, status=429)


def account_of_campus_id(campus_id: str) -> User | None:
    """The active account of the person with this campus number: how a campus sign-on finds whom it let in."""
    return User.objects.filter(person__campus_id=campus_id, is_active=True).select_related("person").first()
