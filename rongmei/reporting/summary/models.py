"""The annual summary: text, slots, signature."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.reporting.figures.models import Figure

from .blocks import BodyField
from .enums import Binding, NameKind, SummaryState, WhenZero


class Summary(models.Model):
    """One edition of one year's summary. The text holds references to slots; what stands in a slot is a row of `SummarySlot`."""

    title = models.CharField(_("title"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    body = BodyField()
    signature = models.CharField(_("signature"), max_length=120, blank=True, default="")
    dated = models.DateField(_("date under the signature"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=SummaryState.choices, default=SummaryState.DRAFTING)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    revises = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="revised_by")
    source = models.FileField(upload_to="summaries/%Y", blank=True, max_length=300)
    source_name = models.CharField(max_length=255, blank=True, default="")
    frozen = models.TextField(blank=True, default="", editable=False)  # the document as signed, JSON of document_json
    digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    reasons = models.JSONField(default=dict, editable=False)  # why it was signed although a check objected
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-year", "-edition", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="summary_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="drafting", signed_at=None, frozen="") | (~Q(state="drafting") & Q(signed_at__isnull=False)),
                name="summary_signed_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SummarySlot(models.Model):
    """One live place. The same `ref` may stand several times in the text: one binding serves them all."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="slots")
    ref = models.CharField(max_length=20)
    position = models.PositiveIntegerField(default=0)
    binding = models.CharField(max_length=10, choices=Binding.choices, default=Binding.OPEN)
    figure = models.ForeignKey(Figure, models.PROTECT, null=True, related_name="summary_slots")
    form = models.CharField(max_length=20, blank=True, default="")
    digits = models.PositiveSmallIntegerField(null=True)
    years_back = models.SmallIntegerField(default=0)  # 1: last year's value; with YEAR: last year's number, and −1 the coming year's
    as_published = models.BooleanField(default=False)  # with years_back: the value that was signed or published then
    when_zero = models.CharField(max_length=10, choices=WhenZero.choices, default=WhenZero.FLAG)
    name_kind = models.CharField(max_length=20, choices=NameKind.choices, blank=True, default="")
    name_id = models.PositiveBigIntegerField(null=True)
    rows_column = models.CharField(max_length=40, blank=True, default="")
    rows_pattern = models.CharField(max_length=40, blank=True, default="{}")
    rows_most = models.PositiveSmallIntegerField(default=3)
    text = models.CharField(max_length=200, blank=True, default="")  # plain text, or what stood there while it is open
    note = models.CharField(max_length=300, blank=True, default="")  # why somebody set it by hand
    original = models.CharField(max_length=200, blank=True, default="")  # what last year's document said
    found = models.JSONField(default=dict)  # what reading saw around it
    proposals = models.JSONField(default=list)  # [{"kind", "key", "label", "score", "why"}]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "ref"], name="summaryslot_ref_once"),
            models.CheckConstraint(
                condition=Q(binding__in=("figure", "rows"), figure__isnull=False) | ~Q(binding__in=("figure", "rows")),
                name="summaryslot_figure_bound",
            ),
            models.CheckConstraint(condition=(Q(binding="name") & ~Q(name_kind="")) | ~Q(binding="name"), name="summaryslot_name_bound"),
        ]

    def __str__(self) -> str:
        return f"{self.summary_id}:{self.ref}"
