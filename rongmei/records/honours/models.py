"""S13 approvals and awards in education; S22 media honours."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit
from rongmei.base.ledger.models import Entry

from .enums import AwardCategory, Grade, Level, MediaHonourKind, RecipientPart


def named_in_unit(name: str) -> Any:
    """Equal for the same name (of a person, of a work) in the same unit: awards name people without campus numbers, so this is what
    persons and works are counted by."""
    home = Coalesce(Cast(F("unit"), models.CharField(max_length=20)), Value(""))
    return Concat(F(name), Value("@"), home)


class EducationAward(Entry):
    """An approval or an award in education, and everybody named in the document."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("applying unit"))
    awarded_on = models.DateField(_("awarded on"))
    title = models.CharField(_("project or award"), max_length=200)
    category = models.CharField(_("category of award"), max_length=12, choices=AwardCategory.choices)
    programme = models.CharField(_("selected in"), max_length=200, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    grade = models.CharField(_("class of prize"), max_length=12, choices=Grade.choices, blank=True)
    awarding_body = models.CharField(_("awarding body"), max_length=160, blank=True)
    document_no = models.CharField(_("document number"), max_length=80, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("approval or award in education")
        verbose_name_plural = _("approvals and awards in education")
        ordering = ["-awarded_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["awarded_on"], name="honours_education_awarded")]

    def __str__(self) -> str:
        return self.title


class Recipient(models.Model):
    """Somebody named in an award."""

    entry = models.ForeignKey(EducationAward, models.CASCADE, related_name="recipients")
    name = models.CharField(_("recipient"), max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("recipient's unit"))
    part = models.CharField(_("part taken"), max_length=10, choices=RecipientPart.choices, blank=True, default=RecipientPart.LEADER)
    who = models.GeneratedField(
        expression=named_in_unit("name"), output_field=models.CharField(_("person"), max_length=90), db_persist=True
    )

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "name", "unit"], name="honours_recipient_once")]

    def __str__(self) -> str:
        return self.name


class MediaHonour(Entry):
    """An honour for the communications work: a title of the unit, an excellent correspondent, or an excellent work.

    One prize for one work is one row; 件 counts works, each once however many prizes it won, 名 counts correspondents, 项 counts honours.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("honoured unit"))
    awarded_on = models.DateField(_("awarded on"))
    title = models.CharField(_("name of the honour"), max_length=200)
    kind = models.CharField(_("kind of honour"), max_length=14, choices=MediaHonourKind.choices)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    grade = models.CharField(_("class of prize"), max_length=12, choices=Grade.choices, blank=True)
    recipient = models.CharField(_("honoured person or authors"), max_length=160, blank=True)
    work_title = models.CharField(_("work honoured"), max_length=200, blank=True)
    work_kind = models.CharField(_("kind of work"), max_length=60, blank=True)
    awarding_body = models.CharField(_("awarding body"), max_length=160, blank=True)
    # A person named for two years of correspondence is one person; rows of other kinds name nobody to be counted.
    correspondent = models.GeneratedField(
        expression=Case(When(Q(kind="correspondent"), then=named_in_unit("recipient")), default=None),
        output_field=models.CharField(_("correspondent"), max_length=190, null=True),
        db_persist=True,
    )
    work = models.GeneratedField(
        expression=Case(When(Q(kind="work"), then=named_in_unit("work_title")), default=None),
        output_field=models.CharField(_("work"), max_length=230, null=True),
        db_persist=True,
    )
    is_title = models.GeneratedField(
        expression=Case(When(Q(kind="unit_title"), then=Value(1)), default=Value(0)),
        output_field=models.PositiveSmallIntegerField(_("counted as a title")),
        db_persist=True,
    )
    is_work = models.GeneratedField(
        expression=Case(When(Q(kind="work"), then=Value(1)), default=Value(0)),
        output_field=models.PositiveSmallIntegerField(_("counted as a prize for a work")),
        db_persist=True,
    )

    class Meta(Entry.Meta):
        verbose_name = _("media honour")
        verbose_name_plural = _("media honours")
        ordering = ["-awarded_on", "-pk"]
        indexes = [*Entry.Meta.indexes, models.Index(fields=["awarded_on"], name="honours_media_awarded")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=(~Q(kind="work") | ~Q(work_title="")) & (~Q(kind="correspondent") | ~Q(recipient="")),
                name="honours_media_names_what_is_honoured",
            ),
        ]

    def __str__(self) -> str:
        return self.title
