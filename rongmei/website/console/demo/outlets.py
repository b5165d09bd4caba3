"""The register of outlets 阵地: sites, accounts, paper, screens; one not inspected, one closed."""

from __future__ import annotations

import datetime as dt

from rongmei.base.directory import actions
from rongmei.base.directory.enums import OutletKind
from rongmei.base.directory.models import Outlet, Person, Unit
from rongmei.base.history.actors import Actor

APPROVED = dt.date(2021, 5, 20)
INSPECTED = dt.date(2026, 4, 15)
RULES = "《东岭理工大学网络与新媒体阵地管理办法》"
# name, kind, unit, account number, address
OUTLETS: tuple[tuple[str, OutletKind, str, str, str], ...] = (
    ("东岭理工大学主页", OutletKind.SITE, "融媒体中心", "", "https://www.dongling.example/"),
    ("东岭新闻网", OutletKind.SITE, "融媒体中心", "", "https://news.dongling.example/"),
    ("东岭理工大学微信公众号", OutletKind.WECHAT, "融媒体中心", "gh_dongling_demo", ""),
    ("东岭青年微信公众号", OutletKind.WECHAT, "校团委", "gh_dlqn_demo", ""),
    ("东岭理工大学微博", OutletKind.WEIBO, "融媒体中心", "dongling-demo", ""),
    ("东岭理工大学QQ校园号", OutletKind.QQ, "党委学生工作部", "demo-qq-01", ""),
    ("东岭理工大学抖音号", OutletKind.DOUYIN, "融媒体中心", "dongling_demo", ""),
    ("东岭理工大学快手号", OutletKind.KUAISHOU, "融媒体中心", "dongling_ks_demo", ""),
    ("东岭理工大学哔哩哔哩号", OutletKind.BILIBILI, "大学生记者团", "90001001", ""),
    ("东岭理工大学视频号", OutletKind.CHANNELS, "融媒体中心", "sph_dongling_demo", ""),
    ("《东岭理工大学报》", OutletKind.NEWSPAPER, "党委宣传部", "", "每月两期，四开四版"),
    ("图书馆东门电子屏", OutletKind.SCREEN, "校图书馆", "", "图书馆东门"),
    ("继续教育学院网站", OutletKind.SITE, "继续教育学院", "", "https://jx.dongling.example/"),
    ("招生在线微信公众号", OutletKind.WECHAT, "招生就业处", "gh_dlzs_demo", ""),
)
NOT_INSPECTED = "图书馆东门电子屏"
CLOSED = "东岭理工大学快手号"


def register_outlets(actor: Actor) -> None:
    units = {unit.name: unit for unit in Unit.objects.filter(valid_to=None)}
    staff = list(Person.objects.filter(unit=units["党委宣传部"]).order_by("campus_id"))
    for number, (name, kind, unit_name, account, address) in enumerate(OUTLETS):
        unit = units[unit_name]
        own = list(Person.objects.filter(unit=unit).order_by("campus_id")) or staff
        outlet = actions.register_outlet(
            actor=actor,
            name=name,
            kind=kind,
            unit=unit,
            account_id=account,
            address=address,
            owner=own[0],
            backup=staff[number % len(staff)] if staff[number % len(staff)] != own[0] else staff[(number + 1) % len(staff)],
            approved_on=APPROVED + dt.timedelta(days=31 * number),
            applicable_rules=RULES,
        )
        if name != NOT_INSPECTED:
            actions.inspect_outlet(actor=actor, outlet=outlet, on=INSPECTED, finding="账号主体、密码保管、发布审核记录齐全。")
    closing = Outlet.objects.get(name=CLOSED)
    actions.close_outlet(actor=actor, outlet=closing, on=dt.date(2026, 9, 30), reason="连续六个月未更新，按办法注销。")
