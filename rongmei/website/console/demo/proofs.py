"""The proof desk's two years: the office's own words and rules, issues checked with their errors, texts on the desk."""

from __future__ import annotations

import calendar
import datetime as dt
from random import Random
from typing import Any

from django.db import transaction

from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import create_row, move_rows
from rongmei.base.ledger.enums import RowState
from rongmei.content.proofdesk import actions
from rongmei.content.proofdesk.enums import Answer

from .world import Recorder, Span, World, rng_of

OFFICE = "党委宣传部"
PAPER = "《东岭理工大学报》"
# As written, what is said of it, the word to write, why.
WORDS = (
    ("院团委会", "不这样写", "学院团委", "团委通知统一称谓"),
    ("主题党日活动日", "不这样写", "主题党日", "“日”字重复"),
    ("东岭理工大", "不这样写", "东岭理工大学", "正式稿件用全称或简称“东理工”"),
    ("融媒体中心平台", "不这样写", "融媒体中心", "机构名称以编制文件为准"),
    ("学术沙龙会", "不这样写", "学术沙龙", "“会”字多余"),
    ("我校校报", "不这样写", "校报", "“校”字重复"),
    ("官微公众号", "不这样写", "官方微信公众号", "写全称"),
    ("东岭读书夜", "认可，不再提示", "", "校园文化品牌名称"),
    ("鼎青年", "认可，不再提示", "", "团委新媒体栏目名"),
    ("书香东岭", "认可，不再提示", "", "栏目名"),
)
WAITING = (("校内外校友", "不这样写", "校友", "校友都在校外"), ("双一流学科群", "认可，不再提示", "", "规划文件用语"))
RULES = (
    (
        "会议报道用语",
        """name: meetings
rules:
  attended:
    extends: substitution
    level: suggestion
    message: "会议报道写“{right}”，不写“{found}”。"
    swap: {出席参加: 出席, 参加出席: 出席}
    tests:
      bad: ["校领导出席参加会议": "校领导出席会议"]
      good: ["校领导出席会议", "师生代表参加会议"]
  chaired:
    extends: substitution
    level: suggestion
    message: "写“{right}”即可。"
    swap: {主持召开了会议: 主持会议}
    tests:
      bad: ["校长主持召开了会议。": "校长主持会议。"]
      good: ["校长主持会议。"]
""",
    ),
    (
        "数字化用语",
        """name: digital
rules:
  media:
    extends: substitution
    level: warning
    message: "本单位统一写“{right}”。"
    swap: {全媒体矩阵群: 融媒体矩阵, 新媒体矩阵群: 融媒体矩阵}
    tests:
      bad: ["建好新媒体矩阵群": "建好融媒体矩阵"]
      good: ["建好融媒体矩阵"]
""",
    ),
)
# What went wrong, what it should be, sort, characters, place, how often it comes.
SLIPS: tuple[tuple[str, str, str, int, str, int], ...] = (
    ("截止目前", "截至目前", "错别字", 1, "", 4),
    ("座落于", "坐落于", "错别字", 1, "", 3),
    ("认真贯测", "认真贯彻", "错别字", 1, "", 2),
    ("学术讲坐", "学术讲座", "错别字", 1, "标题", 1),
    ("公部名单", "公布名单", "错别字", 1, "", 2),
    ("人材培养", "人才培养", "错别字", 1, "", 3),
    ("材料学与工程学院", "材料科学与工程学院", "人名、职务、机构", 2, "", 2),
    ("副校长（教学）", "副校长", "人名、职务、机构", 1, "", 1),
    ("3、4个班级", "三四个班级", "数字用法", 1, "", 4),
    ("5-6月", "5—6月", "数字用法", 1, "", 4),
    ("共3500人（分项合计3600人）", "共3600人", "数字错误", 1, "", 2),
    ("11月22日（星期一）", "11月22日（星期日）", "事实、知识、逻辑", 1, "", 1),
    ("，，", "，", "标点", 1, "", 5),
    ("《新闻学》、《传播学》", "《新闻学》《传播学》", "标点", 1, "", 5),
    ("约200余人左右", "约200人", "语法、用语", 1, "", 4),
    ("漏“党委书记”四字", "补“党委书记”", "多字、漏字", 4, "", 1),
    ("举办举办", "举办", "多字、漏字", 2, "", 2),
    ("图注左右颠倒", "互换", "颠倒", 1, "", 1),
)
STEPS = ("一校", "一校", "二校", "二校", "三校", "核红", "发布后")
DESK = (
    (
        "editor",
        "学术月简讯",
        "近日,我校举办学术讲坐，，座落于东湖校区的新馆同日启用。\n截止目前，共有３、4个班级报名，参会师生约200余人左右。\n讲座将于2026年2月30日举行。",
    ),
    ("mayuan", "马克思主义学院主题党日", "学院开展主题党日活动日，校领导出席参加会议。\n大家表示，，要认真贯彻会议精神。。"),
)


