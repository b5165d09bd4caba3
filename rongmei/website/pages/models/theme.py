from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from ..colours import HEX
from ..enums import Masthead, TypeFace


class Theme(models.Model):
    """How a site looks: one accent colour, type faces, the masthead and a logo. Several sites may share one."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#8a1f2b",
        validators=[RegexValidator(rf"^{HEX.pattern}$", _("A colour is written as # and six digits or letters a to f, such as #8a1f2b."))],
    )
    headings = models.CharField(_("type face of headings"), max_length=10, choices=TypeFace.choices, default=TypeFace.SERIF)
    text = models.CharField(_("type face of text"), max_length=10, choices=TypeFace.choices, default=TypeFace.SANS)
    indent = models.BooleanField(
        _("indent paragraphs by two characters"), default=True, help_text=_("In Chinese stories; English ones are set apart by a space.")
    )
    masthead = models.CharField(_("masthead"), max_length=10, choices=Masthead.choices, default=Masthead.LIGHT)
    logo = models.ForeignKey(
        get_image_model_string(), on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
