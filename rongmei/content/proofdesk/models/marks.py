"""The error book: issues with their checked characters, and every error that was agreed to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Person
from rongmei.base.ledger.models import Entry

from ..enums import ErrorSort, FoundBy, MarkPlace, ProofStep, Publication


class CheckedIssue(Entry):
    """What an error rate is counted over: an issue of the paper, a book, a month of a site."""

    name_field = "title"  # a sheet of errors names the issue by it

    title = models.CharField(_("issue or work"), max_length=120)
    publication = models.CharField(_("kind of publication"), max_length=12, choices=Publication.choices)
    issued_on = models.DateField(_("published on"))
    characters = models.PositiveIntegerField(_("checked characters"))

    class Meta(Entry.Meta):
        verbose_name = _("checked issue")
        verbose_name_plural = _("checked issues")
        ordering = ["-issued_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["publication", "-issued_on"], name="proofdesk_issue_of_kind")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(characters__gt=0), name="proofdesk_issue_was_checked"),
        ]

    def __str__(self) -> str:
        return self.title


class ErrorMark(Entry):
    """One error: what it was, what it counts for, who let it in, who missed it, who found it."""

    issue = models.ForeignKey(CheckedIssue, models.PROTECT, related_name="marks", verbose_name=_("issue or work"))
    found_on = models.DateField(_("found on"))
    found = models.CharField(_("as it stood"), max_length=120)
    right = models.CharField(_("as it should be"), max_length=120, blank=True, default="")
    sort = models.CharField(_("sort of error"), max_length=14, choices=ErrorSort.choices)
    length = models.PositiveSmallIntegerField(_("characters concerned"), blank=True, default=1)
    place = models.CharField(_("where it stands"), max_length=14, choices=MarkPlace.choices, blank=True, default=MarkPlace.BODY)
    location = models.CharField(_("page and paragraph"), max_length=60, blank=True, default="")
    important = models.BooleanField(_("important name, time or picture"), blank=True, default=False)
    step = models.CharField(_("found at"), max_length=12, choices=ProofStep.choices)
    by = models.CharField(_("found by"), max_length=8, choices=FoundBy.choices, blank=True, default=FoundBy.PERSON)
    finder = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("who found it"))
    introduced_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("who let it in"))
    weight = models.DecimalField(_("counts for"), max_digits=6, decimal_places=2, blank=True)  # before repeats and caps of the issue
    remark = models.CharField(_("remark on the error"), max_length=200, blank=True, default="")

    class Meta(Entry.Meta):
        verbose_name = _("error")
        verbose_name_plural = _("error book")
        ordering = ["-found_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["issue"], name="proofdesk_mark_of_issue")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(length__gt=0), name="proofdesk_mark_concerns_something"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="proofdesk_mark_weight_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.found} → {self.right}" if self.right else self.found


class Missed(models.Model):
    """Somebody who read past an error, and at which step."""

    entry = models.ForeignKey(ErrorMark, models.CASCADE, related_name="missed")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("who missed it"))
    step = models.CharField(_("missed at"), max_length=12, choices=ProofStep.choices, blank=True, default=ProofStep.FIRST)

    class Meta:
        verbose_name = _("error missed")
        verbose_name_plural = _("errors missed")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "person", "step"], name="proofdesk_missed_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.get_step_display()}"


class RateScheme(models.Model):
    """How this office counts one kind of publication, where it departs from what is shipped; in the shape of the shipped file."""

    publication = models.CharField(_("kind of publication"), max_length=12, choices=Publication.choices, primary_key=True)
    data = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("scheme of the error rate")
        verbose_name_plural = _("schemes of the error rate")

    def __str__(self) -> str:
        return str(self.get_publication_display())
