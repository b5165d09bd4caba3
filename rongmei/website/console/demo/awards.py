"""Approvals and awards in education, media honours."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from .calendar import spread
from .lectures import days_of, share
from .words import AWARDERS, COURSES, MEDIA_AWARDERS, TOPICS, WORK_KINDS, WORK_TITLES
from .world import Recorder, Span, World, rng_of

AWARDS = {2025: 78, 2026: 118}  # besides those that come by spreadsheet
HONOURS = {2025: 42, 2026: 62}
LEVELS = ("national", "provincial", "provincial", "provincial", "municipal", "university", "university", "university")
GRADES = ("first", "second", "second", "third", "third", "third")


def record_awards(world: World, span: Span) -> None:
    rng = rng_of(f"awards/{span.part}")
    recorder = Recorder(world, "education_award", rng, settled=span.settled)
    for number, day in enumerate(spread(rng, days_of(span), share(span, AWARDS[span.year]))):
        recorder.add(award(world, rng, day, number, serial="甲"))
    recorder.record()


def award(world: World, rng: Random, day: dt.date, number: int, serial: str) -> dict[str, Any]:
    """`serial` keeps the titles of two sources apart."""
    unit, level = rng.choice(world.colleges), rng.choice(LEVELS)
    category = rng.choice(("project", "project", "studio", "personal", "course", "achievement", "achievement"))
    staff = world.staff(unit)
    leader, others = staff[number % len(staff)], rng.sample(staff, 3)
    title, programme, grade = _named(rng, category, leader, level)
    people = [{"name": leader, "unit": unit, "part": "leader"}]
    if category in ("project", "course", "achievement"):
        people += [{"name": name, "unit": unit, "part": "member"} for name in others if name != leader]
    return {
        "awarded_on": day.isoformat(),
        "title": title,
        "category": category,
        "programme": f"{day.year}年{programme}",
        "level": level,
        "grade": grade,
        "unit": unit,
        "awarding_body": AWARDERS[level],
        "document_no": f"东教〔{day.year}〕{serial}{number + 1}号",
        "recipients": people,
    }


LEVEL_WORDS = {"national": "国家级", "provincial": "省级", "municipal": "市级", "university": "校级"}


def _named(rng: Random, category: str, leader: str, level: str) -> tuple[str, str, str]:
    """(title, programme, grade)"""
    topic, course, word = rng.choice(TOPICS), rng.choice(COURSES), LEVEL_WORDS[level]
    if category == "project":
        kind = rng.choice(("建设与实践", "模式研究", "路径探索", "评价体系研究"))
        return f"{topic}{kind}", f"{word}教学改革研究项目", ""
    if category == "studio":
        return f"{leader}{rng.choice(('辅导员', '课程思政', '教学名师'))}工作室", f"{word}工作室培育计划", ""
    if category == "personal":
        return rng.choice(("教学名师", "优秀辅导员", "师德标兵", "优秀青年教师", "青年教学能手")), f"{word}先进个人评选", ""
    if category == "course":
        return f"{course}", f"{word}一流课程认定", ""
    return f"{topic}育人体系的构建与实践", f"{word}教学成果奖", rng.choice(GRADES)


def record_honours(world: World, span: Span) -> None:
    """Titles of units, correspondents, and works; in 2026 no title of the national level."""
    rng = rng_of(f"honours/{span.part}")
    recorder = Recorder(world, "media_honour", rng, settled=span.settled)
    works = list(WORK_TITLES)
    for number, day in enumerate(spread(rng, days_of(span), share(span, HONOURS[span.year]))):
        level = rng.choice(("national", "provincial", "provincial", "municipal", "university"))
        kind = ("work", "work", "work", "correspondent", "unit_title")[number % 5]
        raw: dict[str, Any] = {"awarded_on": day.isoformat(), "kind": kind, "level": level, "awarding_body": MEDIA_AWARDERS[level]}
        if kind == "work":
            recorder.add(raw | _work(world, rng, day, works[(number * 7 + span.start.month) % len(works)]))
        elif kind == "correspondent":
            unit = rng.choice(world.colleges)
            recorder.add(raw | {"title": f"{day.year}年度优秀通讯员", "unit": unit, "recipient": rng.choice(world.staff(unit))})
        else:
            level = "provincial" if level == "national" and day.year == 2026 else "national" if number == 4 and day.year == 2025 else level
            title = rng.choice(("校园媒体建设先进单位", "网络宣传先进集体", "优秀校报", "新媒体创新单位"))
            recorder.add(
                raw
                | {
                    "title": f"{day.year}年度{title}",
                    "unit": rng.choice(("融媒体中心", "党委宣传部", "大学生记者团")),
                    "level": level,
                    "awarding_body": MEDIA_AWARDERS[level],
                },
                sure=True,
            )
    recorder.record()


def _work(world: World, rng: Random, day: dt.date, title: str) -> dict[str, Any]:
    return {
        "title": f"{day.year}年{rng.choice(('好新闻奖', '新媒体作品奖', '校报作品奖'))}",
        "grade": rng.choice(("first", "second", "second", "third", "third", "excellence")),
        "recipient": "、".join(rng.sample(world.staff("党委宣传部"), 2)),
        "work_title": title,
        "work_kind": rng.choice(WORK_KINDS),
        "unit": rng.choice(("党委宣传部", "融媒体中心", "大学生记者团")),
    }
