"""Lecture series and lectures."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from .calendar import spread, working_days
from .words import LECTURE_TITLES, OUTSIDE_HOMES, OUTSIDERS, SERIES, THEMES, VENUES
from .world import Recorder, Span, World, rng_of

A_YEAR = {2025: 112, 2026: 118}  # besides those that come by spreadsheet


def share(span: Span, a_year: int) -> int:
    """How many of a year's rows fall into the span."""
    whole, part = working_days(span.year), working_days(span.year, span.start, span.end)
    return round(a_year * len(part) / len(whole))


def days_of(span: Span) -> list[dt.date]:
    return working_days(span.year, span.start, span.end)


def record_series(world: World, span: Span) -> None:
    """Series begun before or in the span; those from before come with 2025."""
    recorder = Recorder(world, "lecture_series", rng_of(f"series/{span.part}"))
    for name, unit, begun, ended, aim in SERIES:
        day = dt.date.fromisoformat(begun)
        if span.start <= day <= span.end or (span.year == 2025 and day < span.start):
            recorder.add({"name": name, "unit": unit, "started_on": begun, "ended_on": ended, "aim": aim}, sure=True)
    recorder.record()


def record_lectures(world: World, span: Span) -> None:
    rng = rng_of(f"lectures/{span.part}")
    recorder = Recorder(world, "lecture", rng, settled=span.settled)
    for number, day in enumerate(spread(rng, days_of(span), share(span, A_YEAR[span.year]))):
        recorder.add(lecture_on(world, rng, day, number))
    recorder.record()


def lecture_on(world: World, rng: Random, day: dt.date, number: int) -> dict[str, Any]:
    name, unit = _series_on(rng, day) if rng.random() < 0.45 else ("", "")
    unit = unit or rng.choice(
        world.colleges if rng.random() < 0.8 else [*world.group("党群部门"), *world.group("行政部门"), *world.group("直属单位")]
    )
    theme = rng.choice(THEMES)
    title = rng.choice(LECTURE_TITLES).format(theme=theme, n=number % 10 + 1)
    outside = rng.random() < 0.35
    coverage = coverage_of(world, rng, unit)
    return {
        "held_on": day.isoformat(),
        "title": title,
        "theme": theme,
        "series": name,
        "speaker": rng.choice(OUTSIDERS) if outside else rng.choice(world.staff(unit)),
        "speaker_home": rng.choice(OUTSIDE_HOMES) if outside else unit,
        "venue": rng.choice(VENUES),
        "unit": unit,
        "heads": sum(line["heads"] for line in coverage) + rng.choice((0, 0, 3, 6)),
        "coverage": coverage,
    }


def _series_on(rng: Random, day: dt.date) -> tuple[str, str]:
    running = [
        (name, unit)
        for name, unit, begun, ended, _aim in SERIES
        if dt.date.fromisoformat(begun) <= day and (not ended or day <= dt.date.fromisoformat(ended))
    ]
    return rng.choice(running)


def coverage_of(world: World, rng: Random, unit: str) -> list[dict[str, Any]]:
    """The unit itself and up to four colleges, with heads."""
    others = [name for name in rng.sample(world.colleges, rng.choice((0, 1, 1, 2, 3, 4))) if name != unit]
    return [{"unit": name, "heads": rng.randint(18, 95)} for name in (unit, *others)]
