from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class University(models.Model):
    """The university this installation serves: one row. What counts as a protected name in the masked edition stands here."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("full name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    english_name = models.CharField(_("English name"), max_length=200, blank=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    protected_names = models.JSONField(_("protected names"), default=list, blank=True)
    office_name = models.CharField(_("name of the office"), max_length=120, blank=True)
    hashtags = models.JSONField(_("hashtags"), default=list, blank=True)
    columns = models.JSONField(_("columns of the accounts"), default=list, blank=True)

    # Sheets of people hold telephone numbers; once they were looked at, nobody needs the file.
    sheet_days = models.PositiveSmallIntegerField(
        _("days an uploaded sheet of units, people or outlets is kept"), default=7, validators=[MinValueValidator(2), MaxValueValidator(90)]
    )

    class Meta:
        verbose_name = _("university")
        verbose_name_plural = _("university")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="directory_university_one_row"),
            models.CheckConstraint(condition=Q(sheet_days__range=(2, 90)), name="directory_university_sheet_days"),
        ]

    def __str__(self) -> str:
        return self.name
