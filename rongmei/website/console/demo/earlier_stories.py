"""Stories of 2025, from before the newsroom worked here: rows of its three ledgers, recorded from the office's lists of that year."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from .newsroom import EVENTS, UNITS
from .sites import OUTLETS
from .world import Recorder, World, rng_of

STORIES: Final = 60
SUBJECTS: Final = ("学校要闻", "教学科研", "师生风采", "校园文化", "学院动态")
STEPS: Final = (("初审", "review", "editor"), ("复审", "review", "chief"), ("终审", "review", "deputy"), ("一校", "proof", "reporter"))
HOURS: Final = {
    "初审": ("0.5", "1.5", "2", "4", "7"),
    "复审": ("1", "2", "3.5", "20"),
    "终审": ("0.5", "1", "5", "16"),
    "一校": ("0.5", "1", "2"),
}


def record_earlier(world: World) -> None:
    rng = rng_of("stories of 2025")
    names = {username: _written(world, username) for _step, _kind, username in STEPS}
    stories, received, steps = (Recorder(world, key, rng, settled=True) for key in ("story", "handed_in", "passed_step"))
    units = (*UNITS, "教务处", "基建后勤处")
    for number in range(STORIES):
        day = dt.date(2025, 1, 6) + dt.timedelta(days=number * 350 // STORIES)
        unit = units[number % len(units)]
        event = EVENTS[(number * 7 + number // len(units)) % len(EVENTS)]
        said = {"unit": unit, "headline": event[0].format(unit=unit), "number": f"2025-{number + 1:03d}"}
        declined = number % 9 == 4
        fate = {"fate": "declined" if declined else "taken", "returned": str(int(number % 7 == 3))}
        received.add({**said, **fate, "handed_in_on": str(day)}, sure=True)
        if declined:
            continue
        out = day + dt.timedelta(days=1)
        stories.add(
            {**said, "published_on": str(out), "kind": "消息", "words": str(420 + number * 37 % 900), **_where(unit, number)}, sure=True
        )
        for turn, (step, kind, username) in enumerate(STEPS, 1):
            taken = {"ended_on": str(out), "step": step, "kind": kind, "hours": rng.choice(HOURS[step]), "turn": str(turn)}
            steps.add({**said, **taken, "person": names[username]}, sure=True)
    for recorder in (stories, received, steps):
        recorder.record()


def _where(unit: str, number: int) -> dict[str, Any]:
    """The college's own news on its own site, everything else on the university's."""
    if unit == "马克思主义学院":
        return {"places": OUTLETS["unit"][0], "subjects": "学院动态"}
    places = OUTLETS["anniversary"][0] if number % 21 == 5 else OUTLETS["news"][0]
    return {"places": places, "subjects": SUBJECTS[number % 4], "corrected": "是" if number % 40 == 11 else "否"}


def _written(world: World, username: str) -> str:
    """A person as a sheet names him without doubt."""
    person = world.user(username).person
    return f"{person.name}（{person.campus_id}）" if person else ""
