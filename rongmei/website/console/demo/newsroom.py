"""A year in the newsroom: manuscripts in every state, corrections, a withdrawal, urgent cases, a deputy, a signer whose account is closed.

Everything through the actions. Events are of the university that does not exist; the sentences are plain office Chinese.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from rongmei.base.directory.actions import create_account, disable_account
from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.models import Outlet, Person, User
from rongmei.base.history.actors import SYSTEM
from rongmei.content.newsroom import actions
from rongmei.content.newsroom.actions.ready_made import SOCIAL
from rongmei.content.newsroom.enums import CorrectionKind, PieceKind, StepKind
from rongmei.content.newsroom.models import Manuscript, Procedure, Subject
from rongmei.content.newsroom.text import Content, read_content

from .desk import QUICK, Desk
from .plan import OF_EVENT
from .scenes import draw
from .sites import FLASH, OUTLETS
from .world import World, dated, rng_of

GONE: Final = "jiaodui2"  # a proofreader who leaves in spring
UNITS: Final = (
    "马克思主义学院", "机械工程学院", "人工智能学院", "材料科学与工程学院", "外国语学院", "化学化工学院",
    "经济管理学院", "计算机学院", "校图书馆", "校团委", "党委学生工作部", "校医院",
)  # fmt: skip
# What happened, and two sentences about it; {unit} and {day} are filled in.
EVENTS: Final = (
    ("{unit}召开新学期工作布置会", "{day}，{unit}召开新学期工作布置会，对本学期重点任务作出安排。", "会议明确了分工和完成时限，各科室负责人参加。"),
    ("{unit}党员赴校史馆开展主题党日活动", "{day}，{unit}党支部组织党员到校史馆开展主题党日活动。", "大家在老照片和实物前听讲解员讲述建校初期的故事。"),
    ("{unit}举办青年教师教学比赛", "{day}，{unit}举办青年教师教学比赛，十二位教师参加。", "评委从教学设计、课堂互动和板书三个方面打分。"),
    ("{unit}与社区共建志愿服务站", "{day}，{unit}与翠湖社区签订协议，共建志愿服务站。", "服务站每周六开放，首批三十名志愿者已完成培训。"),
    ("{unit}开展实验室安全检查", "{day}，{unit}对所属场所开展安全检查，当场整改问题五处。", "检查组要求建立台账，一周内完成复查。"),
    ("{unit}举行毕业生座谈会", "{day}，{unit}举行毕业生座谈会，听取对培养工作的意见。", "同学们就课程设置、实习安排提出了建议。"),
    ("{unit}组织师生参观非遗展", "{day}，{unit}组织师生参观剪纸与蓝印花布展。", "展览由校团委主办，展期两周。"),
    ("{unit}邀请校友回校作报告", "{day}，{unit}邀请校友回校作报告，一百二十名师生到场。", "报告结束后，校友与学生交流了求职经历。"),
    ("{unit}启动读书月活动", "{day}，{unit}启动读书月活动，主题为“一本书、一堂课”。", "活动期间将举办四场读书分享会。"),
    ("{unit}完成暑期设施维修", "{day}，{unit}完成暑期设施维修，更换灯具二百余盏。", "维修期间安排了临时自习场所。"),
)  # fmt: skip
REASONS: Final = ("导语没有写明时间，请补上。", "领导职务请与名录核对。", "图片说明缺作者。", "第二段与上周稿件重复，请压缩。")
DECLINES: Final = ("属于单位内部工作，建议发在单位网站。", "同一活动已由主办单位供稿。")
TOPICS: Final = (
    ("古籍修复工作坊开班", "校图书馆"), ("宿舍文化节闭幕", "党委学生工作部"), ("智能车队备赛", "人工智能学院"), ("体检报告怎么看", "校医院"),
    ("老教授的备课笔记", "机械工程学院"), ("留学生学剪纸", "外国语学院"), ("校园候鸟观察", "校团委"), ("实验楼的灯", "化学化工学院"),
)  # fmt: skip


PACES: Final = (15, 20, 35, 50, 95, 140, 260)


def fill_newsroom(world: World, *, stories: int = 118) -> None:
    """More stories for the university's news site, under its own procedure (demo/sites.py)."""
    site = Outlet.objects.get(name=OUTLETS["news"][0], closed_on=None)
    procedure = Procedure.objects.get(key=FLASH.key, retired_at=None)
    _ready_made()
    _gone_signer(world)
    rng, desk = rng_of("newsroom"), Desk(world, procedure, PACES)
    desk.signers.sort(key=lambda user: user.username != GONE)  # until he leaves, the proofs are his
    for number in range(stories):
        if number == stories // 4:
            _leaves(world, desk)
        with transaction.atomic():
            _story(desk, site, rng, number, stories)
    with transaction.atomic():
        desk.paces = QUICK
        _special(world, desk, site, rng)
    with transaction.atomic():
        _elsewhere(world, site)
    _topics(world)


