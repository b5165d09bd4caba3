"""The blocks that home, section and topic pages are put together from. Stories are no blocks: a block says which list to show."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks as wagtail_blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from .enums import ListLayout, Shape

blocks: Any = wagtail_blocks  # filled by star imports, which the type checker does not follow

SIMPLE = ["bold", "italic", "link", "ol", "ul", "proof"]


class LayoutField(StreamField):
    """A StreamField whose migration does not repeat the list of blocks: a new block is no change of the table."""

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class HeroBlock(blocks.StructBlock):
    """The newest stories, pinned ones first: one large picture and the next beside it."""

    section = blocks.PageChooserBlock(
        label=_("site column"), page_type="pages.Section", required=False, help_text=_("Empty: the whole site.")
    )
    count = blocks.IntegerBlock(label=_("how many"), default=5, min_value=1, max_value=9)

    class Meta:
        label = _("headline stories")
        icon = "pick"
        template = "pages/blocks/hero.html"


class StoriesBlock(blocks.StructBlock):
    """A column's newest stories."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=30, help_text=_("Empty: the name of the column."))
    section = blocks.PageChooserBlock(
        label=_("site column"), page_type="pages.Section", required=False, help_text=_("Empty: the whole site.")
    )
    count = blocks.IntegerBlock(label=_("how many"), default=6, min_value=1, max_value=24)
    layout = blocks.ChoiceBlock(label=_("layout"), choices=ListLayout.choices, default=ListLayout.HEADLINES)

    class Meta:
        label = _("stories of a column")
        icon = "list-ul"
        template = "pages/blocks/stories.html"


class LinkBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("text"), max_length=30)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.URLBlock(label=_("address"), required=False, help_text=_("When it leads to another site."))

    class Meta:
        label = _("link")
        icon = "link"


class LinksBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=30)
    links = blocks.ListBlock(LinkBlock(), label=_("links"))

    class Meta:
        label = _("links")
        icon = "link"
        template = "pages/blocks/links.html"


class TileBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("heading"), max_length=20)
    text = blocks.CharBlock(label=_("text"), required=False, max_length=40)
    image = ImageChooserBlock(label=_("picture"), required=False, help_text=_("Without one the colour of the theme is shown."))
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.URLBlock(label=_("address"), required=False, help_text=_("When it leads to another site."))


class TilesBlock(blocks.StructBlock):
    """Small banners in a row 专题横幅: topics, campaigns, services."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=30)
    tiles = blocks.ListBlock(TileBlock(), label=_("small banners"), max_num=8)

    class Meta:
        label = _("small banners in a row")
        icon = "image"
        template = "pages/blocks/tiles.html"


class BannerBlock(blocks.StructBlock):
    """A band over the whole width: words, and a picture where there is one."""

    title = blocks.CharBlock(label=_("heading"), max_length=40)
    text = blocks.CharBlock(label=_("text"), required=False, max_length=120)
    image = ImageChooserBlock(label=_("picture"), required=False)
    alt = blocks.CharBlock(label=_("what the picture shows"), required=False, max_length=120)
    link = LinkBlock(label=_("link"), required=False)

    class Meta:
        label = _("banner")
        icon = "image"
        template = "pages/blocks/banner.html"


class TextBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=40)
    text = blocks.RichTextBlock(label=_("text"), features=SIMPLE)

    class Meta:
        label = _("text")
        icon = "pilcrow"
        template = "pages/blocks/text.html"


class MomentBlock(blocks.StructBlock):
    year = blocks.CharBlock(label=_("year or day"), max_length=20)
    text = blocks.CharBlock(label=_("what happened"), max_length=200)


class TimelineBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=40)
    moments = blocks.ListBlock(MomentBlock(), label=_("moments"))

    class Meta:
        label = _("timeline")
        icon = "history"
        template = "pages/blocks/timeline.html"


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("value"), max_length=12)
    text = blocks.CharBlock(label=_("what is counted"), max_length=20)


class FiguresBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=40)
    figures = blocks.ListBlock(FigureBlock(), label=_("figures"))

    class Meta:
        label = _("figures in a row")
        icon = "order"
        template = "pages/blocks/figures.html"


PARTS: list[tuple[str, Any]] = [
    ("stories", StoriesBlock()),
    ("links", LinksBlock()),
    ("text", TextBlock()),
]


class ColumnsBlock(blocks.StructBlock):
    """Two or three parts side by side; on a phone one below the other."""

    shape = blocks.ChoiceBlock(label=_("widths"), choices=Shape.choices, default=Shape.EVEN)
    parts = blocks.StreamBlock(PARTS, label=_("parts"), min_num=2, max_num=3)

    class Meta:
        label = _("parts side by side")
        icon = "grip"
        template = "pages/blocks/columns.html"


LAYOUT: list[tuple[str, Any]] = [
    ("hero", HeroBlock()),
    ("stories", StoriesBlock()),
    ("columns", ColumnsBlock()),
    ("banner", BannerBlock()),
    ("tiles", TilesBlock()),
    ("links", LinksBlock()),
    ("figures", FiguresBlock()),
    ("timeline", TimelineBlock()),
    ("text", TextBlock()),
]
