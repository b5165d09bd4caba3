"""What is held about one person: for the person who asks (个人信息保护法 第45条), and before an erasure (第47条)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Person, Post, RoleGrant, User
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event
from rongmei.base.history.presenters import sentence_of

# Whoever did this answers for a document with his name; it is evidence and stays.
ANSWERED: frozenset[EventKind] = frozenset(
    (EventKind.SUMMARY_SIGNED, EventKind.STORY_SIGNED, EventKind.STORY_RELEASED, EventKind.STORY_COUNTERSIGNED)
)
_TOLD_APART = (Person, Post, User, RoleGrant)
_SECRET = frozenset(("password",))


def person_by_number(campus_id: str) -> Person | None:
    return Person.objects.filter(campus_id=campus_id).first()


def account_of(person: Person) -> User | None:
    return User.objects.filter(person=person).first()


def documents_answered_for(person: Person) -> int:
    """How many times the person's account signed or released a document."""
    account = account_of(person)
    return Event.objects.filter(actor_id=account.pk, kind__in=ANSWERED).count() if account else 0


def held_about(person: Person) -> dict[str, Any]:
    """Everything, as JSON. Names that stand in free text (a speaker, a headline) have no link to the person and are not among it."""
    account = account_of(person)
    return {
        "person": _fields(person),
        "posts": [_fields(post) for post in person.posts.select_related("unit")],
        "account": _fields(account) if account else None,
        "roles": [_fields(grant) for grant in account.role_grants.select_related("unit")] if account else [],
        "records": list(_records(person, account)),
        "history": [
            {"no": event.seq, "at": event.at.isoformat(), "sentence": sentence_of(event)} for event in events_about(person, account)
        ],
        "not_searched": _(
            "Names written in free text, such as a speaker or a headline, are not linked to a person: look for them by search."
        ),
    }


def events_about(person: Person, account: User | None) -> models.QuerySet[Event]:
    """What happened to the person and the account, and what the account did."""
    about = Q(subject_kind="person", subject_id=str(person.pk))
    if account is not None:
        about |= Q(subject_kind="user", subject_id=str(account.pk)) | Q(actor_id=account.pk)
    return Event.objects.filter(about).order_by("seq")


def _records(person: Person, account: User | None) -> Iterator[dict[str, Any]]:
    """Rows of every table that point to the person, whole; rows that only say which account handled them, by their titles."""
    for model in apps.get_models():
        if model in _TOLD_APART or model._meta.proxy:
            continue
        for field in model._meta.concrete_fields:
            target = person if field.related_model is Person else account if field.related_model is User else None
            if target is None:
                continue
            found = model._default_manager.filter(**{field.attname: target.pk}).order_by("pk")
            rows = [_fields(row) if target is person else {"id": row.pk, "title": str(row)} for row in found]
            if rows:
                yield {"what": str(model._meta.verbose_name), "as": str(field.verbose_name), "rows": rows}


def _fields(row: models.Model) -> dict[str, Any]:
    """The row's own words for its fields, and what they hold; names instead of numbers."""
    found: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in _SECRET or isinstance(field, models.BinaryField):
            continue
        value = getattr(row, field.name)
        found[str(field.verbose_name)] = value if isinstance(value, (int, bool, list, dict, type(None))) else str(value)
    return found
