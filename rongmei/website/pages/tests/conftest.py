"""A university with three sites: one at the root, one below a path, one on its own host; stories are publications of the factory."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Site

from rongmei.base.directory.actions import create_account
from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.models import User
from rongmei.base.directory.tests.factories import OutletFactory, PersonFactory, UnitFactory, UniversityFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.content.newsroom.models import Publication, Subject
from rongmei.content.newsroom.tests.factories import AssetFactory, PublicationFactory, SubjectFactory

from .. import actions
from ..actions.sites import Column
from ..enums import SiteKind
from ..models import SiteHome, Theme
from .factories import root

NUMBERS = count(1)
ZONE = dt.timezone(dt.timedelta(hours=8))
PARAGRAPH = "自本周起，图书馆一层通宵开放，同学们可凭校园卡入馆。"


def person(*roles: Role, unit: Any = None) -> User:
    """Somebody with an account that may enter the console."""
    grants = [(role, unit if role in (Role.CORRESPONDENT, Role.CHANNEL_OWNER) else None) for role in roles]
    made = create_account(actor=SYSTEM, username=f"p{next(NUMBERS)}", person=PersonFactory(), roles=grants, must_change_password=False)
    return made.user


def paragraph(text: str) -> dict[str, str]:
    return {"type": "paragraph", "value": f"<p>{text}</p>"}


@dataclass
class Campus:
    """Attributes: news, college, jubilee (sites); research, culture (subjects); science (unit)."""

    news: SiteHome
    college: SiteHome
    jubilee: SiteHome
    theme: Theme
    research: Subject
    culture: Subject
    science: Any
    made: list[Publication] = field(default_factory=list)

    def story(self, headline: str = "图书馆开放夜间自习室", site: SiteHome | None = None, **more: Any) -> Publication:
        """A publication in force, indexed and told of as the newsroom would."""
        subjects, units = more.pop("subjects", ()), more.pop("units", ())
        day = more.pop("day", dt.datetime(2026, 3, len(self.made) % 28 + 1, 9, tzinfo=ZONE))
        found = PublicationFactory(
            outlet=(site or self.news).outlet, manuscript__headline=headline, headline=headline, first_published_at=day, published_at=day,
            **{"body": [paragraph(PARAGRAPH)], **more},
        )  # fmt: skip
        found.subjects.set(subjects)
        found.units.set(units)
        found.assets.set([found.lead] if found.lead else [])
        self.made.append(found)
        actions.note_change(actor=SYSTEM, public_ids=[found.public_id])
        return found

    def path(self, story: Publication) -> str:
        return f"/news/2026/{story.public_id}"


def picture(**more: Any) -> Any:
    """An asset with real bytes: 900 × 600, red left, blue right."""
    image = Image.new("RGB", (900, 600), (200, 30, 40))
    image.paste((30, 60, 200), (450, 0, 900, 600))
    out = BytesIO()
    image.save(out, "JPEG", exif=Image.Exif())
    made = AssetFactory.build(width=900, height=600, **more)
    made.file.save("a.jpg", ContentFile(out.getvalue()), save=False)
    made.save()
    return made


@pytest.fixture
def campus(db: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Campus:
    settings.BAKED_DIR = tmp_path / "baked"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "jubilee.example"]
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    # A test's transaction never commits; kept pages go after the commit, so here "after" is "at once".
    monkeypatch.setattr("django.db.transaction.on_commit", lambda function, **_more: function())
    cache.clear()
    root()
    Site.objects.filter(is_default_site=True).update(hostname="testserver")
    Site.clear_site_root_paths_cache()
    return build()


def build() -> Campus:
    UniversityFactory(name="云岭大学", english_name="Yunling University")
    outlets = [OutletFactory(name=name, kind=OutletKind.SITE) for name in ("云岭新闻网", "理学院网站", "校庆网")]
    research, culture = SubjectFactory(name="科研"), SubjectFactory(name="文化")
    science = UnitFactory(name="理学院一")
    theme = actions.create_theme(actor=SYSTEM, name="红", accent="#9b1c2e")
    columns = [Column("科研动态", "research", subject="科研"), Column("全部", "all"), Column("理学院动态", "natural", unit=science)]
    made = [
        actions.create_site(actor=SYSTEM, title=title, kind=kind, outlet=outlet, theme=theme, columns=list(lines), **where)
        for title, kind, outlet, lines, where in (
            ("云岭新闻网", SiteKind.NEWS, outlets[0], columns, {}),
            ("理学院", SiteKind.UNIT, outlets[1], [Column("动态", "updates")], {"path": "science"}),
            ("校庆", SiteKind.ANNIVERSARY, outlets[2], [], {"host": "jubilee.example", "language": "en"}),
        )
    ]
    return Campus(*made, theme, research, culture, science)


PAGE = """<html><head><meta charset="gb2312"><title>{title}-某大学新闻网</title></head><body><div class="nav"><a href="/index.htm">首页</a></div>
<h1>{title}</h1><p>发布时间：{day} 作者：李见山</p><div id="vsb_content"><p style="mso-x:1">{text}</p>{more}</div><script>x()</script></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    old = tmp_path / "old"
    (old / "info" / "1001").mkdir(parents=True)
    out = BytesIO()
    Image.new("RGB", (60, 40), (9, 9, 9)).save(out, "JPEG")
    (old / "info" / "a.jpg").write_bytes(out.getvalue())
    (tmp_path / "secret.jpg").write_bytes(out.getvalue())
    more = '<img src="../a.jpg" alt="会场"><p><a href="12.htm">上一条</a> <a href="99.htm">没有的</a> <a href="https://other.example/x">外站</a></p><img src="../../../secret.jpg">'
    (old / "info" / "1001" / "11.htm").write_bytes(
        PAGE.format(title="校史馆开馆", day="2019-05-12", text="校史馆昨日开馆。", more=more).encode("gb18030")
    )
    (old / "info" / "1001" / "12.htm").write_bytes(
        PAGE.format(title="运动会闭幕", day="2018年10月28日", text="运动会闭幕。", more="").encode("gb18030")
    )
    (old / "index.htm").write_text("<html><title>首页</title><body><ul><li>目录</li></ul></body></html>", encoding="utf-8")
    return old
