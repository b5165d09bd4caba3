"""`rongmei person`: what is held about a person, and its erasure."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory import actions
from rongmei.base.directory.models import Person
from rongmei.base.directory.queries.personal import person_by_number
from rongmei.base.history.decisions import Invalid
from rongmei.cli.frame import Command, Context, Group, Result, to_json


def _person(campus_id: str) -> Person:
    person = person_by_number(campus_id)
    if person is None:
        raise Invalid(_("there is nobody with the campus number “%(number)s”.") % {"number": campus_id[:40]}, "ID")
    return person


def export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help=_("campus number"))


def erase_arguments(parser: argparse.ArgumentParser) -> None:
    export_arguments(parser)
    parser.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("who asked for it, and when"))


def export(options: argparse.Namespace, context: Context) -> Result:
    data = actions.export_person(actor=context.actor(), person=_person(options.id))
    return Result(data, [to_json(data)])


def erase(options: argparse.Namespace, context: Context) -> Result:
    person = actions.erase_person(actor=context.actor(), person=_person(options.id), reason=options.reason)
    return Result({"person": person.pk, "name": person.name}, [_("Erased; the records name “%(name)s” now.") % {"name": person.name}])


COMMAND = Group(
    "person",
    gettext_lazy("What is held about a person, and its erasure."),
    (
        Command(
            "export", gettext_lazy("Everything held about a person, as JSON; that it was given out is noted."), export, export_arguments
        ),
        Command("erase", gettext_lazy("Put a number in place of a former member's name."), erase, erase_arguments),
    ),
)