def _ready_made() -> None:
    """The ready-made procedures, each where its key has none in force."""
    if not Procedure.objects.filter(key="paper").exists():
        actions.install_procedures(actor=SYSTEM)
    if not Procedure.objects.filter(key=SOCIAL.key, version=2).exists():  # the office shortened its reviews for the public accounts
        steps = tuple(replace(step, hours=4) if step.kind == StepKind.REVIEW else step for step in SOCIAL.steps)
        actions.make_procedure(actor=SYSTEM, plan=replace(SOCIAL, steps=steps, small_punctuation=True))


def _gone_signer(world: World) -> None:
    """A proofreader who signed early in the year and has left: the account is closed, the signatures stay."""
    person = Person.objects.filter(unit__name="党委宣传部", account=None).order_by("campus_id").first()
    if person is None or User.objects.filter(username=GONE).exists():
        return
    user = create_account(actor=SYSTEM, username=GONE, person=person, roles=[(Role.PROOFREADER, None)], must_change_password=False).user
    world.users[GONE] = user


def _leaves(world: World, desk: Desk) -> None:
    account = User.objects.filter(username=GONE, is_active=True).first()
    if account is not None:
        disable_account(actor=SYSTEM, user=account)
    world.users.pop(GONE, None)
    desk.signers = [user for user in desk.signers if user.username != GONE]


