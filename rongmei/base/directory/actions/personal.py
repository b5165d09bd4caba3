"""A person's own data: given out, and taken away where nothing forbids it."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from rongmei.base.directory import rules
from rongmei.base.directory.models import Person, User
from rongmei.base.directory.queries.personal import account_of, documents_answered_for, held_about
from rongmei.base.history.actions import Subject, record
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind


@transaction.atomic
def export_person(*, actor: Actor, person: Person) -> dict[str, Any]:
    """Everything held about the person; that it was given out is kept. Raises Refused."""
    rules.may_give_out_personal_data(actor).require()
    data = held_about(person)
    subject = Subject("person", str(person.pk), str(person))
    record(EventKind.PERSON_GIVEN_OUT, actor=actor, subject=subject, detail={}, unit_id=person.unit_id)
    return data


@transaction.atomic
def erase_person(*, actor: Actor, person: Person, reason: str) -> Person:
    """Put a number in place of the name everywhere the directory is asked; posts, particulars and the account's names go.

    Records keep pointing to the number, so that every count stays. History is append-only and keeps what it says. Raises Refused where
    the person is needed or answered for a document; Invalid without a reason.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    account = account_of(person)
    rules.may_erase_person(
        actor,
        person,
        account_is_open=bool(account and account.is_active),
        outlets=person.outlets.filter(closed_on=None).count() + person.backup_outlets.filter(closed_on=None).count(),
        documents=documents_answered_for(person),
    ).require()
    reason = reason.strip()
    if not reason:
        raise Invalid(_("A reason is missing: who asked for it, and when."), _("reason"))
    posts, _kinds = person.posts.all().delete()
    person.name, person.campus_id = _("Former member %(number)d") % {"number": person.pk}, f"{rules.ERASED}{person.pk}"
    person.aliases, person.phone, person.email = [], "", ""
    person.save()
    if account is not None:
        _empty(account)
    subject = Subject("person", str(person.pk), person.name)
    detail = {"posts": posts, "account": account is not None, "reason": reason[:300]}
    record(EventKind.PERSON_ERASED, actor=actor, subject=subject, detail=detail, unit_id=person.unit_id)
    return person


def _empty(account: User) -> None:
    EmailAddress.objects.filter(user=account).delete()
    Authenticator.objects.filter(user=account).delete()
    account.username, account.email, account.first_name, account.last_name = f"{rules.ERASED}{account.pk}", "", "", ""
    account.set_unusable_password()
    account.session_round += 1
    account.save()
