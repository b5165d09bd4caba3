"""Closed lists of the annual plan."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Progress(models.TextChoices):
    """How a task stands. Worked out from its evidence and its due day, never typed."""

    NONE = "none", _("no evidence yet")
    UNDER_WAY = "under_way", _("task under way")
    DONE = "done", _("task done")
    OVERDUE = "overdue", _("task overdue")
