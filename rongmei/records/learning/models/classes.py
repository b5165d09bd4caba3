"""S10 leaders' classes 思政课 and the office's table of class hours 学时."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit
from rongmei.base.ledger.models import Entry

from ..enums import CourseKind, Mark


class HoursKind(models.Model):
    """A kind of duration the office converts to class hours: 半天, 节, 小时."""

    name = models.CharField(_("kind of duration"), max_length=40)
    unit_word = models.CharField(_("counted in"), max_length=10)
    position = models.PositiveSmallIntegerField(default=100)
    retired = models.BooleanField(_("no longer used"), default=False)

    class Meta:
        verbose_name = _("kind of duration")
        verbose_name_plural = _("kinds of duration")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["name"], name="learning_hours_kind_named_once")]

    def __str__(self) -> str:
        return self.name


class HoursRate(models.Model):
    """Class hours of one unit of the kind, from a day on. Earlier classes keep the rate of their day."""

    kind = models.ForeignKey(HoursKind, models.PROTECT, related_name="rates", verbose_name=_("kind of duration"))
    since = models.DateField(_("in force since"))
    hours = models.DecimalField(_("class hours each"), max_digits=5, decimal_places=2)
    source = models.CharField(_("where the rule comes from"), max_length=300)
    mark = models.CharField(_("how well it is known"), max_length=12, choices=Mark.choices)

    class Meta:
        verbose_name = _("rate of class hours")
        verbose_name_plural = _("table of class hours")
        ordering = ["kind", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "since"], name="learning_rate_once_a_day"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="learning_rate_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.hours}"


class LeaderClass(Entry):
    """A class given by a leader. Times and class hours are counted apart; neither follows from the other."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("class organised by"))
    held_on = models.DateField(_("class given on"))
    leader = models.CharField(_("leader"), max_length=60)
    post = models.CharField(_("leader's post"), max_length=120, blank=True)
    topic = models.CharField(_("topic"), max_length=200)
    course_kind = models.CharField(_("kind of class"), max_length=14, choices=CourseKind.choices, blank=True, default=CourseKind.COURSE)
    duration = models.ForeignKey(
        HoursKind, models.PROTECT, related_name="classes", null=True, blank=True, verbose_name=_("kind of duration")
    )
    amount = models.DecimalField(_("how many of it"), max_digits=5, decimal_places=1, blank=True, default=Decimal("1.0"))
    hours = models.DecimalField(_("class hours"), max_digits=6, decimal_places=2, null=True, blank=True)
    listeners = models.CharField(_("listeners"), max_length=160, blank=True)
    heads = models.PositiveIntegerField(_("head count"), null=True, blank=True)
    heads_at_least = models.BooleanField(_("head count is a lower bound"), default=False)

    class Meta(Entry.Meta):
        verbose_name = _("leader's class")
        verbose_name_plural = _("leaders' classes")
        ordering = ["-held_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["held_on"], name="learning_class_held")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gt=0), name="learning_class_amount_positive"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="learning_class_hours_positive"),
        ]

    def __str__(self) -> str:
        return self.topic
