"""Saved filters of a list."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..declaration import Ledger
from ..models import SavedView


@transaction.atomic
def save_view(*, actor: Any, ledger: Ledger, name: str, query: str, shared: bool = False) -> SavedView:
    """Keep a filter under a name; the same name of the same person is replaced. Raises Invalid without a name, Refused."""
    rules.may_see_ledgers(actor).require()
    name = name.strip()
    if not name:
        raise Invalid(_("A name is missing: give the view a short one."))
    if len(query) > 2000:
        raise Invalid(_("The filter is too long to be kept: take fewer conditions."), name)
    view, _made = SavedView.objects.update_or_create(
        ledger=ledger.key, owner_id=actor.pk, name=name[:80], defaults={"query": query, "shared": shared}
    )
    detail = {"after": {"query": query, "shared": shared}}
    history.record(EventKind.VIEW_SAVED, actor=actor, subject=history.Subject("view", view.pk, view.name), detail=detail)
    return view


@transaction.atomic
def drop_view(*, actor: Any, ledger: Ledger, pk: int) -> None:
    """Forget an own view."""
    view = SavedView.objects.get(pk=pk, ledger=ledger.key, owner_id=actor.pk)
    history.record(EventKind.VIEW_REMOVED, actor=actor, subject=history.Subject("view", view.pk, view.name), detail={})
    view.delete()
