"""Accounts and what they hold."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from rongmei.base.directory.models import User


def accounts(*, text: str = "", role: str = "", disabled: bool = False) -> QuerySet[User]:
    """Active accounts (all with ``disabled``) by name, user name or role, with ``has_factor``."""
    found = (
        User.objects.select_related("person__unit")
        .prefetch_related("role_grants__unit")
        .annotate(has_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)))
        .order_by("username")
    )
    if not disabled:
        found = found.filter(is_active=True)
    if role:
        found = found.filter(role_grants__role=role, role_grants__to_on=None).distinct()
    if text.strip():
        found = found.filter(Q(username__icontains=text.strip()) | Q(person__name__icontains=text.strip()))
    return found
