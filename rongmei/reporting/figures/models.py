"""Definitions of figures, what was entered by hand, and readings: values as they stood, kept for ever."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.enums import Basis

from .enums import FigureKind, FigureState, Period

# What a version keeps: everything that decides the value or the way it is read.
DEFINITION = (
    "label",
    "kind",
    "ledger",
    "measure",
    "conditions",
    "period",
    "since",
    "expr",
    "unit_word",
    "basis",
    "note_cn",
)


class Figure(models.Model):
    """A number with a name: which rows, what is counted of them, for which time. The database's sentence in the code's words."""

    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*$",
                _("The key has small Latin letters, digits and _, parts are joined by dots: lecture.count."),
            )
        ],
    )
    label = models.CharField(_("name"), max_length=80)
    chapter = models.CharField(_("chapter"), max_length=60, blank=True, default="")  # where the catalogue files it
    synonyms = models.JSONField(_("other names"), default=list, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=FigureKind.choices, default=FigureKind.LEDGER)
    ledger = models.CharField(_("ledger"), max_length=40, blank=True, default="")
    measure = models.CharField(_("what is counted"), max_length=40, blank=True, default="")
    conditions = models.JSONField(_("conditions"), default=list, blank=True)  # selection.Condition.stored
    period = models.CharField(_("time"), max_length=12, choices=Period.choices, default=Period.SCOPE)
    since = models.DateField(_("counted since"), null=True, blank=True)  # with since_start; empty: since records began
    expr = models.CharField(_("formula"), max_length=500, blank=True, default="")
    unit_word = models.CharField(_("unit word"), max_length=10, blank=True, default="")
    basis = models.CharField(_("basis"), max_length=20, default=Basis.OTHER)  # a Basis; not choices: a new one needs no migration
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of"))  # 其中
    note_cn = models.CharField(_("what it counts"), max_length=1000, blank=True, default="")  # written by the machine
    remark = models.CharField(_("remark"), max_length=500, blank=True, default="")
    search_text = models.TextField(editable=False, default="")

    state = models.CharField(_("state"), max_length=10, choices=FigureState.choices, default=FigureState.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("owner"))
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    return_note = models.CharField(max_length=500, editable=False, default="")

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["chapter", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=FigureKind.LEDGER) & ~Q(ledger="") & ~Q(measure="") & Q(expr="")
                | Q(kind=FigureKind.FORMULA, ledger="", measure="") & ~Q(expr="")
                | Q(kind=FigureKind.MANUAL, ledger="", measure="", expr=""),
                name="figures_figure_kind_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=FigureState.APPROVED, approved_at__isnull=False)
                | ~Q(state=FigureState.APPROVED) & Q(approved_at__isnull=True, approved_by__isnull=True),
                name="figures_figure_approved_has_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(edited_by=None) | ~Q(approved_by=F("edited_by")),
                name="figures_figure_second_person",
                violation_error_message=_("A second person approves."),
            ),
            models.CheckConstraint(condition=Q(part_of=None) | ~Q(part_of=F("id")), name="figures_figure_part_of_other"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def basis_label(self) -> str:
        return str(Basis(self.basis).label) if self.basis in Basis.values else self.basis

    def snapshot(self) -> dict[str, Any]:
        """The definition as JSON: what a version keeps."""
        found = {name: getattr(self, name) for name in DEFINITION}
        found["since"] = self.since.isoformat() if self.since else None
        return {name: str(value) if isinstance(value, models.TextChoices) else value for name, value in found.items()}


class FigureVersion(models.Model):
    """A definition as it stood, so that old readings keep their words. Only `approved_*` is added later."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["figure", "number"], name="figures_version_once")]

    def __str__(self) -> str:
        return f"{self.figure.key} v{self.number}"

    def as_figure(self) -> Figure:
        """The figure as this version defined it; not for saving."""
        values = {name: self.definition[name] for name in DEFINITION if name in self.definition}
        if values.get("since"):
            values["since"] = dt.date.fromisoformat(values["since"])
        return Figure(pk=self.figure_id, key=self.figure.key, version=self.number, state=self.figure.state, **values)


class Dated(models.Model):
    """A number for a period, with the paper it stands in. Never changed: a newer one is added, the newest counts."""

    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    source = models.CharField(_("source document"), max_length=300, blank=True, default="")
    entered_at = models.DateTimeField(editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="figures_%(class)s_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            )
        ]


class ManualValue(Dated):
    """A value nobody can count here, with its evidence: a file or the document it stands in."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="manual_values")
    at_least = models.BooleanField(_("is a lower bound"), default=False)
    evidence = models.FileField(_("evidence"), upload_to="figures/%Y", blank=True, max_length=300)
    evidence_name = models.CharField(max_length=255, blank=True, default="", editable=False)
    evidence_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(source="", evidence=""), name="figures_manualvalue_has_evidence"),
        ]


class Target(Dated):
    """What was planned for a period, and the document that says so."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="targets")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(source=""), name="figures_target_has_source"),
        ]


class PublishedValue(Dated):
    """A value that was published before this system knew it: last year's summary on paper."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="published_values")
    at_least = models.BooleanField(_("is a lower bound"), default=False)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(source=""), name="figures_publishedvalue_has_source"),
        ]


class Reading(models.Model):
    """A figure's value as it stood, with the rows and the definition behind it. Written once; the database refuses changes."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="readings")
    figure_key = models.CharField(max_length=60)
    figure_version = models.PositiveIntegerField()
    label = models.CharField(max_length=80)
    definition = models.JSONField()
    ledger = models.CharField(max_length=40, blank=True, default="")
    start = models.DateField()
    end = models.DateField()
    conditions = models.JSONField(default=list)  # of the scope: [[dim, op, value], …]
    tick = models.PositiveBigIntegerField(default=0)  # the ledger's clock when it was taken
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    at_least = models.BooleanField(default=False)
    problem = models.CharField(max_length=500, blank=True, default="")  # why there is no value
    rows = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    rows_blob = models.BinaryField(default=b"")  # (pk, version) of every row, see engine.rows_blob
    digest = models.CharField(max_length=64)
    shown_text = models.CharField(max_length=200, blank=True, default="")
    override = models.JSONField(null=True)  # {"value", "reason", "by", "approved_by"} (account numbers)
    whole = models.ForeignKey("self", models.PROTECT, null=True, related_name="ingredients")  # the formula it feeds
    holder_kind = models.CharField(max_length=40, blank=True, default="")  # "edition"; empty: taken on its own
    holder_id = models.CharField(max_length=64, blank=True, default="")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["holder_kind", "holder_id"], name="figures_reading_holder"),
            models.Index(fields=["figure", "start", "end"], name="figures_reading_period"),
            models.Index(fields=["ledger"], name="figures_reading_ledger"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="figures_reading_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.start}–{self.end}"
