"""S5 speakers' corps 宣讲团."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit
from rongmei.base.ledger.models import Entry

from ..enums import CorpsLevel, CorpsResult, TalkAudience
from .names import who


class CorpsMember(Entry):
    """A recommendation to a corps and what became of it. A row belongs to the year of admission; pending ones have no date yet."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("home unit"))
    name = models.CharField(_("corps member"), max_length=60)
    post = models.CharField(_("post and rank"), max_length=120, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=CorpsLevel.choices)
    corps = models.CharField(_("name of the corps"), max_length=120, blank=True)
    term = models.CharField(_("term of the corps"), max_length=40, blank=True)
    recommended_on = models.DateField(_("recommended on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=CorpsResult.choices, blank=True, default=CorpsResult.PENDING)
    admitted_on = models.DateField(_("admitted on"), null=True, blank=True)
    field_of_talks = models.CharField(_("what the member speaks about"), max_length=200, blank=True)
    who = who("name")

    class Meta(Entry.Meta):
        verbose_name = _("member of the speakers' corps")
        verbose_name_plural = _("members of the speakers' corps")
        ordering = ["-admitted_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["admitted_on"], name="learning_corps_admitted")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(result="admitted", admitted_on__isnull=False) | (~Q(result="admitted") & Q(admitted_on=None)),
                name="learning_corps_admitted_has_day",
            ),
            models.CheckConstraint(
                condition=Q(admitted_on=None) | Q(recommended_on=None) | Q(admitted_on__gte=F("recommended_on")),
                name="learning_corps_admitted_after_recommended",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PublicTalk(Entry):
    """A talk given by a speaker of a corps, inside or outside the university."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("home unit"))
    held_on = models.DateField(_("talk given on"))
    speaker = models.CharField(_("speaker"), max_length=60)
    level = models.CharField(_("speaking for the corps of"), max_length=12, choices=CorpsLevel.choices, blank=True)
    topic = models.CharField(_("topic"), max_length=200)
    place = models.CharField(_("place of the talk"), max_length=160, blank=True)
    audience = models.CharField(_("audience"), max_length=12, choices=TalkAudience.choices, blank=True)
    heads = models.PositiveIntegerField(_("head count"), null=True, blank=True)
    heads_at_least = models.BooleanField(_("head count is a lower bound"), default=False)
    who = who("speaker")

    class Meta(Entry.Meta):
        verbose_name = _("public talk")
        verbose_name_plural = _("public talks")
        ordering = ["-held_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["held_on"], name="learning_talk_held")]

    def __str__(self) -> str:
        return self.topic
