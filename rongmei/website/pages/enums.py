"""Closed lists of the public sites: kinds of site, layouts of a list, type faces, formats an old site comes in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SiteKind(models.TextChoices):
    """What a site starts with when it is made; everything can be rearranged afterwards."""

    NEWS = "news", _("university news")  # 新闻网
    UNIT = "unit", _("site of a unit")  # 单位网站
    TOPIC = "topic", _("topic site")  # 专题网站
    ANNIVERSARY = "anniversary", _("anniversary site")  # 校庆网站


class ListLayout(models.TextChoices):
    """How a list of stories looks."""

    HEADLINES = "headlines", _("headlines with dates")
    CARDS = "cards", _("cards with pictures")
    MIXED = "mixed", _("one picture, then headlines")
    RANKED = "ranked", _("numbered headlines")
    NOTICES = "notices", _("day before each headline")  # 通知公告
    PICTURES = "pictures", _("pictures with headlines on them")  # 图片新闻


class TypeFace(models.TextChoices):
    """Families every reader's own machine has; nothing is fetched."""

    SANS = "sans", _("sans serif (Heiti)")  # 黑体
    SERIF = "serif", _("serif (Songti)")  # 宋体


class Shape(models.TextChoices):
    """How parts side by side share the width."""

    EVEN = "even", _("equal widths")
    WIDE_FIRST = "wide", _("first one twice as wide")


class Masthead(models.TextChoices):
    LIGHT = "light", _("name on paper")
    BAR = "bar", _("name on the colour of the theme")


class OldFormat(models.TextChoices):
    """What an old site's articles come as."""

    HTML = "html", _("folder of HTML pages")
    CSV = "csv", _("CSV table")
    WXR = "wxr", _("WordPress export (WXR)")


class BakedKind(models.TextChoices):
    """What a kept page depends on: one story, or anything that happens on the site."""

    STORY = "story", _("story")
    LIST = "list", _("list")
