"""First agenda items, study materials, observers."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from rongmei.records.learning.models import StudySession

from .calendar import after, spread
from .lectures import days_of, share
from .words import TEXTS, THEMES
from .world import Recorder, Span, World, rng_of

COMMITTEE = {2025: 20, 2026: 24}
COLLEGE_MEETINGS = {2025: 5, 2026: 7}  # each college
ISSUES = {2025: 20, 2026: 24}
COLLEGE_BATCHES = {2025: 12, 2026: 18}


def record_first_agenda(world: World, span: Span) -> None:
    rng = rng_of(f"agenda/{span.part}")
    recorder = Recorder(world, "first_agenda", rng, settled=span.settled)
    days = days_of(span)
    for number, day in enumerate(spread(rng, days, share(span, COMMITTEE[span.year])), _first(span, COMMITTEE[span.year])):
        leader, _post = world.leaders[number % 3]
        meeting = f"党委常委会会议{span.year}年第{number}次"
        recorder.add(_meeting(rng, "党委办公室", day, meeting, "committee", leader), sure=True)
    for unit in world.colleges:
        each = max(share(span, COLLEGE_MEETINGS[span.year]), 1)
        for number, day in enumerate(spread(rng, days, each), _first(span, COLLEGE_MEETINGS[span.year])):
            recorder.add(_meeting(rng, unit, day, f"党政联席会议{span.year}年第{number}次", "joint", world.head_of(unit)))
    recorder.record()


def _first(span: Span, a_year: int) -> int:
    """Where numbering goes on in a later stage of the year."""
    return 1 if span.start.month == 1 else share(Span(span.year, dt.date(span.year, 1, 1), span.start), a_year) + 1


def _meeting(rng: Random, unit: str, day: dt.date, meeting: str, kind: str, leader: str) -> dict[str, Any]:
    return {
        "held_on": day.isoformat(),
        "meeting": meeting,
        "meeting_kind": kind,
        "unit": unit,
        "led_by": leader,
        "materials_on": (day - dt.timedelta(days=rng.choice((0, 1, 1, 2, 2, 3)))).isoformat(),
        "items": _texts(rng, rng.choice((2, 2, 3, 3, 4))),
        "follow_up": f"由分管领导牵头，结合{rng.choice(THEMES)}制定落实清单。" if rng.random() < 0.6 else "",
    }


def _texts(rng: Random, count: int) -> list[dict[str, Any]]:
    known = [(kind, text) for kind, texts in TEXTS.items() for text in texts]
    return [{"title": text, "kind": kind} for kind, text in rng.sample(known, count)]


def record_materials(world: World, span: Span) -> None:
    rng = rng_of(f"materials/{span.part}")
    recorder = Recorder(world, "study_material", rng)
    for number, day in enumerate(spread(rng, days_of(span), share(span, ISSUES[span.year])), _first(span, ISSUES[span.year])):
        recorder.add(
            {
                "issued_on": day.isoformat(),
                "issue_no": number,
                "title": f"《理论学习资料》{span.year}年第{number}期",
                "unit": "党委宣传部",
                "copies": rng.choice((240, 260, 260, 280)),
                "items": _texts(rng, rng.randint(4, 7)),
            },
            sure=True,
        )
    recorder.record()


def record_observers(world: World, span: Span) -> None:
    """Secretaries and heads sit in on the university's group; the office sits in on the colleges."""
    rng = rng_of(f"observers/{span.part}")
    recorder = Recorder(world, "observer_batch", rng, settled=span.settled)
    sessions = StudySession.objects.filter(level="university", audience="group", held_on__range=(span.start, span.end)).order_by("held_on")
    for number, session in enumerate(sessions, _first(span, 12)):
        raw = _batch(world, rng, "党委宣传部", session.held_on, session.theme, number, rng.sample(world.colleges, 7))
        recorder.add({**raw, "session": session.theme, "occasion": "group_study"}, sure=True, by="editor")
    for number, day in enumerate(spread(rng, days_of(span), share(span, COLLEGE_BATCHES[span.year]))):
        unit = rng.choice(world.colleges)
        title = f"{unit}党委理论学习中心组学习（{rng.choice(THEMES)}）"
        watchers = rng.sample(world.group("党群部门"), rng.randint(2, 4))
        recorder.add(
            {**_batch(world, rng, unit, day, title, number % 3 + 1, watchers), "occasion": "group_study" if number % 3 else "first_agenda"}
        )
    recorder.record()


def _batch(world: World, rng: Random, unit: str, day: dt.date, title: str, number: int, homes: list[str]) -> dict[str, Any]:
    lines = []
    for home in homes:
        line: dict[str, Any] = {"name": world.head_of(home), "unit": home, "post": "党委书记" if home in world.colleges else "主要负责人"}
        dice = rng.random()
        if dice < 0.06:
            line["came"] = "否"
        elif dice < 0.8:
            line["note_on"] = after(day, rng.randint(2, 10)).isoformat()
        elif dice < 0.94:
            line["note_on"] = after(day, rng.randint(11, 15)).isoformat()
        elif dice < 0.96:
            line["note_excused"] = "是"
        lines.append(line)
    return {
        "held_on": day.isoformat(),
        "title": title,
        "batch_no": number,
        "unit": unit,
        "materials_on": after(day, -rng.choice((5, 5, 6, 7, 3))).isoformat(),
        "observers": lines,
    }
