from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.enums import OutletKind
from rongmei.base.directory.models.person import Person
from rongmei.base.directory.models.unit import Unit


class Outlet(models.Model):
    """A place where the university speaks 阵地: site, account, paper, screen; who answers for it, when it was inspected."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=OutletKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="outlets", verbose_name=_("run by"))
    account_id = models.CharField(_("account number"), max_length=120, blank=True)
    address = models.CharField(_("web address or place"), max_length=300, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="outlets", verbose_name=_("answerable"))
    backup = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="backup_outlets",
        verbose_name=_("stand-in"),
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    applicable_rules = models.TextField(_("rules that apply"), blank=True)
    last_inspected_on = models.DateField(_("last inspected on"), null=True, blank=True)
    closed_on = models.DateField(_("closed down on"), null=True, blank=True)

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                condition=Q(closed_on=None),
                name="directory_outlet_open_once",
                violation_error_message=_("There is already an outlet of this kind and name."),
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None) | Q(closed_on=None) | Q(closed_on__gte=F("approved_on")),
                name="directory_outlet_closed_after_approved",
                violation_error_message=_("It cannot be closed down before it was approved."),
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(backup=None) | ~Q(owner=F("backup")),
                name="directory_outlet_two_people",
                violation_error_message=_("The stand-in must be somebody else."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
