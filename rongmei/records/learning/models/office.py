"""What the office sets for itself: deadlines, minimums, and which days are worked. The hours table stands with the classes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit

from ..enums import Counting, DeadlineKey, Mark, StudyLevel


class DeadlineRule(models.Model):
    """So many days before or after; one rule per deadline."""

    key = models.CharField(_("deadline"), max_length=30, choices=DeadlineKey.choices)
    days = models.PositiveSmallIntegerField(_("days"))
    counting = models.CharField(_("counted in"), max_length=10, choices=Counting.choices)
    source = models.CharField(_("where the rule comes from"), max_length=300)
    mark = models.CharField(_("how well it is known"), max_length=12, choices=Mark.choices)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="learning_deadline_once"),
            models.CheckConstraint(condition=Q(days__range=(0, 365)), name="learning_deadline_within_a_year"),
        ]

    def __str__(self) -> str:
        return self.get_key_display()


class QuarterlyMinimum(models.Model):
    """How many discussions a study group owes each quarter. Without a unit: all groups of the level."""

    level = models.CharField(_("level"), max_length=12, choices=StudyLevel.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("unit"))
    sessions = models.PositiveSmallIntegerField(_("sessions each quarter"))
    source = models.CharField(_("where the rule comes from"), max_length=300)
    mark = models.CharField(_("how well it is known"), max_length=12, choices=Mark.choices)

    class Meta:
        verbose_name = _("quarterly minimum")
        verbose_name_plural = _("quarterly minimums")
        ordering = ["level", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["level", "unit"], name="learning_minimum_once"),
            models.UniqueConstraint(fields=["level"], condition=Q(unit=None), name="learning_minimum_of_level_once"),
            models.CheckConstraint(condition=Q(sessions__range=(0, 30)), name="learning_minimum_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.sessions}"


class Holiday(models.Model):
    """A day that differs from the week: a public holiday, or a weekend day worked instead."""

    day = models.DateField(_("day"))
    worked = models.BooleanField(_("working day"), default=False)
    name = models.CharField(_("what for"), max_length=60)

    class Meta:
        verbose_name = _("holiday or swapped working day")
        verbose_name_plural = _("holidays and swapped working days")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["day"], name="learning_holiday_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
