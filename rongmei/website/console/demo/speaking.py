"""The speakers' corps and its talks, leaders' classes, visiting experts."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from .calendar import after, spread, working_days
from .lectures import days_of, share
from .words import (
    CLASS_TOPICS,
    OUTSIDE_HOMES,
    OUTSIDERS,
    PLACES,
    REPORT_TITLES,
    TALK_AUDIENCES,
    TALK_TITLES,
    THEMES,
    VENUES,
)
from .world import REST, Recorder, Span, World, rng_of

TALKS = {2025: 51, 2026: 61}
CLASSES = {2025: 36, 2026: 44}
REPORTS = {2025: 64, 2026: 82}
# (level, how many) admitted in the span, by its first day
ADMITTED: dict[str, tuple[tuple[str, int], ...]] = {
    "20250101": (("provincial", 2), ("municipal", 3), ("university", 5)),
    "20260101": (("provincial", 3), ("municipal", 4)),
    "20260516": (("municipal", 1), ("university", 7)),
}
CORPS = {"provincial": "省委宣讲团", "municipal": "市委宣讲团", "university": "东岭理工大学师生宣讲团"}
PENDING = 4


def record_corps(world: World, span: Span) -> None:
    rng = rng_of(f"corps/{span.part}")
    recorder = Recorder(world, "corps_member", rng)
    for level, count in ADMITTED[span.part]:
        for unit in rng.sample(world.colleges, count):
            day = rng.choice(days_of(span)[20:-5])
            recorder.add(_member(world, rng, unit, level, day, span.year), sure=True)
    if span == REST:
        for unit in rng.sample(world.colleges, PENDING):
            raw = _member(world, rng, unit, "provincial", dt.date(2026, 12, 10), 2027)
            recorder.add({**raw, "admitted_on": "", "result": "pending", "recommended_on": "2026-12-10"}, sure=True)
        declined = _member(world, rng, world.colleges[0], "municipal", dt.date(2026, 6, 30), 2026)
        recorder.add({**declined, "name": world.head_of(world.colleges[0]), "admitted_on": "", "result": "declined"}, sure=True)
    recorder.record()


def _member(world: World, rng: Random, unit: str, level: str, day: dt.date, year: int) -> dict[str, Any]:
    title = rng.choice(("教授", "副教授", "党委副书记"))
    return {
        "name": world.holder(unit, title),
        "unit": unit,
        "post": title,
        "level": level,
        "corps": CORPS[level],
        "term": f"{year}年度",
        "recommended_on": after(day, -15).isoformat(),
        "result": "admitted",
        "admitted_on": day.isoformat(),
        "field_of_talks": rng.choice(THEMES),
    }


def record_talks(world: World, span: Span) -> None:
    rng = rng_of(f"talks/{span.part}")
    recorder = Recorder(world, "public_talk", rng, settled=span.settled)
    for day in spread(rng, days_of(span), share(span, TALKS[span.year])):
        unit, place = rng.choice(world.colleges), rng.choice(PLACES)
        recorder.add(
            {
                "held_on": day.isoformat(),
                "topic": rng.choice(TALK_TITLES).format(theme=rng.choice(THEMES)),
                "speaker": world.holder(unit, rng.choice(("教授", "副教授", "党委副书记"))),
                "unit": unit,
                "level": rng.choice(("provincial", "municipal", "university", "university")),
                "place": place,
                "audience": next((kind for word, kind in TALK_AUDIENCES.items() if word in place), "other"),
                "heads": rng.randint(35, 180) if rng.random() < 0.92 else "200余",
            }
        )
    recorder.record()


def record_classes(world: World, span: Span) -> None:
    """Leaders in turn; the first lesson of term in the first days of September."""
    rng = rng_of(f"classes/{span.part}")
    recorder = Recorder(world, "leader_class", rng, settled=span.settled)
    days = spread(rng, days_of(span), share(span, CLASSES[span.year]))
    for number, day in enumerate(days):
        leader, post = world.leaders[number % len(world.leaders)]
        kind = (
            "first_lesson" if day.month == 9 and day.day < 12 else rng.choice(("course", "course", "situation", "party_lecture", "report"))
        )
        half_day = kind in ("report", "party_lecture")
        recorder.add(
            {
                "held_on": day.isoformat(),
                "leader": leader,
                "post": post,
                "topic": rng.choice(CLASS_TOPICS).format(theme=rng.choice(THEMES)),
                "course_kind": kind,
                "unit": world.colleges[(number * 5 + day.month) % len(world.colleges)],
                "duration": "半天" if half_day else "节（45分钟）",
                "amount": "1" if half_day else "2",
                "listeners": rng.choice(("2026级新生", "本科生", "研究生", "学生党员", "团学骨干")) if span.year == 2026 else "本科生",
                "heads": rng.randint(18, 52) * 10 + rng.randint(0, 9),
            },
            sure=kind == "first_lesson",
        )
    recorder.record()


def record_reports(world: World, span: Span) -> None:
    rng = rng_of(f"reports/{span.part}")
    recorder = Recorder(world, "expert_report", rng, settled=span.settled)
    homes = {name: OUTSIDE_HOMES[n % len(OUTSIDE_HOMES)] for n, name in enumerate(OUTSIDERS)}
    for day in spread(rng, working_days(span.year, span.start, span.end), share(span, REPORTS[span.year])):
        expert, paid = rng.choice(OUTSIDERS), rng.random() < 0.6
        raw = {
            "held_on": day.isoformat(),
            "topic": rng.choice(REPORT_TITLES).format(theme=rng.choice(THEMES)),
            "expert": expert,
            "institution": homes[expert],
            "expert_title": rng.choice(("教授", "研究员", "二级教授", "高级工程师")),
            "unit": rng.choice([*world.colleges, *world.group("党群部门")]),
            "venue": rng.choice(VENUES),
            "listeners": rng.choice(("中层干部", "全体教师", "学生党员", "师生代表")),
            "heads": rng.randint(40, 260),
        }
        if paid:
            raw |= {"honorarium": rng.choice(("paid", "pending")), "honorarium_amount": rng.choice((1500, 2000, 3000))}
        recorder.add(raw)
    recorder.record()
