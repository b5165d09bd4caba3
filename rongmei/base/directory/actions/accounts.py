"""Accounts to sign in with. Nobody is superuser; disabling ends every session at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory import rules
from rongmei.base.directory.actions.changes import check, subject_of, tidy
from rongmei.base.directory.actions.roles import grant_role, keep_groups
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Person, Unit, User
from rongmei.base.directory.passwords import initial_password as make_initial_password
from rongmei.base.directory.queries.roles import other_administrators
from rongmei.base.history.actions import Subject, record
from rongmei.base.history.actors import SYSTEM, Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

SAME_AS_INITIAL: Final = gettext_lazy("Choose a password other than the one you were given.")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """The account and the password to hand over once; it is shown nowhere again."""

    user: User
    initial_password: str


@transaction.atomic
def create_account(
    *,
    actor: Actor,
    username: str,
    person: Person | None = None,
    email: str = "",
    roles: Sequence[tuple[Role, Unit | None]] = (),
    password: str | None = None,
    must_change_password: bool = True,
) -> NewAccount:
    """Open an account with roles ``(role, unit or None)`` and an initial password (made when none is given).

    The user name is kept in small letters. Raises Refused, Invalid.
    """
    rules.may_manage_accounts(actor).require()
    if person is not None and User.objects.filter(person=person).exists():
        raise Invalid(_("%(person)s already has an account.") % {"person": person}, _("person"))
    given = password or make_initial_password()
    user = User(
        username=tidy(username).lower(),
        person=person,
        email=tidy(email),
        password_is_initial=must_change_password,
    )
    user.set_password(given)
    check(user)
    user.save()
    after = {"username": user.username, "person": str(person) if person else ""}
    record(EventKind.ACCOUNT_CREATED, actor=actor, subject=subject_of(user), detail={"after": after})
    for role, unit in roles:
        grant_role(actor=actor, user=user, role=role, unit=unit)
    return NewAccount(user, given)


@transaction.atomic
def disable_account(*, actor: Actor, user: User) -> User:
    """Nobody signs in with it any more, and every session of it ends now. Roles stay on record. Raises Refused."""
    rules.may_disable_account(actor, user, other_administrators=other_administrators(user)).require()
    user.is_active = False
    user.session_round += 1
    user.save(update_fields=["is_active", "session_round"])
    record(EventKind.ACCOUNT_DISABLED, actor=actor, subject=subject_of(user))
    return user


@transaction.atomic
def enable_account(*, actor: Actor, user: User) -> User:
    """The account may be used again, with the roles that still run. Raises Refused."""
    rules.may_enable_account(actor, user).require()
    user.is_active = True
    user.save(update_fields=["is_active"])
    user.forget_roles()
    keep_groups(user)
    record(EventKind.ACCOUNT_ENABLED, actor=actor, subject=subject_of(user))
    return user


@transaction.atomic
def reset_password(*, actor: Actor, user: User) -> NewAccount:
    """A new one-time password; sessions end. Raises Refused."""
    rules.may_reset_access(actor, user).require()
    given = make_initial_password()
    user.set_password(given)
    user.password_is_initial = True
    user.session_round += 1
    user.save(update_fields=["password", "password_is_initial", "session_round"])
    record(EventKind.ACCOUNT_PASSWORD_RESET, actor=actor, subject=subject_of(user))
    return NewAccount(user, given)


@transaction.atomic
def reset_second_factor(*, actor: Actor, user: User) -> User:
    """Remove a lost second factor with its recovery codes; sessions end. Raises Refused."""
    rules.may_reset_access(actor, user).require()
    removed, _kinds = Authenticator.objects.filter(user=user).delete()
    user.session_round += 1
    user.save(update_fields=["session_round"])
    record(EventKind.ACCOUNT_MFA_RESET, actor=actor, subject=subject_of(user), detail={"removed": removed})
    return user


@transaction.atomic
def choose_password(*, actor: User, password: str) -> User:
    """The own password; other sessions end. Raises Invalid for one that is too weak or is the initial one again."""
    if actor.password_is_initial and actor.check_password(password):
        raise Invalid(str(SAME_AS_INITIAL), _("password"))
    try:
        validate_password(password, actor)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), _("password")) from error
    actor.set_password(password)
    actor.password_is_initial = False
    actor.session_round += 1
    actor.save(update_fields=["password", "password_is_initial", "session_round"])
    record(EventKind.ACCOUNT_PASSWORD_CHANGED, actor=actor, subject=subject_of(actor))
    return actor


@transaction.atomic
def note_sign_in(*, actor: User, address: str) -> None:
    """Somebody signed in from this address (等保: who, when, what, with what result; kept beyond six months)."""
    record(EventKind.SIGNED_IN, actor=actor, subject=subject_of(actor), detail={"address": address})


@transaction.atomic
def note_sign_in_failed(*, actor: Actor = SYSTEM, username: str, address: str) -> None:
    """A wrong name or password. The name is kept as typed, cut to 60 characters; the password never."""
    record(EventKind.SIGNIN_FAILED, actor=actor, subject=_typed(username), detail={"address": address})


@transaction.atomic
def note_sign_in_locked(*, actor: Actor = SYSTEM, username: str, address: str) -> None:
    """The name is locked from this address for a while."""
    record(EventKind.SIGNIN_LOCKED, actor=actor, subject=_typed(username), detail={"address": address})


def _typed(username: str) -> Subject:
    name = tidy(username).replace("\x00", "")[:60] or "-"
    user = User.objects.filter(username=name.lower()).first()
    return subject_of(user) if user is not None else Subject("username", name, name)
