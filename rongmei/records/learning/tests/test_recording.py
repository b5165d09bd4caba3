"""Realistic rows through the machine: values, rules, what is worked out, one record for one thing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Count, Sum
from django.utils.translation import override

from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import InvalidRow, change_row, create_row
from rongmei.base.ledger.declaration import Ledger
from rongmei.base.ledger.kinds import LinesKind, ReadContext
from rongmei.base.ledger.reading import RowReader

from ..models import Lecture, StudySession
from .factories import LectureSeriesFactory, StudySessionFactory

pytestmark = pytest.mark.django_db

KEYS = (
    "lecture_series", "lecture", "corps_member", "public_talk", "study_plan", "study_session", "first_agenda",
    "study_material", "observer_batch", "leader_class", "expert_report",
)  # fmt: skip

LECTURE = {
    "held_on": "2025年9月18日",
    "title": "深刻把握全会精神　推进中国式现代化",
    "theme": "全会精神",
    "series": "云山讲堂",
    "speaker": "周明远",
    "speaker_home": "临江社会科学院",
    "venue": "图书馆报告厅",
    "unit": "宣传部",
    "heads": "１２０人",
    "coverage": "文学院(35人)、法学院：20",
}
SESSION = {
    "held_on": "2025.9.18",
    "theme": "学习贯彻全会精神",
    "unit": "文学院党委",
    "level": "二级单位",
    "chair": "许见山",
    "agenda": "传达学习全会公报｜许见山\n交流研讨",
    "attendance": "许见山、何听雨、江一川（请假）、沈书屏",
    "materials": "《学习资料》第3期｜2025-09-15",
    "speeches": "何听雨｜坚持以文化人\n沈书屏",
}
ROWS: dict[str, dict[str, Any]] = {
    "lecture_series": {"name": "青年讲堂", "unit": "宣传部", "started_on": "2021.3.1"},
    "lecture": LECTURE,
    "corps_member": {
        "name": "江一川", "unit": "文学院", "post": "副教授", "level": "省级", "corps": "省委宣讲团",
        "recommended_on": "2025-02-10", "result": "入选", "admitted_on": "2025-03-01", "term": "2025届",
    },
    "public_talk": {
        "held_on": "2025-04-12", "topic": "乡村振兴的云山实践", "speaker": "江一川", "unit": "文学院", "level": "省级",
        "place": "青石村文化礼堂", "audience": "农村群众", "heads": "80余人",
    },
    "study_plan": {
        "title": "文学院党委2025年理论学习计划", "year": "2025", "unit": "文学院", "level": "二级单位", "audience": "中心组",
        "planned_sessions": "6", "issued_on": "2025年1月20日", "themes": "全会精神｜3\n教育强国建设｜6",
    },
    "study_session": SESSION,
    "first_agenda": {
        "held_on": "2025-09-10", "meeting": "党委会2025年第8次会议", "meeting_kind": "党委会", "unit": "文学院",
        "led_by": "许见山", "materials_on": "2025-09-08", "items": "《在座谈会上的讲话》｜讲话\n《给青年学生的回信》｜回信",
    },
    "study_material": {
        "issued_on": "2025-09-15", "issue_no": "3", "title": "学习资料2025年第3期", "unit": "宣传部",
        "items": "《公报》\n《社论：凝心聚力》｜文章", "copies": "300",
    },
    "observer_batch": {
        "held_on": "2025-09-18", "title": "校党委中心组第5次集体学习", "occasion": "中心组学习", "batch_no": "2", "unit": "宣传部",
        "materials_on": "2025-09-10", "observers": "何听雨（文学院）、顾行舟（法学院）",
    },
    "leader_class": {
        "held_on": "2025-09-05", "leader": "沈书屏", "post": "校长", "topic": "在奋斗中成长", "course_kind": "开学第一课",
        "unit": "文学院", "duration": "节（45分钟）", "amount": "2", "heads": "３２０",
    },
    "expert_report": {
        "held_on": "2025-10-16", "topic": "文化传承发展专题辅导", "expert": "顾行舟", "institution": "临江社会科学院",
        "expert_title": "研究员", "unit": "文学院", "heads": "150", "honorarium": "待发放", "honorarium_amount": "2000",
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def _world(standards, office, literature, law):
    LectureSeriesFactory(name="云山讲堂", unit=office)
    with override("zh-hans"):
        yield


def record(key: str, **changes: Any) -> Any:
    return create_row(actor=SYSTEM, ledger=registry.get(key), raw={**ROWS[key], **changes})


def problems_of(key: str, **changes: Any) -> list[tuple[str, str]]:
    _values, problems = RowReader(registry.get(key), ReadContext()).read({**ROWS[key], **changes})
    return [(problem.field, str(problem.sentence)) for problem in problems]


def iso(cell: Any) -> Any:
    """As a workbook's date reaches the readers."""
    return cell.isoformat() if isinstance(cell, dt.date) else cell


