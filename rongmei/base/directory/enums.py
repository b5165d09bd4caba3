"""Closed lists of the directory: kinds of unit, roles, kinds of outlet."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    PARTY = "party", _("Party department")  # 党群部门
    ADMINISTRATION = "administration", _("administrative department")  # 行政部门
    COLLEGE = "college", _("college or school")  # 教学院系
    AFFILIATED = "affiliated", _("directly affiliated unit")  # 直属单位
    STUDENTS = "students", _("student organisation")  # 学生组织
    OTHER = "other", _("other")


class UnitChangeKind(models.TextChoices):
    RENAME = "rename", _("renamed")
    MERGE = "merge", _("merged into another unit")


class Role(models.TextChoices):
    CORRESPONDENT = "correspondent", _("unit correspondent")  # 通讯员
    UNIT_HEAD = "unit_head", _("head of a unit")  # 单位负责人
    REPORTER = "reporter", _("reporter")  # 记者
    EDITOR = "editor", _("editor")  # 编辑
    SECTION_CHIEF = "section_chief", _("section chief")  # 科长
    DEPUTY_HEAD = "deputy_head", _("deputy head")  # 副部长
    HEAD = "head", _("head of the office")  # 部长
    PROOFREADER = "proofreader", _("proofreader")  # 校对
    CHANNEL_OWNER = "channel_owner", _("account keeper")  # 账号管理员
    OFFICE_MANAGER = "office_manager", _("office manager")  # 办公室主任
    ADMINISTRATOR = "administrator", _("system administrator")  # 系统管理员
    AUDITOR = "auditor", _("auditor")  # 审计员


PRIVILEGED: Final = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.OFFICE_MANAGER, Role.HEAD, Role.DEPUTY_HEAD})
"""Roles that must use a second factor when ``REQUIRE_MFA`` is on."""

UNIVERSITY_WIDE: Final = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.OFFICE_MANAGER})
"""Roles that make no sense for a single unit."""

UNIT_ONLY: Final = frozenset({Role.CORRESPONDENT, Role.UNIT_HEAD})
"""Roles that make no sense for the whole university."""


class OutletKind(models.TextChoices):
    SITE = "site", _("website")
    WECHAT = "wechat", _("WeChat official account")
    WEIBO = "weibo", _("Weibo")
    QQ = "qq", _("QQ")
    DOUYIN = "douyin", _("Douyin")
    KUAISHOU = "kuaishou", _("Kuaishou")
    BILIBILI = "bilibili", _("Bilibili")
    CHANNELS = "channels", _("WeChat Channels")
    NEWSPAPER = "newspaper", _("newspaper")
    SCREEN = "screen", _("public screen")
    OTHER = "other", _("other")
