"""The catalogue of figures: what the office counts of each ledger, in the office's own words."""

from __future__ import annotations

from dataclasses import dataclass

from .plan import POINTS, YEAR


@dataclass(frozen=True)
class Wanted:
    """One definition. where: conditions as "dim=value", "dim<unit" (is or belongs to), "dim>=number", "dim=" (is empty). whole: the figure it is a part of.

    expr makes it a formula; basis without a ledger makes it one entered by hand.
    """

    key: str
    label: str
    measure: str = ""
    where: tuple[str, ...] = ()
    whole: str = ""
    synonyms: tuple[str, ...] = ()
    period: str = "scope"
    expr: str = ""
    unit_word: str = ""
    basis: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Chapter:
    """Figures of one ledger (none for formulas and numbers entered by hand) under one heading of the catalogue."""

    name: str
    ledger: str
    figures: tuple[Wanted, ...]


W = Wanted
CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "理论讲堂",
        "lecture",
        (
            W("lecture.count", "理论讲座场数", "count", synonyms=("举办讲座", "讲座")),
            W("lecture.themes", "讲座主题数", "themes"),
            W("lecture.units", "讲座覆盖二级单位数", "units", synonyms=("覆盖二级党组织",)),
            W("lecture.person_times", "讲座参加人次", "person_times", synonyms=("参加师生",)),
            W("lecture.speakers", "讲座主讲人数", "speakers"),
            W("lecture.colleges", "教学院系主办讲座场数", "count", ("unit<教学院系",), "lecture.count"),
            W("lecture.party", "党群部门主办讲座场数", "count", ("unit<党群部门",), "lecture.count"),
            W("lecture.administration", "行政部门主办讲座场数", "count", ("unit<行政部门",), "lecture.count"),
            W("lecture.affiliated", "直属单位主办讲座场数", "count", ("unit<直属单位",), "lecture.count"),
            W("lecture.students", "学生组织主办讲座场数", "count", ("unit<学生组织",), "lecture.count"),
            W("lecture.covered_colleges", "讲座覆盖教学院系数", "units", ("covered<教学院系",)),
            W("lecture.large", "百人以上讲座场数", "count", ("heads>=100",)),
            W("lecture.hall", "东岭讲堂场数", "count", ("series=东岭讲堂",), synonyms=("校级理论讲堂",)),
            W("lecture.youth", "青年大讲堂场数", "count", ("series=青年大讲堂",)),
            W("lecture.marxism", "马克思主义学院主办讲座场数", "count", ("unit=马克思主义学院",), synonyms=("马院讲座",)),
        ),
    ),
    Chapter(
        "理论讲堂",
        "lecture_series",
        (W("series.count", "讲座品牌数", "count", ("ended_on=",), period="as_of", synonyms=("讲座品牌", "讲堂")),),
    ),
    Chapter(
        "中心组学习",
        "study_session",
        (
            W(
                "study.sessions",
                "校级中心组集体学习次数",
                "count",
                ("level=university", "audience=group"),
                synonyms=("校党委理论学习中心组集体学习",),
            ),
            W(
                "study.discussions",
                "校级中心组集体学习研讨次数",
                "count",
                ("level=university", "form=discussion"),
                "study.sessions",
                ("集体研讨",),
            ),
            W("study.visits", "校级中心组现场学习次数", "count", ("level=university", "form=visit"), "study.sessions", ("现场学习",)),
            W("study.expected", "校级中心组应到人次", "expected", ("level=university",)),
            W("study.present", "校级中心组实到人次", "present", ("level=university",)),
            W("study.speeches", "校级中心组交流发言人次", "speeches", ("level=university",), synonyms=("交流发言",)),
            W("study.missed", "校级中心组缺席人次", "missed", ("level=university",)),
            W("study.made_up", "校级中心组补学人次", "made_up", ("level=university",), synonyms=("补学",)),
            W("study.unit_sessions", "二级中心组集体学习次数", "count", ("level=unit", "audience=group"), synonyms=("二级党委中心组学习",)),
            W("study.groups", "开展学习的二级中心组数", "groups", ("level=unit", "audience=group"), synonyms=("二级中心组",)),
            W("study.unit_expected", "二级中心组应到人次", "expected", ("level=unit", "audience=group")),
            W("study.unit_present", "二级中心组实到人次", "present", ("level=unit", "audience=group")),
            W("study.staff", "教职工理论学习次数", "count", ("audience=staff",), synonyms=("教职工集中学习",)),
            W("study.students", "学生理论学习次数", "count", ("audience=students",), synonyms=("学生集中学习",)),
        ),
    ),
    Chapter(
        "中心组学习",
        "study_plan",
        (
            W("plan.count", "理论学习计划份数", "count", synonyms=("学习计划",)),
            W("plan.sessions", "二级中心组计划学习次数", "planned", ("level=unit", "audience=group")),
            W("plan.units", "制定学习计划的单位数", "units"),
        ),
    ),
    Chapter(
        "第一议题",
        "first_agenda",
        (
            W("agenda.count", "第一议题学习次数", "count", synonyms=("第一议题",)),
            W("agenda.items", "第一议题学习篇目数", "items", synonyms=("传达学习重要讲话和文件",)),
            W("agenda.committee", "党委常委会第一议题次数", "count", ("meeting_kind=committee",), "agenda.count", ("党委常委会",)),
            W("agenda.joint", "党政联席会议第一议题次数", "count", ("meeting_kind=joint",), "agenda.count", ("党政联席会议",)),
            W("agenda.units", "落实第一议题制度的单位数", "units"),
            W("agenda.speeches", "第一议题学习讲话篇数", "items", ("text_kind=speech",), synonyms=("讲话精神",)),
            W("agenda.documents", "第一议题学习文件篇数", "items", ("text_kind=document",), synonyms=("文件和会议精神",)),
        ),
    ),
    Chapter(
        "第一议题",
        "study_material",
        (
            W("material.issues", "理论学习资料期数", "count", synonyms=("编印学习资料",)),
            W("material.texts", "理论学习资料篇目数", "items", synonyms=("收录学习篇目",)),
            W("material.copies", "理论学习资料印数", "copies", synonyms=("印发",)),
            W("material.articles", "学习资料理论文章篇数", "items", ("text_kind=article",), synonyms=("理论文章",)),
        ),
    ),
    Chapter(
        "列席旁听",
        "observer_batch",
        (
            W("observer.batches", "列席旁听批次数", "count", synonyms=("分批列席旁听",)),
            W("observer.person_times", "列席旁听人次", "person_times", synonyms=("列席旁听",)),
            W("observer.persons", "列席旁听人数", "persons"),
            W("observer.units", "派员列席旁听的单位数", "units"),
            W("observer.notes", "旁听小结份数", "notes", synonyms=("提交旁听小结",)),
        ),
    ),
    Chapter(
        "宣讲团",
        "corps_member",
        (
            W("corps.members", "新入选宣讲团人数", "members"),
            W("corps.admissions", "入选宣讲团项数", "admissions"),
            W("corps.provincial", "入选省委宣讲团人数", "members", ("level=provincial",), synonyms=("省委宣讲团",)),
            W("corps.municipal", "入选市委宣讲团人数", "members", ("level=municipal",), synonyms=("市委宣讲团",)),
            W("corps.university", "校级宣讲团新聘人数", "members", ("level=university",), synonyms=("校师生宣讲团",)),
            W("corps.standing", "宣讲团成员总数", "members", period="as_of"),
        ),
    ),
    Chapter(
        "宣讲团",
        "public_talk",
        (
            W("talk.count", "面向社会宣讲场数", "count", synonyms=("开展宣讲",)),
            W("talk.person_times", "宣讲听众人次", "person_times", synonyms=("受众",)),
            W("talk.speakers", "参与宣讲人数", "speakers", synonyms=("宣讲员",)),
            W("talk.community", "进社区宣讲场数", "count", ("audience=community",), synonyms=("进社区",)),
            W("talk.village", "进乡村宣讲场数", "count", ("audience=village",), synonyms=("进乡村",)),
            W("talk.school", "进中学宣讲场数", "count", ("audience=students",), synonyms=("进中学",)),
            W("talk.enterprise", "进企业宣讲场数", "count", ("audience=enterprise",), synonyms=("进企业",)),
        ),
    ),
    Chapter(
        "思政课与辅导报告",
        "leader_class",
        (
            W("class.count", "校领导讲思政课次数", "count", synonyms=("校领导讲授思政课",)),
            W("class.leaders", "讲思政课的校领导人数", "leaders"),
            W("class.hours", "校领导思政课学时", "hours", synonyms=("累计学时",)),
            W("class.person_times", "校领导思政课听课人次", "person_times", synonyms=("听课学生",)),
            W("class.first_lesson", "开学第一课次数", "count", ("course_kind=first_lesson",), synonyms=("开学第一课",)),
            W("class.situation", "形势与政策课次数", "count", ("course_kind=situation",), synonyms=("形势与政策",)),
            W("class.party", "校领导党课次数", "count", ("course_kind=party_lecture",), synonyms=("党课",)),
        ),
    ),
    Chapter(
        "思政课与辅导报告",
        "expert_report",
        (
            W("report.count", "专家辅导报告场数", "count", synonyms=("辅导报告",)),
            W("report.experts", "校外专家人数", "experts", synonyms=("邀请校外专家",)),
            W("report.person_times", "辅导报告听众人次", "person_times"),
            W("report.colleges", "教学院系举办辅导报告场数", "count", ("unit<教学院系",)),
        ),
    ),
    Chapter(
        "教育类奖项",
        "education_award",
        (
            W("award.count", "教育类立项与获奖项数", "count", synonyms=("立项与获奖",)),
            W("award.national", "国家级教育奖项数", "count", ("level=national",), "award.count", ("国家级",)),
            W("award.provincial", "省级教育奖项数", "count", ("level=provincial",), "award.count", ("省级",)),
            W("award.municipal", "市级教育奖项数", "count", ("level=municipal",), "award.count", ("市级",)),
            W("award.university", "校级教育奖项数", "count", ("level=university",), "award.count", ("校级",)),
            W("award.people", "教育奖项获奖人数", "people", synonyms=("获奖教师",)),
            W("award.person_times", "教育奖项获奖人次", "person_times"),
            W("award.units", "有教育奖项的单位数", "units", synonyms=("涉及单位",)),
            W("award.projects", "教改项目立项数", "count", ("category=project",), synonyms=("教改项目",)),
            W("award.studios", "育人工作室数", "count", ("category=studio",), synonyms=("育人工作室",)),
            W("award.personal", "教师个人荣誉项数", "count", ("category=personal",), synonyms=("教师个人荣誉",)),
            W("award.courses", "一流课程门数", "count", ("category=course",), synonyms=("一流课程",), unit_word="门"),
            W("award.achievements", "教学成果奖项数", "count", ("category=achievement",), synonyms=("教学成果奖",)),
            W("award.first", "教学成果一等奖项数", "count", ("category=achievement", "grade=first"), "award.achievements", ("一等奖",)),
            W("award.second", "教学成果二等奖项数", "count", ("category=achievement", "grade=second"), "award.achievements", ("二等奖",)),
            W("award.third", "教学成果三等奖项数", "count", ("category=achievement", "grade=third"), "award.achievements", ("三等奖",)),
            W("award.provincial_projects", "省级教改项目数", "count", ("category=project", "level=provincial"), synonyms=("省级教改项目",)),
        ),
    ),
    Chapter(
        "年度计划",
        "plan_task",
        (
            W("task.count", "年度计划任务数", "count", synonyms=("分解任务",)),
            W("task.done", "年度计划完成任务数", "count", ("progress=done",), "task.count", ("任务已完成",)),
            W("task.under_way", "年度计划推进中任务数", "count", ("progress=under_way",), "task.count", ("任务推进中",)),
            W("task.overdue", "年度计划逾期任务数", "count", ("progress=overdue",), "task.count", ("任务逾期",)),
            W("task.none", "年度计划尚无成果任务数", "count", ("progress=none",), "task.count", ("尚无成果",)),
            W("task.evidence", "年度计划任务成果件数", "evidence", synonyms=("任务成果",)),
            *(
                W(f"task.point{number}_{key}", f"“{title}”要点{word}任务数", "count", (f"point={YEAR}-{number} {title}", f"progress={key}"))
                for number, (title, _unit) in enumerate(POINTS, 1)
                for key, word in (("done", "完成"), ("under_way", "推进中"), ("overdue", "逾期"))
            ),
        ),
    ),
    Chapter(
        "新闻宣传",
        "story",
        (
            W("story.count", "新闻发布篇数", "count", synonyms=("发布新闻",)),
            W("story.main_site", "学校主页新闻发布篇数", "count", ("outlet=东岭新闻网",), synonyms=("学校主页发布新闻",)),
            W("story.unit_site", "学院网站新闻发布篇数", "count", ("outlet=马克思主义学院网站",), synonyms=("学院网站发布",)),
            W("story.topic_site", "校庆专题网站新闻发布篇数", "count", ("outlet=建校七十周年专题网站",), synonyms=("校庆专题网站发布",)),
            W("story.english_site", "英文网新闻发布篇数", "count", ("outlet=Dongling English News",), synonyms=("英文网发布",)),
            W("story.headlines", "学校要闻篇数", "count", ("subject=学校要闻",), synonyms=("学校要闻",)),
            W("story.research", "教学科研新闻篇数", "count", ("subject=教学科研",), synonyms=("教学科研",)),
            W("story.people", "师生风采新闻篇数", "count", ("subject=师生风采",), synonyms=("师生风采",)),
            W("story.culture", "校园文化新闻篇数", "count", ("subject=校园文化",), synonyms=("校园文化",)),
            W("story.college_news", "学院动态新闻篇数", "count", ("subject=学院动态",), synonyms=("学院动态",)),
            W("story.colleges", "教学院系供稿发布篇数", "count", ("unit<教学院系",), "story.count"),
            W("story.party", "党群部门供稿发布篇数", "count", ("unit<党群部门",), "story.count"),
            W("story.administration", "行政部门供稿发布篇数", "count", ("unit<行政部门",), "story.count"),
            W("story.affiliated", "直属单位供稿发布篇数", "count", ("unit<直属单位",), "story.count"),
            W("story.students", "学生组织供稿发布篇数", "count", ("unit<学生组织",), "story.count"),
            W("story.units", "供稿单位数", "units", synonyms=("供稿单位",)),
            W("story.corrected", "发布后更正篇数", "count", ("corrected=是",), synonyms=("更正",)),
            W("story.urgent", "急稿篇数", "count", ("urgent=是",), synonyms=("急稿",)),
            W("story.urgent_in_time", "急稿按时补签篇数", "count", ("countersigned=in_time",), "story.urgent", ("小时内补签",)),
            W("story.urgent_late", "急稿逾期补签篇数", "count", ("countersigned=late",), "story.urgent"),
            W("story.urgent_waiting", "急稿待补签篇数", "count", ("countersigned=waiting",), "story.urgent"),
        ),
    ),
    Chapter(
        "新闻宣传",
        "handed_in",
        (
            W("submission.count", "来稿篇数", "count", synonyms=("单位来稿",)),
            W("submission.taken", "来稿采用篇数", "count", ("fate=taken",), "submission.count", ("采用",)),
            W("submission.declined", "来稿未采用篇数", "count", ("fate=declined",), "submission.count"),
            W("submission.waiting", "在办来稿篇数", "count", ("fate=waiting",), "submission.count"),
            W("submission.units", "来稿单位数", "units", synonyms=("来稿单位",)),
            W("submission.returned", "退改稿件篇数", "count", ("returned>=1",), synonyms=("退改稿件",)),
            W("submission.returns", "稿件退改次数", "returns"),
            *(
                W(f"submission.{key}{more}", f"{group}来稿{word}篇数", "count", (f"unit<{group}", *where))
                for key, group in (
                    ("colleges", "教学院系"),
                    ("party", "党群部门"),
                    ("administration", "行政部门"),
                    ("affiliated", "直属单位"),
                )
                for more, word, where in (("", "", ()), ("_taken", "采用", ("fate=taken",)))
            ),
        ),
    ),
    Chapter(
        "新闻宣传",
        "passed_step",
        (
            W("step.count", "审校签审次数", "count", synonyms=("签审",)),
            W("step.people", "参与审校人数", "people", synonyms=("参与审校",)),
            W("step.first", "初审用时中位数", "median_hours", ("step=初审",), synonyms=("初审用时中位数",)),
            W("step.second", "复审用时中位数", "median_hours", ("step=复审",), synonyms=("复审用时中位数",)),
            W("step.final", "终审用时中位数", "median_hours", ("step=终审",), synonyms=("终审用时中位数",)),
            W("step.proof", "校对用时中位数", "median_hours", ("kind=proof",), synonyms=("校对用时中位数",)),
        ),
    ),
    Chapter(
        "媒体荣誉",
        "media_honour",
        (
            W("honour.count", "媒体类荣誉项数", "count", synonyms=("媒体荣誉",)),
            W("honour.titles", "媒体集体荣誉项数", "titles", synonyms=("集体荣誉",)),
            W("honour.national_titles", "国家级集体荣誉项数", "titles", ("level=national",), synonyms=("国家级集体荣誉",)),
            W("honour.correspondents", "优秀通讯员人数", "people", synonyms=("优秀通讯员",)),
            W("honour.works", "获奖作品件数", "works", synonyms=("获奖作品",)),
            W("honour.prizes", "作品奖项数", "work_prizes", synonyms=("作品奖项",)),
            W("honour.first", "作品一等奖项数", "work_prizes", ("grade=first",), "honour.prizes", ("一等奖",)),
            W("honour.second", "作品二等奖项数", "work_prizes", ("grade=second",), "honour.prizes", ("二等奖",)),
            W("honour.third", "作品三等奖项数", "work_prizes", ("grade=third",), "honour.prizes", ("三等奖",)),
            W("honour.excellence", "作品优秀奖项数", "work_prizes", ("grade=excellence",), "honour.prizes", ("优秀奖",)),
            W("honour.national", "国家级媒体荣誉项数", "count", ("level=national",)),
            W("honour.provincial", "省级媒体荣誉项数", "count", ("level=provincial",)),
        ),
    ),
    Chapter(
        "校对差错",
        "error_mark",
        (
            W("proof.errors", "登记差错处数", "count"),
            W("proof.weight", "差错计错数", "weight"),
            W("proof.paper_weight", "校报差错计错数", "weight", ("publication=newspaper",)),
            W("proof.by_machine", "机检发现差错处数", "count", ("by=machine",)),
            W("proof.first", "一校发现差错处数", "count", ("step=first",)),
            W("proof.after", "发布后发现差错处数", "count", ("step=after",)),
            W("proof.misses", "漏校次数", "misses"),
        ),
    ),
    Chapter(
        "校对检查",
        "checked_issue",
        (
            W("proof.issues", "检查期次数", "count"),
            W("proof.characters", "检查总字数", "characters"),
            W("proof.paper_issues", "校报检查期数", "count", ("publication=newspaper",)),
            W("proof.paper_characters", "校报检查字数", "characters", ("publication=newspaper",)),
        ),
    ),
    Chapter(
        "综合",
        "",
        (
            W("people.students", "全日制在校学生数", unit_word="人", basis="persons", period="as_of", synonyms=("在校学生",)),
            W("people.staff", "教职工总数", unit_word="人", basis="persons", period="as_of"),
            W("study.rate", "校级中心组出勤率", expr="{study.present} / {study.expected} * 100", unit_word="%", synonyms=("出勤率",)),
            W("study.unit_rate", "二级中心组出勤率", expr="{study.unit_present} / {study.unit_expected} * 100", unit_word="%"),
            W("study.make_up_rate", "校级中心组补学率", expr="{study.made_up} / {study.missed} * 100", unit_word="%", synonyms=("补学率",)),
            W(
                "observer.note_rate",
                "旁听小结提交率",
                expr="{observer.notes} / {observer.person_times} * 100",
                unit_word="%",
                synonyms=("小结提交率",),
            ),
            W("submission.rate", "来稿采用率", expr="{submission.taken} / {submission.count} * 100", unit_word="%", synonyms=("采用率",)),
            W("lecture.average", "场均参加人数", expr="{lecture.person_times} / {lecture.count}", unit_word="人次"),
            W(
                "award.provincial_share",
                "省级教育奖项占比",
                expr="{award.provincial} / {award.count} * 100",
                unit_word="%",
                synonyms=("占",),
            ),
            W("class.per_student", "生均听课人次", expr="{class.person_times} / {people.students}", unit_word="人次"),
            W("proof.paper_rate", "校报差错率", expr="{proof.paper_weight} / {proof.paper_characters} * 10000", unit_word="个/万字"),
            W("honours.total", "各类荣誉总项数", expr="{award.count} + {honour.count}", unit_word="项", synonyms=("各类荣誉",)),
        ),
    ),
)

# Figures nobody has looked at a second time yet, and one that was sent back.
LEFT_WAITING = ("lecture.large", "report.colleges", "lecture.average", "honour.provincial")
SENT_BACK = ("class.per_student", "生均人次的分母应为听课学院的在校生，请重写公式。")

# key → (planned for 2026, where it stands)
PLAN = "《党委宣传部2026年工作要点》"
TARGETS: dict[str, int] = {
    "lecture.count": 140, "lecture.person_times": 25000, "study.sessions": 12, "agenda.count": 180, "material.issues": 24,
    "observer.person_times": 150, "talk.count": 60, "class.count": 40, "report.count": 80, "award.provincial": 70, "honour.count": 60,
    "study.rate": 92,
}  # fmt: skip

# What the printed summary of 2025 said where the signed edition here says nothing, and what that of 2024 said.
PAPER_2025 = "《东岭理工大学党委宣传部2025年工作总结》（东宣〔2026〕3号）"
PAPER_2024 = "《东岭理工大学党委宣传部2024年工作总结》（东宣〔2025〕2号）"
MANUAL_SOURCE = "《2025/2026学年初高等教育基层统计报表》"
