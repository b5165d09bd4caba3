"""What a summary's text is made of in the editor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

# Headings 一、（一）1.（1）are h2 … h5; the number is typed, as offices write it.
TEXT_FEATURES = ["h2", "h3", "h4", "h5", "bold", "italic", "slot"]
CELL_FEATURES = ["bold", "slot"]


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(label=_("What it shows, for readers who cannot see it"), max_length=300)
    caption = blocks.RichTextBlock(label=_("Caption"), features=["slot"], required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class SummaryBody(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow")
    table = TypedTableBlock(
        [("cell", blocks.RichTextBlock(label=_("Cell"), features=CELL_FEATURES, required=False))], label=_("Table"), icon="table"
    )
    picture = PictureBlock()

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Migrations keep the name only: the list of blocks is code, and changing it changes no column."""
        return ("rongmei.reporting.summary.blocks.SummaryBody", [], {})

    def deconstruct_with_lookup(self, lookup: Any) -> tuple[str, list[Any], dict[str, Any]]:
        return self.deconstruct()
