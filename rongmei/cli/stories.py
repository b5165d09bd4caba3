"""`rongmei story`: manuscripts from the command line, through the same rules and the same gate."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory.models import Outlet, Unit
from rongmei.base.directory.queries import people_meant
from rongmei.base.history.decisions import Invalid
from rongmei.cli import afterwards, packs
from rongmei.cli.afterwards import story_of
from rongmei.cli.frame import Command, Context, Group, Result
from rongmei.content.newsroom import actions, queries
from rongmei.content.newsroom import rules as newsroom_rules
from rongmei.content.newsroom.enums import ManuscriptState
from rongmei.content.newsroom.forms.procedures import read_plan
from rongmei.content.newsroom.models import Manuscript, Procedure, ProcedureStep
from rongmei.content.newsroom.standing import standing_of
from rongmei.content.newsroom.text import read_content


def _row(manuscript: Manuscript) -> dict[str, Any]:
    standing = standing_of(manuscript)
    return {
        "id": manuscript.pk,
        "number": manuscript.number,
        "headline": manuscript.headline,
        "unit": manuscript.unit.name,
        "state": str(manuscript.state),
        "turn": standing.present.label if standing.present else "",
        "passed": standing.passed,
        "alert": manuscript.alert,
    }


def _line(row: dict[str, Any]) -> str:
    turn = row["turn"] or (_("all signed") if row["passed"] else "")
    return f"{row['id']}\t{ManuscriptState(row['state']).label}\t{turn}\t{row['headline']}（{row['unit']}）{row['alert']}"


def list_stories(options: argparse.Namespace, context: Context) -> Result:
    if options.state and options.state not in ManuscriptState.values:
        known = {"found": options.state[:20], "expected": "、".join(ManuscriptState.values)}
        raise Invalid(_("“%(found)s” found, one of %(expected)s expected.") % known, "--state")
    found = queries.with_standing(queries.filtered(context.actor(), queries.Wish(text=options.search, state=options.state)))
    if options.waiting:
        found = found.filter(pk__in=queries.waiting_for(context.user()).order_by().values("pk"))
    shown = list(found[: options.limit])
    if options.waiting:
        shown = [manuscript for manuscript, _standing, mine in queries.judged(context.user(), shown) if mine]
    rows = [_row(manuscript) for manuscript in shown]
    return Result(rows, [_line(row) for row in rows])


def show(options: argparse.Namespace, context: Context) -> Result:
    manuscript = story_of(options, context)
    standing = standing_of(manuscript)
    steps = [
        {
            "step": line.step.label,
            "passed": line.passed,
            "signed_by": line.counts.signature if line.counts else "",
            "lapsed": line.lapsed.signature if line.lapsed else "",
            "changed": list(line.changed),
        }
        for line in standing.steps
    ]
    text = manuscript.current.content().as_json() if manuscript.current else {}
    data = {**_row(manuscript), "text": text, "steps": steps}
    lines = [f"{s['step']}\t{s['signed_by'] or '—'}\t{s['lapsed'] and _('void: %(name)s') % {'name': s['lapsed']}}" for s in steps]
    return Result(data, [_line(data), *lines])


def new(options: argparse.Namespace, context: Context) -> Result:
    """A manuscript from a JSON file: {"unit": name, "outlets": [names], "kind", "text": {...}}."""
    name = Path(options.file).name
    try:
        given = json.loads(Path(options.file).read_text(encoding="utf-8"))
        unit_name, text = given["unit"], given["text"]
    except (ValueError, KeyError, TypeError):
        raise Invalid(_("a JSON object with “unit” and “text” is expected."), name) from None
    unit = Unit.objects.filter(name=unit_name).first()
    if unit is None:
        raise Invalid(_("there is no unit “%(name)s”.") % {"name": str(unit_name)[:60]}, name)
    outlets = [_outlet(str(outlet)) for outlet in given.get("outlets", [])]
    manuscript = actions.begin_manuscript(
        actor=context.actor(), unit=unit, content=read_content(text), kind=given.get("kind", "news"), targets=outlets
    )
    return Result({"id": manuscript.pk, "number": manuscript.number}, [f"{manuscript.pk}\t{manuscript.number}"])


def _outlet(name: str) -> Outlet:
    found = Outlet.objects.filter(name=name, closed_on=None).first()
    if found is None:
        raise Invalid(_("there is no outlet “%(name)s”.") % {"name": name[:60]}, "--outlet")
    return found


def submit(options: argparse.Namespace, context: Context) -> Result:
    procedure = None
    if options.procedure:
        procedure = Procedure.objects.filter(key=options.procedure, retired_at=None).first()
        if procedure is None:
            raise Invalid(_("there is no procedure “%(key)s” in force.") % {"key": options.procedure[:40]}, "--procedure")
    made = actions.submit_manuscript(actor=context.actor(), manuscript=story_of(options, context), procedure=procedure)
    return Result({"id": made.pk, "procedure": str(made.procedure), "round": made.round}, [str(made.procedure)])


def _step(manuscript: Manuscript, label: str) -> ProcedureStep | None:
    if not label:
        return None
    step = manuscript.procedure.steps.filter(label=label).first() if manuscript.procedure else None
    if step is None:
        raise Invalid(_("This manuscript's procedure has no step “%(label)s”.") % {"label": label[:40]}, "--step")
    return step


def sign(options: argparse.Namespace, context: Context) -> Result:
    manuscript = story_of(options, context)
    made = actions.sign_manuscript(
        actor=context.user(),
        manuscript=manuscript,
        step=_step(manuscript, options.step),
        fingerprint=options.fingerprint,
        opinion=options.opinion,
    )
    data = {"step": made.step.label, "signature": made.signature, "fingerprint": made.fingerprint}
    return Result(data, [f"{made.step.label}\t{made.signature}\t{made.fingerprint}"])


def send_back(options: argparse.Namespace, context: Context) -> Result:
    manuscript = story_of(options, context)
    made = actions.return_manuscript(
        actor=context.user(), manuscript=manuscript, to=_step(manuscript, options.step), opinion=options.opinion
    )
    to = made.return_to.label if made.return_to else _("the author")
    return Result({"to": to, "round": made.round}, [_("Returned to %(step)s.") % {"step": to}])


def publish(options: argparse.Namespace, context: Context) -> Result:
    made = actions.publish_manuscript(actor=context.actor(), manuscript=story_of(options, context), outlet=_outlet(options.outlet))
    return Result({"public_id": made.public_id, "edition": made.edition}, [f"{made.public_id}\t{made.edition}\t{made.outlet}"])


def due(options: argparse.Namespace, context: Context) -> Result:
    """What a timer calls every minute: scheduled manuscripts, reminders of countersignatures and of steps that wait too long."""
    outcomes = actions.publish_due(actor=context.actor())
    reminded = actions.remind_countersigners(actor=context.actor())
    overdue = actions.remind_overdue_steps(actor=context.actor())
    published = [publication.public_id for outcome in outcomes for publication in outcome.published]
    held = [{"id": outcome.manuscript.pk, "reason": outcome.reason} for outcome in outcomes if outcome.reason]
    data = {
        "published": published,
        "held": held,
        "reminded": [release.manuscript_id for release in reminded],
        "overdue": [manuscript.pk for manuscript in overdue],
    }
    late = [_("%(number)s: somebody was reminded.") % {"number": manuscript.number} for manuscript in overdue]
    return Result(data, [*published, *(f"{one['id']}\t{one['reason']}" for one in held), *late])


def withdraw(options: argparse.Namespace, context: Context) -> Result:
    made = actions.withdraw_story(actor=context.user(), manuscript=story_of(options, context), reason=options.reason)
    places = [str(row.republication or row.publication.outlet) for row in made.confirmations.all()]
    return Result({"id": made.manuscript_id, "places": places}, places)


def release(options: argparse.Namespace, context: Context) -> Result:
    people = people_meant(options.authoriser)
    if len(people) != 1:
        raise Invalid(_("give the campus number of who authorised it."), "--authoriser")
    made = actions.release_urgently(
        actor=context.user(),
        manuscript=story_of(options, context),
        authoriser=people[0],
        reason=options.reason,
        phoned_at=_moment(options.phoned_at),
    )
    return Result({"id": made.pk, "due_at": made.due_at, "missing": made.steps_missing}, [made.due_at.isoformat()])


def _moment(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise Invalid(_("“%(found)s” is no day and time: write it like 2026-03-05T22:40.") % {"found": text[:30]}, "--phoned-at") from None
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def verify(options: argparse.Namespace, context: Context) -> Result:
    """Every fingerprint computed again, every signature compared with sealed history."""
    found = queries.verify_newsroom()
    data = [{"table": broken.table, "id": broken.pk, "sentence": broken.sentence} for broken in found]
    failed = _("%(count)d rows are not what was signed.") % {"count": len(found)} if found else ""
    return Result(data, [broken.sentence for broken in found] or [_("Everything is as it was signed.")], failed=failed)


def procedures(options: argparse.Namespace, context: Context) -> Result:
    """Those in force; or put ready-made ones, or a version from a file, into force; or retire one."""
    if options.install:
        made = actions.install_procedures(actor=context.actor())
    elif options.make:
        made = [actions.make_procedure(actor=context.actor(), plan=read_plan(_json(options.make)))]
    elif options.retire:
        there = Procedure.objects.filter(key=options.retire, retired_at=None).first()
        if there is None:
            raise Invalid(_("there is no procedure “%(key)s” in force.") % {"key": options.retire[:40]}, "--retire")
        made = [actions.retire_procedure(actor=context.actor(), procedure=there)]
    else:
        newsroom_rules.may_see_newsroom(context.actor()).require()
        made = list(queries.procedures_in_force())
    held = queries.roles_held()
    data = [
        {
            "key": procedure.key, "version": procedure.version, "name": procedure.name, "in_force": procedure.retired_at is None,
            "steps": [step.label for step in procedure.steps.all()], "unheld": [s.label for s in queries.steps_unheld(procedure, held)],
        }
        for procedure in made
    ]  # fmt: skip
    warnings = [
        _("%(procedure)s: nobody holds a role that signs “%(step)s”.") % {"procedure": procedure, "step": step.label}
        for procedure in made
        for step in queries.steps_unheld(procedure, held)
        if procedure.retired_at is None
    ]
    lines = [f"{p.key}\t{p}\t{'、'.join(s.label for s in p.steps.all())}" for p in made]
    return Result(data, [*lines, *warnings])


def _json(file: str) -> Any:
    try:
        return json.loads(Path(file).read_text(encoding="utf-8"))
    except ValueError:
        raise Invalid(_("this is no JSON."), Path(file).name) from None


def _procedures_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--install", action="store_true", help=_("put the ready-made procedures into force"))
    what.add_argument("--make", metavar="FILE.json", help=_("put a new version into force, from a file"))
    what.add_argument("--retire", metavar="KEY", help=_("take a procedure out of force"))


def _id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=int, metavar="ID")


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", default="", help=_("only in this state"))
    parser.add_argument("--search", default="", help=_("part of a headline, or a number"))
    parser.add_argument("--waiting", action="store_true", help=_("only those waiting for the person's signature"))
    parser.add_argument("--limit", type=int, default=100, help=_("at most so many"))


def _file_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.json")


def _submit_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--procedure", default="", help=_("key of the procedure, where several cover its outlets"))


def _sign_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--step", default="", help=_("name of the step meant; another one is refused"))
    parser.add_argument("--fingerprint", default="", help=_("of the text that was read; a changed text is refused"))
    parser.add_argument("--opinion", default="")


def _return_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--step", default="", help=_("back to this step; without it, to the author"))
    parser.add_argument("--opinion", required=True)


def _publish_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--outlet", required=True, help=_("name of the outlet"))


def _withdraw_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--reason", required=True)


def _release_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--authoriser", required=True, help=_("campus number of who said yes"))
    parser.add_argument("--reason", required=True)
    parser.add_argument("--phoned-at", required=True, metavar="2026-03-05T22:40")


COMMAND = Group(
    "story",
    gettext_lazy("Manuscripts: write, sign, publish, withdraw, verify."),
    (
        Command("list", gettext_lazy("Manuscripts you may see, and whose turn they are."), list_stories, _list_arguments),
        Command("show", gettext_lazy("Text and steps of a manuscript."), show, _id),
        Command("new", gettext_lazy("Begin a manuscript from a JSON file."), new, _file_argument),
        Command("submit", gettext_lazy("Hand a manuscript in for review."), submit, _submit_arguments),
        Command("sign", gettext_lazy("Sign the present step."), sign, _sign_arguments),
        Command("return", gettext_lazy("Return a manuscript to a step or to its author."), send_back, _return_arguments),
        Command("publish", gettext_lazy("Publish a manuscript on an outlet."), publish, _publish_arguments),
        Command("due", gettext_lazy("Publish what is due, remind of countersignatures and overdue steps; for a timer."), due),
        Command("release", gettext_lazy("Release a manuscript urgently on an oral authorisation."), release, _release_arguments),
        Command("withdraw", gettext_lazy("Withdraw a story everywhere."), withdraw, _withdraw_arguments),
        Command("verify", gettext_lazy("Check that nothing signed or published was altered."), verify),
        Command("procedures", gettext_lazy("Procedures in force; make, install or retire one."), procedures, _procedures_arguments),
        *afterwards.COMMANDS,
        *packs.COMMANDS,
    ),
)
