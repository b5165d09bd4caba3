"""Who writes procedures, names deputies and keeps the list of subjects."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.models import Person
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied

from ..enums import KEEP_PROCEDURES


def may_keep_procedures(actor: Any) -> Decision:
    if actor is SYSTEM or actor.acts_everywhere(*KEEP_PROCEDURES):
        return Allowed()
    return Denied(_("Procedures, deputies and subjects are kept by the office manager and the head of the office."))


def may_name_deputy(actor: Any, principal: Person) -> Decision:
    """A person names his own deputy; the office manager and the head name anybody's."""
    if actor is not SYSTEM and actor.person_id == principal.pk:
        return Allowed()
    general = may_keep_procedures(actor)
    return general if general else Denied(_("A deputy is named by the person himself, the office manager or the head of the office."))
