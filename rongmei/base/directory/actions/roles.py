"""Roles granted and ended; the console groups follow."""

from __future__ import annotations

import datetime
from typing import Final

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission

from rongmei.base.directory import rules
from rongmei.base.directory.actions.changes import added, check, subject_of
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import RoleGrant, Unit, User
from rongmei.base.directory.queries.roles import other_administrators
from rongmei.base.history.actions import record
from rongmei.base.history.actors import Actor
from rongmei.base.history.enums import EventKind

CONSOLE_GROUP: Final = "console"
MEDIA_GROUP: Final = "media library"
_MEDIA_PERMISSIONS: Final = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@transaction.atomic
def grant_role(
    *,
    actor: Actor,
    user: User,
    role: Role | str,
    unit: Unit | None = None,
    from_on: datetime.date | None = None,
    to_on: datetime.date | None = None,
) -> RoleGrant:
    """Give the account a role, for a unit with everything below it or for the whole university.

    From ``from_on`` (today) until the day before ``to_on`` (open). Raises Refused, Invalid.
    """
    _lock_administrators()
    user.forget_roles()
    role = Role(role)
    rules.may_grant_role(actor, user, role, unit).require()
    grant = RoleGrant(user=user, role=role, unit=unit, from_on=from_on or timezone.localdate(), to_on=to_on)
    check(grant)
    grant.save()
    user.forget_roles()
    keep_groups(user)
    record(
        EventKind.ROLE_GRANTED,
        actor=actor,
        subject=subject_of(user),
        detail=added(grant, ("role", "unit", "from_on", "to_on")),
        unit_id=grant.unit_id,
    )
    return grant


@transaction.atomic
def end_role(*, actor: Actor, grant: RoleGrant) -> RoleGrant:
    """End the role today: from now on it does not count. Raises Refused."""
    _lock_administrators()
    others = other_administrators(grant.user)
    rules.may_end_role(actor, grant, other_administrators=others).require()
    grant.to_on = max(timezone.localdate(), grant.from_on)
    grant.save(update_fields=["to_on"])
    grant.user.forget_roles()
    keep_groups(grant.user)
    record(
        EventKind.ROLE_ENDED,
        actor=actor,
        subject=subject_of(grant.user),
        detail={"before": {"role": grant.role, "unit": str(grant.unit or "")}, "after": {}, "to_on": grant.to_on},
        unit_id=grant.unit_id,
    )
    return grant


def keep_groups(user: User) -> None:
    """Whoever holds a role may enter the console; administrators also tend the media library. Nothing else of Wagtail's."""
    today = timezone.localdate()
    roles = {g.role for g in user.grants() if g.to_on is None or g.to_on > today}
    groups = []
    if roles:
        groups.append(_console_group())
    if Role.ADMINISTRATOR in roles:
        groups.append(_media_group())
    user.groups.set(groups)


def _lock_administrators() -> None:
    """Two administrators must not end each other at the same moment (PostgreSQL; SQLite has one writer anyway)."""
    list(RoleGrant.objects.select_for_update().filter(role=Role.ADMINISTRATOR).values_list("pk", flat=True))


def _console_group() -> Group:
    group, made = Group.objects.get_or_create(name=CONSOLE_GROUP)
    if made:
        group.permissions.set(Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


def _media_group() -> Group:
    group, made = Group.objects.get_or_create(name=MEDIA_GROUP)
    root = Collection.get_first_root_node()
    if made and root is not None:
        permissions = Permission.objects.filter(
            content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=_MEDIA_PERMISSIONS
        )
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(group=group, collection=root, permission=p) for p in permissions
        )
    return group
