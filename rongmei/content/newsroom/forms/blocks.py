"""The blocks of a story as the console's editor shows them, and back into the plain form of text/blocks.py."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.base import Block
from wagtail.blocks.field_block import BooleanBlock, CharBlock, ChoiceBlock, FieldBlock, RichTextBlock, TextBlock, URLBlock
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import StreamBlock
from wagtail.blocks.struct_block import StructBlock

from ..enums import AssetKind, BylineRole
from .assets import AssetInput

FEATURES: Final = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link", "proof"]


def proofread(scope: str) -> dict[str, dict[str, str]]:
    """A field whose words the proofreader sees while they are typed (static/proofdesk/fields.js)."""
    return {"form_attrs": {"data-proof": scope}}


class AssetBlock(FieldBlock):
    """A picture, film or file by its number; the widget takes uploads."""

    def __init__(self, kind: AssetKind, *, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field_options = {"required": required, "help_text": help_text, "min_value": 1}
        self.field = forms.IntegerField(widget=AssetInput(kind), **self.field_options)
        super().__init__(**kwargs)

    class Meta:
        icon = "image"


def _picture() -> list[tuple[str, Block]]:
    return [
        ("asset", AssetBlock(AssetKind.PICTURE, label=_("picture"))),
        ("caption", CharBlock(label=_("caption"), required=False, max_length=2000, **proofread("caption"))),
        ("credit", CharBlock(label=_("credit"), required=False, max_length=200)),
        (
            "alt",
            CharBlock(
                label=_("in words for those who do not see it"),
                required=False,
                max_length=500,
                help_text=_("What the picture shows; leave empty only for decoration."),
                **proofread("caption"),
            ),
        ),
    ]


class PictureBlock(StructBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_picture(), **kwargs)


class Body(StreamBlock):
    paragraph = RichTextBlock(required=False, features=FEATURES, label=_("Paragraph"), icon="pilcrow")
    heading = StructBlock(
        [
            ("text", CharBlock(label=_("heading"), max_length=200, **proofread("title"))),
            ("level", ChoiceBlock(choices=[("2", _("heading")), ("3", _("subheading"))], default="2", label=_("level"))),
        ],
        label=_("Heading"),
        icon="title",
    )
    picture = PictureBlock(label=_("Picture"), icon="image")
    gallery = StructBlock(
        [
            ("pictures", ListBlock(PictureBlock(), label=_("pictures"), min_num=1)),
            ("caption", CharBlock(label=_("caption of the whole"), required=False, max_length=2000, **proofread("caption"))),
        ],
        label=_("Gallery"),
        icon="image",
    )
    quote = StructBlock(
        [("text", TextBlock(label=_("quotation"), **proofread("body"))), ("source", CharBlock(label=_("who says it"), required=False))],
        label=_("Quotation"),
        icon="openquote",
    )
    table = StructBlock(
        [
            (
                "rows",
                TextBlock(
                    label=_("cells"),
                    rows=6,
                    help_text=_("Copy from Excel or WPS and paste: a line a row, a tab between cells."),
                    **proofread("table"),
                ),
            ),
            ("head", BooleanBlock(label=_("the first row is a heading"), required=False)),
            ("caption", CharBlock(label=_("title of the table"), required=False, **proofread("caption"))),
        ],
        label=_("Table"),
        icon="table",
    )
    video = StructBlock(
        [
            ("asset", AssetBlock(AssetKind.VIDEO, required=False, label=_("film"))),
            ("url", URLBlock(label=_("or its address"), required=False)),
            ("title", CharBlock(label=_("title"), required=False, **proofread("title"))),
            ("caption", CharBlock(label=_("caption"), required=False, **proofread("caption"))),
        ],
        label=_("Video"),
        icon="media",
    )
    file = StructBlock(
        [("asset", AssetBlock(AssetKind.FILE, label=_("file"))), ("title", CharBlock(label=_("title"), required=False))],
        label=_("File"),
        icon="doc-full",
    )

    class Meta:
        required = False


class Byline(StreamBlock):
    """Who wrote, photographed, edited. The name is looked up in the directory; a campus number settles which of two namesakes."""

    person = StructBlock(
        [
            ("role", ChoiceBlock(choices=BylineRole.choices, default=BylineRole.AUTHOR, label=_("in what role"))),
            ("name", CharBlock(label=_("person's name"), max_length=60)),
            ("unit", CharBlock(label=_("unit"), required=False, max_length=120)),
            ("campus_id", CharBlock(label=_("campus number (of namesakes)"), required=False, max_length=40)),
        ],
        label=_("person"),
        icon="user",
    )

    class Meta:
        required = False


def into_editor(body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks of a revision in the raw form the editor reads."""
    return [{"type": block["type"], "value": _in(block["type"], block["value"])} for block in body]


def _in(kind: str, value: Any) -> Any:
    if kind == "heading":
        return {**value, "level": str(value["level"])}
    if kind == "table":
        return {**value, "rows": "\n".join("\t".join(row) for row in value["rows"])}
    if kind == "gallery":
        return {**value, "pictures": [{"type": "item", "value": picture} for picture in value["pictures"]]}
    return value


def out_of_editor(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The raw form of the editor as blocks of a revision; what is missing stays missing, the actions say so."""
    return [{"type": block["type"], "value": _out(block["type"], block["value"])} for block in raw]


def _out(kind: str, value: Any) -> Any:
    if kind == "heading":
        return {**value, "level": int(value["level"] or 2)}
    if kind == "table":
        return {**value, "rows": _rows(value["rows"] or "")}
    if kind == "gallery":
        return {**value, "pictures": [picture["value"] for picture in value["pictures"]]}
    return value


def _rows(text: str) -> list[list[str]]:
    """Lines and tabs; short rows are filled up, as a spreadsheet copies them."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in text.splitlines() if line.strip()]
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
