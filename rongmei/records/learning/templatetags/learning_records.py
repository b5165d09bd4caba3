"""What the record pages of learning ask for."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from rongmei.records.learning import queries

register = template.Library()


@register.simple_tag
def lecture_facts(row: Any) -> queries.LectureFacts:
    return queries.lecture_facts(row)


@register.simple_tag
def speaker_facts(row: Any) -> queries.SpeakerFacts:
    return queries.speaker_facts(row)


@register.simple_tag
def earlier_reports(row: Any) -> Any:
    return queries.earlier_reports(row)


@register.simple_tag
def plan_facts(row: Any) -> queries.PlanFacts:
    return queries.plan_facts(row)


@register.simple_tag
def session_facts(row: Any) -> queries.SessionFacts:
    return queries.session_facts(row, timezone.localdate())


@register.simple_tag
def texts_facts(row: Any) -> queries.TextsFacts:
    return queries.texts_facts(row)


@register.simple_tag
def agenda_ahead(row: Any) -> queries.AheadFacts:
    return queries.agenda_ahead(row, timezone.localdate())


@register.simple_tag
def observer_facts(row: Any) -> queries.ObserverFacts:
    return queries.observer_facts(row, timezone.localdate())


@register.simple_tag
def hours_facts(row: Any) -> queries.HoursFacts:
    return queries.hours_facts(row)
