from __future__ import annotations

import datetime

import factory

from rongmei.base.history import chain
from rongmei.base.history.models import Event, Head


class EventFactory(factory.django.DjangoModelFactory):
    """An event with a seal of nothing: for screens and presenters, never for the chain (use record there)."""

    class Meta:
        model = Event

    seq = factory.Sequence(lambda n: 1_000_001 + n)
    at = factory.Faker("date_time_this_year", tzinfo=datetime.UTC)
    kind = "row.created"
    actor_label = "林见月"
    subject_kind = "lecture"
    subject_id = factory.Sequence(lambda n: str(n + 1))
    subject_label = "理论讲堂第一讲"
    mac = chain.GENESIS


class HeadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Head
        django_get_or_create = ("id",)

    id = 1
    seq = 0
    mac = chain.GENESIS