@pytest.mark.parametrize("key", KEYS)
def test_ledger_is_whole(key):
    ledger: Ledger = registry.get(key)
    assert ledger.label_of("unit")
    assert {name for section in ledger.sections for name in section.fields} <= set(ledger.kind_map)
    assert all(len(set(headers)) == len(headers) for headers in map(ledger.headers_of, ledger.importable) if headers)
    assert [ledger.dim_kind(name).ops for name in ledger.dim_map if not ledger.dim_kind(name).ops] == []
    assert len({measure.name for measure in ledger.measures}) == len(ledger.measures)
    assert set(ledger.fills) <= set(ledger.kind_map)


@pytest.mark.parametrize("key", KEYS)
def test_header_means_one_column(key):
    """No header, not even an alias, stands for two columns of a ledger."""
    ledger = registry.get(key)
    owners: dict[str, set[str]] = {}
    for name in ledger.importable:
        for header in ledger.headers_of(name):
            owners.setdefault(header.lower(), set()).add(name)
    assert {header: names for header, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("key", KEYS)
def test_realistic_row_is_recorded_once(key):
    row = record(key)
    ledger = registry.get(key)
    assert row.state == "submitted"
    assert all(str(row.__dict__[name]) in row.search_text for name in ledger.searched if row.__dict__[name])
    with pytest.raises(Invalid):
        record(key)
    assert ledger.model._default_manager.filter(key_hash=row.key_hash).count() == 1


@pytest.mark.parametrize("key", KEYS)
def test_export_reads_back_to_the_same_values(key):
    ledger = registry.get(key)
    row = ledger.model._default_manager.get(pk=record(key).pk)
    cells = {name: iso(kind.cell(row)) for name, kind in ledger.kind_map.items()}
    cells |= {name: LinesKind(lines).cell(row) for name, lines in ledger.lines_map.items()}
    again, problems = RowReader(ledger, ReadContext()).read(cells)
    first, _none = RowReader(ledger, ReadContext()).read(ROWS[key])
    assert problems == []
    assert again == first


def test_lecture_reads_full_width_heads_and_units():
    lecture = record("lecture")
    assert (lecture.held_on, lecture.heads, lecture.series.name) == (dt.date(2025, 9, 18), 120, "云山讲堂")
    assert list(lecture.coverage.values_list("unit__name", "heads")) == [("文学院", 35), ("法学院", 20)]


def test_lecture_of_the_same_title_in_other_spacing_is_the_same():
    record("lecture")
    with pytest.raises(Invalid):
        record("lecture", title="深刻把握全会精神 推进中国式现代化", venue="别处")


def test_lecture_without_heads_takes_the_sum_of_its_units():
    assert record("lecture", heads="").heads == 55
    assert record("lecture", title="另一场", heads="", coverage="文学院(35)、法学院").heads is None


def test_lecture_with_more_listeners_by_unit_than_came_is_refused():
    assert problems_of("lecture", heads="50") == [("heads", "总人数为 50，各单位人数合计却是 55：请更正总人数或各单位人数。")]
    assert problems_of("lecture", heads="50余") == []


def test_lecture_with_a_unit_twice_is_refused():
    assert problems_of("lecture", coverage="文学院(35)、文院(5)") == [("coverage", "同一单位出现了两次：请合并为一行。")]


def test_lecture_without_theme_counts_its_title_as_theme():
    record("lecture", theme="")
    record("lecture", title="第二场")
    assert set(Lecture.objects.values_list("counted_theme", flat=True)) == {"深刻把握全会精神 推进中国式现代化", "全会精神"}


def test_lower_bound_of_heads_is_kept():
    talk = record("public_talk")
    assert (talk.heads, talk.heads_at_least) == (80, True)


def test_corps_member_with_a_day_of_admission_is_admitted():
    assert record("corps_member", result="").result == "admitted"


def test_corps_member_waiting_has_no_day():
    member = record("corps_member", result="", admitted_on="")
    assert (member.result, member.admitted_on) == ("pending", None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"admitted_on": ""}, [("admitted_on", "已入选，但没有入选日期：请补填，年度统计以此日期为准。")]),
        ({"result": "未入选"}, [("result", "结果是未入选，却填了入选日期：请更正其中一项。")]),
        ({"recommended_on": "2025-04-01"}, [("recommended_on", "推荐日期 2025-04-01 晚于入选日期 2025-03-01：请更正其中一项。")]),
    ],
)
def test_corps_member_with_contradicting_result_is_refused(changes, expected):
    assert problems_of("corps_member", **changes) == expected


