"""One factory for every model of the room. Tests about rules and history record through the machine's actions instead."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import factory

from rongmei.base.directory.tests.factories import UnitFactory
from rongmei.base.ledger.tests.factories import EntryFactory

from ..enums import AttendeeRole, CorpsLevel, CorpsResult, Counting, DeadlineKey, Mark, StudyLevel
from ..models import (
    AgendaLine,
    AttendanceLine,
    CorpsMember,
    DeadlineRule,
    ExpertReport,
    FirstAgendaItem,
    Holiday,
    HoursKind,
    HoursRate,
    IssueItem,
    LeaderClass,
    Lecture,
    LectureCoverage,
    LectureSeries,
    MaterialLine,
    ObserverBatch,
    ObserverLine,
    PlannedTheme,
    PublicTalk,
    QuarterlyMinimum,
    SpeechLine,
    StudiedItem,
    StudyMaterialIssue,
    StudyPlan,
    StudySession,
)

DAY = dt.date(2025, 9, 18)


class LectureSeriesFactory(EntryFactory):
    class Meta:
        model = LectureSeries

    name = factory.Sequence(lambda n: f"云山讲堂{n + 1}")
    started_on = dt.date(2020, 3, 1)


class LectureFactory(EntryFactory):
    class Meta:
        model = Lecture

    held_on = DAY
    title = factory.Sequence(lambda n: f"新时代青年的使命担当（{n + 1}）")
    speaker = "周明远"
    heads = 120


class LectureCoverageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LectureCoverage

    entry = factory.SubFactory(LectureFactory)
    unit = factory.SubFactory(UnitFactory)
    heads = 30


class CorpsMemberFactory(EntryFactory):
    class Meta:
        model = CorpsMember

    name = factory.Sequence(lambda n: f"江一川{n}")
    level = CorpsLevel.PROVINCIAL
    result = CorpsResult.ADMITTED
    admitted_on = DAY


class PublicTalkFactory(EntryFactory):
    class Meta:
        model = PublicTalk

    held_on = DAY
    speaker = "江一川"
    topic = factory.Sequence(lambda n: f"乡村振兴的云山实践（{n + 1}）")
    heads = 80


class StudyPlanFactory(EntryFactory):
    class Meta:
        model = StudyPlan

    year = 2025
    title = factory.Sequence(lambda n: f"2025年理论学习计划{n + 1}")
    issued_on = dt.date(2025, 1, 20)
    level = StudyLevel.UNIT
    planned_sessions = 6


class PlannedThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlannedTheme

    entry = factory.SubFactory(StudyPlanFactory)
    theme = "全会精神专题学习"
    month = 3


class StudySessionFactory(EntryFactory):
    class Meta:
        model = StudySession

    held_on = DAY
    theme = factory.Sequence(lambda n: f"理论学习中心组第{n + 1}次集体学习")
    level = StudyLevel.UNIT


class AgendaLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaLine

    entry = factory.SubFactory(StudySessionFactory)
    item = "传达学习全会精神"


class AttendanceLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AttendanceLine

    entry = factory.SubFactory(StudySessionFactory)
    name = factory.Sequence(lambda n: f"许见山{n}")
    role = AttendeeRole.MEMBER


class MaterialLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MaterialLine

    entry = factory.SubFactory(StudySessionFactory)
    title = "《学习资料》第3期"


class SpeechLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SpeechLine

    entry = factory.SubFactory(StudySessionFactory)
    speaker = "许见山"


class FirstAgendaItemFactory(EntryFactory):
    class Meta:
        model = FirstAgendaItem

    held_on = DAY
    meeting = factory.Sequence(lambda n: f"党委会2025年第{n + 1}次会议")


class StudiedItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StudiedItem

    entry = factory.SubFactory(FirstAgendaItemFactory)
    title = "《在某次座谈会上的讲话》"


class StudyMaterialIssueFactory(EntryFactory):
    class Meta:
        model = StudyMaterialIssue

    issued_on = DAY
    issue_no = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"学习资料第{n + 1}期")


class IssueItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = IssueItem

    entry = factory.SubFactory(StudyMaterialIssueFactory)
    title = "《理论文章一篇》"


class ObserverBatchFactory(EntryFactory):
    class Meta:
        model = ObserverBatch

    held_on = DAY
    title = factory.Sequence(lambda n: f"校党委中心组第{n + 1}次集体学习")


class ObserverLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ObserverLine

    entry = factory.SubFactory(ObserverBatchFactory)
    name = factory.Sequence(lambda n: f"何听雨{n}")


class HoursKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HoursKind

    name = factory.Sequence(lambda n: f"一次讲座{n}")
    unit_word = "次"


class HoursRateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HoursRate

    kind = factory.SubFactory(HoursKindFactory)
    since = dt.date(2024, 1, 1)
    hours = Decimal("2")
    source = "云山大学干部教育学时认定办法"
    mark = Mark.OFFICE


class LeaderClassFactory(EntryFactory):
    class Meta:
        model = LeaderClass

    held_on = DAY
    leader = "沈书屏"
    topic = factory.Sequence(lambda n: f"开学第一课（{n + 1}）")
    hours = Decimal("2")
    heads = 200


class ExpertReportFactory(EntryFactory):
    class Meta:
        model = ExpertReport

    held_on = DAY
    expert = "顾行舟"
    institution = "临江社会科学院"
    topic = factory.Sequence(lambda n: f"文化传承发展专题辅导（{n + 1}）")
    heads = 150


class DeadlineRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DeadlineRule
        django_get_or_create = ("key",)

    key = DeadlineKey.OBSERVER_NOTE
    days = 10
    counting = Counting.WORKING_DAYS
    source = "云山大学列席旁听办法"
    mark = Mark.OFFICE


class QuarterlyMinimumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuarterlyMinimum

    level = StudyLevel.UNIT
    unit = factory.SubFactory(UnitFactory)
    sessions = 2
    source = "云山大学中心组学习办法"
    mark = Mark.OFFICE


class HolidayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Holiday
        django_get_or_create = ("day",)

    day = dt.date(2025, 10, 1)
    name = "国庆节"
