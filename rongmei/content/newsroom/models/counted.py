"""What the newsroom counts: one row per story however many outlets carry it, one row per manuscript handed in.

The newsroom writes these rows itself; stories from before this installation are recorded or imported like any ledger.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Outlet
from rongmei.base.ledger.models import Entry

from ..enums import Fate, ManuscriptKind
from .manuscripts import Manuscript, Subject


class PublishedStory(Entry):
    """A published story, counted once. Withdrawn, it is voided and counts nowhere."""

    manuscript = models.OneToOneField(
        Manuscript, models.PROTECT, null=True, blank=True, editable=False, related_name="counted", verbose_name=_("manuscript")
    )
    number = models.CharField(_("number of the manuscript"), max_length=20, blank=True)
    published_on = models.DateField(_("published on"))
    headline = models.CharField(_("headline"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=ManuscriptKind.choices, default=ManuscriptKind.NEWS)
    words = models.PositiveIntegerField(_("characters"), default=0)
    pictures = models.PositiveIntegerField(_("number of pictures"), default=0)
    hours = models.PositiveIntegerField(_("hours from handing in to publication"), null=True, blank=True)
    urgent = models.BooleanField(_("urgent release"), default=False)
    corrected = models.BooleanField(_("corrected after publication"), default=False)

    class Meta(Entry.Meta):
        verbose_name = _("published story")
        verbose_name_plural = _("published stories")
        ordering = ["-published_on", "-pk"]
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
    returned = models.PositiveIntegerField(_("times returned"), default=0)

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
