"""The menu group these ledgers stand in."""

from django.utils.translation import gettext_lazy as _

ROOM = _("Learning")
