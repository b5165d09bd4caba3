"""Public sites of the demo, made and filled through the actions: university news, a college, the anniversary, a topic, one in English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from xlsxwriter import Workbook

from rongmei.base.directory.actions import inspect_outlet, register_outlet
from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.models import Outlet, Person, User
from rongmei.base.history.actors import SYSTEM
from rongmei.content.newsroom import actions as newsroom
from rongmei.content.newsroom.actions.ready_made import Plan, Step
from rongmei.content.newsroom.enums import StepKind
from rongmei.content.newsroom.models import Asset, Procedure, Publication, Subject
from rongmei.content.newsroom.text import Content, read_content
from rongmei.website.pages import actions as pages
from rongmei.website.pages.actions.sites import Column
from rongmei.website.pages.enums import ListLayout, Masthead, SiteKind, TypeFace
from rongmei.website.pages.models import SiteHome

from .desk import Desk
from .english_stories import TOLD_IN_ENGLISH
from .homes import arrange, crest, timeline
from .more_stories import MORE_TOLD
from .outlets import INSPECTED
from .plan import task_of_headline
from .scenes import draw
from .stories import ARCHIVED, TOLD, Told
from .world import World, dated

SUBJECTS: Final = (
    "学校要闻",
    "教学科研",
    "师生风采",
    "校园文化",
    "学院动态",
    "通知公告",
    "校庆动态",
    "校友故事",
    "媒体聚焦",
    "图片新闻",
    "书香活动",
    "News",
    "Research",
    "Campus Life",
)
# key: outlet, unit that runs it
OUTLETS: Final = {
    "news": ("东岭新闻网", "融媒体中心"),
    "unit": ("马克思主义学院网站", "马克思主义学院"),
    "anniversary": ("建校七十周年专题网站", "党委宣传部"),
    "reading": ("书香东岭专题网站", "校图书馆"),
    "english": ("Dongling English News", "国际交流合作处"),
}
FLASH: Final = Plan(
    key="demo-site",
    name="学校网站（三审两校）",
    outlet_kinds=(OutletKind.SITE,),
    steps=(
        Step(StepKind.CONFIDENTIALITY, "保密审查", (Role.OFFICE_MANAGER,)),
        Step(StepKind.REVIEW, "初审", (Role.EDITOR,)),
        Step(StepKind.REVIEW, "复审", (Role.SECTION_CHIEF,)),
        Step(StepKind.REVIEW, "终审", (Role.DEPUTY_HEAD, Role.HEAD)),
        Step(StepKind.PROOF, "一校", (Role.REPORTER,)),
        Step(StepKind.PROOF, "二校", (Role.PROOFREADER,)),
    ),
)
# The same steps, named as readers of the English site read them.
ENGLISH: Final = replace(
    FLASH,
    key="demo-site-en",
    name="English site (three reviews, two proofs)",
    steps=tuple(
        replace(step, label=label)
        for step, label in zip(
            FLASH.steps,
            ("Confidentiality check", "First review", "Second review", "Final review", "First proof", "Second proof"),
            strict=True,
        )
    ),
)
FOOTER: Final = (
    "地址：东岭市学府路1号\n宣传部电话：0000-0000000（演示）\n投稿邮箱：news@dongling.example\n备案号：东ICP备00000000号（演示）"
)


def build_sites(world: World) -> None:
    """Outlets, subjects, procedure, stories, then the sites that show them. Does nothing where sites stand."""
    if SiteHome.objects.exists():
        return
    outlets = _outlets(world)
    plans = (FLASH, replace(ENGLISH, outlets=(outlets["english"].pk,)))
    procedures = {plan.key: _procedure(plan) for plan in plans}
    for number, told in enumerate(sorted((*TOLD, *MORE_TOLD, *TOLD_IN_ENGLISH), key=lambda one: one.date)):
        plan = ENGLISH if told.site == "english" else FLASH
        with transaction.atomic():
            publish(world, outlets[told.site], told, procedures[plan.key], number)
    for day, subject, unit, headline, text in ARCHIVED:
        _archive(world, outlets["news"], day, subject, unit, headline, text)
    with transaction.atomic():
        _make(world, outlets)


def lay_subjects_and_outlets(world: World) -> None:
    """What figures of stories ask for by name."""
    _outlets(world)
    for order, name in enumerate(SUBJECTS, 1):
        if not Subject.objects.filter(name=name).exists():
            newsroom.add_subject(actor=SYSTEM, key=f"site-{order}", name=name, order=order)


def _outlets(world: World) -> dict[str, Outlet]:
    """Those of the register, and three opened this year: with an owner and a backup, inspected like the others."""
    found = {}
    for key, (name, unit) in OUTLETS.items():
        outlet = Outlet.objects.filter(name=name, kind=OutletKind.SITE, closed_on=None).first()
        if outlet is None:
            people = list(Person.objects.filter(unit=world.units[unit]).order_by("campus_id")[:2])
            outlet = register_outlet(
                actor=world.user("manager"), name=name, kind=OutletKind.SITE, unit=world.units[unit], approved_on=dt.date(2026, 3, 1),
                owner=people[0], backup=people[1],
            )  # fmt: skip
            inspect_outlet(actor=world.user("manager"), outlet=outlet, on=INSPECTED, finding="开通手续齐全，审校流程已落实。")
        found[key] = outlet
    return found


def _procedure(plan: Plan) -> Procedure:
    there = Procedure.objects.filter(key=plan.key, retired_at=None).first()
    return there or newsroom.make_procedure(actor=SYSTEM, plan=plan)


def publish(world: World, outlet: Outlet, told: Told, procedure: Procedure, number: int) -> Publication:
    """Written, submitted, signed by whoever the procedure asks, published: each by its action, within one day."""
    day = dt.datetime.combine(told.date, dt.time(8 + number % 4, number * 7 % 60), tzinfo=timezone.get_current_timezone())
    desk = Desk(world, procedure, paces=(20,))
    with dated(day):
        content = read_content(_content(told, world.correspondents[told.unit], number, world))
    manuscript = desk.begin(day, told.unit, content, outlet, task=task_of_headline(told.headline))
    return desk.publish(manuscript, day, outlet)


def _content(told: Told, writer: User, number: int, world: World) -> dict[str, Any]:
    subject = Subject.objects.get(name=told.subject, retired=False)
    return {
        "headline": told.headline,
        "kicker": told.kicker,
        "subhead": told.subhead,
        "language": "en" if told.site == "english" else "zh-hans",
        "body": list(_body(told, writer, number)),
        "byline": [{"role": "correspondent", "name": told.byline, "person": None, "unit": told.unit if told.byline == "东文" else ""}],
        "subjects": [subject.pk],
        "units": [world.units[told.unit].pk],
    }


def _body(told: Told, writer: User, number: int) -> Iterator[dict[str, Any]]:
    picture = _picture(told, writer, number)
    for place, paragraph in enumerate(told.paragraphs):
        if place == 1 and picture is not None:
            words = {"caption": told.caption, "credit": told.credit, "alt": told.caption}
            yield {"type": "picture", "value": {"asset": picture.pk, **words}}
        if place == 2 and told.heading:
            yield {"type": "heading", "value": {"text": told.heading, "level": 2}}
        yield {"type": "paragraph", "value": f"<p>{paragraph}</p>"}
    if len(told.paragraphs) == 1 and picture is not None:
        yield {
            "type": "picture",
            "value": {"asset": picture.pk, "caption": told.caption, "credit": told.credit, "alt": told.caption},
        }
    if told.gallery:
        pictures = [
            {"asset": _drawn(scene, writer, number + place).pk, "caption": words, "credit": "", "alt": words}
            for place, (scene, words) in enumerate(told.gallery, 1)
        ]
        yield {"type": "gallery", "value": {"caption": "绘图：融媒体中心", "pictures": pictures}}
    if told.quote[0]:
        yield {"type": "quote", "value": {"text": told.quote[0], "source": told.quote[1]}}
    if told.table:
        yield {"type": "table", "value": {"rows": [list(row) for row in told.table], "head": True, "caption": "两种隔热板对比（演示数据）"}}
    if told.attachment:
        yield {"type": "file", "value": {"asset": _sheet(told.attachment, writer).pk, "title": "附件：作品汇总表", "caption": ""}}


def _picture(told: Told, writer: User, number: int) -> Asset | None:
    if not told.scene:
        return None
    return _drawn(told.scene, writer, number)


def _drawn(scene: str, writer: User, number: int) -> Asset:
    file = SimpleUploadedFile(f"{scene}-{number}.jpg", draw(scene, number), content_type="image/jpeg")
    return newsroom.add_asset(actor=writer, file=file, rights_holder="东岭理工大学融媒体中心", licence="校内使用")


def _sheet(rows: Sequence[Sequence[str]], writer: User) -> Asset:
    """A sheet to fill in, as it hangs on a notice."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return newsroom.add_asset(actor=writer, file=SimpleUploadedFile("作品汇总表.xlsx", out.getvalue(), content_type=media_type))


