"""People and the posts they hold. The campus number never changes; nobody is deleted."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from rongmei.base.directory import rules
from rongmei.base.directory.actions.changes import added, check, set_fields, subject_of, tidy
from rongmei.base.directory.models import Person, Post, Unit
from rongmei.base.history.actions import record
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Denied, Invalid
from rongmei.base.history.enums import EventKind

PERSON_FIELDS: Final = ("campus_id", "name", "aliases", "unit", "left_on")
_PARTICULARS: Final = ("phone", "email")
_CHANGEABLE: Final = ("name", "aliases", "unit", *_PARTICULARS)


@transaction.atomic
def add_person(
    *,
    actor: Actor,
    campus_id: str,
    name: str,
    unit: Unit | None = None,
    aliases: Sequence[str] = (),
    phone: str = "",
    email: str = "",
) -> Person:
    """Add somebody under the campus number. Raises Refused, Invalid."""
    rules.may_keep_directory(actor).require()
    person = Person(
        campus_id=tidy(campus_id),
        name=tidy(name),
        unit=unit,
        aliases=tidy(list(aliases)),
        phone=tidy(phone),
        email=tidy(email),
    )
    check(person)
    person.save()
    record(
        EventKind.PERSON_ADDED,
        actor=actor,
        subject=subject_of(person),
        detail=added(person, PERSON_FIELDS),
        unit_id=person.unit_id,
    )
    return person


@transaction.atomic
def change_person(*, actor: Actor, person: Person, **changes: Any) -> Person:
    """Correct name, other names, unit, telephone, e-mail. Raises Refused, Invalid (also for the campus number).

    History says that telephone or e-mail changed, not what they were: it is kept for ever.
    """
    rules.may_keep_directory(actor).require()
    if "campus_id" in changes and tidy(changes["campus_id"]) != person.campus_id:
        raise Invalid(_("The campus number never changes. Add a new person if this is somebody else."), _("campus number"))
    changes.pop("campus_id", None)
    detail = set_fields(person, changes, allowed=_CHANGEABLE)
    if detail:
        check(person)
        person.save()
        record(
            EventKind.PERSON_CHANGED,
            actor=actor,
            subject=subject_of(person),
            detail=_without_particulars(detail),
            unit_id=person.unit_id,
        )
    return person


@transaction.atomic
def mark_left(*, actor: Actor, person: Person, on: datetime.date) -> Person:
    """The person left the university on that day; open posts end with it. Raises Refused, Invalid."""
    rules.may_keep_directory(actor).require()
    if person.left_on is not None:
        Denied(_("%(person)s left on %(day)s already.") % {"person": person, "day": person.left_on}).require()
    for post in person.posts.filter(to_on=None):
        end_post(actor=actor, post=post, last_day=on)
    detail = set_fields(person, {"left_on": on}, allowed=["left_on"])
    person.save(update_fields=["left_on"])
    record(EventKind.PERSON_LEFT, actor=actor, subject=subject_of(person), detail=detail, unit_id=person.unit_id)
    return person


@transaction.atomic
def hold_post(
    *,
    actor: Actor,
    person: Person,
    title: str,
    unit: Unit | None = None,
    from_on: datetime.date | None = None,
    to_on: datetime.date | None = None,
    rank: int | None = None,
) -> Post:
    """Record that the person holds (held) a post, first and last day counted. rank: its place in a list of leaders. Raises Refused, Invalid."""
    rules.may_keep_directory(actor).require()
    post = Post(person=person, title=tidy(title), unit=unit, from_on=from_on, to_on=to_on, rank=rank)
    check(post)
    if person.posts.filter(title=post.title, unit=unit, from_on=from_on).exists():
        raise Invalid(_("%(person)s already holds this post since that day.") % {"person": person}, _("title of the post"))
    post.save()
    detail = added(post, ("title", "unit", "from_on", "to_on", "rank"))
    record(EventKind.POST_HELD, actor=actor, subject=subject_of(person), detail=detail, unit_id=post.unit_id)
    return post


@transaction.atomic
def end_post(*, actor: Actor, post: Post, last_day: datetime.date) -> Post:
    """The post is held up to and including ``last_day``. Raises Refused, Invalid."""
    rules.may_keep_directory(actor).require()
    detail = set_fields(post, {"to_on": last_day}, allowed=["to_on"])
    if detail:
        check(post)
        post.save(update_fields=["to_on"])
        detail["post"] = str(post)
        record(EventKind.POST_ENDED, actor=actor, subject=subject_of(post.person), detail=detail, unit_id=post.unit_id)
    return post


@transaction.atomic
def rank_post(*, actor: Actor, post: Post, rank: int | None) -> Post:
    """Say where the post stands in a list of leaders, 1 first; None: in no such list. Raises Refused, Invalid."""
    rules.may_keep_directory(actor).require()
    detail = set_fields(post, {"rank": rank}, allowed=["rank"])
    if detail:
        check(post)
        post.save(update_fields=["rank"])
        detail["post"] = str(post)
        record(EventKind.POST_RANKED, actor=actor, subject=subject_of(post.person), detail=detail, unit_id=post.unit_id)
    return post


def _without_particulars(detail: dict[str, Any]) -> dict[str, Any]:
    kept = {side: {f: v for f, v in values.items() if f not in _PARTICULARS} for side, values in detail.items()}
    personal = [field for field in _PARTICULARS if field in detail["after"]]
    return kept | ({"personal": personal} if personal else {})
