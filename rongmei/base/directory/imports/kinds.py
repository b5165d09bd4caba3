"""The three kinds of sheet the directory takes, and what offices call their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.enums import OutletKind, UnitKind
from rongmei.base.directory.models import Outlet, Person, Post, Unit


class SheetKind(models.TextChoices):
    UNITS = "units", _("Units")
    PEOPLE = "people", _("People")
    OUTLETS = "outlets", _("Outlets")


@dataclass(frozen=True)
class SheetColumn:
    """One column. ``heading``: what our own sheets call it; ``aliases``: what others do; ``of``: whose field it is."""

    field: str
    heading: str
    aliases: tuple[str, ...]
    of: type[models.Model]
    required: bool = False

    @property
    def label(self) -> Any:
        return getattr(self.of._meta.get_field(self.field.removeprefix("post_")), "verbose_name", self.field)


COLUMNS: dict[SheetKind, tuple[SheetColumn, ...]] = {
    SheetKind.UNITS: (
        SheetColumn("name", "单位名称", ("名称", "部门名称", "部门", "单位", "学院名称", "机构名称", "unit", "name"), Unit, required=True),
        SheetColumn("short_name", "简称", ("单位简称", "缩写", "short name"), Unit),
        SheetColumn("aliases", "其他名称", ("别名", "曾用名", "又名", "other names"), Unit),
        SheetColumn("kind", "类别", ("单位类别", "单位类型", "类型", "性质", "单位性质", "kind"), Unit),
        SheetColumn("code", "单位编号", ("编号", "代码", "单位代码", "部门代码", "机构代码", "code"), Unit),
        SheetColumn("parent", "上级单位", ("隶属", "隶属单位", "所属单位", "上级部门", "挂靠单位", "part of"), Unit),
        SheetColumn("valid_from", "成立日期", ("启用日期", "设立日期", "起始日期", "since"), Unit),
    ),
    SheetKind.PEOPLE: (
        SheetColumn(
            "campus_id",
            "工号",
            ("学工号", "职工号", "教工号", "人员编号", "学号", "工号/学号", "校园卡号", "campus number"),
            Person,
            required=True,
        ),
        SheetColumn("name", "姓名", ("名字", "人员姓名", "name"), Person, required=True),
        SheetColumn("unit", "单位", ("部门", "所在单位", "所属单位", "学院", "工作单位", "所在部门", "unit"), Person),
        SheetColumn("aliases", "其他名称", ("别名", "曾用名", "笔名", "other names"), Person),
        SheetColumn("phone", "电话", ("联系电话", "手机", "手机号", "办公电话", "telephone"), Person),
        SheetColumn("email", "邮箱", ("电子邮箱", "电子邮件", "email", "e-mail"), Person),
        SheetColumn("post_title", "职务", ("岗位", "现任职务", "职务名称", "职务职称", "title of the post"), Post),
        SheetColumn("post_unit", "任职单位", ("任职部门", "职务所在单位"), Post),
        SheetColumn("post_from_on", "任职时间", ("任职日期", "任职起始日期", "起始时间", "since"), Post),
        SheetColumn("post_to_on", "免职时间", ("任职结束日期", "免职日期", "截止时间", "last day"), Post),
        SheetColumn("post_rank", "排序", ("领导排序", "排名", "班子排序", "名次", "place in the order"), Post),
    ),
    SheetKind.OUTLETS: (
        SheetColumn("name", "阵地名称", ("名称", "账号名称", "平台账号名称", "网站名称", "name"), Outlet, required=True),
        SheetColumn("kind", "阵地类型", ("类型", "平台", "平台类型", "类别", "账号类型", "kind"), Outlet, required=True),
        SheetColumn("unit", "主办单位", ("单位", "主管单位", "运营单位", "所属单位", "部门", "run by"), Outlet, required=True),
        SheetColumn("account_id", "账号", ("账号ID", "微信号", "账号标识", "原始ID", "account number"), Outlet),
        SheetColumn("address", "网址或地点", ("网址", "链接", "地址", "域名", "web address or place"), Outlet),
        SheetColumn("owner", "负责人", ("责任人", "第一责任人", "管理员", "answerable"), Outlet),
        SheetColumn("backup", "备份负责人", ("备岗", "备用联系人", "协管员", "副管理员", "stand-in"), Outlet),
        SheetColumn("approved_on", "审批日期", ("批准日期", "备案日期", "审批时间", "备案时间", "开通时间", "approved on"), Outlet),
        SheetColumn("applicable_rules", "适用规定", ("管理规定", "依据", "rules that apply"), Outlet),
        SheetColumn("last_inspected_on", "最近巡检", ("巡检日期", "最近检查日期", "检查时间", "巡查时间", "last inspected on"), Outlet),
    ),
}

# What offices write for our closed lists, beside the names on screen.
UNIT_KIND_WORDS: dict[str, UnitKind] = {
    "党群": UnitKind.PARTY, "党委部门": UnitKind.PARTY, "党群机构": UnitKind.PARTY, "党政机关": UnitKind.PARTY,
    "行政": UnitKind.ADMINISTRATION, "职能部门": UnitKind.ADMINISTRATION, "行政机构": UnitKind.ADMINISTRATION,
    "机关部处": UnitKind.ADMINISTRATION, "机关": UnitKind.ADMINISTRATION, "行政机关": UnitKind.ADMINISTRATION,
    "学院": UnitKind.COLLEGE, "院系": UnitKind.COLLEGE, "教学单位": UnitKind.COLLEGE, "二级学院": UnitKind.COLLEGE, "教学科研单位": UnitKind.COLLEGE,
    "直属": UnitKind.AFFILIATED, "直属机构": UnitKind.AFFILIATED, "教辅单位": UnitKind.AFFILIATED, "附属单位": UnitKind.AFFILIATED,
    "学生社团": UnitKind.STUDENTS, "学生会": UnitKind.STUDENTS,
}  # fmt: skip
OUTLET_KIND_WORDS: dict[str, OutletKind] = {
    "网站": OutletKind.SITE, "门户网站": OutletKind.SITE, "新闻网": OutletKind.SITE,
    "微信": OutletKind.WECHAT, "公众号": OutletKind.WECHAT, "微信公众号": OutletKind.WECHAT, "订阅号": OutletKind.WECHAT, "服务号": OutletKind.WECHAT,
    "微博": OutletKind.WEIBO, "新浪微博": OutletKind.WEIBO, "抖音": OutletKind.DOUYIN, "抖音号": OutletKind.DOUYIN,
    "快手": OutletKind.KUAISHOU, "快手号": OutletKind.KUAISHOU, "B站": OutletKind.BILIBILI, "哔哩哔哩": OutletKind.BILIBILI,
    "视频号": OutletKind.CHANNELS, "微信视频号": OutletKind.CHANNELS, "校报": OutletKind.NEWSPAPER, "报纸": OutletKind.NEWSPAPER,
    "电子屏": OutletKind.SCREEN, "大屏": OutletKind.SCREEN, "LED屏": OutletKind.SCREEN, "宣传栏": OutletKind.SCREEN, "QQ群": OutletKind.QQ,
}  # fmt: skip
CHOICES: dict[SheetKind, type[models.TextChoices]] = {SheetKind.UNITS: UnitKind, SheetKind.OUTLETS: OutletKind}
"""The closed list behind the column ``kind``."""