def lay_words(world: World) -> None:
    """Words and rules the office settled on; two wait for a decision."""
    with transaction.atomic():
        editor, chief = world.user("editor"), world.user("chief")
        ledger = registry.get("house_word")
        made = [create_row(actor=editor, ledger=ledger, raw=_word(*word)).pk for word in WORDS]
        move_rows(actor=chief, ledger=ledger, pks=made, to=RowState.CONFIRMED)
        for word in WAITING:
            create_row(actor=world.user("mayuan"), ledger=ledger, raw={**_word(*word), "unit": "马克思主义学院"})
        ledger = registry.get("house_rule")
        for title, text in RULES:
            raw = {"title": title, "text": text, "unit": OFFICE, "since": "2025-01-06"}
            row = create_row(actor=editor, ledger=ledger, raw=raw)
            move_rows(actor=world.user("manager"), ledger=ledger, pks=[row.pk], to=RowState.CONFIRMED)


def _word(wrong: str, use: str, right: str, message: str) -> dict[str, str]:
    return {"wrong": wrong, "use": use, "right": right, "message": message, "unit": OFFICE, "since": "2025-01-06"}


def record_errors(world: World, span: Span) -> None:
    """The paper of each month, the site each month, the journal each quarter; what was found in them."""
    rng = rng_of(f"errors/{span.part}")
    issues, marks = Recorder(world, "checked_issue", rng, settled=True), Recorder(world, "error_mark", rng, settled=True)
    written: list[dict[str, Any]] = []
    for month in range(span.start.month, span.end.month + 1):
        last = dt.date(span.year, month, calendar.monthrange(span.year, month)[1])
        if not span.start <= last <= span.end:
            continue
        if month not in (2, 8):
            written += _issue(
                world, rng, issues, f"{PAPER}第{_number(span.year, month)}期", "报纸", last.replace(day=15), rng.randint(24, 33) * 1000
            )
        written += _issue(world, rng, issues, f"学校主页{span.year}年{month}月", "网站、新媒体", last, rng.randint(42, 70) * 1000)
        if month in (3, 6, 9, 12):
            title = f"《东岭理工大学学报》{span.year}年第{month // 3}期"
            written += _issue(world, rng, issues, title, "期刊", last.replace(day=20), rng.randint(90, 120) * 1000)
    issues.record()
    for raw in written:
        marks.add(raw, by="editor")
    marks.record()


def _number(year: int, month: int) -> int:
    """The paper comes ten times a year; no. 520 was the first of 2025."""
    return 519 + (year - 2025) * 10 + month - sum(month > pause for pause in (2, 8))


def _issue(world: World, rng: Random, issues: Recorder, title: str, kind: str, day: dt.date, characters: int) -> list[dict[str, Any]]:
    issues.add({"issued_on": day.isoformat(), "title": title, "publication": kind, "characters": characters, "unit": OFFICE}, by="editor")
    return [_error(world, rng, title, day, number) for number in range(rng.randint(2, 8))]


def _error(world: World, rng: Random, title: str, day: dt.date, number: int) -> dict[str, Any]:
    wrong, right, sort, length, place, _often = rng.choices(SLIPS, weights=[slip[-1] for slip in SLIPS])[0]
    step = rng.choice(STEPS)
    writers = [world.holder(OFFICE, "新闻科编辑"), *(user.person.name for user in world.correspondents.values() if user.person)]
    readers = [world.holder(OFFICE, "校对"), world.holder(OFFICE, "新闻科编辑"), world.holder(OFFICE, "理论科科长")]
    missed = {"二校": readers[:1], "三校": readers[:2], "核红": readers[:2], "发布后": readers}.get(step, [])
    return {
        "found_on": day.isoformat(),
        "issue": title,
        "found": wrong,
        "right": right,
        "sort": sort,
        "length": length,
        "place": place,
        "location": f"{rng.randint(1, 4)}版第{number + 1}处",
        "step": step,
        "by": "机检" if step == "一校" and rng.random() < 0.6 else "人工",
        "finder": readers[0],
        "introduced_by": rng.choice(writers),
        "unit": OFFICE,
        "missed": "、".join(f"{name}（{at}）" for name, at in zip(missed, ("一校", "二校", "三校"), strict=False)),
    }


def use_the_desk(world: World) -> None:
    """Two texts put on the desk, some of the remarks decided."""
    for username, title, text in DESK:
        user = world.user(username)
        _kept, run = actions.take_text(actor=user, text=text, style="web", on=dt.date(2026, 3, 12), title=title)
        findings = list(run.findings.all())
        for finding in findings[:2]:
            if finding.suggestions:
                actions.answer_finding(actor=user, pk=finding.pk, answer=Answer.ACCEPTED)
        if len(findings) > 2:
            actions.answer_finding(actor=user, pk=findings[-1].pk, answer=Answer.IGNORED, reason="引用原件，照录")
