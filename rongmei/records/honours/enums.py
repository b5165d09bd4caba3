"""Closed lists of honours."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Who gives it: the state and its ministries, the province, the city, the university itself."""

    NATIONAL = "national", _("national level")
    PROVINCIAL = "provincial", _("provincial level")
    MUNICIPAL = "municipal", _("municipal level")
    UNIVERSITY = "university", _("university level")


class Grade(TextChoices):
    """The class of a prize, where it has one."""

    SPECIAL = "special", _("grand prize")
    FIRST = "first", _("first prize")
    SECOND = "second", _("second prize")
    THIRD = "third", _("third prize")
    EXCELLENCE = "excellence", _("prize of excellence")


class AwardCategory(TextChoices):
    """What was approved or awarded in education."""

    PROJECT = "project", _("project approved")
    STUDIO = "studio", _("studio approved")
    PERSONAL = "personal", _("award to a person")
    COURSE = "course", _("award to a course")
    ACHIEVEMENT = "achievement", _("award to a piece of work")
    OTHER = "other", _("other award")


class RecipientPart(TextChoices):
    LEADER = "leader", _("in charge")
    MEMBER = "member", _("taking part")


class MediaHonourKind(TextChoices):
    """What the honour is given to."""

    UNIT_TITLE = "unit_title", _("title of the unit")
    CORRESPONDENT = "correspondent", _("excellent correspondent")
    WORK = "work", _("excellent work")
