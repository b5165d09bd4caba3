"""Some two hundred and twenty fictional people, the posts they hold, and who of them signs in."""

from __future__ import annotations

import datetime as dt
from random import Random

from rongmei.base.directory import actions
from rongmei.base.directory.enums import UnitKind
from rongmei.base.directory.models import Person, Unit
from rongmei.base.history.actors import Actor

SURNAMES = "苏沈陆顾叶程江许秦薛范崔谭贺邵白孟常汤康温齐庄申霍安柏闻纪卓翟乔殷费欧尹辛季祁梅盛骆凌牧俞岑桑裴耿"
GIVEN = "云岚知远书禾清和望舒景行怀瑾亦安思齐明澈若溪启航静姝承志雨桐致宁嘉树文博晓帆子衿长风念慈以宁修远采薇立言"
RARE = ("喆", "堃", "玥", "翀", "赟")

# Title and how many of it a college has; other units have a head, a deputy and a clerk.
COLLEGE_POSTS = ("党委书记", "院长", "党委副书记", "教授", "副教授", "讲师")
OFFICE_POSTS = ("主要负责人", "副职负责人", "科员")
LEADER_POSTS = (
    "党委书记", "党委副书记、校长", "党委副书记", "纪委书记", "副校长（教学）", "副校长（科研）", "副校长（后勤）", "总会计师",
)  # fmt: skip
PROPAGANDA_POSTS = ("部长", "副部长", "理论科科长", "新闻科编辑", "综合办公室主任", "校对", "网络信息管理员")
SINCE = dt.date(2023, 9, 1)


class Names:
    """Names nobody bears twice; every thirtieth has a character that many fonts lack."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.given: set[str] = set()

    def next(self) -> str:
        while True:
            surname = self.rng.choice(SURNAMES)
            number = len(self.given)
            if number % 30 == 7:
                given = self.rng.choice(GIVEN) + RARE[number // 30 % len(RARE)] if number % 60 == 7 else RARE[number // 30 % len(RARE)]
            else:
                given = "".join(self.rng.sample(GIVEN, 1 if self.rng.random() < 0.2 else 2))
            name = surname + given
            if name not in self.given:
                self.given.add(name)
                return name


def add_people(actor: Actor) -> None:
    """Leaders of the university, staff of every unit, students of the organisations; each with a post."""
    rng = Random("20261/people")  # noqa: S311  -- demo data, repeatable on purpose
    names = Names(rng)
    units = {unit.name: unit for unit in Unit.objects.filter(valid_to=None)}
    number = 0

    def add(title: str, unit: Unit, *, student: bool = False, rank: int | None = None) -> Person:
        nonlocal number
        number += 1
        prefix = "2023" if student else "10"
        person = actions.add_person(actor=actor, campus_id=f"{prefix}{number:05d}", name=names.next(), unit=unit)
        actions.hold_post(actor=actor, person=person, title=title, unit=unit, from_on=SINCE, rank=rank)
        return person

    for rank, title in enumerate(LEADER_POSTS, 1):
        add(title, units["党委办公室"], rank=rank)
    for title in PROPAGANDA_POSTS:
        add(title, units["党委宣传部"])
    for unit in sorted(units.values(), key=lambda one: one.code):
        if unit.parent_id is None or unit.name == "党委宣传部":
            continue
        if unit.kind == UnitKind.STUDENTS:
            add("主席", unit, student=True)
            continue
        titles = COLLEGE_POSTS if unit.kind == UnitKind.COLLEGE else OFFICE_POSTS[: 2 if unit.kind == UnitKind.AFFILIATED else 3]
        for title in titles:
            add(title, unit)
    moved = Person.objects.filter(posts__title="讲师").order_by("campus_id").first()
    if moved is not None:  # somebody who rose during the year
        post = moved.posts.get(title="讲师")
        actions.end_post(actor=actor, post=post, last_day=dt.date(2026, 6, 30))
        actions.hold_post(actor=actor, person=moved, title="副教授", unit=moved.unit, from_on=dt.date(2026, 7, 1))
