"""Records come in: a messy sheet by the office manager, a form by a correspondent, a decision by the section chief."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rongmei.base.ledger.enums import RowState
from rongmei.records.learning.models import Lecture

from .conftest import Come
from .office import Office, lecture, messy_sheet

pytestmark = pytest.mark.browser

MARCH = dt.date(2026, 3, 12)


def test_manager_takes_in_a_messy_sheet_mends_a_row_and_filters_the_list(office: Office, come: Come, tmp_path: Path) -> None:
    visitor = come(office.manager)
    visitor.open("wagtailadmin_home")
    visitor.follow("台账")
    visitor.look()
    visitor.follow("理论讲座")
    visitor.look()
    visitor.follow("导入表格")
    visitor.look()
    visitor.page.get_by_label("选择表格文件，或拖到这里").set_input_files(messy_sheet(tmp_path / "讲座汇总（改）.xlsx"))
    visitor.press("上传并查看")
    columns = visitor.texts(".rm-map th[scope=row]")
    assert columns == ["序号", "讲座情况/举办时间", "讲座情况/讲座名称", "讲座情况/主讲人", "承办单位", "参加人数"]
    means = [select.evaluate("s => s.selectedOptions[0].text") for select in visitor.page.locator(".rm-map select").all()]
    assert means == ["— 略去 —", "举办日期 *", "讲座题目 *", "主讲人 *", "主办单位 *", "人数"]
    visitor.look()
    visitor.page.get_by_label("入库即确认，不再另行审核").check()
    visitor.press("检查全部记录")
    assert visitor.counts() == {"rows": 5, "new": 4, "changed": 0, "same": 0, "waiting": 1, "duplicate": 0, "dropped": 0}
    assert visitor.texts(".rm-problem") == ["讲座!B7 填的是“5月38日”，应为实际存在的日期：2026年5月没有38日，请核对"]
    visitor.look()
    visitor.fill("举办日期 7", "5月28日")
    visitor.press("保存", within=visitor.page.locator("tr.rm-grid__row"))
    assert visitor.counts()["waiting"] == 0
    visitor.press("入库：新增 5 条，更改 0 条")
    assert visitor.said() == ["已入库：新增 5 条，更改 0 条。还有 0 行待处理。"]
    visitor.look()
    visitor.follow("打开台账")
    assert visitor.text(".rm-count") == "5 场"
    assert visitor.texts(".rm-list td.rm-day") == ["2026-06-11", "2026-05-28", "2026-04-23", "2026-04-09", "2026-03-05"]
    assert visitor.texts(".rm-list td.rm-number") == ["110", "95", "86", "200+", "120"]
    visitor.page.get_by_text("更多条件").click()
    visitor.page.locator("select[name='f.unit.under']").select_option("法学院")
    visitor.press("查看")
    assert visitor.texts(".rm-list td.rm-title") == ["法治思想十讲之二", "法治思想十讲之一"]
    visitor.look()
    visitor.follow("法治思想十讲之二")
    assert visitor.page.get_by_role("link", name="讲座汇总（改）.xlsx!讲座!8").count() == 1
    visitor.look()


def test_correspondent_submits_by_the_form_and_mends_what_the_chief_returned(office: Office, come: Come) -> None:
    other = lecture(office.chief, MARCH, "法院里的年轻人", "法学院")
    writer, chief = come(office.correspondent), come(office.chief)
    writer.open("ledger:list", "lecture")
    assert writer.text(".rm-count") == "0 场"
    assert (writer.open("ledger:record", "lecture", other.pk), writer.texts(".help-critical p")) == (403, ["这条记录属于其他单位。"])
    writer.open("ledger:list", "lecture")
    assert writer.page.get_by_role("button", name="确认").is_disabled()
    writer.follow("新增记录")
    assert writer.page.get_by_role("button", name="保存并确认").count() == 0
    writer.look()
    writer.fill("举办日期", "2026-03-19")
    writer.fill("讲座题目", "唐诗里的中国")
    writer.press("保存并提交")
    assert writer.said() == ["还没有保存：有 1 处需要改正。"]
    assert writer.field("讲座题目").input_value() == "唐诗里的中国"
    writer.look()
    writer.fill("主讲人", "苏晓棠")
    lines = writer.page.locator("[data-lines=coverage]")
    for row, (unit, heads) in enumerate((("文学院", "40"), ("法学院", "25"), ("党委宣传部", "5"))):
        if row == 2:
            lines.get_by_role("button", name="加一行").click()
        lines.get_by_label("覆盖单位", exact=True).nth(row).select_option(unit)
        lines.get_by_label("该单位人数", exact=True).nth(row).fill(heads)
    writer.press("保存并提交")
    row = Lecture.objects.get(title="唐诗里的中国")
    assert writer.page.url == writer.address("ledger:record", "lecture", row.pk)
    assert (row.state, row.unit, row.heads, row.coverage.count()) == (RowState.SUBMITTED, office.literature, 70, 3)
    assert writer.page.get_by_role("button", name="确认").is_disabled()
    writer.look()

    chief.open("wagtailadmin_home")
    chief.follow("理论讲座：待确认")
    chief.look()
    assert chief.texts(".rm-list td.rm-title") == ["唐诗里的中国"]
    chief.follow("唐诗里的中国")
    chief.press("退回…")
    assert row_state(row) == RowState.SUBMITTED, chief.said()
    chief.fill("原因", "请补上讲座地点")
    chief.press("退回…")
    assert row_state(row) == RowState.RETURNED

    writer.open("wagtailadmin_home")
    writer.look()
    writer.follow("理论讲座：被退回，待修改")
    writer.follow("唐诗里的中国")
    assert writer.text(".help-warning") == "退回原因： 请补上讲座地点"
    writer.look()
    writer.follow("修改")
    writer.fill("地点", "文学院二楼报告厅")
    writer.press("保存")
    writer.press("提交")
    assert row_state(row) == RowState.SUBMITTED

    chief.open("ledger:list", "lecture", query="?state=submitted")
    chief.page.get_by_label(f"选择 {row.pk}").check()
    chief.press("确认")
    assert chief.said() == ["1 条记录：已确认。"]
    assert row_state(row) == RowState.CONFIRMED
    writer.open("ledger:record", "lecture", row.pk)
    assert writer.text(".rm-why") == "这条记录已确认，请联系科长退回后再修改。"
    assert writer.texts(".rm-history strong") == ["何听雨", "江一川", "江一川", "何听雨", "江一川"]
    writer.look()


def row_state(row: Lecture) -> RowState:
    return RowState(Lecture.objects.values_list("state", flat=True).get(pk=row.pk))
