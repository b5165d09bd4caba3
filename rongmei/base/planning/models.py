"""The annual plan 年度工作计划: points, the tasks they are broken down into, and what shows that a task is done."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Person, Unit
from rongmei.base.ledger.models import Entry

from .enums import Progress

TEXT = models.CharField(max_length=10)


class PlanPoint(Entry):
    """A point 要点 of one year's plan."""

    name_field = "name"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("lead unit"))
    year = models.PositiveSmallIntegerField(_("year of the work plan"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    number = models.PositiveSmallIntegerField(_("number of the point"))
    title = models.CharField(_("point of the plan"), max_length=200)
    issued_on = models.DateField(_("point issued on"))
    name = models.GeneratedField(
        expression=Concat(Cast(F("year"), TEXT), Value("-"), Cast(F("number"), TEXT), Value(" "), F("title")),
        output_field=models.CharField(_("point of the plan"), max_length=230),
        db_persist=True,
    )

    class Meta(Entry.Meta):
        verbose_name = _("point of the plan")
        verbose_name_plural = _("points of the plan")
        ordering = ["-year", "number", "pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["issued_on"], name="planning_point_issued")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="planning_point_year_sane"),
            models.CheckConstraint(condition=Q(number__gte=1), name="planning_point_number_positive"),
        ]

    def __str__(self) -> str:
        return self.title


class PlanTask(Entry):
    """A task 任务 of a point: who leads, who assists, by when, and how much evidence shows that it is done.

    evidence and progress are kept by the room's actions alone.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("lead unit"))
    point = models.ForeignKey(PlanPoint, models.PROTECT, related_name="tasks", verbose_name=_("point of the plan"))
    number = models.PositiveSmallIntegerField(_("number of the task"))
    title = models.CharField(_("task of the plan"), max_length=200)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person responsible for the task")
    )
    due_on = models.DateField(_("task due on"))
    criterion = models.CharField(_("measure of done"), max_length=500, blank=True, default="")
    needed = models.PositiveSmallIntegerField(_("pieces of evidence needed"), default=1, blank=True, validators=[MinValueValidator(1)])
    evidence = models.PositiveIntegerField(_("pieces of evidence"), default=0, blank=True, editable=False)
    progress = models.CharField(
        _("progress of the task"), max_length=10, choices=Progress.choices, default=Progress.NONE, blank=True, editable=False
    )

    class Meta(Entry.Meta):
        verbose_name = _("task of the plan")
        verbose_name_plural = _("tasks of the plan")
        ordering = ["due_on", "pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["due_on"], name="planning_task_due")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(needed__gte=1), name="planning_task_needs_evidence"),
            models.CheckConstraint(condition=Q(number__gte=1), name="planning_task_number_positive"),
            models.CheckConstraint(condition=~Q(progress="done") | Q(evidence__gte=F("needed")), name="planning_task_done_has_evidence"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """2026-1-3 and its title: the third task of the first point."""
        return f"{self.point.year}-{self.point.number}-{self.number} {self.title}"


class AssistingUnit(models.Model):
    """A unit that assists with a task."""

    entry = models.ForeignKey(PlanTask, models.CASCADE, related_name="assisting")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("assisting unit"))

    class Meta:
        verbose_name = _("assisting unit")
        verbose_name_plural = _("assisting units")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "unit"], name="planning_assisting_unit_once")]

    def __str__(self) -> str:
        return str(self.unit)


class TaskEvidence(models.Model):
    """What shows that a task is being done: a thing of a storey above, named by its kind and number as history names it."""

    task = models.ForeignKey(PlanTask, models.CASCADE, related_name="shown_by", verbose_name=_("task of the plan"))
    source_kind = models.CharField(max_length=40)
    source_id = models.PositiveBigIntegerField()
    title = models.CharField(_("title"), max_length=200)
    shown_on = models.DateField(_("evidence of"))

    class Meta:
        verbose_name = _("evidence of a task")
        verbose_name_plural = _("evidence of tasks")
        ordering = ["-shown_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["source_kind", "source_id"], name="planning_evidence_for_one_task")]

    def __str__(self) -> str:
        return self.title
