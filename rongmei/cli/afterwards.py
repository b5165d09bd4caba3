"""`rongmei story countersign`, `… correct`, `… carried`, `… confirm`: what follows a publication, from the command line."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory.models import Outlet
from rongmei.base.history.decisions import Invalid
from rongmei.cli.frame import Command, Context, Result
from rongmei.content.newsroom import actions, queries
from rongmei.content.newsroom.enums import CorrectionKind
from rongmei.content.newsroom.models import Manuscript, WithdrawalConfirmation


def story_of(options: argparse.Namespace, context: Context) -> Manuscript:
    found = queries.with_standing(queries.seen_by(context.actor())).filter(pk=options.id).first()
    if found is None:
        raise Invalid(_("there is no manuscript with number %(pk)s that you may see.") % {"pk": options.id}, "ID")
    return found


def countersign(options: argparse.Namespace, context: Context) -> Result:
    """The release of this manuscript that waits; there is one for each text."""
    waiting = story_of(options, context).urgent_releases.filter(countersigned_at=None).order_by("pk").first()
    if waiting is None:
        raise Invalid(_("no release of this manuscript waits for a countersignature."), "ID")
    made = actions.countersign_release(actor=context.user(), release=waiting, opinion=options.opinion)
    late = made.countersigned_at is not None and made.countersigned_at > made.due_at
    return Result({"id": made.pk, "late": late}, [_("Countersigned.")])


def correct(options: argparse.Namespace, context: Context) -> Result:
    made = actions.open_correction(actor=context.user(), manuscript=story_of(options, context), kind=options.kind, text=options.note)
    return Result({"id": made.pk, "state": made.state, "round": made.round}, [str(made)])


def carried(options: argparse.Namespace, context: Context) -> Result:
    manuscript = story_of(options, context)
    outlet = Outlet.objects.filter(name=options.place, closed_on=None).first()
    made = actions.note_republication(
        actor=context.user(),
        manuscript=manuscript,
        publication=queries.publication_meant(manuscript, options.publication),
        place=options.place,
        outlet=outlet,
        url=options.url,
        carried_on=_day(options.on) if options.on else None,
    )
    return Result({"id": made.pk, "place": made.place}, [made.place])


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(_("“%(found)s” is no day: write it like 2026-03-05.") % {"found": text[:20]}, "--on") from None


def confirm(options: argparse.Namespace, context: Context) -> Result:
    rows = WithdrawalConfirmation.objects.filter(withdrawal__manuscript=story_of(options, context), confirmed_at=None)
    waiting = {str(row.republication or row.publication.outlet): row for row in rows.select_related("republication", "publication__outlet")}
    if options.place not in waiting:
        known = {"found": options.place[:40], "known": "、".join(waiting) or "—"}
        raise Invalid(_("“%(found)s” does not wait to be confirmed; these do: %(known)s.") % known, "--place")
    path, user = Path(options.screenshot), context.user()
    picture = actions.add_asset(actor=user, file=SimpleUploadedFile(path.name, path.read_bytes()))
    actions.confirm_down(actor=user, confirmation=waiting[options.place], screenshot=picture, note=options.note)
    left = [place for place in waiting if place != options.place]
    return Result({"confirmed": options.place, "left": left}, [_("Confirmed."), *left])


def _id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=int, metavar="ID")


def _countersign_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--opinion", default="")


def _correct_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--kind", required=True, choices=CorrectionKind.values, help=_("what was wrong"))
    parser.add_argument("--note", required=True, help=_("the note readers will see"))


def _carried_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--place", required=True, help=_("name of an outlet, or an outside place"))
    parser.add_argument("--url", default="")
    parser.add_argument("--on", default="", metavar="2026-03-05")
    parser.add_argument("--publication", default="", help=_("public number, where there are several"))


def _confirm_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--place", required=True, help=_("name of the outlet or place it is gone from"))
    parser.add_argument("--screenshot", required=True, metavar="FILE.png")
    parser.add_argument("--note", default="")


COMMANDS = (
    Command("countersign", gettext_lazy("Countersign the urgent release of a manuscript."), countersign, _countersign_arguments),
    Command("correct", gettext_lazy("Open a published story for correction."), correct, _correct_arguments),
    Command("carried", gettext_lazy("Note where else a story was carried."), carried, _carried_arguments),
    Command("confirm", gettext_lazy("Confirm with a screenshot that a withdrawn story is gone from a place."), confirm, _confirm_arguments),
)