def _archive(world: World, outlet: Outlet, day: str, subject: str, unit: str, headline: str, text: str) -> None:
    at = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(9), tzinfo=timezone.get_current_timezone())
    content = Content(
        headline=headline,
        body=[{"type": "paragraph", "value": f"<p>{text}</p>"}],
        subjects=[Subject.objects.get(name=subject, retired=False).pk],
    )
    newsroom.import_archived_publication(
        actor=world.user("manager"), outlet=outlet, unit=world.units[unit], content=content, published_at=at, origin=f"/old/{day}.htm"
    )


def _make(world: World, outlets: dict[str, Outlet]) -> None:
    actor = world.user("manager")
    red = pages.create_theme(actor=actor, name="东岭红", accent="#9b1c2e", logo=crest(actor, "#9b1c2e"))
    blue = pages.create_theme(
        actor=actor,
        name="青石蓝",
        accent="#1d5a8a",
        headings=TypeFace.SANS,
        masthead=Masthead.BAR,
        logo=crest(actor, "#1d5a8a", white=True),
    )
    news = pages.create_site(
        actor=actor, title="东岭新闻网", kind=SiteKind.NEWS, outlet=outlets["news"], theme=red, motto="记录东岭每一天", footer=FOOTER,
        description="东岭理工大学新闻网：学校要闻、教学科研、师生风采、校园文化、通知公告。",
        columns=[
            Column("学校要闻", "headlines", subject="学校要闻"),
            Column("教学科研", "research", subject="教学科研"),
            Column("师生风采", "people", subject="师生风采", layout=ListLayout.CARDS),
            Column("校园文化", "culture", subject="校园文化"),
            Column("学院动态", "colleges", subject="学院动态", layout=ListLayout.HEADLINES),
            Column("媒体聚焦", "media-focus", subject="媒体聚焦", layout=ListLayout.HEADLINES),
            Column("光影东岭", "pictures-of-campus", subject="图片新闻", layout=ListLayout.PICTURES),
            Column("通知公告", "notices", subject="通知公告", layout=ListLayout.NOTICES),
        ],
    )  # fmt: skip
    pages.create_site(
        actor=actor, title="马克思主义学院", kind=SiteKind.UNIT, outlet=outlets["unit"], theme=blue, path="mayuan", motto="真学真懂真信真用",
        description="东岭理工大学马克思主义学院网站。",
        columns=[
            Column("学院动态", "news-of-college", subject="学院动态", layout=ListLayout.MIXED),
            Column("通知公告", "notices", subject="通知公告", layout=ListLayout.NOTICES),
        ],
    )  # fmt: skip
    pages.create_site(
        actor=actor, title="Dongling University of Technology", kind=SiteKind.NEWS, outlet=outlets["english"], theme=blue, path="english",
        language="en", motto="News from the campus on the hill", description="News of Dongling University of Technology in English.",
        footer="1 Xuefu Road, Dongling\nOffice of International Exchange: 0000-0000001 (demo)\nenglish@dongling.example",
        columns=[
            Column("News", "news", subject="News"),
            Column("Research", "research", subject="Research", layout=ListLayout.CARDS),
            Column("Campus Life", "campus-life", subject="Campus Life", layout=ListLayout.CARDS),
        ],
    )  # fmt: skip
    _make_topics(actor, news, outlets)
    _pin(actor)


