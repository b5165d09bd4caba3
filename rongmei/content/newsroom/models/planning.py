"""Before there is a manuscript: topics somebody proposes, and who brings what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Person, Unit

from ..enums import AssignmentState, PieceKind, TopicState
from .manuscripts import Manuscript


class Topic(models.Model):
    """A topic 选题. `on`: the day of the event, empty while nobody knows it; a dated topic stands in the calendar, others in the tray."""

    title = models.CharField(_("topic"), max_length=200)
    detail = models.CharField(_("what it is about"), max_length=2000, blank=True, default="")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="topics", verbose_name=_("unit"))
    on = models.DateField(_("day of the event"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=TopicState.choices, default=TopicState.PROPOSED)
    reason = models.CharField(_("reason"), max_length=500, blank=True, default="")
    proposed_at = models.DateTimeField(_("proposed at"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("decided by")
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["-proposed_at", "-pk"]
        indexes = [models.Index(fields=["state", "on"], name="newsroom_topic_state_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(reason=""), name="newsroom_topic_declined_has_reason"),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "dropped")) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="newsroom_topic_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Assignment(models.Model):
    """One piece of a topic, asked of one person. Delivered when its manuscript is there; pictures and films name it too."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="assignments", verbose_name=_("topic"))
    piece = models.CharField(_("piece"), max_length=10, choices=PieceKind.choices, default=PieceKind.TEXT)
    assignee = models.ForeignKey(Person, models.PROTECT, related_name="assignments", verbose_name=_("asked of"))
    note = models.CharField(_("what is wanted"), max_length=500, blank=True, default="")
    due_at = models.DateTimeField(_("wanted by"))
    state = models.CharField(_("state"), max_length=10, choices=AssignmentState.choices, default=AssignmentState.OFFERED)
    reason = models.CharField(_("reason"), max_length=500, blank=True, default="")
    manuscript = models.ForeignKey(
        Manuscript, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("manuscript")
    )
    assigned_at = models.DateTimeField(_("asked at"))
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    nudged_at = models.DateTimeField(_("nudged at"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["assignee", "state", "due_at"], name="newsroom_assignment_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "piece", "assignee"],
                condition=Q(state__in=("offered", "confirmed", "delivered")),
                name="newsroom_assignment_once",
                violation_error_message=_("This person has this piece already."),
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="newsroom_assignment_refused_has_reason"),
            models.CheckConstraint(
                condition=(Q(state="delivered") & Q(manuscript__isnull=False, delivered_at__isnull=False))
                | (~Q(state="delivered") & Q(manuscript=None, delivered_at=None)),
                name="newsroom_assignment_delivered_whole",
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("assigned_at")), name="newsroom_assignment_due_later"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}：{self.get_piece_display()}"
