"""S11 visiting experts 辅导报告."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit
from rongmei.base.ledger.models import Entry

from ..enums import Honorarium
from .names import who


class ExpertReport(Entry):
    """A report given by an expert from outside."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("host unit"))
    held_on = models.DateField(_("report given on"))
    expert = models.CharField(_("expert"), max_length=60)
    institution = models.CharField(_("expert's institution"), max_length=160, blank=True)
    expert_title = models.CharField(_("expert's rank"), max_length=120, blank=True)
    topic = models.CharField(_("topic"), max_length=200)
    venue = models.CharField(_("venue"), max_length=160, blank=True)
    listeners = models.CharField(_("listeners"), max_length=160, blank=True)
    heads = models.PositiveIntegerField(_("head count"), null=True, blank=True)
    heads_at_least = models.BooleanField(_("head count is a lower bound"), default=False)
    honorarium = models.CharField(_("honorarium"), max_length=10, choices=Honorarium.choices, blank=True, default=Honorarium.NONE)
    honorarium_amount = models.DecimalField(_("amount of the honorarium"), max_digits=9, decimal_places=2, null=True, blank=True)
    who = who("expert", "institution")

    class Meta(Entry.Meta):
        verbose_name = _("report by a visiting expert")
        verbose_name_plural = _("reports by visiting experts")
        ordering = ["-held_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["held_on"], name="learning_report_held")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(honorarium_amount=None) | ~Q(honorarium="none"), name="learning_report_amount_has_state"),
        ]

    def __str__(self) -> str:
        return self.topic