def _make_topics(actor: User, news: SiteHome, outlets: dict[str, Outlet]) -> None:
    """The anniversary and the topic, below the main site; then every front page."""
    gold = pages.create_theme(actor=actor, name="校庆金", accent="#a86a12", masthead=Masthead.BAR)
    green = pages.create_theme(actor=actor, name="书香绿", accent="#2f6b4f", text=TypeFace.SERIF)
    reading = pages.create_site(
        actor=actor, title="书香东岭", kind=SiteKind.TOPIC, outlet=outlets["reading"], theme=green, path="reading", motto="读书是一件小事，也是一生的事",
        description="东岭理工大学读书节专题网站。",
        columns=[
            Column("书香活动", "activities", subject="书香活动", layout=ListLayout.CARDS),
            Column("新闻网报道", "reports", subject="校园文化", outlet=outlets["news"]),
        ],
    )  # fmt: skip
    jubilee = pages.create_site(
        actor=actor, title="建校七十周年", kind=SiteKind.ANNIVERSARY, outlet=outlets["anniversary"], theme=gold, path="70",
        motto="同心七十载 向新再出发", description="东岭理工大学建校七十周年专题网站。",
        columns=[
            Column("校庆动态", "events", subject="校庆动态", layout=ListLayout.CARDS),
            Column("校友故事", "alumni", subject="校友故事", layout=ListLayout.CARDS),
        ],
    )  # fmt: skip
    arrange(actor, news, jubilee, reading)
    pages.create_topic(actor=actor, site=jubilee, title="七十年大事", slug="milestones", body=[timeline()], intro="从建校到今天")


def _pin(actor: User) -> None:
    """The reading festival leads the news site until the end of the year."""
    home = SiteHome.objects.get(outlet__name=OUTLETS["news"][0])
    story = Publication.objects.filter(outlet=home.outlet, headline=TOLD[0].headline).get()
    pages.pin_story(actor=actor, page=home, public_id=story.public_id, until_on=dt.date(timezone.localdate().year, 12, 31))
