"""Who may make, arrange and fill public sites. Stories are not asked about here: they are the newsroom's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.rules import holds
from rongmei.base.history.actors import SYSTEM, Actor
from rongmei.base.history.decisions import Allowed, Decision, Denied

if TYPE_CHECKING:
    from .models import SiteHome

KEEPERS: Final = (Role.OFFICE_MANAGER, Role.HEAD, Role.DEPUTY_HEAD)
"""Make sites and themes, give them names, take over old sites."""

ARRANGERS: Final = (*KEEPERS, Role.SECTION_CHIEF, Role.EDITOR)
"""Arrange columns, landing pages and pinned stories of every site; a channel owner those of the own unit's sites."""

HOST: Final = re.compile(r"(?=.{1,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")
PATH: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
# First parts of addresses that the installation itself answers, or every site does.
TAKEN: Final = frozenset(
    {"accounts", "api", "console", "setup", "static", "media", "search", "news", "pictures", "files", "theme", "sitemap", "p"}
)


def may_keep_sites(actor: Actor) -> Decision:
    """New sites, themes, names and addresses, taking over an old site."""
    if holds(actor, *KEEPERS):
        return Allowed()
    return Denied(_("Only an office manager or a head of the office may make or change sites."))


def may_see_sites(actor: Actor) -> Decision:
    """The list of sites in the console: whoever arranges one, and the auditor."""
    if holds(actor, *ARRANGERS, Role.CHANNEL_OWNER, Role.AUDITOR):
        return Allowed()
    return Denied(_("Sites are arranged by the office's editors and heads and by the keepers of the accounts."))


def may_arrange_site(actor: Actor, site: SiteHome) -> Decision:
    """Columns, landing pages and pinned stories."""
    if actor is SYSTEM or holds(actor, *ARRANGERS):
        return Allowed()
    if hasattr(actor, "unit_ids_for") and site.outlet.unit_id in actor.unit_ids_for(Role.CHANNEL_OWNER):
        return Allowed()
    return Denied(_("Only the office's editors and heads, or the keeper of the unit's accounts, may arrange “%(site)s”.") % {"site": site})


def host_fits(host: str) -> Decision:
    if HOST.fullmatch(host):
        return Allowed()
    return Denied(
        _("“%(host)s” is no host name: letters, digits and hyphens parted by dots are expected, such as news.example.edu.cn.")
        % {"host": host[:60]}
    )


def path_fits(path: str) -> Decision:
    if path in TAKEN:
        return Denied(_("The path “%(path)s” is used by the system itself: choose another.") % {"path": path})
    if PATH.fullmatch(path):
        return Allowed()
    return Denied(
        _("“%(path)s” is no path of a site: small letters, digits and hyphens are expected, such as 90th-anniversary.")
        % {"path": path[:60]}
    )
