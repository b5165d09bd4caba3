"""What the newsroom counts: one row per story however many outlets carry it, one per manuscript handed in, one per signature given.

The newsroom writes these rows itself; stories from before this installation are recorded or imported like any ledger.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Outlet, Person
from rongmei.base.ledger.models import Entry

from ..enums import Countersigned, Decision, Fate, ManuscriptKind, StepKind
from .manuscripts import Manuscript, Subject
from .signing import SignOff


class PublishedStory(Entry):
    """A published story, counted once. Withdrawn, it is voided and counts nowhere."""

    manuscript = models.OneToOneField(
        Manuscript, models.PROTECT, null=True, blank=True, editable=False, related_name="counted", verbose_name=_("manuscript")
    )
    number = models.CharField(_("number of the manuscript"), max_length=20, blank=True)
    published_on = models.DateField(_("published on"))
    headline = models.CharField(_("headline"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=ManuscriptKind.choices, default=ManuscriptKind.NEWS)
    words = models.PositiveIntegerField(_("characters"), default=0, blank=True)
    pictures = models.PositiveIntegerField(_("number of pictures"), default=0, blank=True)
    hours = models.PositiveIntegerField(_("hours from handing in to publication"), null=True, blank=True)
    urgent = models.BooleanField(_("urgent release"), default=False, blank=True)
    countersigned = models.CharField(_("countersignature"), max_length=10, choices=Countersigned.choices, blank=True, default="")
    corrected = models.BooleanField(_("corrected after publication"), default=False, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("published story")
        verbose_name_plural = _("published stories")
        ordering = ["-published_on", "-pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(countersigned="") | Q(urgent=True, countersigned__in=Countersigned.values),
                name="newsroom_story_countersigned_urgent",
                violation_error_message=_("A countersignature is of an urgent release only."),
            ),
        ]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["published_on"], name="newsroom_story_published_on")]

    def __str__(self) -> str:
        return self.headline


class StorySubject(models.Model):
    """A subject of a published story."""

    entry = models.ForeignKey(PublishedStory, models.CASCADE, related_name="subjects")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=_("subject of stories"))

    class Meta:
        verbose_name = _("subject of a story")
        verbose_name_plural = _("subjects of a story")
        constraints = [models.UniqueConstraint(fields=["entry", "subject"], name="newsroom_storysubject_once")]

    def __str__(self) -> str:
        return str(self.subject)


class StoryPlace(models.Model):
    """An outlet that carries a published story."""

    entry = models.ForeignKey(PublishedStory, models.CASCADE, related_name="places")
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="+", verbose_name=_("outlet"))

    class Meta:
        verbose_name = _("outlet of a story")
        verbose_name_plural = _("outlets of a story")
        constraints = [models.UniqueConstraint(fields=["entry", "outlet"], name="newsroom_storyplace_once")]

    def __str__(self) -> str:
        return str(self.outlet)


class HandedIn(Entry):
    """A manuscript handed in, and what became of it."""

    manuscript = models.OneToOneField(
        Manuscript, models.PROTECT, null=True, blank=True, editable=False, related_name="handed_in", verbose_name=_("manuscript")
    )
    number = models.CharField(_("number of the manuscript"), max_length=20, blank=True)
    handed_in_on = models.DateField(_("handed in on"))
    headline = models.CharField(_("headline"), max_length=200)
    fate = models.CharField(_("what became of it"), max_length=10, choices=Fate.choices, default=Fate.WAITING)
    returned = models.PositiveIntegerField(_("times returned"), default=0, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("manuscript handed in")
        verbose_name_plural = _("manuscripts handed in")
        ordering = ["-handed_in_on", "-pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(fate__in=Fate.values), name="newsroom_handedin_fate_known"),
        ]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["handed_in_on"], name="newsroom_handed_in_on")]

    def __str__(self) -> str:
        return self.headline


class PassedStep(Entry):
    """One signature under a manuscript, and how long the text had waited for it: from getting the turn to signing, nights included."""

    sign_off = models.OneToOneField(
        SignOff, models.PROTECT, null=True, blank=True, editable=False, related_name="counted", verbose_name=_("sign-off")
    )
    number = models.CharField(_("number of the manuscript"), max_length=20, blank=True)
    turn = models.PositiveSmallIntegerField(_("which signature of the manuscript"), null=True, blank=True)
    headline = models.CharField(_("headline"), max_length=200)
    step = models.CharField(_("name of the step"), max_length=40)
    kind = models.CharField(_("kind of step"), max_length=20, choices=StepKind.choices)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, default=Decision.APPROVE, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by"))
    began_at = models.DateTimeField(_("got the turn at"), null=True, editable=False)
    ended_at = models.DateTimeField(_("signed at"), null=True, editable=False)
    ended_on = models.DateField(_("signed on"))
    hours = models.DecimalField(_("hours taken"), max_digits=7, decimal_places=1)

    class Meta(Entry.Meta):
        verbose_name = _("step passed")
        verbose_name_plural = _("steps passed")
        ordering = ["-ended_on", "-pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(hours__gte=0), name="newsroom_passedstep_hours_positive"),
            models.CheckConstraint(
                condition=Q(began_at=None, ended_at=None) | Q(ended_at__gte=models.F("began_at")), name="newsroom_passedstep_ends_later"
            ),
        ]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["ended_on"], name="newsroom_step_ended_on")]

    def __str__(self) -> str:
        return f"{self.headline} {self.step}"

    @property
    def manuscript_id(self) -> int | None:
        return self.sign_off.manuscript_id if self.sign_off else None
