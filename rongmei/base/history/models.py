from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from rongmei.base.history.enums import EventKind


class Event(models.Model):
    """One thing somebody did. Never changed, never deleted: the database refuses both (see the second migration).

    There are no foreign keys: what an event describes may go, the event stays. ``mac`` chains each event to the one
    before it (``rongmei.base.history.chain``).
    """

    seq = models.BigIntegerField(_("event no."), primary_key=True)
    at = models.DateTimeField(_("time"))
    kind = models.CharField(_("event"), max_length=40)  # an EventKind; not choices: a new kind needs no migration
    actor_id = models.BigIntegerField(_("account"), null=True)
    actor_label = models.CharField(_("done by"), max_length=150)
    subject_kind = models.CharField(_("kind of subject of the event"), max_length=64)
    subject_id = models.CharField(_("number of the subject"), max_length=64)
    subject_label = models.CharField(_("subject of the event"), max_length=200)
    unit_id = models.BigIntegerField(_("unit"), null=True)
    request_id = models.CharField(_("request"), max_length=36, blank=True)
    detail = models.TextField(_("detail"), default="{}")
    mac = models.CharField(_("seal"), max_length=64)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "seq"], name="history_event_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.subject_label}"

    @property
    def verb(self) -> str:
        """What was done, in the user's language; the bare kind for one retired since."""
        return str(EventKind(self.kind).label) if self.kind in EventKind.values else self.kind

    @property
    def data(self) -> dict[str, Any]:
        """``detail`` read back: ``{"before": {...}, "after": {...}, ...}``."""
        read: dict[str, Any] = json.loads(self.detail)
        return read


class Head(models.Model):
    """The last event of the chain, one row; whoever appends locks it first, so numbers have no gaps."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="history_head_one_row"),
            models.CheckConstraint(condition=models.Q(seq__gte=0), name="history_head_seq_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.mac}"
