"""The summary's text: plain office Chinese about the fictional university, with a mark at every live place.

A mark is {what:form:more}. what: the key of a figure; @university, @short, @year, @unit/NAME, @person/UNIT/POST; #figure/column/pattern/most
for a list of rows. more: "masked" (last year's file has it under marks), "zero" (no such thing, no sentence), "back" (last year's value).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .units import UNIVERSITY

_MARK = re.compile(r"\{([^{}]+(?:\{\}[^{}]*)?)\}")


@dataclass(frozen=True)
class Mark:
    """One live place."""

    what: str
    form: str = "exact"
    more: frozenset[str] = frozenset()

    @property
    def is_figure(self) -> bool:
        return self.what[0] not in "@#"

    @classmethod
    def read(cls, text: str) -> Mark:
        what, *rest = text.split(":")
        return cls(what, (rest[0] if rest else "") or "exact", frozenset(rest[1:]))


@dataclass(frozen=True)
class Piece:
    """kind: title, chapter, section, text. since: the first year whose summary has it."""

    kind: str
    text: str
    since: int = 2025

    def parts(self) -> Iterator[str | Mark]:
        at = 0
        for found in _MARK.finditer(self.text):
            if found.start() > at:
                yield self.text[at : found.start()]
            yield Mark.read(found[1])
            at = found.end()
        if at < len(self.text):
            yield self.text[at:]


def title(year: int) -> str:
    return f"{UNIVERSITY}党委宣传部{year}年工作总结"


P = Piece
BODY: tuple[Piece, ...] = (
    P(
        "text",
        "{@year}年，在学校党委的领导下，{@university}党委宣传部围绕立德树人根本任务，统筹推进理论武装、宣讲育人和荣誉培育，各项工作取得新进展。"
        "全年举办理论讲座{lecture.count:yu}场，校党委理论学习中心组集体学习{study.sessions}次，获得教育类立项与奖项{award.count}项、媒体类荣誉{honour.count}项。"
        "现将主要情况总结如下。",
    ),
    P(
        "text",
        "对照年度工作计划，全年分解任务{task.count}项，任务已完成{task.done}项、任务推进中{task.under_way}项、任务逾期{task.overdue}项，"
        "以发布的稿件为证，任务成果{task.evidence}件。",
        2026,
    ),
    P("chapter", "一、强化理论武装，筑牢思想根基"),
    P("section", "（一）抓牢中心组学习"),
    P(
        "text",
        "校党委理论学习中心组全年开展集体学习{study.sessions}次，其中集体研讨{study.discussions}次、现场学习{study.visits}次，成员交流发言{study.speeches}人次。"
        "学习由党委书记{@person/党委办公室/党委书记}同志主持，应到{study.expected}人次，实到{study.present}人次，出勤率{study.rate:percent}；"
        "因故缺席{study.missed}人次，已安排补学{study.made_up}人次。",
    ),
    P(
        "text",
        "指导二级中心组{study.groups}个，全年开展二级中心组学习{study.unit_sessions:yu}次，实到{study.unit_present}人次，出勤率{study.unit_rate:percent}。"
        "全校制定理论学习计划{plan.count}份，组织教职工集中学习{study.staff}次、学生集中学习{study.students}次。",
        2026,
    ),
    P("section", "（二）落实第一议题制度"),
    P(
        "text",
        "全校{agenda.units}个单位开展第一议题学习{agenda.count:yu}次，其中党委常委会{agenda.committee}次、党政联席会议{agenda.joint}次，"
        "传达学习各类篇目{agenda.items:yu:masked}篇，包括讲话精神{agenda.speeches}篇、文件和会议精神{agenda.documents}篇。",
        2026,
    ),
    P(
        "text",
        "编印《理论学习资料》{material.issues}期，收录学习篇目{material.texts:yu}篇，其中理论文章{material.articles}篇，全年印发{material.copies:yu}份。",
    ),
    P("section", "（三）规范列席旁听"),
    P(
        "text",
        "组织二级党组织书记和机关部门负责人分{observer.batches}批列席旁听{observer.person_times:yu:masked}人次，涉及单位{observer.units}个，"
        "收到旁听小结{observer.notes}份，小结提交率{observer.note_rate:percent}。",
    ),
    P("section", "（四）办好理论讲堂"),
    P(
        "text",
        "统筹举办校院两级理论讲座{lecture.count}场，涉及主题{lecture.themes}个，覆盖二级单位{lecture.units}个，参加师生{lecture.person_times:wan_yu}人次。"
        "其中，教学院系主办{lecture.colleges}场，党群部门主办{lecture.party}场，行政部门主办{lecture.administration}场，直属单位主办{lecture.affiliated}场。",
    ),
    P(
        "text",
        "全校现有讲座品牌{series.count}个，形成以{#series.count/name/“{}”/3}为代表的讲堂矩阵。其中，东岭讲堂举办{lecture.hall}场，青年大讲堂举办{lecture.youth}场，"
        "{@unit/马克思主义学院}主办{lecture.marxism}场。",
        2026,
    ),
    P("chapter", "二、深化宣讲育人，讲好思政课程"),
    P("section", "（一）建强宣讲队伍"),
    P(
        "text",
        "全年新入选各级宣讲团成员{corps.members}名，其中入选省委宣讲团{corps.provincial}名、市委宣讲团{corps.municipal}名，校师生宣讲团新聘{corps.university}名。"
        "宣讲团成员深入基层宣讲{talk.count:yu:masked}场，受众{talk.person_times:yu}人次。",
    ),
    P(
        "text",
        "宣讲活动进社区{talk.community}场、进乡村{talk.village}场、进中学{talk.school}场、进企业{talk.enterprise}场，"
        "{@unit/人工智能学院}、{@unit/机械工程学院}组建的学生宣讲队受到基层群众欢迎。",
    ),
    P("section", "（二）讲好校领导思政课"),
    P(
        "text",
        "校领导{class.leaders}人走上讲台，讲授思政课{class.count}次，累计{class.hours}学时，听课学生{class.person_times:wan_yu}人次。"
        "其中，开学第一课{class.first_lesson}次，形势与政策课{class.situation}次，党课{class.party}次。学校现有全日制在校学生{people.students}人。",
    ),
    P("section", "（三）组织辅导报告"),
    P("text", "邀请校外专家{report.experts}名，举办辅导报告{report.count}场，听众{report.person_times:yu}人次。"),
    P("chapter", "三、做强新闻宣传，把好审校关口"),
    P("section", "（一）讲好校园新闻"),
    P(
        "text",
        "全年发布新闻{story.count:yu}篇，供稿单位{story.units}个，其中学校主页发布新闻{story.main_site}篇、学院网站发布{story.unit_site}篇、校庆专题网站发布{story.topic_site}篇。"
        "按题材分，学校要闻{story.headlines}篇、教学科研{story.research}篇、师生风采{story.people}篇、校园文化{story.culture}篇、学院动态{story.college_news}篇。"
        "按供稿单位分，教学院系{story.colleges}篇、党群部门{story.party}篇、行政部门{story.administration}篇、直属单位{story.affiliated}篇。",
    ),
    P("text", "开通英文网，全年英文网发布{story.english_site}篇。", 2026),
    P("section", "（二）用好单位来稿"),
    P(
        "text",
        "{submission.units}个单位来稿{submission.count}篇，采用{submission.taken}篇，采用率{submission.rate:percent}；退改稿件{submission.returned}篇。"
        "按单位分，教学院系来稿{submission.colleges}篇，党群部门来稿{submission.party}篇，行政部门来稿{submission.administration}篇，"
        "直属单位来稿{submission.affiliated}篇；教学院系来稿采用{submission.colleges_taken}篇，党群部门来稿采用{submission.party_taken}篇，"
        "行政部门来稿采用{submission.administration_taken}篇，直属单位来稿采用{submission.affiliated_taken}篇。",
    ),
    P("section", "（三）落实三审三校"),
    P(
        "text",
        "全年{step.people}人参与审校，签审{step.count:yu}次。初审用时中位数{step.first}小时，复审用时中位数{step.second}小时，"
        "终审用时中位数{step.final}小时，校对用时中位数{step.proof}小时。",
    ),
    P("text", "经口头授权先发的急稿{story.urgent}篇，其中24小时内补签{story.urgent_in_time}篇。", 2026),
    P("chapter", "四、培育优秀成果，提升荣誉质量"),
    P("section", "（一）教育类立项与奖项"),
    P(
        "text",
        "全校获得教育类立项与奖项{award.count}项，其中国家级{award.national}项、省级{award.provincial}项、市级{award.municipal}项、校级{award.university}项，"
        "省级占{award.provincial_share:percent}。获奖教师{award.people}人，涉及单位{award.units}个。",
    ),
    P(
        "text",
        "新增教改项目{award.projects}项，{#award.provincial_projects/title/《{}》/2}项目获省级立项；建设育人工作室{award.studios}个、一流课程{award.courses}门，"
        "获教师个人荣誉{award.personal}项。获教学成果奖{award.achievements}项，其中一等奖{award.first}项、二等奖{award.second}项、三等奖{award.third}项。",
    ),
    P("section", "（二）媒体类荣誉"),
    P(
        "text",
        "获得媒体类荣誉{honour.count}项，其中集体荣誉{honour.titles}项。获国家级集体荣誉{honour.national_titles:exact:zero}项，创历史最好成绩。"
        "优秀通讯员{honour.correspondents}人，获奖作品{honour.works}件，获作品奖项{honour.prizes}项，"
        "其中一等奖{honour.first}项、二等奖{honour.second}项、三等奖{honour.third}项、优秀奖{honour.excellence}项。",
    ),
    P("section", "（三）主要工作数据"),
    P("table", "", 2026),
    P(
        "text",
        "全年获得各类荣誉{honours.total}项。下一年，宣传部将继续服务学校中心工作，加强台账管理，讲好{@short}故事，为学校事业高质量发展凝聚力量。",
    ),
)
# heading of the row, figure
TABLE_HEAD = ("指标", "本年", "上年")
TABLE: tuple[tuple[str, str], ...] = (
    ("理论讲座（场）", "lecture.count"),
    ("讲座参加人次（人次）", "lecture.person_times"),
    ("校级中心组集体学习（次）", "study.sessions"),
    ("二级中心组学习（次）", "study.unit_sessions"),
    ("第一议题学习（次）", "agenda.count"),
    ("列席旁听（人次）", "observer.person_times"),
    ("面向社会宣讲（场）", "talk.count"),
    ("校领导讲思政课（次）", "class.count"),
    ("专家辅导报告（场）", "report.count"),
    ("学校主页发布新闻（篇）", "story.main_site"),
    ("单位来稿（篇）", "submission.count"),
    ("来稿采用（篇）", "submission.taken"),
    ("教育类立项与获奖（项）", "award.count"),
    ("媒体类荣誉（项）", "honour.count"),
)


def pieces(year: int) -> list[Piece]:
    """The text of the year's summary."""
    return [piece for piece in BODY if piece.since <= year]


def marks(year: int) -> list[Mark]:
    """Every live place of the year's text, in reading order."""
    found: list[Mark] = []
    for piece in pieces(year):
        if piece.kind == "table":
            found.extend(mark for _row, key in TABLE for mark in (Mark(key), Mark(key, more=frozenset({"back"}))))
        else:
            found.extend(part for part in piece.parts() if isinstance(part, Mark))
    return found
