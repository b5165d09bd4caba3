from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import BakedKind
from .site import SiteHome


class Baked(models.Model):
    """A page kept as a file so that no reader waits for it; the row says what must happen for the file to go."""

    file = models.CharField(_("file"), max_length=400, unique=True)  # below the folder of kept pages
    site = models.ForeignKey(SiteHome, on_delete=models.CASCADE, related_name="baked", verbose_name=_("site"))
    kind = models.CharField(_("kind"), max_length=10, choices=BakedKind.choices)

    class Meta:
        verbose_name = _("kept page")
        verbose_name_plural = _("kept pages")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BakedKind.values), name="pages_baked_kind_known"),
        ]
        indexes = [models.Index(fields=["site", "kind"], name="pages_baked_site_kind")]

    def __str__(self) -> str:
        return self.file


class BakedUse(models.Model):
    """A story that a kept page shows or names."""

    baked = models.ForeignKey(Baked, on_delete=models.CASCADE, related_name="uses", verbose_name=_("kept page"))
    public_id = models.CharField(_("public number of the story"), max_length=40, db_index=True)

    class Meta:
        verbose_name = _("story on a kept page")
        verbose_name_plural = _("stories on kept pages")
        constraints = [models.UniqueConstraint(fields=["baked", "public_id"], name="pages_bakeduse_once")]

    def __str__(self) -> str:
        return f"{self.baked} ← {self.public_id}"
