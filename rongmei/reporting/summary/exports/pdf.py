"""`Document` → PDF in the layout of GB/T 9704."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rongmei.base.paper.fonts import WEIGHTS, FontSet, MissingGlyphs, Role, installed_fonts, printable
from rongmei.base.paper.pdf import set_pdf
from rongmei.reporting.summary.document import Block, Document, Heading, Inline, Merge, Paragraph, Picture, Slot, Table, plain
from rongmei.reporting.summary.exports import layout
from rongmei.reporting.summary.exports.glyphs import missing_glyphs
from rongmei.reporting.summary.exports.pictures import measured
from rongmei.reporting.summary.exports.titles import title_lines

_TEMPLATE = (Path(__file__).parent / "templates" / "document.typ").read_bytes()
_HEADING_ROLES = (Role.HEI, Role.KAI, Role.BODY, Role.BODY)


def to_pdf(document: Document, *, fonts: FontSet | None = None) -> bytes:
    """The PDF. The same document and fonts always give the same bytes.

    Raises `MissingGlyphs` when a character is in no installed font (never a silent □), `NoFonts` when there is no Chinese
    font, `UnreadablePicture` when a picture cannot be read.
    """
    fonts = fonts or installed_fonts()
    missing = missing_glyphs(document, fonts)
    if missing:
        raise MissingGlyphs(missing)
    pictures = list(dict.fromkeys(block for block in document.blocks if isinstance(block, Picture)))
    files = {picture: f"{number}.{measured(picture).suffix}" for number, picture in enumerate(pictures)}
    return set_pdf(_TEMPLATE, _data(document, fonts, files), fonts, {name: picture.data for picture, name in files.items()})


def _data(document: Document, fonts: FontSet, files: Mapping[Picture, str]) -> dict[str, Any]:
    by_inset, on_inset = layout.signature_insets(document.signed_by, document.signed_on)
    return {
        "layout": _layout(),
        "fonts": {role: {"families": fonts.families(role), "weight": WEIGHTS[role]} for role in Role},
        "heading_roles": _HEADING_ROLES,
        "title": printable(plain(document.title)),
        "title_lines": [_runs(line) for line in title_lines(document.title)] if plain(document.title) else [],
        "blocks": [_block(block, files) for block in document.blocks],
        "attachments": [
            {"number": number, "name": _runs(name)}
            for number, name in zip(layout.attachment_numbers(len(document.attachments)), document.attachments, strict=True)
        ],
        "signed_by": _runs(document.signed_by),
        "signed_on": _runs(document.signed_on),
        "signed_by_inset": by_inset * layout.CHAR_PITCH_PT,
        "signed_on_inset": on_inset * layout.CHAR_PITCH_PT,
    }


def _layout() -> dict[str, Any]:
    return {
        "width": layout.PAPER_WIDTH,
        "height": layout.PAPER_HEIGHT,
        "top": layout.MARGIN_TOP,
        "bottom": layout.MARGIN_BOTTOM,
        "left": layout.MARGIN_LEFT,
        "right": layout.MARGIN_RIGHT,
        "size": layout.SIZE_3,
        "pitch": layout.PRINTED_PITCH_PT,
        "tracking": layout.PRINTED_TRACKING_PT,
        "above": layout.EM_ABOVE_BASELINE,
        "indent": layout.INDENT_CHARS * layout.CHAR_PITCH_PT,
        "title_size": layout.SIZE_2,
        "table_size": layout.SIZE_SMALL_4,
        "table_pitch": layout.TABLE_PITCH_PT,
        "folio_size": layout.SIZE_4,
        "folio_top": layout.FOLIO_TOP,
        "folio_inset": layout.FOLIO_INSET_CHARS * layout.SIZE_4,
        "attachment_label": layout.ATTACHMENT_LABEL,
        "char": layout.CHAR_PITCH_PT,
    }


def _runs(content: tuple[Inline, ...]) -> list[dict[str, Any]]:
    return [
        {"text": printable(inline.shown), "bold": False, "italic": False}
        if isinstance(inline, Slot)
        else {"text": printable(inline.text), "bold": inline.bold, "italic": inline.italic}
        for inline in content
    ]


def _block(block: Block, files: Mapping[Picture, str]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": min(max(block.level, 1), 4), "content": _runs(block.content)}
        case Paragraph():
            return {"kind": "paragraph", "align": block.align, "indent": block.indent, "content": _runs(block.content)}
        case Table():
            return _table(block)
        case Picture():
            size = measured(block)
            return {
                "kind": "picture",
                "file": files[block],
                "alt": printable(block.alt),
                "width": size.width,
                "height": size.height,
                "caption": _runs(block.caption),
            }


def _table(table: Table) -> dict[str, Any]:
    shares = layout.column_shares(table)
    reach, rows = table.reach(), []
    for r, row in enumerate(table.rows):
        line = []
        for c, cell in enumerate([*row, *[()] * (len(shares) - len(row))]):
            merge = reach.get((r, c), Merge(r, c, 1, 1))
            if (merge.row, merge.column) == (r, c):
                line.append({"content": _runs(cell), "rows": merge.rows, "columns": merge.columns})
        rows.append(line)
    return {
        "kind": "table",
        "columns": shares,
        "header_rows": min(table.header_rows, len(rows)),
        "rows": rows,
        "caption": _runs(table.caption),
    }
