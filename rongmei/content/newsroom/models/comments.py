"""Remarks of people beside a passage."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Person

from .manuscripts import Manuscript, Revision


class Comment(models.Model):
    """A remark on a passage of one revision. Never deleted: it is settled. It keeps the words it was written beside, so that it can be
    read when the text has moved on. `mentions`: people asked to look (@)."""

    manuscript = models.ForeignKey(Manuscript, models.PROTECT, related_name="comments", verbose_name=_("manuscript"))
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="comments", verbose_name=_("revision"))
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name=_("answers"))
    passage = models.CharField(_("passage"), max_length=500, blank=True, default="")  # empty: on the whole text
    text = models.CharField(_("remark"), max_length=2000)
    mentions = models.ManyToManyField(Person, related_name="+", verbose_name=_("asked to look"))
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by"))
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("settled by")
    )

    class Meta:
        verbose_name = _("remark on a manuscript")
        verbose_name_plural = _("remarks on manuscripts")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="newsroom_comment_has_text"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="newsroom_comment_settled_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
