"""Who sees the newsroom, a manuscript, and who may begin one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied

from ..enums import SEE, WRITE
from ..models import Asset, Manuscript


def holds_for(actor: Any, unit_id: int, *roles: Role) -> bool:
    """Whether one of the roles is held for this unit, for one above it, or for the whole university."""
    return actor is SYSTEM or unit_id in actor.unit_ids_for(*roles)


def may_see_newsroom(actor: Any) -> Decision:
    if actor is SYSTEM or actor.has_role(*SEE):
        return Allowed()
    return Denied(_("The newsroom is open to the office's staff, heads of units and correspondents. Ask the office for a role."))


def may_see(actor: Any, manuscript: Manuscript) -> Decision:
    """A text that is not published is seen by its writers, its unit and the office."""
    general = may_see_newsroom(actor)
    if not general or holds_for(actor, manuscript.unit_id, *SEE) or manuscript.created_by_id == actor.pk:
        return general
    if actor.person_id and manuscript.writers.filter(person_id=actor.person_id).exists():
        return general
    return Denied(_("This manuscript belongs to another unit and is not published yet."))


def may_begin(actor: Any, unit_id: int) -> Decision:
    if holds_for(actor, unit_id, *WRITE):
        return Allowed()
    if actor.has_role(Role.AUDITOR):
        return Denied(_("Auditors read everything and change nothing."))
    if actor.has_role(*WRITE):
        return Denied(_("You write for your own unit only. Choose your unit."))
    return Denied(_("Manuscripts are begun by correspondents, reporters and editors. Ask the office for a role."))


def may_begin_somewhere(actor: Any) -> bool:
    """Whether there is a unit the person may begin a manuscript for."""
    return actor is not SYSTEM and bool(actor.has_role(*WRITE))


def may_take_pack(actor: Any) -> Decision:
    """Everything about many stories at once leaves the house: heads, the office manager and auditors."""
    if actor is SYSTEM or actor.acts_everywhere(Role.HEAD, Role.DEPUTY_HEAD, Role.OFFICE_MANAGER, Role.AUDITOR):
        return Allowed()
    return Denied(_("Inspection packs are taken by heads of the office, the office manager and auditors."))


def may_use_asset(actor: Any, asset: Asset) -> Decision:
    """Pictures and files of unpublished stories are for those who may see one of these stories, and for whoever brought them."""
    if actor is SYSTEM or any(holder.pk == actor.pk for holder in asset.holders.all()):
        return Allowed()
    if any(may_see(actor, manuscript) for manuscript in asset.manuscripts.all()):
        return Allowed()
    return Denied(_("This picture or file belongs to a story you may not see."))


def may_describe_asset(actor: Any, asset: Asset) -> Decision:
    """Rights and consent are stated by those who write; whoever may not use the picture does not describe it either."""
    used = may_use_asset(actor, asset)
    if not used or actor is SYSTEM or actor.has_role(*WRITE):
        return used
    return Denied(_("Rights of pictures are stated by correspondents, reporters and editors."))
