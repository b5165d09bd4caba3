from __future__ import annotations

import datetime
from typing import Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models.unit import Unit

HIGHEST_RANK: Final = 999


class Person(models.Model):
    """Somebody of the university. ``campus_id`` never changes and is never reused: sign-in names may."""

    campus_id = models.CharField(_("campus number"), max_length=40, unique=True)
    name = models.CharField(_("name of the person"), max_length=60, db_index=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("unit"))
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "campus_id"]

    def __str__(self) -> str:
        return self.name

    def post_on(self, day: datetime.date) -> Post | None:
        """The post held on ``day``; with several, the one begun last."""
        held = [post for post in self.posts.all() if post.held_on(day)]
        return max(held, key=lambda post: (post.from_on or datetime.date.min, post.pk)) if held else None

    def title_on(self, day: datetime.date) -> str:
        """The title borne on ``day``, or nothing."""
        post = self.post_on(day)
        return post.title if post else ""


class Post(models.Model):
    """A post held: title, where, from the first to the last day (both counted)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("unit"))
    title = models.CharField(_("title of the post"), max_length=80)
    from_on = models.DateField(_("since"), null=True, blank=True)
    to_on = models.DateField(_("last day"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(
        _("place in the order"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_RANK)],
        help_text=_("Where the post stands in a list of leaders, 1 first. Empty: in no such list."),
    )

    class Meta:
        verbose_name = _("post held")
        verbose_name_plural = _("posts held")
        ordering = ["person", "-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="directory_post_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(rank=None) | Q(rank__range=(1, HIGHEST_RANK)),
                name="directory_post_rank",
                violation_error_message=_("The place in the order is a whole number from 1 to 999."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or ''}{self.title}"

    def held_on(self, day: datetime.date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)
