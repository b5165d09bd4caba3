"""A small office for whole-repo tests: two units, one account per role, one of each thing an address can name.

Things are made when they are first asked for. A room adds the things its addresses need as one more cached property.
"""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any, Final

from rongmei.base.directory.enums import OutletKind, Role, UnitKind
from rongmei.base.directory.models import Outlet, Person, RoleGrant, Unit, User

SINCE: Final = datetime.date(2020, 1, 1)

# Who asks, in the order of the letters in tests/permissions/matrix.yml.
ROLES: Final = (
    "anonymous", "outsider", "correspondent", "other", "editor", "chief", "manager", "administrator", "auditor",
)  # fmt: skip
GRANTS: Final[dict[str, Role]] = {
    "correspondent": Role.CORRESPONDENT,
    "other": Role.CORRESPONDENT,
    "editor": Role.EDITOR,
    "chief": Role.SECTION_CHIEF,
    "manager": Role.OFFICE_MANAGER,
    "administrator": Role.ADMINISTRATOR,
    "auditor": Role.AUDITOR,
}


class World:
    """Attribute names are the words that `args` in matrix.yml may use."""

    @cached_property
    def unit(self) -> Unit:
        return _unit("文学院", "W01")

    @cached_property
    def other_unit(self) -> Unit:
        return _unit("法学院", "W02")

    def user(self, role: str) -> User:
        """The account of a role; `correspondent` belongs to `unit`, `other` to `other_unit`."""
        user, made = User.objects.get_or_create(username=f"world-{role}")
        if made and role in GRANTS:
            unit = {"correspondent": self.unit, "other": self.other_unit}.get(role)
            RoleGrant.objects.create(user=user, role=GRANTS[role], unit=unit, from_on=SINCE)
        return user

    @cached_property
    def account(self) -> int:
        return self.user("outsider").pk

    @cached_property
    def grant(self) -> int:
        return RoleGrant.objects.get(user=self.user("correspondent")).pk

    @cached_property
    def person(self) -> int:
        return _person(self.unit).pk

    @cached_property
    def outlet(self) -> int:
        return Outlet.objects.create(**_fill(Outlet, kind=OutletKind.SITE, unit=self.unit, name="文学院网站")).pk

    def __getitem__(self, name: str) -> Any:
        value = getattr(self, name)
        return getattr(value, "pk", value)


def _unit(name: str, code: str) -> Unit:
    return Unit.objects.create(**_fill(Unit, name=name, code=code, kind=UnitKind.COLLEGE))


def _person(unit: Unit) -> Person:
    return Person.objects.create(**_fill(Person, name="林见月", unit=unit))


def _fill(model: type, **given: Any) -> dict[str, Any]:
    """The given values that the model has, and a plain value for every other field it insists on."""
    found: dict[str, Any] = {}
    for field in model._meta.local_concrete_fields:
        if field.name in given:
            found[field.name] = given[field.name]
        elif not (field.has_default() or field.null or field.blank or field.primary_key or field.generated):
            found[field.name] = _plain(field)
    return found


def _plain(field: Any) -> Any:
    kind = field.get_internal_type()
    if kind in {"CharField", "TextField", "SlugField"}:
        return field.choices[0][0] if field.choices else f"{field.name}-1"
    plain = {"DateField": SINCE, "BooleanField": False, "JSONField": {}}
    return plain.get(kind, 1)