def test_session_counts_its_attendance_list():
    session = record("study_session")
    assert (session.expected, session.present) == (4, 3)
    missing = session.attendance.get(status="leave")
    assert (missing.name, missing.missed, missing.made_up) == ("江一川", 1, 0)
    assert list(session.speeches.values_list("speaker", "title")) == [("何听雨", "坚持以文化人"), ("沈书屏", "")]


def test_session_counts_guests_apart():
    lines = [{"name": "许见山"}, {"name": "顾行舟", "role": "列席"}, {"name": "秦知白", "role": "旁听", "status": "请假"}]
    session = record("study_session", attendance=lines)
    assert (session.expected, session.present) == (1, 1)
    assert sum(session.attendance.values_list("sat_in", flat=True)) == 1
    assert sum(session.attendance.values_list("missed", flat=True)) == 0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"expected": "10"}, [("present", "应到和实到只填了一项：请两项都填或都不填，否则出勤率不准。")]),
        (
            {"expected": "10", "present": "11"},
            [("present", "应到 10 人，实到却有 11 人：请更正；列席、旁听人员另行计数，不计入实到。")],
        ),
        (
            {"expected": "3", "present": "3"},
            [("attendance", "名单中应到 4 人、实到 3 人，填写的却是应到 3 人、实到 3 人：请更正名单或人数。")],
        ),
        ({"expected": "12", "present": "12"}, [("attendance", "名单中有 1 人未到，按人数只应有 0 人未到：请更正名单或人数。")]),
        ({"expected": "12", "present": "10"}, []),
        ({"attendance": "许见山、许见山"}, [("attendance", "“许见山”出现了 2 次：请只留一次；如是同名的不同人，请注明以示区别。")]),
    ],
)
def test_session_numbers_and_list_agree(changes, expected):
    assert problems_of("study_session", **changes) == expected


def test_session_with_impossible_make_up_is_refused():
    early = [{"name": "江一川", "status": "请假", "made_up_on": "2025-09-01"}]
    needless = [{"name": "江一川", "made_up_on": "2025-09-20"}]
    assert problems_of("study_session", attendance=early) == [
        ("attendance", "“江一川”的补学日期 2025-09-01 早于学习日期 2025-09-18：请更正日期。")
    ]
    assert problems_of("study_session", attendance=needless) == [("attendance", "“江一川”已出席，却又填了补学日期：请去掉其中一项。")]


def test_change_of_one_column_keeps_the_numbers_written(manager):
    session = record("study_session", expected="12", present="10")
    change_row(actor=manager, ledger=registry.get("study_session"), pk=session.pk, raw={"attendance": "许见山、何听雨"})
    session = StudySession.objects.get(pk=session.pk)
    assert (session.expected, session.present, session.attendance.count()) == (12, 10, 2)


def test_make_up_is_recorded_on_the_session(manager):
    session = record("study_session")
    lines = [{"name": "许见山"}, {"name": "江一川", "status": "请假", "reason": "出差", "made_up_on": "2025-10-10"}]
    change_row(
        actor=manager, ledger=registry.get("study_session"), pk=session.pk, raw={"attendance": lines, "expected": "2", "present": "1"}
    )
    assert list(session.attendance.values_list("name", "missed", "made_up")) == [("许见山", 0, 0), ("江一川", 1, 1)]


def test_first_agenda_stands_first_and_has_materials_before():
    assert problems_of("first_agenda", agenda_no="2") == [
        ("agenda_no", "议题序号填的是 2：第一议题的序号应为 1，请更正，或不要记入本台账。")
    ]
    assert problems_of("first_agenda", materials_on="2025-09-11") == [
        ("materials_on", "材料印发日期 2025-09-11 晚于会议日期 2025-09-10：请更正其中一项。")
    ]


