"""What a summary's text is made of in the editor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock, StructBlock
from wagtail.blocks.field_block import CharBlock, RichTextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

# Headings 一、（一）1.（1）are h2 … h5; the number is typed, as offices write it.
TEXT_FEATURES = ["h2", "h3", "h4", "h5", "bold", "italic", "slot", "proof"]
CELL_FEATURES = ["bold", "slot", "proof"]


class PictureBlock(StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = CharBlock(label=_("What it shows, for readers who cannot see it"), max_length=300)
    caption = RichTextBlock(label=_("Caption"), features=["slot", "proof"], required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class SummaryBody(StreamBlock):
    text = RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow")
    table = TypedTableBlock(
        [("cell", RichTextBlock(label=_("Cell"), features=CELL_FEATURES, required=False))],
        label=_("Table"),
        icon="table",
        help_text=_("A cell that says only ← is joined to the one on its left, one that says only ↑ to the one above it."),
    )
    picture = PictureBlock()


class BodyField(StreamField):  # type: ignore[type-arg]  # generic for the type checker only
    """The text of a summary. Migrations keep the field only: its blocks are code, and changing them changes no column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(SummaryBody(), blank=True, verbose_name=_("text"))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, _kwargs = super().deconstruct()
        return name, path, [], {}
