"""How the demo's sites are laid out: the front page of the news, the anniversary, the topic, and one layout that waits for its day."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from rongmei.base.directory.models import User
from rongmei.website.pages import actions as pages
from rongmei.website.pages.enums import ListLayout, Shape
from rongmei.website.pages.models import Section, SiteHome, TopicPage

from .scenes import draw

WIDE: Final = (1920, 760)
Block = dict[str, Any]


def arrange(actor: User, news: SiteHome, jubilee: SiteHome, reading: SiteHome) -> None:
    """Every front page as an editor would have it; a page of thanks goes public on the day of the jubilee."""
    lake, hills, shelf = (_picture(actor, *one) for one in (("镜湖与主楼", "campus", 45), ("南山", "hills", 10), ("书架", "shelves", 21)))
    pages.lay_out(actor=actor, page=news, body=_news(news, jubilee, reading, {"lake": lake, "hills": hills, "shelf": shelf}))
    pages.lay_out(actor=actor, page=jubilee, body=_jubilee(jubilee, lake))
    pages.lay_out(actor=actor, page=reading, body=_reading(reading, shelf))
    thanks = pages.create_topic(actor=actor, site=jubilee, title="致谢", slug="thanks", body=[], intro="感谢每一位校友")
    pages.show_in_menu(actor=actor, page=thanks, shown=False)
    words = "<p>校庆日结束后，这一页向公众开放：致谢名单由校友工作办公室提供。</p>"
    later = timezone.now() + dt.timedelta(days=180)
    pages.lay_out(actor=actor, page=TopicPage.objects.get(pk=thanks.pk), body=[_block("text", heading="", text=words)], at=later)


def _picture(actor: User, title: str, scene: str, seed: int) -> Any:
    file = SimpleUploadedFile(f"{scene}.jpg", draw(scene, seed, WIDE, 0.3), content_type="image/jpeg")
    return pages.add_library_picture(actor=actor, title=title, file=file)


def crest(actor: User, colour: str, *, white: bool = False) -> Any:
    """A round mark with a ridge and a rising line; nobody's real one."""
    ink, ground = ("#ffffff", colour) if white else (colour, "#ffffff")
    image = Image.new("RGBA", (640, 640), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((8, 8, 632, 632), fill=ink)
    pen.ellipse((30, 30, 610, 610), fill=ground)
    pen.ellipse((52, 52, 588, 588), fill=ink)
    pen.polygon([(96, 430), (226, 246), (300, 350), (396, 188), (544, 430)], fill=ground)
    for line in range(3):
        pen.rounded_rectangle((150 + line * 34, 458 + line * 34, 490 - line * 34, 472 + line * 34), radius=7, fill=ground)
    out = BytesIO()
    image.resize((320, 320), Image.Resampling.LANCZOS).save(out, "PNG")
    return pages.add_library_picture(actor=actor, title="校徽（演示）", file=SimpleUploadedFile("crest.png", out.getvalue(), "image/png"))


def _block(kind: str, **value: Any) -> Block:
    return {"type": kind, "value": value}


def _stories(home: SiteHome, slug: str, layout: ListLayout, count: int) -> Block:
    return _block("stories", heading="", section=Section.objects.child_of(home).get(slug=slug).pk, layout=layout, count=count)


def _hero(count: int) -> Block:
    return _block("hero", section=None, count=count)


def _beside(*parts: Block, shape: Shape = Shape.EVEN) -> Block:
    return _block("columns", shape=shape, parts=list(parts))


def _tile(title: str, text: str, picture: Any, page: SiteHome) -> Block:
    return {"title": title, "text": text, "image": picture.pk, "page": page.pk, "url": ""}


def _news(home: SiteHome, jubilee: SiteHome, reading: SiteHome, pictures: dict[str, Any]) -> list[Block]:
    college = SiteHome.objects.get(slug="mayuan")
    tiles = [
        _tile("建校七十周年", "同心七十载 向新再出发", pictures["lake"], jubilee),
        _tile("书香东岭", "读书是一件小事，也是一生的事", pictures["shelf"], reading),
        _tile("马克思主义学院", "真学真懂真信真用", pictures["hills"], college),
    ]
    mixed, lines = ListLayout.MIXED, ListLayout.HEADLINES
    return [
        _hero(6),
        _beside(_stories(home, "headlines", mixed, 6), _stories(home, "notices", ListLayout.NOTICES, 6), shape=Shape.WIDE_FIRST),
        _block("tiles", heading="", tiles=tiles),
        _beside(_stories(home, "research", mixed, 5), _stories(home, "media-focus", lines, 6), shape=Shape.WIDE_FIRST),
        _stories(home, "pictures-of-campus", ListLayout.PICTURES, 5),
        _beside(_stories(home, "people", mixed, 4), _stories(home, "culture", mixed, 4)),
        _stories(home, "colleges", lines, 8),
    ]


def _jubilee(home: SiteHome, picture: Any) -> list[Block]:
    figures = [{"value": "70", "text": "年办学历史"}, {"value": "27", "text": "个学院"}, {"value": "16万", "text": "名校友"}]
    return [
        _block(
            "banner", title="建校七十周年", text="同心七十载，向新再出发。欢迎校友回家看看。", image=picture.pk, alt="镜湖边的主楼和钟楼"
        ),
        _block("figures", heading="", figures=figures),
        _hero(4),
        timeline(),
    ]


def _reading(home: SiteHome, picture: Any) -> list[Block]:
    return [
        _block("banner", title="书香东岭", text="从4月到11月，27个学院，一百二十场读书会。", image=picture.pk, alt="图书馆的书架"),
        _stories(home, "activities", ListLayout.CARDS, 3),
        _stories(home, "reports", ListLayout.MIXED, 5),
    ]


def timeline() -> Block:
    moments = (
        ("1957年", "东岭工学院建校，首批招收学生三百二十人。"),
        ("1978年", "恢复招生，设机械、电气、土木三个系。"),
        ("1996年", "更名为东岭理工学院，开始招收研究生。"),
        ("2008年", "更名为东岭理工大学，东校区启用。"),
        ("2026年", "学院增至二十七个，校庆筹备工作启动。"),
    )
    return _block("timeline", heading="走过七十年", moments=[{"year": year, "text": text} for year, text in moments])
