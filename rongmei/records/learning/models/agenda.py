"""S7 first agenda item 第一议题 and study material issues 学习资料."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit
from rongmei.base.ledger.models import Entry

from ..enums import MaterialKind, MeetingKind


class FirstAgendaItem(Entry):
    """A meeting that opened with study: what was read, who led, when the materials were out."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("meeting unit"))
    held_on = models.DateField(_("meeting held on"))
    meeting = models.CharField(_("meeting"), max_length=200)
    meeting_kind = models.CharField(
        _("kind of meeting"), max_length=12, choices=MeetingKind.choices, blank=True, default=MeetingKind.COMMITTEE
    )
    agenda_no = models.PositiveSmallIntegerField(_("agenda number"), blank=True, default=1)
    led_by = models.CharField(_("led by"), max_length=60, blank=True)
    materials_on = models.DateField(_("materials issued on"), null=True, blank=True)
    follow_up = models.TextField(_("what is to be put into practice"), blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("first agenda item")
        verbose_name_plural = _("first agenda items")
        ordering = ["-held_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["held_on"], name="learning_agenda_held")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(agenda_no=1), name="learning_agenda_is_first"),
            models.CheckConstraint(
                condition=Q(materials_on=None) | Q(materials_on__lte=F("held_on")), name="learning_agenda_materials_before"
            ),
        ]

    def __str__(self) -> str:
        return self.meeting


class StudiedItem(models.Model):
    """One text studied as the first item of a meeting."""

    entry = models.ForeignKey(FirstAgendaItem, models.CASCADE, related_name="items")
    title = models.CharField(_("text studied"), max_length=300)
    kind = models.CharField(_("kind of text"), max_length=12, choices=MaterialKind.choices, blank=True, default=MaterialKind.ARTICLE)

    class Meta:
        verbose_name = _("text studied")
        verbose_name_plural = _("texts studied")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class StudyMaterialIssue(Entry):
    """A numbered issue of study materials 学习资料, and the texts in it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("editing unit"))
    issued_on = models.DateField(_("printed on"))
    issue_no = models.PositiveSmallIntegerField(_("issue number"))
    title = models.CharField(_("title of the issue"), max_length=200)
    copies = models.PositiveIntegerField(_("copies"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("study material issue")
        verbose_name_plural = _("study material issues")
        ordering = ["-issued_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["issued_on"], name="learning_issue_printed")]

    def __str__(self) -> str:
        return self.title


class IssueItem(models.Model):
    """One text in an issue."""

    entry = models.ForeignKey(StudyMaterialIssue, models.CASCADE, related_name="items")
    title = models.CharField(_("text studied"), max_length=300)
    kind = models.CharField(_("kind of text"), max_length=12, choices=MaterialKind.choices, blank=True, default=MaterialKind.ARTICLE)

    class Meta:
        verbose_name = _("text in the issue")
        verbose_name_plural = _("texts in the issue")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
