"""One account for each role, with one well-known password; printed by `manage.py demo --accounts`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from rongmei.base.directory import actions
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Person, Unit, User
from rongmei.base.history.actors import Actor

from .units import units_of

PASSWORD = "Lantern-2026-Bridge"  # noqa: S105  -- well known on purpose; settings refuse the demo on a public host


@dataclass(frozen=True)
class Account:
    """`post` and `home` name the person behind it; `units` are where the role is held, none for the whole university."""

    username: str
    role: Role | None
    home: str
    post: str
    units: tuple[str, ...] = ()
    listed: bool = True


def _shares() -> Iterable[tuple[str, ...]]:
    """Units without a correspondent of their own, dealt out to two who look after many."""
    own = {"马克思主义学院", "机械工程学院", "人工智能学院"}
    rest = [name for group in ("教学院系", "党群部门", "行政部门", "直属单位", "学生组织") for name in units_of(group) if name not in own]
    return (tuple(rest[start::2]) for start in range(2))


ACCOUNTS: tuple[Account, ...] = (
    Account("admin", Role.ADMINISTRATOR, "网络与信息中心", "主要负责人"),
    Account("auditor", Role.AUDITOR, "纪委办公室", "科员"),
    Account("head", Role.HEAD, "党委宣传部", "部长"),
    Account("deputy", Role.DEPUTY_HEAD, "党委宣传部", "副部长"),
    Account("chief", Role.SECTION_CHIEF, "党委宣传部", "理论科科长"),
    Account("editor", Role.EDITOR, "党委宣传部", "新闻科编辑"),
    Account("manager", Role.OFFICE_MANAGER, "党委宣传部", "综合办公室主任"),
    Account("mayuan", Role.CORRESPONDENT, "马克思主义学院", "讲师", ("马克思主义学院",)),
    Account("jixie", Role.CORRESPONDENT, "机械工程学院", "讲师", ("机械工程学院",)),
    Account("zhineng", Role.CORRESPONDENT, "人工智能学院", "讲师", ("人工智能学院",)),
    Account("mayuanhead", Role.UNIT_HEAD, "马克思主义学院", "党委书记", ("马克思主义学院",)),
    Account("reporter", Role.REPORTER, "大学生记者团", "主席"),
    Account("proofreader", Role.PROOFREADER, "党委宣传部", "校对"),
    Account("channel", Role.CHANNEL_OWNER, "融媒体中心", "主要负责人", ("融媒体中心",)),
    Account("outsider", None, "校医院", "主要负责人"),
    *(Account(f"tongxun{number}", Role.CORRESPONDENT, share[0], "讲师", share, listed=False) for number, share in enumerate(_shares(), 1)),
)


def open_accounts(actor: Actor) -> None:
    """Every account, ready to sign in: the password is set by the action and need not be changed first."""
    units = {unit.name: unit for unit in Unit.objects.filter(valid_to=None)}
    for account in ACCOUNTS:
        person = Person.objects.filter(posts__title=account.post, posts__unit=units[account.home]).order_by("campus_id").first()
        places: list[Unit | None] = [units[name] for name in account.units] or [None]
        roles = [(account.role, place) for place in places] if account.role else []
        actions.create_account(
            actor=actor, username=account.username, person=person, roles=roles, password=PASSWORD, must_change_password=False
        )


def lines() -> list[str]:
    """What the command prints: user name, role and where, person."""
    found = [str(_("Demo accounts, all with the password %(password)s") % {"password": PASSWORD}), ""]
    users = {user.username: user for user in User.objects.filter(username__in=[one.username for one in ACCOUNTS]).select_related("person")}
    for account in ACCOUNTS:
        user = users.get(account.username)
        if not account.listed or user is None:
            continue
        where = f"（{account.units[0]}）" if account.units else ""
        role = str(account.role.label) if account.role else str(_("no role"))
        found.append(f"  {account.username:<12} {role}{where}  {user.display_name}")
    return found
