"""Who holds which role where."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Unit, User


def roles_of(user: User, on: datetime.date | None = None) -> frozenset[Role]:
    """The roles held on that day (today), wherever they are held."""
    return frozenset(Role(grant.role) for grant in user.grants_on(on))


def units_of(user: User) -> set[int]:
    """The units, with everything below them, for which the user holds any role today."""
    return unit_ids_for(user)


def unit_ids_for(user: User, *roles: Role) -> set[int]:
    """The units, with everything below them, for which the user holds one of ``roles`` (any role) today."""
    return user.unit_ids_for(*roles)


def users_with_role(role: Role, *, on: datetime.date | None = None, unit: Unit | None = None) -> QuerySet[User]:
    """Active accounts holding ``role`` on that day (today); with ``unit``, there, above it or for the university."""
    day = on or timezone.localdate()
    grants = Q(role_grants__role=role, role_grants__from_on__lte=day) & (Q(role_grants__to_on=None) | Q(role_grants__to_on__gt=day))
    if unit is not None:
        above = [int(step) for step in unit.path.strip("/").split("/") if step]
        grants &= Q(role_grants__unit=None) | Q(role_grants__unit_id__in=above)
    return User.objects.filter(grants, is_active=True).select_related("person").distinct()


def other_administrators(user: User) -> int:
    """How many active accounts beside this one are administrators today."""
    return users_with_role(Role.ADMINISTRATOR).exclude(pk=user.pk).count()
