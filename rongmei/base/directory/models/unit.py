from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.enums import UnitChangeKind, UnitKind


class UnitQuerySet(models.QuerySet["Unit"]):
    def valid_on(self, day: datetime.date) -> UnitQuerySet:
        """Units that existed on ``day``; an open end is unknown and counts as existing."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))

    def under(self, unit: Unit) -> UnitQuerySet:
        """``unit`` and everything below it."""
        return self.filter(path__startswith=unit.path)


class Unit(models.Model):
    """A unit of the university 二级单位. It stays itself when it is renamed; merged or closed, it stays in the books."""

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices, default=UnitKind.OTHER)
    code = models.CharField(_("code"), max_length=30, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of"))
    path = models.CharField(max_length=255, editable=False, db_index=True)
    valid_from = models.DateField(_("since"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="directory_unit_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
            # 综合科 may exist in every department, but once in each.
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=Q(valid_to=None),
                name="directory_unit_name_once_in_parent",
                violation_error_message=_("There is already a unit of this name there."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(valid_to=None, parent=None),
                name="directory_unit_name_once_at_top",
                violation_error_message=_("There is already a unit of this name."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="directory_unit_code_unique",
                violation_error_message=_("There is already a unit with this code."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_short(self) -> str:
        return self.short_name or self.name

    @property
    def depth(self) -> int:
        """0 for a unit at the top."""
        return self.path.count("/") - 2

    def descendants(self) -> models.QuerySet[Unit]:
        """Everything below, without the unit itself; one query."""
        return Unit.objects.under(self).exclude(pk=self.pk)

    def existed_on(self, day: datetime.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def name_at(self, day: datetime.date) -> str:
        """The name the unit bore on ``day``."""
        later = [c for c in self.changes.all() if c.kind == UnitChangeKind.RENAME and c.on > day]
        return min(later, key=lambda c: (c.on, c.pk)).old_name if later else self.name


class UnitChange(models.Model):
    """A renaming (the unit keeps its number; ``old_name`` until the day before ``on``) or a merger into ``successor``."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="changes", verbose_name=_("unit"))
    kind = models.CharField(_("kind of change"), max_length=10, choices=UnitChangeKind.choices)
    on = models.DateField(_("on the day"))
    old_name = models.CharField(_("name before"), max_length=120, blank=True)
    old_short_name = models.CharField(_("short name before"), max_length=60, blank=True)
    successor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("successor")
    )

    class Meta:
        verbose_name = _("change of a unit")
        verbose_name_plural = _("changes of units")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=UnitChangeKind.RENAME, successor=None) & ~Q(old_name="")
                | Q(kind=UnitChangeKind.MERGE, successor__isnull=False),
                name="directory_unitchange_whole",
            ),
            models.CheckConstraint(condition=Q(successor=None) | ~Q(successor=F("unit")), name="directory_unitchange_other_successor"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_kind_display()} {self.on}"
