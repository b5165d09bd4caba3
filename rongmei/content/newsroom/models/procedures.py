"""Procedures as data: who must sign what, in which order."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Outlet, Person

from ..enums import CorrectionKind, StepKind


class Procedure(models.Model):
    """One version of a procedure. Never changed once made: editing makes the next version, manuscripts under way keep theirs."""

    key = models.SlugField(_("key"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=80)
    outlet_kinds = models.JSONField(_("for kinds of outlet"), default=list)  # OutletKind values
    outlets = models.JSONField(_("for these outlets only"), default=list)  # numbers of Outlet; empty: every outlet of its kinds
    author_may_review = models.BooleanField(_("the author signs the first review and the first proof"), default=False)
    review_and_proof_same_person = models.BooleanField(_("one person may review and proofread"), default=False)
    small_punctuation = models.BooleanField(_("changed punctuation is a small correction"), default=False)
    small_characters = models.PositiveSmallIntegerField(_("characters a small correction may change"), default=0)
    urgent_signers = models.PositiveSmallIntegerField(_("people who must have signed before an urgent release"), default=2)
    source = models.CharField(_("source of the rule"), max_length=200, blank=True, default="")
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("made by"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="newsroom_procedure_version_once"),
            models.UniqueConstraint(fields=["key"], condition=Q(retired_at=None), name="newsroom_procedure_one_in_force"),
            models.CheckConstraint(condition=Q(urgent_signers__gte=1), name="newsroom_procedure_urgent_has_signers"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（v{self.version}）"

    def covers(self, outlet: Outlet) -> bool:
        """Whether manuscripts meant for the outlet go this way."""
        return outlet.kind in self.outlet_kinds and (not self.outlets or outlet.pk in self.outlets)

    @property
    def keeps_small(self) -> bool:
        """Whether a review survives a small correction."""
        return self.small_punctuation or bool(self.small_characters)


class ProcedureStep(models.Model):
    """One step. `roles`: any of them signs; a role held for a unit counts for that unit's manuscripts only.

    `corrections`: kinds of correction after publication that must pass this step again; the shortened procedure as data.
    """

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="steps", verbose_name=_("procedure"))
    order = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind of step"), max_length=20, choices=StepKind.choices)
    label = models.CharField(_("name of the step"), max_length=40)
    roles = models.JSONField(_("signed by"), default=list)  # directory Role values
    deadline_hours = models.PositiveSmallIntegerField(_("hours allowed"), default=24)
    corrections = models.JSONField(_("kinds of correction that pass it again"), default=list)  # CorrectionKind values

    class Meta:
        verbose_name = _("step of a procedure")
        verbose_name_plural = _("steps of procedures")
        ordering = ["procedure", "order"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "order"], name="newsroom_step_order_once"),
            models.UniqueConstraint(fields=["procedure", "label"], name="newsroom_step_label_once"),
            models.CheckConstraint(condition=Q(order__gte=1), name="newsroom_step_order_positive"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_review(self) -> bool:
        return self.kind == StepKind.REVIEW

    @property
    def is_proof(self) -> bool:
        return self.kind == StepKind.PROOF

    def asked_for(self, correction: str) -> bool:
        """Whether a manuscript must pass it: always the first time, later as `corrections` says."""
        return not correction or CorrectionKind(correction).value in self.corrections


class Deputy(models.Model):
    """Who signs for whom, from the first to the last day (AB 角). The signature reads 代 principal."""

    principal = models.ForeignKey(Person, models.PROTECT, related_name="deputies", verbose_name=_("stands in for"))
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="deputy_for", verbose_name=_("deputy"))
    from_on = models.DateField(_("first day"))
    to_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200, blank=True, default="")
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("made by"))

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")),
                name="newsroom_deputy_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(principal=F("deputy")),
                name="newsroom_deputy_is_another",
                violation_error_message=_("A deputy must be somebody else."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} → {self.principal}"

    def holds_on(self, day: dt.date) -> bool:
        return self.from_on <= day <= self.to_on
