"""Units, people and outlets from spreadsheets as offices write them."""

from __future__ import annotations

import datetime
import io
import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

import pytest
import xlsxwriter
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from rongmei.base.directory import actions
from rongmei.base.directory.imports import Plan, SheetKind
from rongmei.base.directory.models import Outlet, Person, Post, Unit, User
from rongmei.base.directory.tests.factories import OutletFactory, PersonFactory, UnitFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event
from rongmei.base.sheets.sandbox import inspect

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def book(*sheets: tuple[str, Sequence[Sequence[Any]]], name: str = "名单.xlsx") -> ContentFile:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    for title, rows in sheets:
        page = made.add_worksheet(title)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    made.close()
    return ContentFile(file.getvalue(), name=name)


def kept(actor: User, kind: SheetKind, *rows: Sequence[Any]) -> actions.KeptSheet:
    return actions.keep_sheet(actor=actor, kind=kind, file=book(("名单", rows)))


def looked(actor: User, kind: SheetKind, *rows: Sequence[Any]) -> Plan:
    return actions.plan_sheet(actor=actor, table=actions.look_at_sheet(actor=actor, sheet=kept(actor, kind, *rows)))


def taken(actor: User, kind: SheetKind, *rows: Sequence[Any]) -> dict[str, int]:
    return actions.take_in_sheet(actor=actor, sheet=kept(actor, kind, *rows)).counts


def said(plan: Plan) -> list[str]:
    return [str(problem) for problem in plan.problems]


def counts(**given: int) -> dict[str, int]:
    return {"new": 0, "changed": 0, "same": 0, "wrong": 0} | given


UNITS = (
    ("单位名称", "简称", "类别", "单位编号", "上级单位", "成立日期"),
    ("新闻科", "", "党群部门", "P0101", "宣传部", ""),  # before the unit it belongs to
    ("宣传部", "宣", "党群部门", "P01", "", "1999年3月1日"),
    ("文学院", "", "学院", "C01", "", ""),
    ("综合科", "", "", "", "文学院", ""),
    ("综合科", "", "", "", "宣传部", ""),
)


def test_units_are_added_below_parents_that_stand_later_in_the_sheet(manager):
    assert taken(manager, SheetKind.UNITS, *UNITS) == counts(new=5)
    found = {(u.name, u.parent.name if u.parent else ""): u for u in Unit.objects.select_related("parent")}
    assert set(found) >= {("新闻科", "宣传部"), ("宣传部", ""), ("文学院", ""), ("综合科", "文学院"), ("综合科", "宣传部")}
    office = found["宣传部", ""]
    assert (office.kind, office.short_name, office.code, office.valid_from) == ("party", "宣", "P01", DAY(1999, 3, 1))
    assert found["新闻科", "宣传部"].path == f"{office.path}{found['新闻科', '宣传部'].pk}/"
    assert found["文学院", ""].kind == "college"
    assert Event.objects.filter(kind="unit.added").count() >= 5


def test_units_taken_in_again_change_nothing(manager):
    taken(manager, SheetKind.UNITS, *UNITS)
    before = Event.objects.exclude(kind__startswith="import.").count()
    assert taken(manager, SheetKind.UNITS, *UNITS) == counts(same=5)
    assert Event.objects.exclude(kind__startswith="import.").count() == before


def test_units_changed_are_shown_before_and_after_and_blank_cells_leave_what_is_there(manager):
    UnitFactory(name="文学院", short_name="文", aliases=["中文系"], kind="other")
    office = UnitFactory(name="宣传部", kind="party")
    UnitFactory(name="新闻科", kind="party")
    plan = looked(
        manager,
        SheetKind.UNITS,
        ("名称", "简称", "别名", "单位类型", "隶属单位"),
        ("中文系", "", "汉语言文学系", "院系", ""),
        ("新闻科", "", "", "", "宣传部"),
    )
    assert plan.counts == counts(changed=2)
    assert [[(str(c.label), str(c.was), str(c.now)) for c in line.changes] for line in plan.lines] == [
        [("别名", "中文系", "中文系、汉语言文学系"), ("类型", "其他", "教学院系")],
        [("上级单位", "", "宣传部")],
    ]
    actions.take_in_sheet(actor=manager, sheet=kept(manager, SheetKind.UNITS, ("名称", "上级单位"), ("新闻科", "宣传部")))
    moved = Unit.objects.get(name="新闻科")
    assert (moved.parent, moved.path) == (office, f"{office.path}{moved.pk}/")


