"""Inside a sandbox: a .docx on standard input, {"headline", "body", "pictures": [[name, base64]]} on standard output."""

from __future__ import annotations

import base64
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any, Final

from docx import Document
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_TITLE_STYLES: Final = ("title", "标题", "heading 1", "标题 1")


@dataclass
class Parts:
    headline: str = ""
    body: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)


def main() -> None:
    """A file that is no .docx ends this process with the parser's own failure."""
    read = Parts()
    for item in Document(io.BytesIO(sys.stdin.buffer.read())).iter_inner_content():
        if isinstance(item, Table):
            read.body.append(_table(item))
        else:
            _paragraph(read, item)
    sys.stdout.buffer.write(json.dumps(asdict(read), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _paragraph(read: Parts, paragraph: Paragraph) -> None:
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    text = paragraph.text.strip()
    if text and not read.headline and not read.body and (style in _TITLE_STYLES or _stands_as_title(paragraph)):
        read.headline = " ".join(text.split())[:200]
    elif text and style.startswith(("heading", "标题")):
        read.body.append({"type": "heading", "value": {"text": text[:200], "level": 2 if style.endswith(("1", "2")) else 3}})
    elif text:
        _words(read, paragraph, style)
    for name, picture in _pictures(paragraph):
        read.body.append({"type": "picture", "value": {"picture": len(read.pictures), "caption": "", "credit": "", "alt": ""}})
        read.pictures.append((name, base64.b64encode(picture).decode()))


def _stands_as_title(paragraph: Paragraph) -> bool:
    """Offices seldom use styles: a short centred first line without a full stop is the headline."""
    return (
        paragraph.alignment is not None
        and int(paragraph.alignment) == 1
        and len(paragraph.text) <= 60
        and not paragraph.text.rstrip().endswith("。")
    )


def _words(read: Parts, paragraph: Paragraph, style: str) -> None:
    """A paragraph, or one more item of the list before it."""
    markup = "".join(_inline(paragraph))
    listed = "list" in style or "列表" in style or (paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None)
    before = read.body[-1] if read.body else None
    if not listed:
        read.body.append({"type": "paragraph", "value": f"<p>{markup}</p>"})
    elif before and before["type"] == "paragraph" and before["value"].endswith("</ul>"):
        before["value"] = f"{before['value'][:-5]}<li>{markup}</li></ul>"
    else:
        read.body.append({"type": "paragraph", "value": f"<ul><li>{markup}</li></ul>"})


def _inline(paragraph: Paragraph) -> Iterator[str]:
    for item in paragraph.iter_inner_content():
        if isinstance(item, Hyperlink):
            words = escape(item.text, quote=False)
            yield f'<a href="{escape(item.url)}">{words}</a>' if item.url else words
        else:
            yield _run(item)


def _run(run: Run) -> str:
    markup = escape(run.text, quote=False).replace("\n", "<br>")
    if not markup.strip():
        return markup
    for is_on, tag in ((run.bold, "b"), (run.italic, "i"), (run.font.superscript, "sup"), (run.font.subscript, "sub")):
        markup = f"<{tag}>{markup}</{tag}>" if is_on else markup
    return markup


def _table(table: Table) -> dict[str, Any]:
    rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
    width = max((len(row) for row in rows), default=0)
    return {"type": "table", "value": {"rows": [row + [""] * (width - len(row)) for row in rows], "head": True, "caption": ""}}


def _pictures(paragraph: Paragraph) -> Iterator[tuple[str, bytes]]:
    for blip in paragraph._p.iter(_PICTURE):
        part = paragraph.part.related_parts.get(blip.get(_EMBED, ""))
        if part is not None:
            yield str(part.partname).rsplit("/", 1)[-1], part.blob
