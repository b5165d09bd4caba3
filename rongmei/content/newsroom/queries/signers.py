"""Whose turn it is, by name: those who may sign the present step today, in their own name or as somebody's deputy."""

from __future__ import annotations

import hashlib

from django.db.models import Q
from django.utils import timezone

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import RoleGrant, User
from rongmei.base.directory.queries import users_with_role

from .. import rules
from ..models import Deputy, Manuscript
from ..standing import Standing


def signers_of(manuscript: Manuscript, standing: Standing) -> list[User]:
    """Active accounts the rules let sign now, in the order of their names; empty when nobody can: the manuscript would wait for ever."""
    step = standing.present
    if step is None or not manuscript.in_review:
        return []
    holders = {user.pk: user for role in step.roles for user in users_with_role(Role(role), unit=manuscript.unit)}
    today = timezone.localdate()
    named = Deputy.objects.filter(
        principal_id__in=[user.person_id for user in holders.values() if user.person_id], from_on__lte=today, to_on__gte=today
    )
    deputies = User.objects.filter(person__in=named.values("deputy"), is_active=True).select_related("person")
    holders |= {user.pk: user for user in deputies}
    return sorted((user for user in holders.values() if rules.may_sign(user, manuscript, standing=standing)), key=str)


def staff_mark() -> str:
    """Changes whenever somebody who could sign comes or goes: today's roles of active accounts, and today's deputies. Two queries."""
    today = timezone.localdate()
    grants = RoleGrant.objects.filter(Q(to_on=None) | Q(to_on__gt=today), from_on__lte=today, user__is_active=True).order_by("pk")
    deputies = Deputy.objects.filter(from_on__lte=today, to_on__gte=today).order_by("pk")
    rows = [*grants.values_list("user_id", "role", "unit_id"), *deputies.values_list("principal_id", "deputy_id")]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