def test_units_wrong_cells_are_all_named_at_once_and_nothing_is_taken_in(manager):
    UnitFactory(name="综合科", parent=UnitFactory(name="文学院"))
    UnitFactory(name="综合科", parent=UnitFactory(name="法学院", code="L9"))
    rows = (
        ("单位名称", "类别", "单位编号", "上级单位", "成立日期"),
        ("", "", "", "党委", ""),
        ("甲", "院里", "", "", "去年"),
        ("乙", "", "", "无此单位", ""),
        ("综合科", "", "", "", ""),
        ("新法学院", "", "L9", "", ""),
        ("丙", "", "", "丁", ""),
        ("丁", "", "", "丙", ""),
        ("甲", "", "", "", ""),
    )
    plan = looked(manager, SheetKind.UNITS, *rows)
    assert [problem.cell for problem in plan.problems] == [
        "名单!A2", "名单!D2", "名单!B3", "名单!E3", "名单!D4", "名单!A5", "名单!A6", "名单!D7", "名单!D8", "名单!A9",
    ]  # fmt: skip
    assert said(plan)[3] == "名单!E3：写的是“去年”，应为日期，例如 2022-03-05 或 2022年3月5日；看不出是哪一天，请写成 2022-03-05 的样子。"
    before = Unit.objects.count()
    with pytest.raises(Invalid):
        actions.take_in_sheet(actor=manager, sheet=kept(manager, SheetKind.UNITS, *rows))
    assert Unit.objects.count() == before
    assert not Event.objects.filter(kind="import.applied").exists()


PEOPLE = (
    ("学工号", "姓名", "所在单位", "联系电话", "电子邮箱", "职务", "任职单位", "任职时间"),
    (20100001, "林见月", "文学院", "0000-1", "lin@example.edu.cn", "教授", "", "2015-09-01"),
    ("20100001", "林见月", "文学院", "", "", "院长", "", "2020年1月"),
    ("20100002", "周行知", "宣传部/综合科", "", "", "科长", "宣传部", ""),
)


@pytest.fixture
def units(db) -> dict[str, Unit]:
    literature, office = UnitFactory(name="文学院"), UnitFactory(name="宣传部")
    return {
        "literature": literature,
        "office": office,
        "section": UnitFactory(name="综合科", parent=office),
        "other": UnitFactory(name="综合科", parent=literature),
    }


def test_people_with_several_posts_stand_in_several_rows(manager, units):
    rows = [list(row) for row in PEOPLE]
    rows[2][7] = "2020-01-08"
    assert taken(manager, SheetKind.PEOPLE, *rows) == counts(new=2)
    lin = Person.objects.get(campus_id="20100001")
    assert (lin.name, lin.unit, lin.phone, lin.email) == ("林见月", units["literature"], "0000-1", "lin@example.edu.cn")
    assert [(p.title, p.unit, p.from_on) for p in lin.posts.order_by("from_on")] == [
        ("教授", units["literature"], DAY(2015, 9, 1)),
        ("院长", units["literature"], DAY(2020, 1, 8)),
    ]
    zhou = Person.objects.get(campus_id="20100002")
    assert (zhou.unit, [(p.title, p.unit) for p in zhou.posts.all()]) == (units["section"], [("科长", units["office"])])
    added = Event.objects.filter(kind="person.added", subject_id=str(lin.pk)).get()
    assert added.data["after"] == {"campus_id": "20100001", "name": "林见月", "unit": "文学院"}  # history keeps no telephone
    assert taken(manager, SheetKind.PEOPLE, *rows) == counts(same=2)
    assert Post.objects.filter(person=lin).count() == 2


