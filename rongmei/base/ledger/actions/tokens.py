"""Keys for programs that act for a person."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..models import ApiToken

PREFIX = "rongmei_"


def digest_of(token: str) -> str:
    """What is stored instead of the token."""
    return salted_hmac("rongmei.api-token", token, algorithm="sha256").hexdigest()


@transaction.atomic
def issue_token(*, actor: Any, name: str, may_write: bool = False) -> tuple[ApiToken, str]:
    """Make a key for the person itself; returns it once, it cannot be read again. Raises Invalid without a name, Refused."""
    rules.may_see_ledgers(actor).require()
    if not name.strip():
        raise Invalid(_("A name is missing: say which program will use the key."))
    token = PREFIX + secrets.token_urlsafe(32)
    made = ApiToken.objects.create(user=actor, name=name.strip()[:80], digest=digest_of(token), may_write=may_write, made_at=timezone.now())
    detail = {"after": {"name": made.name, "may_write": may_write}}
    history.record(EventKind.TOKEN_ISSUED, actor=actor, subject=history.Subject("token", made.pk, made.name), detail=detail)
    return made, token


@transaction.atomic
def note_token_used(*, actor: Any, token: ApiToken) -> None:
    """Remember the day a key was last used; no event: it would be one for every request of a program."""
    ApiToken.objects.filter(pk=token.pk, user=actor).update(last_used_on=timezone.localdate())


@transaction.atomic
def revoke_token(*, actor: Any, pk: int) -> None:
    """End an own key at once."""
    token = ApiToken.objects.select_for_update().get(pk=pk, user=actor, ended_at=None)
    token.ended_at = timezone.now()
    token.save(update_fields=["ended_at"])
    history.record(EventKind.TOKEN_REVOKED, actor=actor, subject=history.Subject("token", token.pk, token.name))
