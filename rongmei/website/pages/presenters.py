"""How events of the sites read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from rongmei.base.history.presenters import name_fields

from .models import Section, SiteHome, Theme


def register() -> None:
    """Called when the app is ready: names of fields as the models call them."""
    name_fields("theme", {f.name: f.verbose_name for f in Theme._meta.get_fields() if isinstance(f, models.Field)})
    own = {f.name: f.verbose_name for f in SiteHome._meta.get_fields() if isinstance(f, models.Field)}
    more = {
        "page": _("page"),
        "story": _("story"),
        "until_on": _("until"),
        "host": _("host name"),
        "path": _("path"),
        "at": _("time"),
        "place": _("place"),
        "reason": _("reason"),
        "show_in_menus": _("in the menu"),
        "columns": _("columns"),
    }
    column = {f.name: f.verbose_name for f in Section._meta.local_fields}
    name_fields("image", {"width": _("width"), "height": _("height")})
    name_fields("sitehome", {**column, **own, **more, "address": _("old address"), "count": _("how many")})
