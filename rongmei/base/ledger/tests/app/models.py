from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Person, Unit
from rongmei.base.ledger.models import Entry


class Medium(models.Model):
    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class Clip(Entry):
    class Level(models.TextChoices):
        NATIONAL = "national", "国家级"
        PROVINCIAL = "provincial", "省级"
        CITY = "city", "市级"

    published_on = models.DateField("发布日期")
    medium = models.ForeignKey(Medium, models.PROTECT, related_name="+", verbose_name="媒体")
    title = models.CharField("标题", max_length=120)
    level = models.CharField("级别", max_length=12, choices=Level.choices, blank=True, default="")
    reads = models.PositiveIntegerField("阅读量", null=True, blank=True)
    reads_is_floor = models.BooleanField("阅读量为下限", default=False)
    author = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="作者")
    original = models.BooleanField("原创", default=False, blank=True)
    fee = models.DecimalField("稿费", max_digits=9, decimal_places=2, null=True, blank=True)
    link = models.URLField("链接", max_length=300, blank=True, default="")
    note = models.TextField("备注", blank=True, default="")

    class Meta(Entry.Meta):
        verbose_name = _("clip")
        indexes = [*Entry.Meta.indexes, models.Index(fields=["published_on"], name="ledgertests_clip_published")]

    def __str__(self) -> str:
        return self.title


class ClipUnit(models.Model):
    entry = models.ForeignKey(Clip, models.CASCADE, related_name="covered")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    heads = models.PositiveIntegerField("人数", null=True, blank=True)

    class Meta:
        ordering = ["pk"]


class ClipReprint(models.Model):
    entry = models.ForeignKey(Clip, models.CASCADE, related_name="reprints")
    medium = models.CharField("转载媒体", max_length=80)
    on = models.DateField("转载日期", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