def test_people_changed_and_posts_ended(manager, units):
    person = PersonFactory(campus_id="7", name="沈知微", unit=units["literature"])
    actions.hold_post(actor=manager, person=person, title="副院长", unit=units["literature"], from_on=DAY(2020, 1, 1))
    rows = (("工号", "姓名", "单位", "职务", "任职单位", "免职时间"), ("7", "沈知微", "宣传部", "副院长", "文学院", "2026-06-30"))
    plan = looked(manager, SheetKind.PEOPLE, *rows)
    assert [[(str(c.label), str(c.was), str(c.now)) for c in line.changes] for line in plan.lines] == [
        [("单位", "文学院", "宣传部"), ("职务", "文学院副院长", "文学院副院长（—2026-06-30）")]
    ]
    assert taken(manager, SheetKind.PEOPLE, *rows) == counts(changed=1)
    person.refresh_from_db()
    assert (person.unit, person.posts.get().to_on) == (units["office"], DAY(2026, 6, 30))
    assert taken(manager, SheetKind.PEOPLE, *rows) == counts(same=1)


def test_people_bring_the_order_of_leaders_with_their_posts(manager, units):
    heading = ("工号", "姓名", "职务", "领导排序")
    assert (
        taken(
            manager, SheetKind.PEOPLE, heading, ("1", "周知远", "校长", 2), ("2", "沈嘉禾", "党委书记", "一"), ("3", "陆望舒", "副校长", "")
        )["new"]
        == 3
    )
    ranks = lambda: {post.person.name: post.rank for post in Post.objects.select_related("person")}  # noqa: E731
    assert ranks() == {"周知远": 2, "沈嘉禾": 1, "陆望舒": None}
    again = (heading, ("1", "周知远", "校长", 2), ("2", "沈嘉禾", "党委书记", ""), ("3", "陆望舒", "副校长", 3))
    plan = looked(manager, SheetKind.PEOPLE, *again)
    assert (plan.counts["same"], plan.counts["changed"]) == (2, 1)
    taken(manager, SheetKind.PEOPLE, *again)
    assert ranks() == {"周知远": 2, "沈嘉禾": 1, "陆望舒": 3}
    assert Event.objects.filter(kind=EventKind.POST_RANKED).count() == 1
    wrong = looked(
        manager, SheetKind.PEOPLE, heading, ("1", "周知远", "校长", "第一"), ("4", "江既明", "副校长", 0), ("5", "许晴川", "", 5)
    )
    assert [(problem.cell, "1" in problem.sentence) for problem in wrong.problems] == [
        ("名单!D2", True),
        ("名单!D3", True),
        ("名单!C4", False),
    ]


def test_people_wrong_cells_are_all_named_at_once(manager, units):
    PersonFactory(campus_id="5", name="去者", left_on=DAY(2024, 1, 1))
    plan = looked(
        manager,
        SheetKind.PEOPLE,
        ("工号", "姓名", "单位", "邮箱", "职务", "任职时间", "免职时间"),
        ("1", "甲", "综合科", "不是邮箱", "", "2020-01-01", ""),
        ("1", "乙", "", "", "", "", ""),
        ("", "丙", "", "", "", "", ""),
        ("5", "去者", "", "", "", "", ""),
        ("6", "丁", "", "", "科员", "2021-01-01", "2020-01-01"),
    )
    assert [p.cell for p in plan.problems] == ["名单!C2", "名单!D2", "名单!E2", "名单!B3", "名单!A4", "名单!A5", "名单!G6"]
    assert plan.counts == counts(wrong=4)
    assert not Person.objects.filter(campus_id="1").exists()