def _story(desk: Desk, site: Outlet, rng: Random, number: int, total: int) -> None:
    """One story; what became of it follows from its number, so that every state occurs."""
    today = timezone.localdate()
    day = dt.date(2026, 1, 8) + dt.timedelta(days=int(number * (today - dt.date(2026, 1, 10)).days / total)) if today.year == 2026 else (
        dt.date(2026, 1, 8) + dt.timedelta(days=number * 340 // total)
    )  # fmt: skip
    moment = dt.datetime.combine(day, dt.time(8, number % 60), tzinfo=timezone.get_current_timezone())
    unit = UNITS[number % len(UNITS)]
    event = (number * 3 + number // len(UNITS)) % len(EVENTS)  # a unit has each event once before the first comes again
    content = _content(desk.world, unit, day, EVENTS[event], rng)
    fate = number % 12
    if number < total - 14 and fate not in (3, 9):
        manuscript = desk.begin(moment, unit, content, site, task=OF_EVENT.get(event))
        if fate == 5:  # comes back once, is mended, goes out
            manuscript, moment = desk.sign(manuscript, moment, 1)
            desk.send_back(manuscript, moment, rng.choice(REASONS))
            writer = desk.world.correspondents[unit]
            with dated(moment + dt.timedelta(hours=1)):
                mended = read_content(content.as_json() | {"subhead": "学校办公室供图"})
                actions.save_text(actor=writer, manuscript=manuscript, base=1, content=mended)
                manuscript = actions.submit_manuscript(actor=writer, manuscript=Manuscript.objects.get(pk=manuscript.pk))
        desk.publish(manuscript, moment + dt.timedelta(hours=2), site)
    elif fate == 3:
        manuscript = desk.begin(moment, unit, content, site)
        with dated(moment + dt.timedelta(hours=2)):
            actions.decline_manuscript(actor=desk.world.user("chief"), manuscript=manuscript, reason=rng.choice(DECLINES))
    elif fate == 9:
        desk.send_back(desk.begin(moment, unit, content, site), moment + dt.timedelta(hours=3), rng.choice(REASONS))
    else:  # the newest stand in the middle of their way
        submit = fate not in (0, 6)
        manuscript = desk.begin(moment, unit, content, site, submit=submit, task=OF_EVENT.get(event))
        if submit:
            desk.sign(manuscript, moment, number % 6)


def _content(world: World, unit: str, day: dt.date, event: tuple[str, str, str], rng: Random, **more: Any) -> Content:
    filled = [part.format(unit=unit, day=f"{day.month}月{day.day}日") for part in event]
    person = world.correspondents[unit].person
    subject = Subject.objects.filter(name="学院动态").first() or Subject.objects.first()
    return read_content(
        {
            "headline": filled[0],
            "body": [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in filled[1:]],
            "byline": _byline(world, unit, person, rng),
            "subjects": [subject.pk] if subject else [],
            "units": [world.units[unit].pk],
        }
        | more
    )


def _byline(world: World, unit: str, correspondent: Person | None, rng: Random) -> list[dict[str, Any]]:
    """The unit's correspondent, and a colleague who wrote it with him."""
    lines = [("correspondent", correspondent)] if correspondent else []
    colleagues = [people[0] for (home, _post), people in world.people.items() if home == unit]
    lines += [("author", one) for one in rng.sample(colleagues, 1) if one != correspondent] if colleagues else []
    return [{"role": role, "name": person.name, "person": person.pk, "unit": unit} for role, person in lines]


def _special(world: World, desk: Desk, site: Outlet, rng: Random) -> None:
    """Three corrections, a withdrawal, two urgent cases, a deputy, a story with its time set, an adaptation for the public account."""
    now = timezone.now()
    published = list(Manuscript.objects.filter(state="published", targets=site, adapted_from=None).order_by("pk")[:8])
    editor, chief, head = world.user("editor"), world.user("chief"), world.user("head")
    notes = ("文中参加人数应为四十二人。", "文中人名更正为正确写法。", "文中日期应为上月二十八日。")
    for manuscript, kind, text in zip(published, (CorrectionKind.DATA, CorrectionKind.WORDING, CorrectionKind.FACT), notes, strict=False):
        manuscript = actions.open_correction(actor=editor, manuscript=manuscript, kind=kind, text=text)
        current = manuscript.current
        assert current is not None
        body = [*current.body, {"type": "paragraph", "value": f"<p>（更正：{text}）</p>"}]
        actions.save_text(
            actor=editor, manuscript=manuscript, base=current.number, content=read_content(current.content().as_json() | {"body": body})
        )
        desk.publish(manuscript, now - dt.timedelta(hours=9), site)
    actions.withdraw_story(actor=chief, manuscript=published[5], reason="稿件所述活动因故延期，应主办单位要求撤下。")
    deputy = world.user("deputy").person
    if head.person and deputy:
        actions.name_deputy(
            actor=head, principal=head.person, deputy=deputy, from_on=timezone.localdate(),
            to_on=timezone.localdate() + dt.timedelta(days=14), reason="外出学习",
        )  # fmt: skip
    _urgent(world, desk, site, now)
    actions.open_correction(actor=editor, manuscript=published[6], kind=CorrectionKind.WORDING, text="文中单位名称应使用全称。")
    draft = Manuscript.objects.filter(state="draft").order_by("pk").first()
    if draft is not None and draft.created_by is not None:
        actions.drop_manuscript(actor=draft.created_by, manuscript=draft, reason="活动取消")
    event = ("{unit}本周开放日活动安排", "{unit}定于本周六举办开放日活动，欢迎师生参加。", "活动地点和路线见附件。")
    soon = desk.begin(now - dt.timedelta(hours=8), "校图书馆", _content(world, "校图书馆", now.date(), event, rng), site)
    soon, _moment = desk.sign(soon, now - dt.timedelta(hours=7))
    actions.schedule_manuscript(actor=editor, manuscript=soon, at=now + dt.timedelta(hours=20))
    _adaptation(world, published[7], now)


def _adaptation(world: World, story: Manuscript, now: dt.datetime) -> None:
    """The same event for the public account: another text, another procedure."""
    outlet = Outlet.objects.filter(kind=OutletKind.WECHAT, closed_on=None).order_by("pk").first()
    assert story.current is not None
    if outlet is None:
        return
    content = read_content(story.current.content().as_json() | {"headline": f"一图看懂｜{story.headline}"[:200]})
    desk = Desk(world, Procedure.objects.get(key=SOCIAL.key, retired_at=None))
    manuscript = desk.begin(now - dt.timedelta(hours=30), story.unit.name, content, outlet, adapted_from=story)
    desk.publish(manuscript, now - dt.timedelta(hours=29), outlet)


def _elsewhere(world: World, site: Outlet) -> None:
    """Stories carried elsewhere: one place still has the text before its correction; of a withdrawn story one place is confirmed gone."""
    editor = world.user("editor")
    corrected = Manuscript.objects.filter(publications__edition=2, publications__outlet=site).order_by("pk").first()
    withdrawn = Manuscript.objects.filter(state="withdrawn").order_by("pk").first()
    if corrected is None or withdrawn is None:
        return
    first = corrected.publications.get(edition=1)
    day = timezone.localdate(first.first_published_at)
    actions.note_republication(
        actor=editor,
        manuscript=corrected,
        publication=first,
        place="东岭日报客户端",
        url="https://news.dongling.example/2026/1",
        carried_on=day,
    )
    gone = withdrawn.publications.get()
    actions.note_republication(actor=editor, manuscript=withdrawn, publication=gone, place="东岭市教育局网站")
    confirmation = withdrawn.withdrawal.confirmations.get(republication=None)
    screenshot = SimpleUploadedFile("已撤下.jpg", draw("campus", 99), content_type="image/jpeg")
    actions.confirm_down(
        actor=editor, confirmation=confirmation, screenshot=actions.add_asset(actor=editor, file=screenshot), note="打开显示“此稿已撤下”。"
    )
    waiting = Manuscript.objects.filter(state="submitted").order_by("-pk").first()
    chief = world.user("chief").person
    if waiting is not None and waiting.current is not None and chief is not None:
        passage = waiting.current.headline[-6:]
        actions.write_comment(actor=editor, manuscript=waiting, text="请核一下单位全称。", passage=passage, mentions=[chief])


def _urgent(world: World, desk: Desk, site: Outlet, now: dt.datetime) -> None:
    """One countersigned the next morning, one still red."""
    event = ("{unit}关于今晚校园供水临时调整的通知", "因管道抢修，今晚22时至次日6时东区停水。", "{unit}已在各楼门厅设置临时取水点。")
    authoriser = world.user("head").person
    assert authoriser is not None
    for ago, settled in ((dt.timedelta(days=40), True), (dt.timedelta(hours=5), False)):
        moment = now - ago
        content = _content(world, "党委保卫部", moment.date(), event, Random(1))  # noqa: S311
        manuscript = desk.begin(moment, "党委保卫部", content, site)
        manuscript, moment = desk.sign(manuscript, moment, 3)
        with dated(moment + dt.timedelta(minutes=10)):
            release = actions.release_urgently(
                actor=world.user("chief"), manuscript=manuscript, authoriser=authoriser, reason="管道爆裂，须立即通知师生储水。",
                phoned_at=moment,
            )  # fmt: skip
            actions.publish_manuscript(actor=world.user("editor"), manuscript=manuscript, outlet=site)
        if settled:
            with dated(moment + dt.timedelta(hours=10)):
                actions.countersign_release(actor=world.user("head"), release=release, opinion="情况属实，同意先发。")


def _topics(world: World) -> None:
    """Topics in the tray and in the calendar; pieces taken on, refused, delivered."""
    now = timezone.now()
    people: Sequence[Person] = [user.person for user in (world.user("reporter"), world.user("editor")) if user.person]
    for number, (title, unit) in enumerate(TOPICS):
        with transaction.atomic():
            on = timezone.localdate() + dt.timedelta(days=3 * number - 6) if number % 2 else None
            topic = actions.propose_topic(actor=world.correspondents[unit], unit=world.units[unit], title=title, on=on)
            if number == 6:
                actions.decline_topic(actor=world.user("editor"), topic=topic, reason="去年做过同题报道，今年换个角度再报。")
            elif number < 5:
                topic = actions.accept_topic(actor=world.user("editor"), topic=topic)
                due = now + dt.timedelta(days=number + 1)
                piece = actions.assign_piece(
                    actor=world.user("editor"), topic=topic, assignee=people[number % len(people)], due_at=due,
                    piece=(PieceKind.TEXT, PieceKind.PHOTO, PieceKind.VIDEO)[number % 3], note="周五前交初稿",
                )  # fmt: skip
                if number < 2:
                    actions.confirm_assignment(actor=User.objects.get(person=people[number % len(people)]), assignment=piece)
