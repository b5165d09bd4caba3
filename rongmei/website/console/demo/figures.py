"""Defining the catalogue: written by the office manager, approved by the deputy head, some left waiting."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django.db import transaction

from rongmei.base.ledger import registry
from rongmei.reporting.figures import actions
from rongmei.reporting.figures.engine import compute_many
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.figures.scope import Scope

from .catalogue import (
    CHAPTERS,
    LEFT_WAITING,
    MANUAL_SOURCE,
    PAPER_2024,
    PAPER_2025,
    PLAN,
    SENT_BACK,
    TARGETS,
    Chapter,
    Wanted,
)
from .world import World

STUDENTS, STAFF = 23860, 1874
_CONDITION = re.compile(r"(\w+)(>=|<|=)(.*)")
_OPS = {"=": "is", "<": "under", ">=": "gte"}
# Published on paper in 2025 a little otherwise than it counts here: late rows, another way of counting.
PAPER_DIFFERS = {"lecture.speakers": 2, "award.people": -3, "report.person_times": 40, "agenda.units": 0, "talk.speakers": -1}
PAPER_KEYS = (
    "lecture.speakers", "lecture.themes", "award.people", "award.units", "report.person_times", "agenda.units", "talk.speakers", "talk.person_times",
    "study.unit_present", "study.groups", "plan.count", "plan.units", "material.copies", "material.articles", "observer.persons", "observer.units",
    "corps.standing", "honour.works", "honour.correspondents", "class.leaders", "award.person_times", "honour.national",
)  # fmt: skip
EARLIER_KEYS = (
    "lecture.count",
    "lecture.person_times",
    "study.sessions",
    "agenda.count",
    "talk.count",
    "class.count",
    "award.count",
    "honour.count",
)


def define_catalogue(world: World) -> None:
    for chapter in CHAPTERS:
        with transaction.atomic():
            for wanted in chapter.figures:
                actions.define_figure(actor=world.user("manager"), **definition(chapter, wanted))
    with transaction.atomic():
        _approve(world)
        _enter_manual(world)


def definition(chapter: Chapter, wanted: Wanted) -> dict[str, Any]:
    """Keyword arguments of define_figure."""
    found: dict[str, Any] = {
        "key": wanted.key,
        "label": wanted.label,
        "chapter": chapter.name,
        "synonyms": list(wanted.synonyms),
        "period": wanted.period,
        "unit_word": wanted.unit_word,
        "part_of": wanted.whole,
        "remark": wanted.remark,
    }
    if wanted.expr:
        return found | {"kind": "formula", "expr": wanted.expr}
    if not chapter.ledger:
        return found | {"kind": "manual", "basis": wanted.basis}
    return found | {
        "kind": "ledger",
        "ledger": chapter.ledger,
        "measure": wanted.measure,
        "conditions": [_condition(chapter.ledger, text) for text in wanted.where],
    }


def _condition(key: str, text: str) -> dict[str, Any]:
    found = _CONDITION.fullmatch(text)
    if found is None or found[1] not in registry.get(key).dim_map:
        raise ValueError(f"{key}: {text} is no condition")
    return {"dim": found[1], "op": _OPS[found[2]], "value": found[3]} if found[3] else {"dim": found[1], "op": "empty"}


def _approve(world: World) -> None:
    """What formulas stand on comes first, so in the order of the catalogue."""
    deputy = world.user("deputy")
    figures = {figure.key: figure for figure in Figure.objects.all()}
    for chapter in CHAPTERS:
        for wanted in chapter.figures:
            if wanted.key not in (*LEFT_WAITING, SENT_BACK[0]):
                actions.approve_figure(actor=deputy, pk=figures[wanted.key].pk)
    actions.return_figure(actor=deputy, pk=figures[SENT_BACK[0]].pk, note=SENT_BACK[1])


def _enter_manual(world: World) -> None:
    for key, value in (("people.students", STUDENTS), ("people.staff", STAFF)):
        actions.enter_manual_value(
            actor=world.user("manager"),
            figure=Figure.objects.get(key=key),
            start=dt.date(2025, 9, 1),
            end=dt.date(2026, 8, 31),
            value=value,
            source=MANUAL_SOURCE,
            valid_until=dt.date(2027, 8, 31),
        )


def set_targets(world: World) -> None:
    with transaction.atomic():
        for key, value in TARGETS.items():
            figure = Figure.objects.get(key=key)
            actions.set_target(actor=world.user("head"), figure=figure, start="2026-01-01", end="2026-12-31", value=value, source=PLAN)


def record_papers(world: World) -> None:
    """What was published before: for 2025 where the signed edition has no such figure, for 2024 the main ones."""
    figures = {figure.key: figure for figure in Figure.objects.filter(key__in=(*PAPER_KEYS, *EARLIER_KEYS))}
    values = compute_many(list(figures.values()), Scope.year(2025))
    with transaction.atomic():
        for key in PAPER_KEYS:
            amount = Decimal(values[key].require()) + PAPER_DIFFERS.get(key, 0)
            _publish(world, figures[key], 2025, amount, PAPER_2025)
        for key in EARLIER_KEYS:
            _publish(world, figures[key], 2024, Decimal(values[key].require()) * 9 // 10, PAPER_2024)


def _publish(world: World, figure: Figure, year: int, amount: Decimal, source: str) -> None:
    actions.record_published(
        actor=world.user("manager"), figure=figure, start=f"{year}-01-01", end=f"{year}-12-31", value=amount, source=source
    )
