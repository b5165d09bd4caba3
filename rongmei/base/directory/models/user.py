from __future__ import annotations

import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models.person import Person
from rongmei.base.directory.models.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of Wagtail's pages, which the plugin does not see
    """An account to sign in with. What it may do stands in :class:`RoleGrant`; nobody is superuser."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="account", verbose_name=_("person"))
    password_is_initial = models.BooleanField(_("must choose a password"), default=False)
    session_round = models.PositiveIntegerField(default=0, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")  # type: ignore[assignment]  # the stubs know no lazy name here
        verbose_name_plural = _("accounts")  # type: ignore[assignment]
        constraints = [
            # Wagtail lets whoever may change users make himself superuser; here there is nothing to become.
            models.CheckConstraint(condition=Q(is_superuser=False), name="directory_user_never_superuser"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The person's name; the user name where the account belongs to nobody in the directory."""
        return self.person.name if self.person is not None else self.username

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    # Roles. Read once per instance (one query); actions that change them call forget_roles().

    def grants(self) -> list[RoleGrant]:
        """All grants of this account, past and coming ones too."""
        if not hasattr(self, "_grants"):
            self._grants = list(self.role_grants.select_related("unit")) if self.pk else []
        return self._grants

    def forget_roles(self) -> None:
        self.__dict__.pop("_grants", None)
        self.__dict__.pop("_unit_ids", None)

    def grants_on(self, day: datetime.date | None = None, *roles: Role) -> Iterator[RoleGrant]:
        """Grants that count on ``day`` (today), of these roles (all); none for a disabled account."""
        on = day or timezone.localdate()
        if self.is_active:
            yield from (g for g in self.grants() if g.holds_on(on) and (not roles or g.role in roles))

    def has_role(self, *roles: Role) -> bool:
        """Whether the account holds any of these roles today, anywhere."""
        return any(self.grants_on(None, *roles))

    def acts_everywhere(self, *roles: Role) -> bool:
        """Whether one of these roles (any role) is held for the whole university."""
        return any(grant.unit_id is None for grant in self.grants_on(None, *roles))

    def unit_ids_for(self, *roles: Role) -> set[int]:
        """The units, with everything below them, for which one of these roles (any role) is held today.

        All units when the role is held for the whole university. At most one query, remembered on this instance.
        """
        grants = list(self.grants_on(None, *roles))
        if not grants:
            return set()
        memory: dict[frozenset[str] | None, set[int]] = self.__dict__.setdefault("_unit_ids", {})
        paths = None if any(g.unit is None for g in grants) else frozenset(g.unit.path for g in grants if g.unit)
        if paths not in memory:
            units = Unit.objects.order_by()
            if paths is not None:
                units = units.filter(reduce(or_, (Q(path__startswith=path) for path in paths)))
            memory[paths] = set(units.values_list("pk", flat=True))
        return set(memory[paths])

    # Sessions.

    def get_session_auth_hash(self) -> str:
        """Ties sessions to the password and to ``session_round``, so that ending them is one number."""
        return self._round_hash()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._round_hash(secret=secret)

    def _round_hash(self, secret: str | bytes | None = None) -> str:
        value = f"{self.session_round}:{self.password}"
        return salted_hmac("rongmei.directory.session", value, secret=secret, algorithm="sha256").hexdigest()


class RoleGrant(models.Model):
    """A role held from ``from_on`` until the day before ``to_on``; without a unit, for the whole university.

    ``to_on`` itself does not count, so that a role ended today is gone today.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_grants", verbose_name=_("account"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="role_grants", verbose_name=_("for unit"))
    from_on = models.DateField(_("since"))
    to_on = models.DateField(_("ends before"), null=True, blank=True)

    class Meta:
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")
        ordering = ["user", "role", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="directory_rolegrant_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=Q(to_on=None, unit__isnull=False),
                name="directory_rolegrant_unit_open_once",
                violation_error_message=_("The account already holds this role."),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(to_on=None, unit=None),
                name="directory_rolegrant_wide_open_once",
                violation_error_message=_("The account already holds this role."),
            ),
        ]

    def __str__(self) -> str:
        where = self.unit.name if self.unit is not None else _("whole university")
        return f"{self.get_role_display()}（{where}）"

    def holds_on(self, day: datetime.date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)
