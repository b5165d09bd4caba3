"""S6 group study 中心组学习."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit
from rongmei.base.ledger.models import Entry

from ..enums import Attendance, AttendeeRole, StudyAudience, StudyForm, StudyLevel
from .names import one_when


class StudyPlan(Entry):
    """The yearly plan of a study group, or of a unit's staff or students: how many sessions, on what."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("studying unit"))
    year = models.PositiveSmallIntegerField(_("year of the plan"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    title = models.CharField(_("plan title"), max_length=200)
    issued_on = models.DateField(_("plan issued on"))
    level = models.CharField(_("level"), max_length=12, choices=StudyLevel.choices)
    audience = models.CharField(_("who studies"), max_length=10, choices=StudyAudience.choices, blank=True, default=StudyAudience.GROUP)
    planned_sessions = models.PositiveSmallIntegerField(_("planned sessions"))

    class Meta(Entry.Meta):
        verbose_name = _("study plan")
        verbose_name_plural = _("study plans")
        ordering = ["-year", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["issued_on"], name="learning_plan_issued")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="learning_plan_year_sane"),
        ]

    def __str__(self) -> str:
        return self.title


class PlannedTheme(models.Model):
    """What the plan wants studied, and by which month."""

    entry = models.ForeignKey(StudyPlan, models.CASCADE, related_name="themes")
    theme = models.CharField(_("planned theme"), max_length=200)
    month = models.PositiveSmallIntegerField(_("planned month"), null=True, blank=True)

    class Meta:
        verbose_name = _("planned theme")
        verbose_name_plural = _("planned themes")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(month=None) | Q(month__range=(1, 12)), name="learning_theme_month_sane")]

    def __str__(self) -> str:
        return self.theme


class StudySession(Entry):
    """One session of group study. `expected` and `present` count members and extended members; observers are counted apart."""

    name_field = "theme"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("studying unit"))
    held_on = models.DateField(_("studied on"))
    theme = models.CharField(_("study theme"), max_length=300)
    level = models.CharField(_("level"), max_length=12, choices=StudyLevel.choices)
    audience = models.CharField(_("who studies"), max_length=10, choices=StudyAudience.choices, blank=True, default=StudyAudience.GROUP)
    form = models.CharField(_("form of study"), max_length=12, choices=StudyForm.choices, blank=True, default=StudyForm.DISCUSSION)
    chair = models.CharField(_("chair"), max_length=60, blank=True)
    venue = models.CharField(_("venue"), max_length=160, blank=True)
    expected = models.PositiveIntegerField(_("members expected"), null=True, blank=True)
    present = models.PositiveIntegerField(_("members present"), null=True, blank=True)
    minutes_taken_by = models.CharField(_("minutes taken by"), max_length=60, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("study session")
        verbose_name_plural = _("study sessions")
        ordering = ["-held_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["held_on"], name="learning_session_held")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(expected=None, present=None) | Q(expected__isnull=False, present__lte=F("expected")),
                name="learning_session_present_of_expected",
            ),
        ]

    def __str__(self) -> str:
        return self.theme


class AgendaLine(models.Model):
    entry = models.ForeignKey(StudySession, models.CASCADE, related_name="agenda")
    item = models.CharField(_("agenda item"), max_length=300)
    led_by = models.CharField(_("led by"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.item


class AttendanceLine(models.Model):
    """Somebody at a session, or missing from it."""

    entry = models.ForeignKey(StudySession, models.CASCADE, related_name="attendance")
    name = models.CharField(_("attendee"), max_length=60)
    role = models.CharField(_("capacity"), max_length=12, choices=AttendeeRole.choices, blank=True, default=AttendeeRole.MEMBER)
    status = models.CharField(_("attendance"), max_length=10, choices=Attendance.choices, blank=True, default=Attendance.PRESENT)
    reason = models.CharField(_("reason for leave"), max_length=120, blank=True)
    made_up_on = models.DateField(_("made up on"), null=True, blank=True)
    missed = one_when(Q(role__in=["member", "extended"], status__in=["leave", "absent"]))
    made_up = one_when(Q(role__in=["member", "extended"], status__in=["leave", "absent"], made_up_on__isnull=False))
    sat_in = one_when(Q(role__in=["sitting_in", "observer"], status="present"))

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "name"], name="learning_attendee_once"),
            models.CheckConstraint(condition=Q(made_up_on=None) | ~Q(status="present"), name="learning_make_up_of_the_missing"),
        ]

    def __str__(self) -> str:
        return self.name


class MaterialLine(models.Model):
    entry = models.ForeignKey(StudySession, models.CASCADE, related_name="materials")
    title = models.CharField(_("study material"), max_length=300)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)

    class Meta:
        verbose_name = _("study material")
        verbose_name_plural = _("study materials")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class SpeechLine(models.Model):
    entry = models.ForeignKey(StudySession, models.CASCADE, related_name="speeches")
    speaker = models.CharField(_("speaker"), max_length=60)
    title = models.CharField(_("title of the speech"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("speech in the discussion")
        verbose_name_plural = _("speeches in the discussion")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or self.speaker
