"""The demo in three stages: the ground, a spring's work with last year's summary signed, and the whole year."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from rongmei.base.directory.actions import set_university
from rongmei.base.directory.models import Unit, University, User
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid

from . import accounts, agenda, awards, calendar, lectures, outlets, people, speaking, spreadsheets, study, units
from .world import REST, SPRING, WHOLE_2025, Span, World

STAGES = ("empty", "spring", "year-end")
Say = Callable[[str], None]


def build_ground() -> None:
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
        accounts.open_accounts(SYSTEM)
    world = World()
    with transaction.atomic():
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
