"""What a check found, kept with the thing as it was then."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Answer, FindingKind, FindingLevel, Style, TextSource


class DeskText(models.Model):
    """A text somebody pasted or uploaded to have it checked. `removed_at`: the words and the file are gone, the row stays."""

    title = models.CharField(_("title"), max_length=120)
    source = models.CharField(_("came as"), max_length=10, choices=TextSource.choices, default=TextSource.PASTED)
    text = models.TextField(_("text"), blank=True, default="")
    file = models.FileField(upload_to="proof/%Y/%m", blank=True, max_length=300)
    file_name = models.CharField(max_length=255, blank=True, default="")
    style = models.CharField(_("style"), max_length=10, choices=Style.choices, default=Style.WEB)
    on = models.DateField(_("date of the text"))
    version = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("text on the desk")
        verbose_name_plural = _("texts on the desk")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["made_by", "-made_at"], name="proofdesk_text_of_person")]

    def __str__(self) -> str:
        return self.title


class ProofRun(models.Model):
    """One pass over one thing: a manuscript, a summary, a text on the desk. The subject is named as history names it."""

    subject_kind = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    subject_label = models.CharField(_("what was proofread"), max_length=200)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the passages
    step = models.CharField(_("step"), max_length=40, blank=True, default="")  # the procedure's own word
    style = models.CharField(_("style"), max_length=10, choices=Style.choices)
    on = models.DateField(_("date of the text"))
    characters = models.PositiveIntegerField(_("characters"))
    versions = models.JSONField(default=dict)  # of rules, directory, words, figures, speller
    off = models.JSONField(default=list)  # sentences: what could not be checked, and why
    made_at = models.DateTimeField(_("proofread at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("proofread by"))

    class Meta:
        verbose_name = _("proof pass")
        verbose_name_plural = _("proof passes")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "-id"], name="proofdesk_run_of_subject")]

    def __str__(self) -> str:
        return f"{self.subject_label} {timezone.localdate(self.made_at)}"


class KeptFinding(models.Model):
    """One remark of a pass and what became of it. `start` and `end` are characters of the passage, which is counted from 0."""

    run = models.ForeignKey(ProofRun, models.CASCADE, related_name="findings")
    passage = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    found = models.TextField(_("found"))
    before = models.CharField(max_length=40, blank=True, default="")
    after = models.CharField(max_length=40, blank=True, default="")
    rule = models.CharField(_("rule"), max_length=120)
    level = models.CharField(_("level"), max_length=10, choices=FindingLevel.choices)
    kind = models.CharField(_("kind of error"), max_length=20, choices=FindingKind.choices)
    message = models.TextField(_("remark"))
    suggestions = models.JSONField(default=list)
    safe = models.BooleanField(default=False)
    confidence = models.FloatField(default=1.0)
    clause = models.CharField(_("clause"), max_length=200, blank=True, default="")
    weight = models.FloatField(default=1.0)
    place = models.CharField(max_length=32)  # of rule, words and what stands around: the same remark in the next pass
    chosen = models.CharField(_("put in instead"), max_length=200, blank=True, default="")  # of an accepted one
    answer = models.CharField(_("what was decided"), max_length=10, choices=Answer.choices, default=Answer.OPEN)
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("kept finding")
        verbose_name_plural = _("kept findings")
        ordering = ["passage", "start", "pk"]
        indexes = [models.Index(fields=["run", "level", "answer"], name="proofdesk_finding_open")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="proofdesk_finding_ends_after_start"),
            models.CheckConstraint(
                condition=Q(answer="open", answered_at=None) | (~Q(answer="open") & Q(answered_at__isnull=False)),
                name="proofdesk_finding_answered_has_time",
            ),
            models.CheckConstraint(condition=~Q(answer="ignored", reason=""), name="proofdesk_finding_ignored_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.found}: {self.message}"


class Waiver(models.Model):
    """Ignored here: this remark at this place of this thing is settled, in the editor and in every later pass."""

    subject_kind = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    place = models.CharField(max_length=32)
    rule = models.CharField(max_length=120)
    found = models.CharField(max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("remark ignored here")
        verbose_name_plural = _("remarks ignored here")
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id", "place"], name="proofdesk_waiver_once")]

    def __str__(self) -> str:
        return f"{self.found}（{self.rule}）"