def test_outlets_are_registered_changed_and_inspected(manager, units):
    PersonFactory(campus_id="1", name="林见月")
    PersonFactory(campus_id="2", name="林见月")
    PersonFactory(campus_id="3", name="周行知")
    existing = OutletFactory(name="云山大学", kind="wechat", unit=units["office"], last_inspected_on=DAY(2025, 3, 1))
    rows = (
        ("账号名称", "平台", "主办单位", "负责人", "备岗", "备案日期", "最近检查日期"),
        ("云山大学", "微信公众号", "宣传部", "周行知", "1", "2019-05-04", "2026/3/2"),
        ("云山大学", "微博", "宣传部", "2", "", "", ""),
        ("文学院之声", "公众号", "文学院", "", "", "", ""),
    )
    assert taken(manager, SheetKind.OUTLETS, *rows) == counts(new=2, changed=1)
    existing.refresh_from_db()
    assert (existing.owner.campus_id, existing.backup.campus_id, existing.approved_on, existing.last_inspected_on) == (
        "3", "1", DAY(2019, 5, 4), DAY(2026, 3, 2),
    )  # fmt: skip
    assert sorted(Outlet.objects.values_list("kind", "name")) == [("wechat", "云山大学"), ("wechat", "文学院之声"), ("weibo", "云山大学")]
    assert taken(manager, SheetKind.OUTLETS, *rows) == counts(same=3)


def test_outlets_wrong_cells_are_all_named_at_once(manager, units):
    PersonFactory(campus_id="1", name="林见月")
    PersonFactory(campus_id="2", name="林见月")
    plan = looked(
        manager,
        SheetKind.OUTLETS,
        ("阵地名称", "类型", "主办单位", "负责人", "备份负责人"),
        ("甲", "广播", "宣传部", "", ""),
        ("乙", "网站", "综合科", "林见月", ""),
        ("丙", "网站", "", "没有这个人", ""),
        ("丁", "网站", "宣传部", "1", "1"),
        ("丁", "网站", "宣传部", "", ""),
    )
    assert [p.cell for p in plan.problems] == ["名单!B2", "名单!C3", "名单!D3", "名单!C4", "名单!D4", "名单!E5", "名单!A6"]


def test_sheet_without_a_needed_column_says_which(manager):
    with pytest.raises(Invalid) as refused:
        looked(manager, SheetKind.PEOPLE, ("甲", "乙"), ("1", "2"))
    assert refused.value.place == "名单.xlsx!名单"
    assert "工号、姓名" in refused.value.sentence


def test_sheet_is_refused_to_who_may_not_keep_the_directory(correspondent):
    with pytest.raises(Refused):
        kept(correspondent, SheetKind.UNITS, *UNITS)


@pytest.mark.parametrize("kind", list(SheetKind))
def test_template_reads_back_to_its_own_columns(kind, client, manager, tmp_path):
    client.force_login(manager)
    response = client.get(reverse(f"directory:{kind.value}_import"), {"template": "1"})
    path = tmp_path / "template.xlsx"
    path.write_bytes(b"".join(response.streaming_content))
    (sheet,) = inspect(path).sheets
    from rongmei.base.directory.imports.kinds import COLUMNS
    from rongmei.base.directory.imports.reading import propose

    assert [column.title for column in sheet.columns] == [column.heading for column in COLUMNS[kind]]
    assert propose(kind, sheet) == {column.field: index for index, column in enumerate(COLUMNS[kind])}


def test_screen_shows_first_and_takes_in_when_asked(client, manager):
    client.force_login(manager)
    url = reverse("directory:units_import")
    assert client.get(url).status_code == 200
    shown = client.post(url, {"file": book(("说明", [["请勿修改"]]), ("单位", UNITS))})
    assert (shown.status_code, shown.context["plan"].counts, shown.context["table"].sheet) == (200, counts(new=5), "单位")
    assert not Unit.objects.filter(name="新闻科").exists()
    done = client.post(url, {"token": shown.context["token"], "tab": "单位", "take_in": "1"})
    assert (done.status_code, done.headers["Location"]) == (302, reverse("directory:units"))
    assert Unit.objects.filter(name="新闻科", parent__name="宣传部").exists()


def test_screen_asks_which_column_is_which(client, manager):
    client.force_login(manager)
    url = reverse("directory:people_import")
    shown = client.post(url, {"file": book(("表", [["甲", "乙"], ["1", "林见月"]]))})
    assert shown.status_code == 422
    assert shown.context["headings"] == [(0, "A", "甲", ""), (1, "B", "乙", "")]
    again = client.post(url, {"token": shown.context["token"], "column-0": "campus_id", "column-1": "name"})
    assert (again.status_code, again.context["plan"].counts) == (200, counts(new=1))
    client.post(url, {"token": again.context["token"], "column-0": "campus_id", "column-1": "name", "take_in": "1"})
    assert Person.objects.get(campus_id="1").name == "林见月"


