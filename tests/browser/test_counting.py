"""A filtered list becomes a figure, and a second person approves it."""

from __future__ import annotations

import pytest

from rongmei.reporting.figures.enums import FigureState
from rongmei.reporting.figures.models import Figure

from .conftest import Come
from .office import Office, two_years_of_lectures

pytestmark = pytest.mark.browser


def test_filtered_list_saved_as_a_figure_is_approved_by_the_section_chief(office: Office, come: Come) -> None:
    two_years_of_lectures(office)
    visitor = come(office.manager)
    visitor.open("ledger:list", "lecture", query="?start=2026-01-01&end=2026-12-31&f.unit.under=文学院")
    assert visitor.text(".rm-count") == "3 场"
    visitor.follow("用这个列表生成数据")
    assert visitor.text("[data-preview] [data-value]") == "3"
    visitor.look()
    visitor.page.get_by_label("统计内容").select_option("person_times")
    visitor.page.wait_for_selector("[data-value='192']")
    visitor.fill("数据名称", "文学院讲座听众人次")
    visitor.fill("章节", "一、理论武装")
    visitor.look()
    visitor.press("保存数据")
    figure = Figure.objects.get()
    assert visitor.said() == ["“文学院讲座听众人次”已保存，待他人批准。"]
    assert (figure.state, figure.measure, visitor.text(".fg-number")) == (FigureState.DRAFT, "person_times", "192 人次")
    assert visitor.page.get_by_role("button", name="批准").count() == 0
    visitor.look()

    chief = come(office.chief)
    chief.open("wagtailadmin_home")
    chief.follow("待他人复核的数据口径")
    chief.look()
    chief.follow("文学院讲座听众人次")
    assert chief.text("#rows .rm-count").startswith("3 条记录")
    chief.look()
    chief.press("批准")
    figure.refresh_from_db()
    assert (figure.state, figure.approved_by) == (FigureState.APPROVED, office.chief)
    with chief.page.expect_navigation():
        chief.page.locator("#rows .rm-list tbody a").first.click()
    assert chief.text("h1").startswith("新时代第")
