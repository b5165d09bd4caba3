"""How events of the directory read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import OutletKind, Role, UnitKind
from rongmei.base.directory.models import Outlet, Person, Post, RoleGrant, Unit, University, User
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event
from rongmei.base.history.presenters import actor_of, name_fields, name_values, presenter


def register() -> None:
    """Called when the app is ready: names of fields and of choices, as the models call them."""
    for model in (Post, Person, RoleGrant, User, Unit, Outlet, University):
        kind = {Post: "person", RoleGrant: "user"}.get(model, model._meta.model_name or "")
        name_fields(kind, {f.name: f.verbose_name for f in model._meta.get_fields() if isinstance(f, models.Field)})
    name_values("unit", "kind", {k.value: k.label for k in UnitKind})
    name_values("outlet", "kind", {k.value: k.label for k in OutletKind})
    name_values("user", "role", {r.value: r.label for r in Role})


@presenter(EventKind.SIGNED_IN, EventKind.SIGNED_OUT)
def signed_in(event: Event) -> str:
    """Who, from where."""
    return _("%(actor)s %(verb)s from %(address)s") % _words(event)


@presenter(EventKind.SIGNIN_FAILED, EventKind.SIGNIN_LOCKED)
def sign_in_refused(event: Event) -> str:
    """The name typed, from where."""
    return _("“%(subject)s” %(verb)s from %(address)s") % _words(event)


@presenter(EventKind.UNIT_MERGED)
def unit_merged(event: Event) -> str:
    """Which unit went where, from which day."""
    words = _words(event) | {"successor": event.data.get("after", {}).get("successor", ""), "on": event.data.get("on", "")}
    return _("%(actor)s merged the unit “%(subject)s” into “%(successor)s” from %(on)s") % words


def _words(event: Event) -> dict[str, str]:
    return {
        "actor": actor_of(event),
        "verb": event.verb,
        "subject": event.subject_label,
        "address": str(event.data.get("address", "")),
    }