def test_screen_takes_no_token_of_somebody_else(client, manager, administrator):
    client.force_login(manager)
    url = reverse("directory:people_import")
    token = client.post(url, {"file": book(("表", [["工号", "姓名"], ["1", "林见月"]]))}).context["token"]
    client.force_login(administrator)
    response = client.post(url, {"token": token, "take_in": "1"})
    assert (response.status_code, "plan" in response.context) == (422, False)
    assert not Person.objects.filter(campus_id="1").exists()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04broken"])
def test_screen_refuses_what_is_no_spreadsheet(client, manager, content):
    client.force_login(manager)
    response = client.post(reverse("directory:units_import"), {"file": ContentFile(content, name="单位.xlsx")})
    assert response.status_code == 422
    assert response.context["sentence"]
    assert client.post(reverse("directory:units_import"), {}).status_code == 422


@pytest.mark.parametrize("kind", list(SheetKind))
def test_screen_is_shut_to_who_may_not(client, correspondent, auditor, kind):
    for user in (correspondent, auditor):
        client.force_login(user)
        assert client.get(reverse(f"directory:{kind.value}_import")).status_code == 403


def test_two_thousand_people_cost_few_queries(manager, units, django_assert_max_num_queries):
    rows = [("工号", "姓名", "单位"), *((f"9{n:05d}", f"人{n}", "文学院") for n in range(2_000))]
    sheet = kept(manager, SheetKind.PEOPLE, *rows)
    with django_assert_max_num_queries(60):
        actions.take_in_sheet(actor=manager, sheet=sheet)
    assert Person.objects.filter(campus_id__startswith="9").count() == 2_000


def age(sheet: actions.KeptSheet, days: int) -> None:
    path = Path(default_storage.path(sheet.stored))
    then = path.stat().st_mtime - days * 86_400
    os.utime(path, (then, then))


def test_uploaded_sheets_are_deleted_after_the_office_s_days(manager, units, django_capture_on_commit_callbacks):
    actions.set_university(actor=SYSTEM, name="云岭大学", sheet_days=3)
    old = kept(manager, SheetKind.UNITS, ("单位名称",), ("甲学院",))
    fresh = kept(manager, SheetKind.UNITS, ("单位名称",), ("乙学院",))
    age(old, 4)
    age(fresh, 2)
    with django_capture_on_commit_callbacks(execute=True):
        gone = actions.forget_sheets(actor=manager)
    assert gone == [PurePath(old.stored).name]
    assert (default_storage.exists(old.stored), default_storage.exists(fresh.stored)) == (False, True)
    event = Event.objects.get(kind=EventKind.SHEETS_FORGOTTEN)
    assert event.data == {"days": 3, "sheets": [PurePath(old.stored).stem[:32]]}
    with pytest.raises(Invalid, match="重新选择文件"):
        actions.look_at_sheet(actor=manager, sheet=old)


def test_uploading_deletes_old_sheets_and_keeps_the_one_uploaded_again(manager, units, django_capture_on_commit_callbacks):
    old = kept(manager, SheetKind.UNITS, ("单位名称",), ("甲学院",))
    again = kept(manager, SheetKind.UNITS, ("单位名称",), ("乙学院",))
    age(old, 8)
    age(again, 8)
    rows = (("单位名称",), ("乙学院",))
    with django_capture_on_commit_callbacks(execute=True):
        assert kept(manager, SheetKind.UNITS, *rows).stored == again.stored
    assert (default_storage.exists(old.stored), default_storage.exists(again.stored)) == (False, True)


def test_days_of_uploaded_sheets_are_between_two_and_ninety(manager):
    with pytest.raises(Invalid):
        actions.set_university(actor=SYSTEM, name="云岭大学", sheet_days=1)


def test_sheets_are_deleted_by_who_keeps_the_directory_only(correspondent):
    with pytest.raises(Refused):
        actions.forget_sheets(actor=correspondent)
