"""What moves when something the proofreader knows changes."""

from __future__ import annotations

from django.db.models import Max

from rongmei.base.history.models import Event


def last_seal(kinds: tuple[str, ...]) -> str:
    """The seal of the last event about these kinds of subject: every change is an action, every action leaves an event, no seal comes twice."""
    last = Event.objects.filter(subject_kind__in=kinds).aggregate(last=Max("seq"))["last"]
    return "" if last is None else Event.objects.values_list("mac", flat=True).get(pk=last)
