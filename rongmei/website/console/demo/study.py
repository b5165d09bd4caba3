"""Study plans and sessions of the university's group and the units' groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from .calendar import spread
from .lectures import days_of, share
from .words import SESSION_FORMS, TEXTS, THEMES, VENUES
from .world import Recorder, Span, World, rng_of

UNIVERSITY_SESSIONS = {2025: 11, 2026: 13}
UNIT_SESSIONS = {2026: 11}  # each unit; those of 2025 come by spreadsheet
OTHER_SESSIONS = {2025: 44, 2026: 80}  # of staff and students
ALSO_STUDY = ("校图书馆", "附属实验学校", "离退休工作处", "校医院")
# This one lets the third quarter of 2026 pass without a discussion, so that the watch has something to say.
NEGLECTFUL = "体育学院"
# Who missed something before this day has made up for it, but for a few.
ALL_MADE_UP = dt.date(2026, 10, 10)
REASONS = ("因公出差", "参加上级会议", "因病请假", "带队竞赛", "授课冲突")


def groups(world: World) -> list[str]:
    return [*world.colleges, *ALSO_STUDY]


def record_plans(world: World, span: Span) -> None:
    """All plans are issued in March."""
    if not span.start <= dt.date(span.year, 3, 10) <= span.end:
        return
    rng = rng_of(f"plans/{span.year}")
    recorder = Recorder(world, "study_plan", rng, settled=span.settled)
    year = span.year
    for audience, words, sessions in (
        ("group", "党委理论学习中心组", 12),
        ("staff", "教职工政治理论", 10),
        ("students", "学生政治理论", 8),
    ):
        recorder.add(_plan(rng, "党委宣传部", f"校{words}{year}年学习计划", "university", audience, sessions, year), sure=True)
    for unit in groups(world):
        recorder.add(_plan(rng, unit, f"{unit}党委理论学习中心组{year}年学习计划", "unit", "group", rng.randint(6, 12), year))
        if rng.random() < 0.7:
            recorder.add(_plan(rng, unit, f"{unit}{year}年教职工政治理论学习计划", "unit", "staff", rng.randint(6, 10), year))
        if rng.random() < 0.4:
            recorder.add(_plan(rng, unit, f"{unit}{year}年学生政治理论学习计划", "unit", "students", rng.randint(4, 8), year))
    recorder.record()


def _plan(rng: Random, unit: str, title: str, level: str, audience: str, sessions: int, year: int) -> dict[str, Any]:
    months = sorted(rng.sample((3, 4, 5, 6, 9, 10, 11, 12), 5))
    return {
        "title": title,
        "year": year,
        "unit": unit,
        "level": level,
        "audience": audience,
        "planned_sessions": sessions,
        "issued_on": dt.date(year, 3, rng.randint(2, 20)).isoformat(),
        "themes": [{"theme": theme, "month": month} for theme, month in zip(rng.sample(THEMES, 5), months, strict=True)],
    }


def record_university_sessions(world: World, span: Span) -> None:
    """Two dozen members and extended members by name; a theme of its own, so that observers can point to the session."""
    rng = rng_of(f"university-sessions/{span.part}")
    recorder = Recorder(world, "study_session", rng)
    number = 0 if span.start.month == 1 else share(Span(span.year, dt.date(span.year, 1, 1), span.start), UNIVERSITY_SESSIONS[span.year])
    members = [name for name, _post in world.leaders]
    heads = [world.head_of(unit) for unit in (*world.group("党群部门"), *world.group("行政部门")[:4])]
    people = [(name, "member") for name in members] + [(name, "extended") for name in heads if name not in members]
    for day in spread(rng, days_of(span), share(span, UNIVERSITY_SESSIONS[span.year])):
        number += 1
        theme = rng.choice(THEMES)
        recorder.add(
            {
                **_session(rng, "党委宣传部", day, f"校党委理论学习中心组{span.year}年第{number}次集体学习：{theme}"),
                "level": "university",
                "form": "visit" if number % 6 == 5 else "discussion",
                "chair": world.leaders[0][0],
                "venue": "行政楼第一会议室",
                "minutes_taken_by": world.holder("党委宣传部", "理论科科长"),
                "attendance": _attendance(rng, day, people),
                "speeches": [{"speaker": name, "title": f"结合分管工作谈{theme}"} for name in rng.sample(members, 3)],
            },
            sure=True,
            by="editor",
        )
    recorder.record()


def record_unit_sessions(world: World, span: Span) -> None:
    rng = rng_of(f"unit-sessions/{span.part}")
    recorder = Recorder(world, "study_session", rng, settled=span.settled)
    days = days_of(span)
    for unit in groups(world) if span.year in UNIT_SESSIONS else ():
        for raw, first in unit_sessions(world, rng, unit, spread(rng, days, share(span, UNIT_SESSIONS[span.year]))):
            recorder.add(raw, sure=first)
    for number, day in enumerate(spread(rng, days, share(span, OTHER_SESSIONS[span.year]))):
        unit = rng.choice(world.colleges)
        audience = "staff" if number % 2 else "students"
        expected = rng.randint(40, 120)
        raw = _session(rng, unit, day, f"{rng.choice(THEMES)}专题学习")
        absent = rng.randint(0, 6)
        recorder.add({**raw, "level": "unit", "audience": audience, "form": "lecture", "expected": expected, "present": expected - absent})
    recorder.record()


def unit_sessions(world: World, rng: Random, unit: str, days: Sequence[dt.date]) -> Iterator[tuple[dict[str, Any], bool]]:
    """The unit's sessions on these days, and whether each is the first of its quarter: that one is the discussion every quarter owes."""
    quarters = set()
    for day in days:
        quarter = (day.year, (day.month - 1) // 3)
        if unit == NEGLECTFUL and quarter == (2026, 2):
            continue
        yield _unit_session(world, rng, unit, day, owed=quarter not in quarters), quarter not in quarters
        quarters.add(quarter)


def _unit_session(world: World, rng: Random, unit: str, day: dt.date, *, owed: bool) -> dict[str, Any]:
    people = [(name, "member" if n < 4 else "extended") for n, name in enumerate(world.staff(unit))]
    theme = rng.choice(THEMES)
    return {
        **_session(rng, unit, day, rng.choice(SESSION_FORMS).format(theme=theme)),
        "level": "unit",
        "form": "discussion" if owed else rng.choice(("discussion", "discussion", "lecture", "visit")),
        "chair": world.head_of(unit),
        "attendance": _attendance(rng, day, people),
        "speeches": [{"speaker": name, "title": f"{theme}体会"} for name, _role in rng.sample(people, min(2, len(people)))],
    }


def _session(rng: Random, unit: str, day: dt.date, theme: str) -> dict[str, Any]:
    kinds = rng.sample(sorted(TEXTS), 2)
    texts = [rng.choice(TEXTS[kind]) for kind in kinds]
    return {
        "held_on": day.isoformat(),
        "theme": theme,
        "unit": unit,
        "venue": rng.choice(VENUES),
        "agenda": [{"item": f"传达学习{text}", "led_by": ""} for text in texts],
        "materials": [{"title": text, "issued_on": (day - dt.timedelta(days=rng.randint(1, 6))).isoformat()} for text in texts],
    }


def _attendance(rng: Random, day: dt.date, people: list[tuple[str, str]]) -> list[dict[str, Any]]:
    lines = []
    for name, role in people:
        line: dict[str, Any] = {"name": name, "role": role, "status": "present"}
        dice = rng.random()
        if dice < 0.055:
            line |= {"status": "leave", "reason": rng.choice(REASONS)}
        elif dice < 0.06:
            line |= {"status": "absent"}
        if line["status"] != "present" and rng.random() < (0.97 if day < ALL_MADE_UP else 0.6):
            line["made_up_on"] = (day + dt.timedelta(days=rng.randint(3, 28))).isoformat()
        lines.append(line)
    return lines
