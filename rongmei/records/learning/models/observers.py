"""S8 observers 列席旁听."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit
from rongmei.base.ledger.models import Entry

from ..enums import Occasion
from .names import one_when, who
from .study import StudySession


class ObserverBatch(Entry):
    """Unit secretaries and department heads who sit in on one session, as a batch. Recorded when invited, confirmed afterwards."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit sat in on"))
    held_on = models.DateField(_("session held on"))
    title = models.CharField(_("session sat in on"), max_length=300)
    occasion = models.CharField(_("occasion"), max_length=12, choices=Occasion.choices, blank=True, default=Occasion.GROUP_STUDY)
    batch_no = models.PositiveSmallIntegerField(_("batch number"), blank=True, default=1)
    session = models.ForeignKey(
        StudySession, models.PROTECT, related_name="observer_batches", null=True, blank=True, verbose_name=_("study session")
    )
    materials_on = models.DateField(_("materials handed over on"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("batch of observers")
        verbose_name_plural = _("batches of observers")
        ordering = ["-held_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["held_on"], name="learning_batch_held")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(materials_on=None) | Q(materials_on__lte=F("held_on")), name="learning_batch_materials_before"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ObserverLine(models.Model):
    """One observer: whether he or she came, and the note owed afterwards."""

    entry = models.ForeignKey(ObserverBatch, models.CASCADE, related_name="observers")
    name = models.CharField(_("observer"), max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("observer's unit"))
    post = models.CharField(_("observer's post"), max_length=80, blank=True)
    note_on = models.DateField(_("note handed in on"), null=True, blank=True)
    came = models.BooleanField(_("came"), blank=True, default=True)
    note_excused = models.BooleanField(_("excused from the note"), blank=True, default=False)
    person_time = one_when(Q(came=True))
    note_in = one_when(Q(note_on__isnull=False))
    who = who("name", only=Q(came=True))
    unit_came = models.GeneratedField(
        expression=models.Case(models.When(Q(came=True), then=F("unit")), default=None),
        output_field=models.BigIntegerField(_("unit of an observer who came"), null=True),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("observer")
        verbose_name_plural = _("observers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "name", "unit"], name="learning_observer_once"),
            models.CheckConstraint(condition=Q(note_on=None) | Q(came=True), name="learning_observer_note_by_who_came"),
        ]

    def __str__(self) -> str:
        return self.name
