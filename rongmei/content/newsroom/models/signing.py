"""Who signed exactly which text, and what was released before everybody had."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Person

from ..enums import Decision
from .manuscripts import Manuscript, Revision
from .procedures import ProcedureStep


class SignOff(models.Model):
    """One signature. Never changed, never deleted. Names, post and unit are written in as they were that day.

    A return names the step to begin again from (`return_to`), or goes to the author (`return_to` empty).
    """

    manuscript = models.ForeignKey(Manuscript, models.PROTECT, related_name="sign_offs", verbose_name=_("manuscript"))
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="sign_offs", verbose_name=_("revision"))
    step = models.ForeignKey(ProcedureStep, models.PROTECT, related_name="sign_offs", verbose_name=_("step"))
    round = models.PositiveSmallIntegerField(_("round"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    return_to = models.ForeignKey(
        ProcedureStep, models.PROTECT, null=True, blank=True, related_name="returns", verbose_name=_("returned to")
    )
    opinion = models.CharField(_("opinion"), max_length=1000, blank=True, default="")
    person = models.ForeignKey(Person, models.PROTECT, related_name="sign_offs", verbose_name=_("signed by"))
    person_name = models.CharField(_("name"), max_length=60)
    post = models.CharField(_("post"), max_length=80, blank=True, default="")
    unit_name = models.CharField(_("unit"), max_length=120, blank=True, default="")
    on_behalf_of = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="sign_offs_by_deputy", verbose_name=_("on behalf of")
    )
    on_behalf_name = models.CharField(_("on behalf of"), max_length=60, blank=True, default="")
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    at = models.DateTimeField(_("signed at"))

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["manuscript", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["manuscript", "step", "round", "fingerprint"],
                condition=Q(decision="approve"),
                name="newsroom_signoff_step_once",
                violation_error_message=_("This step is signed already."),
            ),
            models.CheckConstraint(condition=Q(decision="approve") | ~Q(opinion=""), name="newsroom_signoff_return_has_opinion"),
            models.CheckConstraint(condition=Q(decision="return") | Q(return_to=None), name="newsroom_signoff_approve_goes_on"),
            models.CheckConstraint(
                condition=Q(on_behalf_of=None) | ~Q(on_behalf_of=F("person")), name="newsroom_signoff_deputy_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.signature} {self.get_decision_display()}"

    @property
    def signature(self) -> str:
        """王五, or 李四（代 王五） for a deputy."""
        return f"{self.person_name}（代 {self.on_behalf_name}）" if self.on_behalf_name else self.person_name

    def people(self) -> set[int]:
        """Numbers of the people whose judgement this stands for: the signer and whom he stands in for."""
        return {self.person_id} | ({self.on_behalf_of_id} if self.on_behalf_of_id else set())


class Turn(models.Model):
    """Whose turn a manuscript in review is, as standing.py and the rules found when it was last written; so that many are found in SQL.

    One row for each manuscript in review; step is empty when all are signed. kept_apart: who may not sign that step, whatever his roles:
    the text is his own, or he answers for another step. Kept by actions/turns.py and no evidence of anything: the rules judge what is shown.
    """

    manuscript = models.OneToOneField(Manuscript, models.CASCADE, related_name="turn", verbose_name=_("manuscript"))
    step = models.ForeignKey(ProcedureStep, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("step"))
    due_at = models.DateTimeField(_("to be signed by"), null=True, blank=True)
    kept_apart = models.ManyToManyField(Person, related_name="+", verbose_name=_("who may not sign it"))

    class Meta:
        verbose_name = _("turn")
        verbose_name_plural = _("turns")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step=None, due_at=None) | Q(step__isnull=False, due_at__isnull=False), name="newsroom_turn_step_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.step or ''}"


class UrgentRelease(models.Model):
    """A text released on an oral authorisation: red until countersigned, counted for ever."""

    manuscript = models.ForeignKey(Manuscript, models.PROTECT, related_name="urgent_releases", verbose_name=_("manuscript"))
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="urgent_releases", verbose_name=_("revision"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    round = models.PositiveSmallIntegerField(_("round"))
    authoriser = models.ForeignKey(Person, models.PROTECT, related_name="urgent_releases", verbose_name=_("authorised orally by"))
    authoriser_name = models.CharField(_("name"), max_length=60)
    reason = models.CharField(_("reason"), max_length=500)
    phoned_at = models.DateTimeField(_("time of the call"))
    steps_missing = models.JSONField(_("steps not signed yet"), default=list)  # labels
    released_at = models.DateTimeField(_("released at"))
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("released by"))
    due_at = models.DateTimeField(_("to be countersigned by"))
    countersigned_at = models.DateTimeField(_("countersigned at"), null=True, blank=True)
    countersigned_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="countersignatures", verbose_name=_("countersigned by")
    )
    opinion = models.CharField(_("opinion"), max_length=500, blank=True, default="")
    reminded = models.JSONField(default=list)  # hours after which a reminder was sent: 2, 12
    escalated_at = models.DateTimeField(_("escalated at"), null=True, blank=True)

    class Meta:
        verbose_name = _("urgent release")
        verbose_name_plural = _("urgent releases")
        ordering = ["-released_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "fingerprint", "round"], name="newsroom_urgent_text_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="newsroom_urgent_has_reason"),
            models.CheckConstraint(condition=Q(due_at__gt=F("released_at")), name="newsroom_urgent_due_later"),
            models.CheckConstraint(
                condition=Q(countersigned_at=None, countersigned_by=None)
                | Q(countersigned_at__isnull=False, countersigned_by__isnull=False),
                name="newsroom_urgent_countersigned_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.authoriser_name}"
