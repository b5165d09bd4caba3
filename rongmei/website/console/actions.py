"""Setting up a new installation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rongmei.base.directory.actions import add_person, create_account, set_university
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import User
from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from . import rules


@dataclass(frozen=True)
class FirstPerson:
    """Who sets up: becomes administrator and office manager, so that work can begin at once."""

    campus_id: str
    name: str
    username: str
    password: str
    email: str = ""


def set_up(
    *,
    actor: Actor,
    name: str,
    short_name: str = "",
    english_name: str = "",
    office_name: str = "",
    protected_names: Sequence[str] = (),
    first: FirstPerson,
) -> User:
    """Name the university and make the first account. Raises Refused when it is done already, Invalid with the place."""
    try:
        with transaction.atomic():
            return _set_up(
                actor,
                {
                    "name": name.strip(),
                    "short_name": short_name.strip(),
                    "english_name": english_name.strip(),
                    "office_name": office_name.strip(),
                    "protected_names": [word.strip() for word in protected_names if word.strip()],
                },
                first,
            )
    except IntegrityError:  # somebody else set it up in the same moment
        rules.may_set_up().require()
        raise


def _set_up(actor: Actor, names: dict[str, Any], first: FirstPerson) -> User:
    rules.may_set_up().require()
    if not names["name"]:
        raise Invalid(_("The full name is empty: fill it in."), _("full name"))
    try:
        validate_password(first.password, User(username=first.username, email=first.email))
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), _("password")) from error
    set_university(actor=actor, **names)
    person = add_person(actor=actor, campus_id=first.campus_id, name=first.name)
    made = create_account(
        actor=actor,
        username=first.username,
        person=person,
        email=first.email,
        roles=[(Role.ADMINISTRATOR, None), (Role.OFFICE_MANAGER, None)],
        password=first.password,
        must_change_password=False,
    )
    history.record(EventKind.SETUP_DONE, actor=actor, subject=history.Subject("university", 1, names["name"]), detail={})
    return made.user
