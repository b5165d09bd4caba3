from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect

from ..enums import OldFormat
from .site import SiteHome


class OldAddress(models.Model):
    """An article taken over from an old site: where it lived, what it became, and the redirect between the two."""

    site = models.ForeignKey(SiteHome, on_delete=models.CASCADE, related_name="old_addresses", verbose_name=_("site"))
    address = models.CharField(_("old address"), max_length=250)
    source = models.CharField(_("taken from"), max_length=10, choices=OldFormat.choices)
    digest = models.CharField(_("fingerprint"), max_length=64)
    public_id = models.CharField(_("public number of the story"), max_length=40)
    redirect = models.ForeignKey(Redirect, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("redirect"))
    dead_links = models.JSONField(_("links that lead nowhere"), default=list, blank=True)
    moved_at = models.DateTimeField(_("taken over at"), auto_now_add=True)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["site", "address"]
        constraints = [
            models.UniqueConstraint(fields=["site", "address"], name="pages_oldaddress_once"),
            models.CheckConstraint(condition=~Q(address=""), name="pages_oldaddress_not_empty"),
        ]

    def __str__(self) -> str:
        return self.address
