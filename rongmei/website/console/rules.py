"""When the first start may be set up."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import RoleGrant, University
from rongmei.base.history.decisions import Allowed, Decision, Denied


def may_set_up() -> Decision:
    """Only an installation that nobody administers yet, and whose university has no name: the door closes behind the first person."""
    if University.objects.exists() or RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists():
        return Denied(_("This installation is set up already. Sign in."))
    return Allowed()
