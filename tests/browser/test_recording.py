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


def test_manager_takes_in_a_messy_sheet_mends_a_row_and_filters_the_list(office: Office, come: Come, tmp_path: Path) -> None:
    visitor = come(office.manager)
    visitor.open("wagtailadmin_home")
    visitor.follow("台账")
    visitor.look()
    visitor.follow("理论讲堂讲座")
    visitor.look()
    visitor.follow("导入表格")
    visitor.look()
    visitor.page.get_by_label("选择表格文件，或拖到这里").set_input_files(messy_sheet(tmp_path / "讲座汇总（改）.xlsx"))
    visitor.press("上传并查看")
    assert visitor.page.title() == ""
    visitor.look()
