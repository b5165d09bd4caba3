from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Pin(models.Model):
    """A story kept at the head of a home page or a column 置顶, until a day (counted) or until taken off.

    The story is named by its public number, so that a corrected edition stays where it was.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="pins", verbose_name=_("page"))
    public_id = models.CharField(_("public number of the story"), max_length=40)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("pinned story")
        verbose_name_plural = _("pinned stories")
        ordering = ["page", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "public_id"],
                name="pages_pin_once",
                violation_error_message=_("The story is already pinned here."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} ← {self.public_id}"
