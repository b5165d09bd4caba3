"""Who may take articles of an old site in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.rules import holds
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Allowed, Decision, Denied


def may_import_archive(actor: Actor) -> Decision:
    """Articles that were public before this installation: the office manager and the heads of the office. Nobody signs them anew."""
    if holds(actor, Role.OFFICE_MANAGER, Role.HEAD, Role.DEPUTY_HEAD):
        return Allowed()
    return Denied(_("Only an office manager or a head of the office takes articles of an old site in."))
