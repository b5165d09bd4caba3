"""The demo in three stages: the ground, a spring's work with last year's summary signed, and the whole year."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import gettext as _

from rongmei.base.directory.actions import set_university
from rongmei.base.directory.models import University, User
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Denied, Invalid
from rongmei.base.ledger.models import LedgerClock, SavedView
from rongmei.reporting.summary.models import Summary

from . import (
    accounts,
    agenda,
    awards,
    calendar,
    earlier_stories,
    figures,
    follow_up,
    lectures,
    newsroom,
    outlets,
    people,
    plan,
    proofs,
    sites,
    speaking,
    spreadsheets,
    study,
    summaries,
    units,
)
from .world import REST, SPRING, WHOLE_2025, Span, World

STAGES = ("empty", "spring", "year-end")
Say = Callable[[str], None]
Step = tuple[str, Callable[[], object]]


def built() -> str:
    """The stage that stands in the database, "" for an empty database.

    Raises Invalid for a database that holds another university, or a demo whose building was interrupted.
    """
    university = University.objects.first()
    if university is None and not User.objects.exists():
        return ""
    if university is None or university.name != units.UNIVERSITY:
        raise Invalid(_("this database holds another university: build the demo in an empty one."))
    if Summary.objects.filter(year=2026).exists():
        return "year-end"
    if SavedView.objects.exists():
        return "spring"
    if User.objects.filter(username=accounts.ACCOUNTS[-1].username).exists() and not LedgerClock.objects.exists():
        return "empty"
    raise Invalid(_("the building of the demo was interrupted: start it again with --clear."))


def build(stage: str, say: Say = lambda line: None) -> None:
    """Build what is missing up to the stage; a stage that stands already is left alone. Raises Invalid, see `built`."""
    there = built()
    wanted = STAGES[: STAGES.index(stage) + 1]
    missing = wanted[wanted.index(there) + 1 :] if there in wanted else wanted if not there else ()
    for name in missing:
        for what, step in {"empty": _ground, "spring": _spring, "year-end": _year_end}[name]():
            began = time.monotonic()
            step()
            say(f"{time.monotonic() - began:6.1f} s  {what}")


def clear() -> None:
    """Throw the demo's database away and lay out an empty one. Raises Refused unless this is a demo installation holding the demo."""
    if not settings.DEMO:
        Denied(_("Only a demo installation (RONGMEI_DEMO=true) can be cleared.")).require()
    university = University.objects.first()
    if university is not None and university.name != units.UNIVERSITY:
        Denied(_("This database holds another university and stays as it is.")).require()
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        connection.close()
        for end in ("", "-wal", "-shm"):
            Path(name + end).unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    # The anchor speaks of the history that is gone.
    Path(settings.HISTORY_ANCHOR).unlink(missing_ok=True)
    call_command("migrate", verbosity=0)


def _ground() -> list[Step]:
    return [(_("university, units, people, accounts, outlets"), lay_ground)]


def _spring() -> list[Step]:
    world = World()
    return [
        (_("records of 2025"), lambda: record_span(world, WHOLE_2025)),
        (_("subjects and outlets of stories"), lambda: sites.lay_subjects_and_outlets(world)),
        (_("stories of 2025"), lambda: earlier_stories.record_earlier(world)),
        (_("spreadsheets of 2025"), lambda: _take_in(world, spreadsheets.awards_sheet(world, 2025), spreadsheets.sessions_sheet(world))),
        (_("house words, rules and the error book of 2025"), lambda: _proofs(world, WHOLE_2025)),
        (_("plan of 2026"), lambda: plan.record_plan(world)),
        (_("catalogue of figures"), lambda: figures.define_catalogue(world)),
        (_("summary of 2025, signed"), lambda: summaries.sign_2025(world)),
        (_("late records of 2025"), lambda: follow_up.report_late(world)),
        (_("targets"), lambda: figures.set_targets(world)),
        (_("values published before"), lambda: figures.record_papers(world)),
        (_("records of spring 2026"), lambda: record_span(world, SPRING)),
        (_("spreadsheet of spring 2026"), lambda: _take_in(world, spreadsheets.lectures_sheet(world))),
        (_("error book of spring 2026, texts on the proof desk"), lambda: _proofs(world, SPRING)),
        (_("evidence"), lambda: follow_up.add_evidence_to(world, SPRING)),
        (_("returned records mended"), lambda: follow_up.mend_returned(world)),
        (_("saved lists"), lambda: follow_up.keep_lists(world)),
    ]


def _year_end() -> list[Step]:
    world = World()
    return [
        (_("records of the rest of 2026"), lambda: record_span(world, REST)),
        (_("spreadsheet of the rest of 2026"), lambda: _take_in(world, spreadsheets.awards_sheet(world, 2026))),
        (_("error book of the rest of 2026"), lambda: proofs.record_errors(world, REST)),
        (_("evidence"), lambda: follow_up.add_evidence_to(world, REST)),
        (_("returned records mended"), lambda: follow_up.mend_returned(world)),
        (_("public sites"), lambda: sites.build_sites(world)),
        (_("a year in the newsroom"), lambda: newsroom.fill_newsroom(world)),
        (_("tasks of the plan checked"), lambda: plan.check(world)),
        (_("summary of 2026, three places open"), lambda: summaries.draft_2026(world)),
    ]


def _proofs(world: World, span: Span) -> None:
    if span == WHOLE_2025:
        proofs.lay_words(world)
    else:
        proofs.use_the_desk(world)
    proofs.record_errors(world, span)


def _take_in(world: World, *sheets: spreadsheets.Sheet) -> None:
    for sheet in sheets:
        spreadsheets.take_in(world, sheet)


def lay_ground() -> None:
    """The university, its units, people, outlets, accounts and holidays; nothing recorded yet."""
    with transaction.atomic():
        set_university(
            actor=SYSTEM,
            name=units.UNIVERSITY,
            short_name=units.SHORT,
            english_name=units.ENGLISH,
            office_name=units.OFFICE,
            aliases=["东理工"],
            hashtags=["#东岭读书夜#"],
            columns=["东岭讲堂", "书香东岭"],
        )
        units.add_units(SYSTEM)
        people.add_people(SYSTEM)
    world = World()
    with transaction.atomic():
        accounts.open_accounts(SYSTEM)
        outlets.register_outlets(world.user("manager"))
        calendar.enter_holidays(world.user("manager"))


def record_span(world: World, span: Span) -> None:
    """Every ledger's rows of these days."""
    for record in (
        lectures.record_series, lectures.record_lectures, speaking.record_corps, speaking.record_talks, study.record_plans,
        study.record_university_sessions, study.record_unit_sessions, agenda.record_first_agenda, agenda.record_materials,
        agenda.record_observers, speaking.record_classes, speaking.record_reports, awards.record_awards, awards.record_honours,
    ):  # fmt: skip
        record(world, span)
