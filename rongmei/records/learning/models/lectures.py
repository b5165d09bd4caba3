"""S4 lecture series 理论讲堂."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit
from rongmei.base.ledger.models import Entry


class LectureSeries(Entry):
    """A series under one name, such as a weekly lecture hall; lectures name the series they belong to."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("organising unit"))
    name = models.CharField(_("name of the series"), max_length=120)
    started_on = models.DateField(_("series begun on"))
    ended_on = models.DateField(_("series ended on"), null=True, blank=True)
    aim = models.CharField(_("aim of the series"), max_length=300, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("lecture series")
        verbose_name_plural = _("lecture series")
        ordering = ["name"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["started_on"], name="learning_series_started")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="learning_series_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class Lecture(Entry):
    """One lecture. `heads` is who came, person-times when added up; `coverage` says which units they came from."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("organising unit"))
    held_on = models.DateField(_("held on"))
    title = models.CharField(_("lecture title"), max_length=200)
    theme = models.CharField(_("lecture theme"), max_length=200, blank=True)
    series = models.ForeignKey(
        LectureSeries, models.PROTECT, related_name="lectures", null=True, blank=True, verbose_name=_("lecture series")
    )
    speaker = models.CharField(_("speaker"), max_length=120)
    speaker_home = models.CharField(_("speaker's home unit"), max_length=160, blank=True)
    venue = models.CharField(_("venue"), max_length=160, blank=True)
    heads = models.PositiveIntegerField(_("head count"), null=True, blank=True)
    heads_at_least = models.BooleanField(_("head count is a lower bound"), default=False)
    # A lecture without a theme of its own is its own theme, so that distinct themes never count an empty one.
    counted_theme = models.GeneratedField(
        expression=Coalesce(NullIf(F("theme"), Value("")), F("title")),
        output_field=models.CharField(_("theme counted"), max_length=200),
        db_persist=True,
    )

    class Meta(Entry.Meta):
        verbose_name = _("lecture")
        verbose_name_plural = _("lectures")
        ordering = ["-held_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["held_on"], name="learning_lecture_held")]

    def __str__(self) -> str:
        return self.title


class LectureCoverage(models.Model):
    """A unit that was there, and with how many."""

    entry = models.ForeignKey(Lecture, models.CASCADE, related_name="coverage")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit covered"))
    heads = models.PositiveIntegerField(_("heads from the unit"), null=True, blank=True)

    class Meta:
        verbose_name = _("unit covered")
        verbose_name_plural = _("units covered")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "unit"], name="learning_coverage_unit_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.heads or ''}".strip()