def test_texts_are_counted_line_by_line():
    row = record("first_agenda")
    assert list(row.items.values_list("kind", flat=True)) == ["speech", "letter"]
    assert problems_of("study_material", items="《公报》、《社论》") == [
        ("items", "“《公报》、《社论》”包含不止一篇：请每篇单独一行，篇数按行计算。")
    ]


def test_observers_may_be_linked_to_the_session():
    session = StudySessionFactory(theme="校党委中心组第5次集体学习")
    batch = record("observer_batch", session="校党委中心组第5次集体学习")
    assert batch.session_id == session.pk
    assert list(batch.observers.values_list("name", "unit__name", "person_time")) == [("何听雨", "文学院", 1), ("顾行舟", "法学院", 1)]


def test_observer_who_stayed_away_counts_nowhere():
    lines = [{"name": "何听雨", "unit": "文学院"}, {"name": "顾行舟", "unit": "法学院", "came": "否"}]
    batch = record("observer_batch", observers=lines)
    counted = batch.observers.aggregate(
        person_times=Sum("person_time"), persons=Count("who", distinct=True), units=Count("unit_came", distinct=True)
    )
    assert counted == {"person_times": 1, "persons": 1, "units": 1}


def test_observer_who_stayed_away_hands_in_no_note():
    lines = [{"name": "何听雨", "unit": "文学院", "came": "否", "note_on": "2025-09-20"}]
    assert problems_of("observer_batch", observers=lines) == [("observers", "“何听雨”未到会，却填了小结提交日期：请更正其中一项。")]
    early = [{"name": "何听雨", "note_on": "2025-09-17"}]
    assert problems_of("observer_batch", observers=early) == [
        ("observers", "“何听雨”的小结日期 2025-09-17 早于旁听日期 2025-09-18：请更正日期。")
    ]


@pytest.mark.parametrize(
    ("duration", "amount", "hours", "expected"),
    [
        ("节（45分钟）", "2", "", "2.00"),
        ("半天", "1", "", "4.00"),
        ("半天", "1.5", "", "6.00"),
        ("全天", "", "", "8.00"),
        ("小时", "2", "2", "2.00"),
        ("", "", "3", "3.00"),
    ],
)
def test_class_hours_by_the_table(duration, amount, hours, expected):
    row = record("leader_class", duration=duration, amount=amount, hours=hours)
    assert row.hours == Decimal(expected)


def test_class_hours_that_contradict_the_table_are_refused():
    assert problems_of("leader_class", duration="半天", amount="1", hours="3") == [
        (
            "hours",
            "填写的是 3 学时，按折算表 1 × 半天 应为 4 学时：请把学时留空，或更正计时方式；如确需按填写的学时计，请把计时方式留空。",
        )
    ]


def test_class_without_any_duration_is_refused():
    assert problems_of("leader_class", duration="", hours="") == [("hours", "没有学时：请填写学时，或选择计时方式由折算表计算。")]
    assert problems_of("leader_class", amount="0") == [("amount", "填的是 0：应大于 0。")]


def test_class_before_the_table_begins_needs_its_hours():
    assert problems_of("leader_class", held_on="1999-09-01") == [
        ("duration", "折算表在 1999-09-01 没有“节（45分钟）”的标准：请直接填写学时，或先补全折算表。")
    ]


def test_honorarium_amount_needs_a_state():
    assert problems_of("expert_report", honorarium="") == [
        ("honorarium", "填了讲课费金额，状态却是“不发放”：请改选“待发放”或“已发放”，或把金额留空。")
    ]


def test_plan_of_an_impossible_year_or_month_is_refused():
    assert problems_of("study_plan", year="25", themes="全会精神｜13") == [
        ("year", "“25”不是计划年度：请填四位年份，例如 2025。"),
        ("themes", "“13”不是月份：请填 1 到 12。"),
    ]


def test_correspondent_records_for_the_own_unit_only(correspondent):
    create_row(actor=correspondent, ledger=registry.get("study_session"), raw=SESSION)
    with pytest.raises(Refused):
        create_row(actor=correspondent, ledger=registry.get("study_session"), raw={**SESSION, "unit": "法学院"})


def test_row_with_many_problems_names_them_all():
    with pytest.raises(InvalidRow) as caught:
        record("lecture", held_on="9月", heads="很多", unit="不存在的学院", speaker="")
    assert {problem.field for problem in caught.value.problems} == {"held_on", "heads", "unit", "speaker"}
