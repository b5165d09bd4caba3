"""Who comes in and how far: signing in, no role, nobody, and a first start."""

from __future__ import annotations

import pytest
from django.urls import reverse

from rongmei.base.directory.models import RoleGrant, University

from .conftest import Come
from .office import PASSWORD, Office

pytestmark = pytest.mark.browser

# Where the console's rooms begin.
ROOMS = (
    "ledger:index",
    "figures:index",
    "summary:index",
    "summary:new",
    "console_keys",
    "directory:units",
    "directory:people",
    "directory:accounts",
    "directory:outlets",
)


def test_manager_signs_in_by_the_form_after_one_wrong_password(office: Office, come: Come) -> None:
    visitor = come()
    visitor.page.goto(visitor.server)
    assert visitor.page.url.split("?")[0] == visitor.address("account_login")
    visitor.look()
    visitor.fill("用户名", "manager")
    visitor.fill("密码", "wrong-Password-1")
    visitor.press("登录")
    assert visitor.texts("[role=alert]") == ["您提供的用户名或密码不正确。"]
    visitor.fill("密码", PASSWORD)
    visitor.press("登录")
    visitor.page.wait_for_url(visitor.address("wagtailadmin_home"))
    assert visitor.text(".rc-head h1") == "云岭大学"
    assert visitor.texts(".rc-panel h2") == ["下一步做什么", "待办", "到期提醒"]
    visitor.look()


def test_nobody_is_sent_to_the_sign_in_page_from_every_room(office: Office, come: Come) -> None:
    visitor = come()
    for room in ROOMS:
        visitor.open(room)
        assert visitor.page.url == f"{visitor.address('account_login')}?next={reverse(room)}", room


def test_person_without_a_role_is_told_so_and_every_room_refuses(office: Office, come: Come) -> None:
    visitor = come(office.outsider)
    visitor.page.goto(visitor.server)
    assert visitor.page.url == visitor.address("wagtailadmin_home")
    assert visitor.text("h1") == "还没有角色"
    visitor.look()
    for room in ROOMS:
        assert (visitor.open(room), visitor.text("h1")) == (403, "还没有角色"), room
    visitor.follow("退出登录")
    visitor.look()


def test_first_start_names_the_university_and_ends_on_what_to_do_next(fresh: None, come: Come) -> None:
    visitor = come()
    visitor.page.goto(visitor.server)
    assert visitor.page.url == visitor.address("setup")
    visitor.look()
    visitor.fill("全称", "云岭大学")
    visitor.fill("简称", "云大")
    visitor.fill("英文名称", "Yunling University")
    visitor.fill("部门名称（如党委宣传部）", "中共云岭大学委员会宣传部")
    visitor.page.get_by_label("其他受保护名称").fill("云岭讲堂\n书香云岭")
    visitor.fill("您的姓名", "陆知行")
    visitor.fill("工号/学号", "20200001")
    visitor.fill("电子邮箱", "lu@example.com")
    visitor.fill("用户名", "luzhixing")
    visitor.fill("密码", "short")
    visitor.fill("再次输入密码", "short")
    visitor.press("开始使用")
    assert len(visitor.texts("[role=alert]")) == 1
    assert visitor.page.get_by_label("全称", exact=True).input_value() == "云岭大学"
    visitor.fill("密码", PASSWORD)
    visitor.fill("再次输入密码", PASSWORD)
    visitor.press("开始使用")
    visitor.page.wait_for_url(visitor.address("wagtailadmin_home"))
    assert visitor.text(".rc-head h1") == "云岭大学"
    assert len(visitor.texts(".rc-panel >> nth=0 >> li")) == 6
    visitor.look()
    assert University.objects.get().protected_names == ["云岭讲堂", "书香云岭"]
    assert sorted(RoleGrant.objects.values_list("role", flat=True)) == ["administrator", "office_manager"]
    # The door closes behind the first person.
    visitor.open("setup")
    assert visitor.page.url == visitor.address("wagtailadmin_home")
